//! Where in a whole page the article is.

mod article;
mod sign;
mod survey;

use std::collections::HashSet;

use super::tree::{Document, NodeId, NodeRef};
use super::visit::visit;
use survey::Survey;

/// What a page is about, and where.
#[derive(Debug, Default)]
pub struct Page {
    /// The text of `<title>`.
    pub title: Option<String>,
    /// The language that `<html>` names.
    pub language: Option<String>,
    /// Where the article is.
    pub area: Area,
}

/// The part of a document that is read.
#[derive(Debug, Default)]
pub struct Area {
    /// The elements that are read, in order; none for the whole document.
    pub roots: Vec<NodeId>,
    /// The elements within them that are passed over.
    pub clutter: HashSet<NodeId>,
}

impl Page {
    /// Looks over a whole page.
    pub fn of(document: &Document) -> Self {
        let mut survey = Survey::default();
        visit(&mut survey, document.html.tree.root());
        let area = article::find(&survey);
        Self { title: survey.title, language: survey.language, area }
    }
}

/// The text of a `<title>` element, white space folded.
pub fn title(node: NodeRef<'_>) -> Option<String> {
    let texts = node.children().filter_map(|child| child.value().as_text());
    let text: String = texts.map(|text| &**text).collect();
    filled(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// `value` without blanks around it, unless nothing is left.
pub fn filled(value: &str) -> Option<String> {
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}
