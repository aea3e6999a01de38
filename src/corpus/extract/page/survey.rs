//! How much text, and of what kind, each element of a page holds.

use super::super::accordion::is_heading_button;
use super::super::element::{self, Role, role};
use super::super::tree::{ElementData, NodeId, NodeRef, attribute};
use super::super::visibility::is_hidden;
use super::super::visit::Visitor;
use super::sign::{self, Known, Named, Sign};
use super::{filled, title};
use crate::corpus::BlockKind;

/// A run of text this long (in bytes) is prose in full; of a shorter one, only a share is.
pub const PROSE: usize = 100;

/// The elements of a page whose text stands apart, in the order of their start tags.
#[derive(Debug, Default)]
pub struct Survey<'a> {
    /// The text of `<title>`.
    pub title: Option<String>,
    /// The language that `<html>` names.
    pub language: Option<String>,
    /// `<body>`, and what is in it.
    pub elements: Vec<Element<'a>>,
    /// The elements that the node at hand lies in, by index.
    open: Vec<usize>,
    /// What names of classes say.
    signs: Known<'a>,
    /// How many links the node at hand lies in.
    links: usize,
    /// The run of text at hand.
    run: Amount,
}

/// An element whose text stands apart.
#[derive(Debug)]
pub struct Element<'a> {
    /// Its node in the tree.
    pub node: NodeId,
    /// The index of the element that it is in; its own for the first one.
    pub parent: usize,
    /// The index after the last element in it.
    pub end: usize,
    /// What it is by its tag.
    pub part: Part,
    /// What it is by its names.
    pub named: Named<'a>,
    /// The text in it that is in no other element here.
    pub own: Amount,
}

/// What an element is by its tag, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// `<article>`.
    Article,
    /// `<h1>` to `<h6>`.
    Heading,
    /// A paragraph.
    Paragraph,
    /// An item of a list, or preformatted text.
    Item,
    /// A list.
    List,
    /// Anything else that holds other elements.
    Box,
}

/// An amount of text, in bytes, white space around its runs aside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    /// All of it.
    pub text: usize,
    /// What is in links to other pages.
    pub linked: usize,
    /// What is in long runs without many links: sentences rather than labels.
    pub prose: usize,
}

impl Amount {
    /// Adds another amount to this one.
    pub fn add(&mut self, other: Self) {
        self.text += other.text;
        self.linked += other.linked;
        self.prose += other.prose;
    }

    /// Whether this is the text of links, more or less.
    pub fn is_linked(self, share: f32) -> bool {
        self.text > 0 && self.linked as f32 >= self.text as f32 * share
    }
}

impl<'a> Visitor<'a> for Survey<'a> {
    fn enter(&mut self, node: NodeRef<'a>) -> bool {
        if let Some(text) = node.value().as_text() {
            self.add_text(text);
            return false;
        }
        let Some(element) = node.value().as_element() else {
            return true;
        };
        match element.name() {
            "html" => self.language = attribute(element, "lang").and_then(filled),
            "title" if self.title.is_none() && self.elements.is_empty() => self.title = title(node),
            "a" if is_link(node) => self.links += 1,
            "br" | "hr" => self.end_run(),
            _ => {}
        }
        if self.elements.is_empty() {
            if element.name() == "body" {
                self.open(node);
            }
            return matches!(element.name(), "html" | "head" | "body");
        }
        if is_hidden(element) || role(element.name()) == Role::Hidden {
            return false;
        }
        if stands_apart(element.name()) {
            self.open(node);
        }
        true
    }

    fn leave(&mut self, node: NodeRef<'a>) {
        if is_link(node) {
            self.links = self.links.saturating_sub(1);
        }
        if self.open.last().is_some_and(|&index| self.elements[index].node == node.id()) {
            self.close();
        }
    }
}

impl<'a> Survey<'a> {
    fn add_text(&mut self, text: &str) {
        let len = text.trim_ascii().len();
        self.run.text += len;
        if self.links > 0 {
            self.run.linked += len;
        }
    }

    /// Gives the run of text at hand to the element that it stands in.
    fn end_run(&mut self) {
        let mut run = std::mem::take(&mut self.run);
        let Some(&index) = self.open.last() else { return };
        if run.linked * 2 <= run.text {
            run.prose = (run.text - run.linked) * run.text.min(PROSE) / PROSE;
        }
        self.elements[index].own.add(run);
    }

    fn open(&mut self, node: NodeRef<'a>) {
        self.end_run();
        let Some(element) = node.value().as_element() else { return };
        let index = self.elements.len();
        let named = self.named(node, element);
        self.elements.push(Element {
            node: node.id(),
            parent: self.open.last().copied().unwrap_or(index),
            end: index + 1,
            part: part(element.name()),
            named,
            own: Amount::default(),
        });
        self.open.push(index);
    }

    fn close(&mut self) {
        self.end_run();
        if let Some(index) = self.open.pop() {
            self.elements[index].end = self.elements.len();
        }
    }

    /// What an element is by its names. A header within an article is the article's own, the footer
    /// of a quotation says whose words they are, and a button in a heading is its text.
    fn named(&mut self, node: NodeRef<'a>, data: &'a ElementData) -> Named<'a> {
        let named = sign::of(data, &mut self.signs);
        let is_content =
            |&index: &usize| matches!(self.elements[index].named.sign, Sign::Content | Sign::Body);
        let is_quoted = || {
            let outer = node.parent().and_then(|outer| outer.value().as_element());
            outer.is_some_and(|outer| outer.name() == "blockquote")
        };
        match named.name {
            "header" if self.open.iter().any(is_content) => Named::default(),
            "footer" if is_quoted() => Named::default(),
            _ if is_heading_button(node) => Named::default(),
            _ => named,
        }
    }
}

/// Whether it leads to another page, and not to a place in this one.
fn is_link(node: NodeRef<'_>) -> bool {
    let element = node.value().as_element().filter(|element| element.name() == "a");
    let href = element.and_then(|element| attribute(element, "href"));
    href.is_some_and(|href| !href.contains('#'))
}

/// Whether the text of an element stands apart from what is around it. Names with a hyphen are
/// those of components, which are as good as blocks.
fn stands_apart(name: &str) -> bool {
    element::is_block(name) || name.contains('-')
}

fn part(name: &str) -> Part {
    match name {
        "article" => Part::Article,
        "p" => Part::Paragraph,
        "ul" | "ol" | "dl" | "menu" | "dir" => Part::List,
        _ => match role(name) {
            Role::Kind(BlockKind::Heading(_)) => Part::Heading,
            Role::Kind(BlockKind::Code | BlockKind::ListItem) => Part::Item,
            _ => Part::Box,
        },
    }
}
