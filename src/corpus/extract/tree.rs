//! HTML source to a tree of nodes, each text with its source line, in time linear in the source.
//!
//! `html5ever` tells the line on which a token *ends*. [`LineSink`] stands between its tokenizer and
//! its tree builder and keeps the text of the last tokens with the lines on which they begin;
//! [`Recorder`] stands between the tree builder and `scraper`'s tree and finds there the line of
//! each piece of text that arrives, whole or in parts, at once or (in tables) later.
//!
//! `html5ever` is quadratic in the number of open elements and in the attributes of a tag. The
//! first is bounded by [`Guard`]. For the second see [`parse`]. This is the only module that names
//! `html5ever`.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::ops::Deref;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    CharacterTokens, CommentToken, NullCharacterToken, ParseError, StartTag, Tag, TagToken, Token,
    TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{
    AppendText, ElementFlags, NodeOrText, QuirksMode, Tracer, TreeBuilder, TreeBuilderOpts,
    TreeSink, create_element,
};
use html5ever::{Attribute, LocalName, QualName, TokenizerResult, local_name, ns};
use scraper::{ElementRef, Html, HtmlTreeSink};

use super::tag::{self, MOST_ATTRIBUTES};
use super::{element, lines};
use crate::corpus::{Problem, ProblemCode};

/// The name of a node within its tree.
pub type NodeId = <HtmlTreeSink as TreeSink>::Handle;

/// A node with its tree around it.
pub type NodeRef<'a> = <ElementRef<'a> as Deref>::Target;

/// The text of the comment that stands where a tag of a block was left out.
pub const BLOCK_BREAK: &str = "\u{1}kwic block\u{1}";

/// The most elements that may be open at once, those to be reopened counted in.
const MOST_OPEN: usize = 512;

/// The tree may hold this many elements for each tag, and some more, before tags are left out.
const MOST_ELEMENTS_PER_TAG: usize = 8;
const SPARE_ELEMENTS: usize = 50_000;

/// How many start tags pass between two looks at the number of open elements.
const CHECK_EVERY: u32 = 64;

/// The source is fed in pieces of this many bytes, which bounds the attributes that one piece adds.
const PIECE: usize = 512;

/// A tag (or comment) with more white space than this needs a closer look.
const SUSPECT_SPACES: usize = 512;

/// A parsed source.
#[derive(Debug)]
pub struct Document {
    /// The tree.
    pub html: Html,
    /// What had to be left out.
    pub problems: Vec<Problem>,
    texts: Vec<TextStart>,
    tags: Vec<TagLines>,
}

/// From byte `offset` on, the text of `node` stands on `line` and those after it.
#[derive(Clone, Copy, Debug)]
struct TextStart {
    node: NodeId,
    offset: usize,
    line: u32,
}

/// The lines on which the tag of an image begins and ends.
#[derive(Clone, Copy, Debug)]
struct TagLines {
    node: NodeId,
    first: u32,
    last: u32,
}

impl Document {
    /// The pieces of a text node, each with the line it begins on.
    pub fn pieces<'a>(&'a self, node: NodeRef<'a>, text: &'a str) -> Pieces<'a> {
        let from = self.texts.partition_point(|start| start.node < node.id());
        let starts = &self.texts[from..];
        let until = starts.iter().take_while(|start| start.node == node.id()).count();
        Pieces { text, starts: &starts[..until] }
    }

    /// The first and the last line of an image's tag.
    pub fn tag_lines(&self, node: NodeRef<'_>) -> Option<(u32, u32)> {
        let index = self.tags.binary_search_by_key(&node.id(), |tag| tag.node).ok()?;
        Some((self.tags[index].first, self.tags[index].last))
    }
}

/// An iterator over the pieces of a text node: text and the line it begins on.
#[derive(Debug)]
pub struct Pieces<'a> {
    text: &'a str,
    starts: &'a [TextStart],
}

