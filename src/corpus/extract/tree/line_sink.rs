//! Between the tokenizer and the tree builder.

use std::cell::{Cell, RefCell};

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    CharacterTokens, CommentToken, DoctypeToken, NullCharacterToken, ParseError, StartTag, Tag,
    TagToken, Token, TokenSink, TokenSinkResult,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, create_element};
use html5ever::{LocalName, QualName, local_name, ns};
use scraper::Html;

use super::guard::Guard;
use super::recorder::Recorder;
use super::{BLOCK_BREAK, NodeId};
use crate::corpus::extract::element;

/// Receives tokens, and passes them on to the tree builder.
pub struct LineSink {
    /// What takes the tokens that pass.
    pub builder: TreeBuilder<NodeId, Recorder>,
    /// What decides which do.
    pub guard: Guard,
    /// The number of tokens so far.
    pub tokens: Cell<u64>,
    /// The name of the element whose content is not markup, if one is open.
    pub raw_element: RefCell<Option<LocalName>>,
}

impl LineSink {
    /// A sink for a page or a part of one.
    pub fn new(is_page: bool, first_line: u32) -> Self {
        let html = if is_page { Html::new_document() } else { Html::new_fragment() };
        let recorder = Recorder::new(html, first_line);
        // Without scripts, the content of `<noscript>` is markup like any other.
        let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
        let builder = if is_page {
            TreeBuilder::new(recorder, options)
        } else {
            let body = QualName::new(None, ns!(html), local_name!("body"));
            let body = create_element(&recorder, body, Vec::new());
            TreeBuilder::new_for_fragment(recorder, body, None, options)
        };
        let guard = Guard::default();
        Self { builder, guard, tokens: Cell::new(0), raw_element: RefCell::new(None) }
    }

    /// The line on which the last token ended.
    pub fn line(&self) -> u32 {
        self.builder.sink.line.get()
    }

    /// Takes note of so many lines that the tokenizer does not see.
    pub fn leave_out_lines(&self, count: u32) {
        self.builder.sink.leave_out_lines(count);
    }

    fn process_tag(&self, tag: Tag, line: u64) -> TokenSinkResult<NodeId> {
        let name = tag.name.clone();
        let is_start = tag.kind == StartTag;
        if !self.guard.admits(&tag, &self.builder, self.line()) {
            return self.leave_out(&name, line);
        }
        let result = self.builder.process_token(TagToken(tag), line);
        let is_raw = matches!(result, TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext);
        if is_raw {
            self.raw_element.replace(Some(name));
        } else if !is_start {
            self.raw_element.replace(None);
        }
        result
    }

    fn leave_out(&self, name: &str, line: u64) -> TokenSinkResult<NodeId> {
        if !element::is_block(name) && !element::is_void(name) {
            return TokenSinkResult::Continue;
        }
        // Text between the cells of a table is moved out of it and comments are not: what is left
        // of the break is the blank.
        let blank = StrTendril::from_char(' ');
        self.builder.sink.expect_text(blank.clone());
        // Text changes nothing in how the tokenizer goes on.
        let _ = self.builder.process_token(CharacterTokens(blank), line);
        // A mark is a node as well, and there are to be no more.
        if self.guard.is_flooded() {
            return TokenSinkResult::Continue;
        }
        self.builder.process_token(CommentToken(StrTendril::from_slice(BLOCK_BREAK)), line)
    }
}

impl TokenSink for LineSink {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        if matches!(token, ParseError(_)) {
            return TokenSinkResult::Continue;
        }
        self.tokens.set(self.tokens.get() + 1);
        let recorder = &self.builder.sink;
        recorder.set_token_line(line);
        match token {
            CharacterTokens(text) => {
                recorder.expect_text(text.clone());
                self.builder.process_token(CharacterTokens(text), line)
            }
            NullCharacterToken => {
                recorder.expect_text(StrTendril::from_char('\u{fffd}'));
                self.builder.process_token(NullCharacterToken, line)
            }
            TagToken(tag) => {
                let result = self.process_tag(tag, line);
                self.builder.sink.expect_nothing();
                result
            }
            // It changes nothing after the beginning, and text of a table may still be to come back.
            DoctypeToken(_) => self.builder.process_token(token, line),
            other => {
                let result = self.builder.process_token(other, line);
                self.builder.sink.expect_nothing();
                result
            }
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}
