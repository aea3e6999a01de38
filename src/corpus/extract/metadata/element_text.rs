//! The text of single elements.

use super::super::element;
use super::super::page::filled;
use super::super::tree::{NodeRef, attribute};

/// A line that is longer, in bytes, is neither a byline nor a dateline.
pub(super) const MAX_LINE: usize = 200;
/// More nodes in one element that holds an author or a heading are not looked at.
const MAX_NODES: usize = 80;
/// A text lies in no more elements of style than this.
const MAX_STYLES: usize = 8;

/// The first lines of an element, white space folded.
pub(super) fn short_lines(node: NodeRef<'_>) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut len = 0;
    let mut last: Option<NodeRef<'_>> = None;
    for inner in node.descendants().take(MAX_NODES) {
        if inner.value().as_element().is_some_and(|inner| breaks_line(inner.name())) {
            lines.push(String::new());
        }
        let (Some(text), Some(parent)) = (inner.value().as_text(), inner.parent()) else {
            continue;
        };
        len += text.len();
        if len > MAX_LINE * 4 {
            break;
        }
        if name_of(parent).is_some_and(|name| element::role(name) == element::Role::Hidden) {
            continue;
        }
        let left = last
            .filter(|last| !inner.ancestors().take(MAX_STYLES).any(|node| node.id() == last.id()));
        if left.and_then(name_of).is_some_and(breaks_line) {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            // Names and titles stand in elements of their own, with nothing but style between them.
            line.push_str(if left.is_some() { " " } else { "" });
            line.push_str(text);
        }
        last = Some(parent);
    }
    let lines = lines.iter().map(|line| folded(line));
    lines.filter(|line| !line.is_empty() && line.len() <= MAX_LINE).collect()
}

/// A text with its white space folded.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::new();
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

fn name_of(node: NodeRef<'_>) -> Option<&str> {
    let element = node.value().as_element()?;
    Some(element.name())
}

/// Whether a line of text ends where an element of this name begins or ends.
pub(super) fn breaks_line(name: &str) -> bool {
    element::is_block(name) || name == "br"
}

/// The text in an element of few nodes, white space folded.
pub(super) fn whole_text(node: NodeRef<'_>) -> Option<String> {
    let inner = node.descendants().take(MAX_NODES);
    let texts = inner.filter_map(|inner| inner.value().as_text());
    let text: String = texts.flat_map(|text| [&**text, " "]).collect();
    filled(&folded(&text))
}

/// The date of a `<time>` element: its attribute, or else its text.
pub(super) fn time(node: NodeRef<'_>) -> Option<String> {
    let written = attribute(node.value().as_element()?, "datetime").and_then(filled);
    written.or_else(|| filled(&text(node)))
}

/// The texts that stand in an element, without those of elements in it.
pub(super) fn texts(node: NodeRef<'_>) -> impl Iterator<Item = &str> {
    node.children().filter_map(|child| child.value().as_text()).map(|text| &**text)
}

pub(super) fn text(node: NodeRef<'_>) -> String {
    texts(node).collect()
}
