//! A bound on open elements, in which the tree builder is quadratic.

use std::cell::{Cell, RefCell};

use html5ever::LocalName;
use html5ever::tokenizer::{EndTag, StartTag, Tag};
use html5ever::tree_builder::{Tracer, TreeBuilder};

use super::NodeId;
use super::recorder::Recorder;
use crate::corpus::extract::element;
use crate::corpus::{Problem, ProblemCode};

/// The most elements that may be open at once, those to be reopened counted in.
const MOST_OPEN: usize = 512;

/// The tree may hold this many elements for each tag, and some more, before tags are left out.
const MOST_ELEMENTS_PER_TAG: usize = 8;
const SPARE_ELEMENTS: usize = 50_000;

/// The tree holds no more elements than this; each takes some 250 bytes.
const MOST_ELEMENTS: usize = 1 << 20;

/// How many start tags pass between two looks at the number of open elements.
const CHECK_EVERY: u32 = 64;

/// Leaves out tags when too many elements are open, or when the tree outgrows its source.
#[derive(Default)]
pub struct Guard {
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
    /// Whether a tag may pass.
    pub fn admits(&self, tag: &Tag, builder: &TreeBuilder<NodeId, Recorder>, line: u32) -> bool {
        if tag.kind == StartTag {
            self.tags.set(self.tags.get() + 1);
            self.unchecked.set(self.unchecked.get() + 1);
        }
        if self.is_at_ease() {
            return true;
        }
        // An element without end tag adds no depth; one that holds no markup would turn its
        // content into markup if it were left out.
        let adds_no_depth = element::is_void(&tag.name) && !self.is_flooded.get();
        if adds_no_depth || element::is_raw(&tag.name) {
            return true;
        }
        match tag.kind {
            _ if self.is_flooded.get() => false,
            StartTag => self.admits_start(tag, builder, line),
            EndTag => self.admits_end(tag),
        }
    }

    /// Whether nothing was left out, and the last look at the open elements is recent.
    fn is_at_ease(&self) -> bool {
        !self.is_deep.get()
            && !self.is_flooded.get()
            && self.unchecked.get() < CHECK_EVERY
            && self.left_out.borrow().is_empty()
    }

    fn admits_start(&self, tag: &Tag, builder: &TreeBuilder<NodeId, Recorder>, line: u32) -> bool {
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
        self.is_flooded.set(builder.sink.elements.get() > most.min(MOST_ELEMENTS));
        if self.is_deep.get() || self.is_flooded.get() {
            let message =
                "elements are too many or too deep; their text was kept, their tags left out";
            self.report(line, message.to_owned());
        }
    }

    /// Whether the tree holds all that it may.
    pub fn is_flooded(&self) -> bool {
        self.is_flooded.get()
    }

    /// Reports a problem, the first of its kind only.
    pub fn report(&self, line: u32, message: String) {
        let mut problems = self.problems.borrow_mut();
        if !problems.iter().any(|problem| problem.message == message) {
            problems.push(Problem::at(line, ProblemCode::MarkupLimit, message));
        }
    }

    /// What was reported.
    pub fn into_problems(self) -> Vec<Problem> {
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
