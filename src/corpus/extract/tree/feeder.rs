//! How a source is fed to the tokenizer: tag by tag, so that none costs more than its length, and
//! without what nobody reads.

use std::cell::Cell;
use std::ops::Range;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};
use html5ever::{LocalName, TokenizerResult};

use super::line_sink::LineSink;
use super::{Document, ballast};
use crate::corpus::extract::tag::{self, Attribute, Attributes, MOST_ATTRIBUTES};
use crate::corpus::extract::{element, lines};

/// What may stand before the first character of a source and is none of it.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Feeds a source to the tokenizer.
pub struct Feeder<'a> {
    source: &'a str,
    shared: StrTendril,
    /// How much of the source was fed or left out.
    fed: Cell<usize>,
    input: BufferQueue,
    tokenizer: Tokenizer<LineSink>,
}

impl<'a> Feeder<'a> {
    /// A feeder for a source that begins on `first_line`.
    pub fn new(source: &'a str, is_page: bool, first_line: u32) -> Self {
        let sink = LineSink::new(is_page, first_line);
        let options = TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() };
        Self {
            source,
            shared: StrTendril::from_slice(source),
            // The tokenizer would drop such a mark wherever a piece begins, not the source.
            fed: Cell::new(if source.starts_with(BYTE_ORDER_MARK) {
                BYTE_ORDER_MARK.len_utf8()
            } else {
                0
            }),
            input: BufferQueue::default(),
            tokenizer: Tokenizer::new(sink, options),
        }
    }

    /// Feeds the whole source.
    pub fn feed_all(&self) {
        let mut at = self.fed.get();
        while at < self.source.len() {
            at = match self.raw_element() {
                Some(name) => self.pass_raw(at, &name),
                None => self.pass_markup(at),
            };
        }
        self.feed_to(at);
    }

    /// Passes the text up to the next `<`, and what that begins; returns how far it came.
    fn pass_markup(&self, at: usize) -> usize {
        let bytes = self.source.as_bytes();
        let Some(open) = memchr::memchr(b'<', &bytes[at..]).map(|offset| at + offset) else {
            return bytes.len();
        };
        match bytes.get(open + 1) {
            _ if tag::is_tag(bytes, open) => self.pass_tag(open),
            Some(b'/') if bytes.get(open + 2) == Some(&b'>') => open + 3,
            Some(b'/' | b'!' | b'?') => self.pass_comment(open),
            _ => open + 1,
        }
    }

    /// Passes the text of an element that holds no markup, up to its end tag.
    fn pass_raw(&self, at: usize, name: &str) -> usize {
        let Some(open) = self.source[at..].find("</").map(|offset| at + offset) else {
            return self.source.len();
        };
        let found = self.source.as_bytes().get(open + 2..open + 2 + name.len());
        match found {
            Some(found) if found.eq_ignore_ascii_case(name.as_bytes()) => self.pass_tag(open),
            _ => open + 2,
        }
    }

    /// Passes a tag without those of its attributes that are not read or too many.
    fn pass_tag(&self, open: usize) -> usize {
        let bytes = self.source.as_bytes();
        let mut attributes = Attributes::of(bytes, open);
        let mut count = 0;
        let mut last_left_out = None;
        for attribute in attributes.by_ref() {
            count += 1;
            let Attribute { name, value } = attribute;
            // What follows a `/` keeps it from closing the element.
            let is_kept = ballast::is_read(&bytes[name.clone()], &bytes[value.clone()])
                || bytes[name.start - 1] == b'/';
            if count > MOST_ATTRIBUTES || !is_kept {
                self.leave_out(name.start..value.end, &mut last_left_out);
            }
        }
        let end = attributes.extent().end;
        if count > MOST_ATTRIBUTES {
            self.report_attributes();
        }
        if element::is_raw(&self.source[attributes.element()]) {
            self.settle(open, end)
        } else {
            end
        }
    }

    /// Feeds a tag that may begin or end an element without markup, whose text may not be needed.
    fn settle(&self, open: usize, end: usize) -> usize {
        self.feed_to(end);
        match self.raw_element() {
            Some(name) => {
                let text_end = ballast::text_end(self.source, &name, &self.source[open..end], end);
                self.leave_out_to(text_end);
                text_end
            }
            None => end,
        }
    }

    /// Leaves out an attribute and, if another one was left out before it, the blanks between them.
    fn leave_out(&self, attribute: Range<usize>, last: &mut Option<usize>) {
        let is_blank = |from: usize| {
            self.source.as_bytes()[from..attribute.start].iter().all(u8::is_ascii_whitespace)
        };
        if !last.is_some_and(is_blank) {
            self.feed_to(attribute.start);
        }
        self.leave_out_to(attribute.end);
        *last = Some(attribute.end);
    }

    fn report_attributes(&self) {
        let sink = &self.tokenizer.sink;
        let message =
            format!("a tag has more than {MOST_ATTRIBUTES} attributes; those beyond were left out");
        sink.guard.report(sink.line(), message);
    }

    /// Passes a comment, a doctype or the like, which a `>` may or may not end.
    fn pass_comment(&self, open: usize) -> usize {
        self.feed_to(open);
        let before = self.tokens();
        let mut at = open;
        while self.tokens() == before && at < self.source.len() {
            at = self.source[at..].find('>').map_or(self.source.len(), |close| at + close + 1);
            self.feed_to(at);
        }
        at
    }

    /// Feeds what comes before `end` and was not fed yet.
    fn feed_to(&self, end: usize) {
        let start = self.fed.replace(end);
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.input.push_back(self.shared.subtendril(offset(start), offset(end - start)));
        // The tokenizer stops at scripts, which nobody runs here.
        while !matches!(self.tokenizer.feed(&self.input), TokenizerResult::Done) {}
    }

    /// Leaves out what comes before `end` and was not fed; its lines still count.
    fn leave_out_to(&self, end: usize) {
        let start = self.fed.replace(end);
        self.tokenizer.sink.leave_out_lines(lines::count(&self.source[start..end]));
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
