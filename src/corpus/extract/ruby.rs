//! Ruby: how a word is read, printed small beside it.
//!
//! The reading stands between the characters of the word in the source. Left there, it would tear
//! the word apart; so the words come out whole, and the reading after their block.

use super::lines;
use super::tree::{Document, NodeRef};

/// The reading that a `<ruby>` gives for its word, and the line on which it begins.
pub fn reading(document: &Document, ruby: NodeRef<'_>) -> Option<(String, u32)> {
    let mut reading = String::new();
    let mut line = None;
    for text in
        ruby.children().filter(|child| is_element(*child, "rt")).flat_map(|rt| rt.children())
    {
        let Some(value) = text.value().as_text() else { continue };
        let blanks = lines::count(&value[..value.len() - value.trim_start().len()]);
        let start = || document.pieces(text, value).next().map(|(_, line)| line);
        line = line.or_else(|| Some(start()?.saturating_add(blanks)));
        // A line end may be one of a reference (`&#10;`), which is none in the file.
        reading.push_str(&value.trim().replace('\n', " "));
    }
    Some((reading, line?))
}

/// Whether an element is the reading of a word.
pub fn is_reading(node: NodeRef<'_>) -> bool {
    is_element(node, "rt") && node.parent().is_some_and(|parent| is_element(parent, "ruby"))
}

fn is_element(node: NodeRef<'_>, name: &str) -> bool {
    node.value().as_element().is_some_and(|element| element.name() == name)
}
