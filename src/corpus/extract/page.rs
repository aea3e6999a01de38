//! Where in a whole page the article is.
//!
//! For now this goes by what the page says about itself: `<article>`, `<main>` and their like. A
//! judgement by the density of text and links has its place in [`article_roots`].

use super::element::{Role, role};
use super::furniture;
use super::tree::{Document, NodeId, NodeRef};
use super::visit::{Visitor, visit};

/// An article shorter than this (in bytes) gives way to a part of the page that holds far more.
const SHORT: usize = 200;

/// What a page is about, and where.
#[derive(Debug, Default)]
pub struct Page {
    /// The text of `<title>`.
    pub title: Option<String>,
    /// The language that `<html>` names.
    pub language: Option<String>,
    /// The elements that hold the article, in order; never empty.
    pub roots: Vec<NodeId>,
}

impl Page {
    /// Looks over a whole page.
    pub fn of(document: &Document) -> Self {
        let mut survey = Survey::default();
        visit(&mut survey, document.html.tree.root());
        let body = survey.body.unwrap_or(document.html.tree.root().id());
        let roots = article_roots(&survey, body);
        Self { title: survey.title, language: survey.language, roots }
    }
}

/// The best article, or all articles that are about as long; else the main part; else the body.
fn article_roots(survey: &Survey, body: NodeId) -> Vec<NodeId> {
    let longest = |rank| {
        let parts = survey.parts.iter().filter(|part| part.rank == rank && !part.is_nested);
        parts.map(|part| part.len).max().unwrap_or(0)
    };
    for (rank, next) in [(Rank::Article, longest(Rank::Main)), (Rank::Main, 0)] {
        let best = longest(rank);
        if best == 0 || best < SHORT && next.max(survey.len / 4) > best * 4 {
            continue;
        }
        let parts = survey.parts.iter().filter(|part| part.rank == rank && !part.is_nested);
        return parts.filter(|part| part.len * 2 >= best).map(|part| part.node).collect();
    }
    vec![body]
}

/// How a part of a page is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rank {
    Article,
    Main,
}

#[derive(Debug)]
struct Part {
    node: NodeId,
    rank: Rank,
    /// The bytes of text in it, white space aside.
    len: usize,
    /// It lies within another part of its rank.
    is_nested: bool,
}

#[derive(Debug, Default)]
struct Survey {
    title: Option<String>,
    language: Option<String>,
    body: Option<NodeId>,
    parts: Vec<Part>,
    /// The parts that the node at hand lies in, by index.
    open: Vec<usize>,
    /// The bytes of text of the page.
    len: usize,
}

impl<'a> Visitor<'a> for Survey {
    fn enter(&mut self, node: NodeRef<'a>) -> bool {
        if let Some(text) = node.value().as_text() {
            self.len += text.trim_ascii().len();
            return false;
        }
        let Some(element) = node.value().as_element() else {
            return true;
        };
        match element.name() {
            "html" => self.language = element.attr("lang").and_then(filled),
            "body" => self.body = Some(node.id()),
            "title" if self.title.is_none() && self.body.is_none() => self.title = title(node),
            _ => {}
        }
        if let Some(rank) = rank(node) {
            let is_nested = self.open.iter().any(|&index| self.parts[index].rank == rank);
            self.open.push(self.parts.len());
            // Until it is left, `len` is how much text there was before.
            self.parts.push(Part { node: node.id(), rank, len: self.len, is_nested });
        }
        element.name() == "head" || !matches!(role(element.name()), Role::Hidden | Role::Optional)
    }

    fn leave(&mut self, node: NodeRef<'a>) {
        if let Some(&index) = self.open.last()
            && self.parts[index].node == node.id()
        {
            self.open.pop();
            self.parts[index].len = self.len - self.parts[index].len;
        }
    }
}

/// How a node is marked as the article or the main part of its page.
fn rank(node: NodeRef<'_>) -> Option<Rank> {
    let element = node.value().as_element()?;
    match element.name() {
        "article" if !is_comment(element.attr("class").unwrap_or_default()) => Some(Rank::Article),
        "main" => Some(Rank::Main),
        _ => element.attrs().find_map(|attr| match attr {
            ("role", "main") | ("itemprop", "articleBody") => Some(Rank::Main),
            _ => None,
        }),
    }
}

/// Whether these are the classes of a reader's comment, or of a teaser for another post.
fn is_comment(class: &str) -> bool {
    let is_comment = |name: &str| matches!(name, "comment" | "comment-body");
    class.split_ascii_whitespace().any(is_comment) || furniture::of_class(class).is_some()
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
