//! Between the tree builder and the tree.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{AppendText, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, QualName, local_name};
use scraper::{Html, HtmlTreeSink};

use super::{Document, NodeId, NodeRef, TagLines, TextStart};
use crate::corpus::Problem;
use crate::corpus::extract::tag::MOST_ATTRIBUTES;

/// Builds the tree, and remembers on which line each text began.
pub struct Recorder {
    inner: HtmlTreeSink,
    /// The line that the tokenizer takes for the first: a later one, once lines were left out.
    first_line: Cell<u32>,
    /// The line on which the last token ended, and the one before it.
    pub line: Cell<u32>,
    previous_line: Cell<u32>,
    /// The texts of the last tokens that have not come back from the tree builder, with the lines
    /// each begins and ends on.
    expected: RefCell<VecDeque<(StrTendril, Lines)>>,
    texts: RefCell<Vec<TextStart>>,
    tags: RefCell<Vec<TagLines>>,
    /// The text node that grew last, and the line its text ends on.
    growing: Cell<Option<(NodeId, u32)>>,
    /// The number of elements created so far.
    pub elements: Cell<usize>,
}

/// The lines that a text begins and ends on.
#[derive(Clone, Copy)]
struct Lines {
    first: u32,
    last: u32,
}

impl Recorder {
    /// A recorder over an empty tree.
    pub fn new(html: Html, first_line: u32) -> Self {
        Self {
            inner: HtmlTreeSink::new(html),
            first_line: Cell::new(first_line),
            line: Cell::new(first_line),
            previous_line: Cell::new(first_line),
            expected: RefCell::default(),
            texts: RefCell::default(),
            tags: RefCell::default(),
            growing: Cell::new(None),
            elements: Cell::new(0),
        }
    }

    /// Takes note of the line on which a token ends.
    pub fn set_token_line(&self, line: u64) {
        let passed = u32::try_from(line.saturating_sub(1)).unwrap_or(u32::MAX);
        self.previous_line.set(self.line.get());
        self.line.set(self.first_line.get().saturating_add(passed));
    }

    /// So many lines of the source go to no token from here on.
    pub fn leave_out_lines(&self, count: u32) {
        self.first_line.set(self.first_line.get().saturating_add(count));
    }

    /// A token of this text goes to the tree builder now.
    pub fn expect_text(&self, text: StrTendril) {
        let last = self.line.get();
        // The token ends on the line that is known, and begins a line before for each `\n` in it.
        // But a lone `<` is only told from a tag by the next character, which may be a line end.
        let lines = match &*text {
            "<" => Lines { first: self.previous_line.get(), last: self.previous_line.get() },
            text => Lines { first: last.saturating_sub(feeds(text)), last },
        };
        self.expected.borrow_mut().push_back((text, lines));
    }

    /// Text that has not come back by now was dropped.
    pub fn expect_nothing(&self) {
        self.expected.borrow_mut().clear();
    }

    /// The lines of a text that came back: all of an expected text, or a part of it.
    fn lines_of(&self, text: &str) -> Lines {
        let mut expected = self.expected.borrow_mut();
        while let Some((ahead, lines)) = expected.pop_front() {
            if *ahead == *text {
                return lines;
            }
            if let Some(start) = ahead.find(text) {
                let end = start + text.len();
                let first = lines.first.saturating_add(feeds(&ahead[..start]));
                let last = first.saturating_add(feeds(text));
                let rest = StrTendril::from_slice(&ahead[end..]);
                expected.push_front((rest, Lines { first: last, last: lines.last }));
                return Lines { first, last };
            }
        }
        let first = self.line.get();
        Lines { first, last: first.saturating_add(feeds(text)) }
    }

    /// Text of this length, which stands on these lines, was added at the end of `node`.
    fn record(&self, node: NodeRef<'_>, len: usize, lines: Lines) {
        let Some(text) = node.value().as_text() else {
            return;
        };
        let offset = text.len().saturating_sub(len);
        if offset == 0 || self.growing.get() != Some((node.id(), lines.first)) {
            self.texts.borrow_mut().push(TextStart { node: node.id(), offset, line: lines.first });
        }
        self.growing.set(Some((node.id(), lines.last)));
    }

    /// The tree, with what was recorded and reported.
    pub fn finish_with(self, problems: Vec<Problem>) -> Document {
        let mut texts = self.texts.into_inner();
        // In tables, text is moved before the table, into nodes older than the last ones.
        texts.sort_by_key(|start| (start.node, start.offset));
        let html = self.inner.finish();
        Document { html, problems, texts, tags: self.tags.into_inner() }
    }
}

/// The line ends of parsed text, which are all `\n`.
fn feeds(text: &str) -> u32 {
    let count = memchr::memchr_iter(b'\n', text.as_bytes()).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl TreeSink for Recorder {
    type Output = Html;
    type Handle = NodeId;
    type ElemName<'a> = <HtmlTreeSink as TreeSink>::ElemName<'a>;

    fn finish(self) -> Html {
        self.inner.finish()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

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
        let (lines, len) = (self.lines_of(&text), text.len());
        self.inner.append(parent, AppendText(text));
        let html = self.inner.0.borrow();
        if let Some(node) = html.tree.get(*parent).and_then(|parent| parent.last_child()) {
            self.record(node, len, lines);
        }
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let AppendText(text) = child else {
            return self.inner.append_before_sibling(sibling, child);
        };
        let (lines, len) = (self.lines_of(&text), text.len());
        self.inner.append_before_sibling(sibling, AppendText(text));
        let html = self.inner.0.borrow();
        if let Some(node) = html.tree.get(*sibling).and_then(|sibling| sibling.prev_sibling()) {
            self.record(node, len, lines);
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