impl<'a> Iterator for Pieces<'a> {
    type Item = (&'a str, u32);

    fn next(&mut self) -> Option<Self::Item> {
        let (start, rest) = self.starts.split_first()?;
        let end = rest.first().map_or(self.text.len(), |next| next.offset);
        self.starts = rest;
        Some((self.text.get(start.offset..end).unwrap_or_default(), start.line))
    }
}

/// Parses a page or, within a `<body>`, a part of one; the source begins on `first_line`.
///
/// Attributes are quadratic in the tokenizer, and how many a tag has is known only when it is too
/// late. So the source is fed in small pieces; when a tag goes on for longer than decent tags do,
/// parsing starts afresh tag by tag, each measured before it is fed.
pub fn parse(source: &str, is_page: bool, first_line: u32) -> Document {
    let feeder = Feeder::new(source, is_page, first_line);
    if feeder.feed_pieces() {
        return feeder.finish();
    }
    let feeder = Feeder::new(source, is_page, first_line);
    feeder.feed_tags();
    feeder.finish()
}

struct Feeder<'a> {
    source: &'a str,
    shared: StrTendril,
    input: BufferQueue,
    tokenizer: Tokenizer<LineSink>,
}

impl<'a> Feeder<'a> {
    fn new(source: &'a str, is_page: bool, first_line: u32) -> Self {
        let sink = LineSink::new(is_page, first_line);
        Self {
            source,
            shared: StrTendril::from_slice(source),
            input: BufferQueue::default(),
            tokenizer: Tokenizer::new(sink, TokenizerOpts::default()),
        }
    }

