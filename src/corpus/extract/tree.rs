//! HTML source to a tree of nodes, each text with its source line, in time linear in the source.
//!
//! `html5ever` tells the line on which a token *ends*. [`line_sink`] stands between its tokenizer
//! and its tree builder and keeps the text of the last tokens with the lines on which they begin;
//! [`recorder`] stands between the tree builder and `scraper`'s tree and finds there the line of
//! each piece of text that arrives, whole or in parts, at once or (in tables) later.
//!
//! `html5ever` is quadratic in the number of open elements, which [`guard`] bounds, and in the
//! attributes of a tag, which [`feeder`] does. This module and those in it alone name `html5ever`.

mod ballast;
mod feeder;
mod guard;
mod line_sink;
mod recorder;

use std::ops::Deref;

use feeder::Feeder;
use html5ever::QualName;
use html5ever::tree_builder::TreeSink;
use scraper::{ElementRef, Html, HtmlTreeSink};

use crate::corpus::Problem;

/// The name of a node within its tree.
pub type NodeId = <HtmlTreeSink as TreeSink>::Handle;

/// A node with its tree around it.
pub type NodeRef<'a> = <ElementRef<'a> as Deref>::Target;

/// The text of the comment that stands where a tag of a block was left out.
pub const BLOCK_BREAK: &str = "\u{1}kwic block\u{1}";

/// The name and the attributes of an element.
pub type ElementData = scraper::node::Element;

/// The value of an attribute in no namespace. `scraper` makes an atom of the name for each look.
pub fn attribute<'a>(element: &'a ElementData, name: &str) -> Option<&'a str> {
    let is_wanted = |(key, _): &&(QualName, _)| key.ns.is_empty() && *key.local == *name;
    element.attrs.iter().find(is_wanted).map(|(_, value)| &**value)
}

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
/// Attributes are quadratic in the tokenizer, so each tag is measured before it is fed.
pub fn parse(source: &str, is_page: bool, first_line: u32) -> Document {
    let feeder = Feeder::new(source, is_page, first_line);
    feeder.feed_all();
    feeder.finish()
}
