//! How a source is fed to the tokenizer, so that no tag costs more than its length.

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};
use html5ever::{LocalName, TokenizerResult};

use super::Document;
use super::line_sink::LineSink;
use crate::corpus::extract::lines;
use crate::corpus::extract::tag::{self, MOST_ATTRIBUTES};

/// The source is fed in pieces of this many bytes, which bounds the attributes that one piece adds.
const PIECE: usize = 512;

/// A tag (or comment) with more white space than this needs a closer look.
const SUSPECT_SPACES: usize = 512;

/// Feeds a source to the tokenizer.
pub struct Feeder<'a> {
    source: &'a str,
    shared: StrTendril,
    input: BufferQueue,
    tokenizer: Tokenizer<LineSink>,
}

impl<'a> Feeder<'a> {
    /// A feeder for a source that begins on `first_line`.
    pub fn new(source: &'a str, is_page: bool, first_line: u32) -> Self {
        let sink = LineSink::new(is_page, first_line);
        Self {
            source,
            shared: StrTendril::from_slice(source),
            input: BufferQueue::default(),
            tokenizer: Tokenizer::new(sink, TokenizerOpts::default()),
        }
    }

    /// Feeds the whole source, or returns false when a tag seems to have too many attributes.
    pub fn feed_pieces(&self) -> bool {
        let mut at = 0;
        let mut spaces = 0;
        while at < self.source.len() {
            let end = self.source.ceil_char_boundary(at + PIECE);
            let before = self.tokens();
            self.feed(at, end);
            spaces = if self.tokens() == before { spaces + self.count_spaces(at, end) } else { 0 };
            if spaces > SUSPECT_SPACES {
                return false;
            }
            at = end;
        }
        true
    }

    /// The number of bytes that may part two attributes.
    fn count_spaces(&self, start: usize, end: usize) -> usize {
        let parts = |byte: &&u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'"' | b'\'');
        self.source.as_bytes()[start..end].iter().filter(parts).count()
    }

    /// Feeds the source so that no tag has more attributes than are read.
    pub fn feed_tags(&self) {
        let mut at = 0;
        while at < self.source.len() {
            at = match self.raw_element() {
                Some(name) => self.feed_raw(at, &name),
                None => self.feed_markup(at),
            };
        }
    }

    /// Feeds the text up to the next `<`, and what that begins; returns how far it came.
    fn feed_markup(&self, at: usize) -> usize {
        let bytes = self.source.as_bytes();
        let Some(open) = self.find(at, "<") else {
            return self.feed(at, bytes.len());
        };
        self.feed(at, open);
        match bytes.get(open + 1) {
            _ if tag::is_tag(bytes, open) => self.feed_tag(open),
            Some(b'/') if bytes.get(open + 2) == Some(&b'>') => self.feed(open, open + 3),
            Some(b'/' | b'!' | b'?') => self.feed_comment(open),
            _ => self.feed(open, open + 1),
        }
    }

    /// Feeds the text of an element that holds no markup, up to its end tag.
    fn feed_raw(&self, at: usize, name: &str) -> usize {
        let Some(open) = self.find(at, "</") else {
            return self.feed(at, self.source.len());
        };
        self.feed(at, open);
        let found = self.source.as_bytes().get(open + 2..open + 2 + name.len());
        match found {
            Some(found) if found.eq_ignore_ascii_case(name.as_bytes()) => self.feed_tag(open),
            _ => self.feed(open, open + 2),
        }
    }

    fn feed_tag(&self, open: usize) -> usize {
        let extent = tag::measure(self.source.as_bytes(), open);
        let Some(excess) = extent.excess else {
            return self.feed(open, extent.end);
        };
        self.feed(open, excess.start);
        // The lines of what is left out are still counted.
        let left_out = lines::count(&self.source[excess.clone()]);
        self.feed_text(&"\n".repeat(left_out as usize));
        let line = self.tokenizer.sink.line();
        self.tokenizer.sink.guard.report(
            line,
            format!("a tag has more than {MOST_ATTRIBUTES} attributes; those beyond were left out"),
        );
        self.feed(excess.end, extent.end)
    }

    /// Feeds a comment, a doctype or the like, which a `>` may or may not end.
    fn feed_comment(&self, open: usize) -> usize {
        let before = self.tokens();
        let mut at = open;
        while self.tokens() == before && at < self.source.len() {
            let end = self.find(at, ">").map_or(self.source.len(), |close| close + 1);
            at = self.feed(at, end);
        }
        at
    }

    fn find(&self, at: usize, what: &str) -> Option<usize> {
        self.source[at..].find(what).map(|offset| at + offset)
    }

    /// Feeds part of the source, and returns its end.
    fn feed(&self, start: usize, end: usize) -> usize {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.push(self.shared.subtendril(offset(start), offset(end - start)));
        end
    }

    fn feed_text(&self, text: &str) {
        self.push(StrTendril::from_slice(text));
    }

    fn push(&self, text: StrTendril) {
        self.input.push_back(text);
        // The tokenizer stops at scripts, which nobody runs here.
        while !matches!(self.tokenizer.feed(&self.input), TokenizerResult::Done) {}
    }

    fn tokens(&self) -> u64 {
        self.tokenizer.sink.tokens.get()
    }

    fn raw_element(&self) -> Option<LocalName> {
        self.tokenizer.sink.raw_element.borrow().clone()
    }

    /// Ends the source.
    pub fn finish(self) -> Document {
        self.tokenizer.end();
        let LineSink { builder, guard, .. } = self.tokenizer.sink;
        builder.sink.finish_with(guard.into_problems())
    }
}
