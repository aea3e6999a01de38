//! Reads a text as bare words, of which any will do.

use super::node::{Leaf, Node, Term};
use super::parse::{MAX_BYTES, MAX_LEAVES, Parsed, too_long, too_many};
use crate::analysis::words;
use crate::error::{Error, Result};

/// Reads a text that knows no operators, such as a question in a person's own words: a post need
/// only have one of its words.
///
/// # Errors
/// If it holds no word, or is beyond the limits of a query.
pub fn parse_words(text: &str) -> Result<Parsed> {
    if text.len() > MAX_BYTES {
        return Err(too_long());
    }
    let has_word = |part: &&str| words(part).next().is_some();
    let nodes: Vec<Node> = text.split_whitespace().filter(has_word).map(bare_word).collect();
    match nodes.len() {
        0 => Err(Error::QueryEmpty),
        count if count > MAX_LEAVES => Err(too_many()),
        _ => Ok(Parsed { node: Node::Words(nodes), warnings: Vec::new() }),
    }
}

fn bare_word(text: &str) -> Node {
    let term = Term::Word(text.to_owned());
    Node::Leaf(Leaf { field: None, term, required: false, boost: 1.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_with_a_letter_is_a_word() {
        let table = [
            ("truce", Some("(truce)")),
            ("What is a cease-fire ?", Some("(What OR is OR a OR cease-fire)")),
            ("NOT title:truce -turkey .", Some("(NOT OR title:truce OR -turkey)")),
            (" . ", None),
            ("", None),
        ];
        for (text, expected) in table {
            let parsed = parse_words(text).ok().map(|parsed| parsed.node.to_string());
            assert_eq!(parsed.as_deref(), expected, "{text}");
        }
        assert!(parse_words(&"a ".repeat(MAX_LEAVES)).is_ok());
        assert!(matches!(parse_words(&"a ".repeat(MAX_LEAVES + 1)), Err(Error::Query(_))));
        assert!(matches!(parse_words(&"x".repeat(MAX_BYTES + 1)), Err(Error::Query(_))));
    }
}