    /// Feeds the whole source, or returns false when a tag seems to have too many attributes.
    fn feed_pieces(&self) -> bool {
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
    fn feed_tags(&self) {
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

    fn finish(self) -> Document {
        self.tokenizer.end();
        let LineSink { builder, guard, .. } = self.tokenizer.sink;
        builder.sink.finish_with(guard.into_problems())
    }
}

/// Receives tokens, and passes them on to the tree builder.
struct LineSink {
    builder: TreeBuilder<NodeId, Recorder>,
    guard: Guard,
    /// The number of tokens so far.
    tokens: Cell<u64>,
    /// The name of the element whose content is not markup, if one is open.
    raw_element: RefCell<Option<LocalName>>,
}

impl LineSink {
    fn new(is_page: bool, first_line: u32) -> Self {
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

    fn line(&self) -> u32 {
        self.builder.sink.line.get()
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
        if !element::is_block(name) {
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

/// Leaves out tags when too many elements are open, or when the tree outgrows its source.
#[derive(Default)]
struct Guard {
    tags: Cell<usize>,
    unchecked: Cell<u32>,
    /// Too many elements are open at present.
    is_deep: Cell<bool>,
    /// The tree has outgrown its source; no tag passes any more.
    is_flooded: Cell<bool>,
    /// The start tags that were left out and whose end tags have not come yet.
    left_out: RefCell<Vec<LocalName>>,
    problems: RefCell<Vec<Problem>>,
}

impl Guard {
    fn admits(&self, tag: &Tag, builder: &TreeBuilder<NodeId, Recorder>, line: u32) -> bool {
        // An element without end tag adds no depth; one that holds no markup would turn its
        // content into markup if it were left out.
        if element::is_void(&tag.name) || element::is_raw(&tag.name) {
            return true;
        }
        if self.is_flooded.get() {
            return false;
        }
        if tag.kind == StartTag {
            self.admits_start(tag, builder, line)
        } else {
            self.admits_end(tag)
        }
    }

    fn admits_start(&self, tag: &Tag, builder: &TreeBuilder<NodeId, Recorder>, line: u32) -> bool {
        self.tags.set(self.tags.get() + 1);
        self.unchecked.set(self.unchecked.get() + 1);
        if self.is_deep.get() || self.unchecked.get() >= CHECK_EVERY {
            self.check(builder, line);
        }
        let is_admitted = !self.is_deep.get() && !self.is_flooded.get();
        if !is_admitted {
            self.left_out.borrow_mut().push(tag.name.clone());
        }
        is_admitted
    }

    /// An end tag closes what was left out before it closes what is in the tree.
    fn admits_end(&self, tag: &Tag) -> bool {
        let mut left_out = self.left_out.borrow_mut();
        let near = left_out.len().saturating_sub(8);
        if let Some(index) = left_out[near..].iter().rposition(|name| *name == tag.name) {
            left_out.truncate(near + index);
            return false;
        }
        if !left_out.is_empty() {
            left_out.clear();
            self.unchecked.set(CHECK_EVERY);
        }
        true
    }

    fn check(&self, builder: &TreeBuilder<NodeId, Recorder>, line: u32) {
        self.unchecked.set(0);
        let open = OpenElements::default();
        builder.trace_handles(&open);
        self.is_deep.set(open.0.get() > MOST_OPEN);
        let most = self.tags.get().saturating_mul(MOST_ELEMENTS_PER_TAG) + SPARE_ELEMENTS;
        self.is_flooded.set(builder.sink.elements.get() > most);
        if self.is_deep.get() || self.is_flooded.get() {
            let message =
                "elements are nested too deeply; their text was kept, their tags left out";
            self.report(line, message.to_owned());
        }
    }

    /// Reports a problem, the first of its kind only.
    fn report(&self, line: u32, message: String) {
        let mut problems = self.problems.borrow_mut();
        if !problems.iter().any(|problem| problem.message == message) {
            problems.push(Problem::at(line, ProblemCode::MarkupLimit, message));
        }
    }

    fn into_problems(self) -> Vec<Problem> {
        self.problems.into_inner()
    }
}

/// Counts what the tree builder holds on to: its open elements and those it would open again.
#[derive(Default)]
struct OpenElements(Cell<usize>);

impl Tracer for OpenElements {
    type Handle = NodeId;

    fn trace_handle(&self, _: &NodeId) {
        self.0.set(self.0.get() + 1);
    }
}

/// Builds the tree, and remembers on which line each text began.
struct Recorder {
    inner: HtmlTreeSink,
    first_line: u32,
    /// The line on which the last token ended, and the one before it.
    line: Cell<u32>,
    previous_line: Cell<u32>,
    /// The texts of the last tokens that have not come back from the tree builder, with the line
    /// each begins on.
    expected: RefCell<VecDeque<(StrTendril, u32)>>,
    texts: RefCell<Vec<TextStart>>,
    tags: RefCell<Vec<TagLines>>,
    /// The text node that grew last, and the line its text ends on.
    growing: Cell<Option<(NodeId, u32)>>,
    elements: Cell<usize>,
}

impl Recorder {
    fn new(html: Html, first_line: u32) -> Self {
        Self {
            inner: HtmlTreeSink::new(html),
            first_line,
            line: Cell::new(first_line),
            previous_line: Cell::new(first_line),
            expected: RefCell::default(),
            texts: RefCell::default(),
            tags: RefCell::default(),
            growing: Cell::new(None),
            elements: Cell::new(0),
        }
    }

    fn set_token_line(&self, line: u64) {
        let passed = u32::try_from(line.saturating_sub(1)).unwrap_or(u32::MAX);
        self.previous_line.set(self.line.get());
        self.line.set(self.first_line.saturating_add(passed));
    }

    /// A token of this text goes to the tree builder now.
    fn expect_text(&self, text: StrTendril) {
        // The token ends on the line that is known, and begins a line before for each `\n` in it.
        // But a lone `<` is only told from a tag by the next character, which may be a line end.
        let line = match &*text {
            "<" => self.previous_line.get(),
            text => self.line.get().saturating_sub(feeds(text)),
        };
        self.expected.borrow_mut().push_back((text, line));
    }

    /// Text that has not come back by now was dropped.
    fn expect_nothing(&self) {
        self.expected.borrow_mut().clear();
    }

    /// The line of a text that came back: all of an expected text, or a part of it.
    fn line_of(&self, text: &str) -> u32 {
        let mut expected = self.expected.borrow_mut();
        while let Some((ahead, line)) = expected.pop_front() {
            if *ahead == *text {
                return line;
            }
            if let Some(start) = ahead.find(text) {
                let end = start + text.len();
                let here = line.saturating_add(feeds(&ahead[..start]));
                let rest = StrTendril::from_slice(&ahead[end..]);
                expected.push_front((rest, here.saturating_add(feeds(text))));
                return here;
            }
        }
        self.line.get()
    }

    /// Text of this length, which begins on `line`, was added at the end of `node`.
    fn record(&self, node: NodeRef<'_>, len: usize, line: u32) {
        let Some(text) = node.value().as_text() else {
            return;
        };
        let offset = text.len().saturating_sub(len);
        if offset == 0 || self.growing.get() != Some((node.id(), line)) {
            self.texts.borrow_mut().push(TextStart { node: node.id(), offset, line });
        }
        let end = line.saturating_add(feeds(&text[offset..]));
        self.growing.set(Some((node.id(), end)));
    }

    fn finish_with(self, problems: Vec<Problem>) -> Document {
        let mut texts = self.texts.into_inner();
        // In tables, text is moved before the table, into nodes older than the last ones.
        texts.sort_by_key(|start| (start.node, start.offset));
        let html = self.inner.finish();
        Document { html, problems, texts, tags: self.tags.into_inner() }
    }
}

/// The line ends of parsed text, which are all `\n`.
fn feeds(text: &str) -> u32 {
    let count = text.bytes().filter(|&byte| byte == b'\n').count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl TreeSink for Recorder {
    type Output = Html;
    type Handle = NodeId;
    type ElemName<'a> = <HtmlTreeSink as TreeSink>::ElemName<'a>;

    fn finish(self) -> Html {
        self.inner.finish()
    }

    fn parse_error(&self, _: std::borrow::Cow<'static, str>) {}

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.inner.set_quirks_mode(mode);
    }

    fn get_document(&self) -> NodeId {
        self.inner.get_document()
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Self::ElemName<'a> {
        self.inner.elem_name(target)
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        self.elements.set(self.elements.get() + 1);
        let is_image = name.local == local_name!("img");
        let node = self.inner.create_element(name, attrs, flags);
        if is_image {
            let (first, last) = (self.previous_line.get(), self.line.get());
            self.tags.borrow_mut().push(TagLines { node, first, last });
        }
        node
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.inner.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.inner.create_pi(target, data)
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.inner.append_doctype_to_document(name, public, system);
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        let AppendText(text) = child else {
            return self.inner.append(parent, child);
        };
        let (line, len) = (self.line_of(&text), text.len());
        self.inner.append(parent, AppendText(text));
        let html = self.inner.0.borrow();
        if let Some(node) = html.tree.get(*parent).and_then(|parent| parent.last_child()) {
            self.record(node, len, line);
        }
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let AppendText(text) = child else {
            return self.inner.append_before_sibling(sibling, child);
        };
        let (line, len) = (self.line_of(&text), text.len());
        self.inner.append_before_sibling(sibling, AppendText(text));
        let html = self.inner.0.borrow();
        if let Some(node) = html.tree.get(*sibling).and_then(|sibling| sibling.prev_sibling()) {
            self.record(node, len, line);
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        previous: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        let has_parent = {
            let html = self.inner.0.borrow();
            html.tree.get(*element).is_some_and(|node| node.parent().is_some())
        };
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.inner.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.inner.reparent_children(node, new_parent);
    }

    /// Adds attributes of a second `<html>` or `<body>` tag, while there are not too many.
    fn add_attrs_if_missing(&self, target: &NodeId, attrs: Vec<Attribute>) {
        let count = {
            let html = self.inner.0.borrow();
            let element = html.tree.get(*target).and_then(|node| node.value().as_element());
            element.map_or(0, |element| element.attrs.len())
        };
        if count < MOST_ATTRIBUTES {
            self.inner.add_attrs_if_missing(target, attrs);
        }
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.inner.get_template_contents(target)
    }

    fn mark_script_already_started(&self, node: &NodeId) {
        self.inner.mark_script_already_started(node);
    }
}
