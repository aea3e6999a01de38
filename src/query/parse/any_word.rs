//! Queries in words alone, of which any will do.

use super::super::node::{Leaf, Node, Term};
use super::super::{Warning, WarningCode};
use super::lead_in::lead_in;
use super::{MAX_LEAVES, Parsed};
use crate::analysis::words;
use crate::error::{Error, Result};

/// Reads a query that knows no operators: any of the words of the text, however it is punctuated,
/// but for how a question begins before it comes to what it is about.
/// Words beyond the limit are left out with a warning.
///
/// # Errors
/// If there is no word.
pub fn parse_words(text: &str) -> Result<Parsed> {
    let parts = text.split(|c: char| c.is_whitespace() || "()[]{}/,;:!?\"“”„«»".contains(c));
    let parts: Vec<&str> = parts.filter(|part| words(part).next().is_some()).collect();
    let mut parts = parts.iter().skip(lead_in(&parts)).copied();
    let nodes: Vec<Node> = parts.by_ref().take(MAX_LEAVES).map(bare_word).collect();
    if nodes.is_empty() {
        return Err(Error::QueryEmpty);
    }
    let left_out = parts.next().map(|part| {
        let message = format!("the query has more than {MAX_LEAVES} words; the rest is left out");
        let offset = part.as_ptr() as usize - text.as_ptr() as usize;
        Warning { code: WarningCode::TooManyTerms, ..Warning::syntax(text, offset, &message) }
    });
    Ok(Parsed { node: Node::Words(nodes), warnings: left_out.into_iter().collect() })
}

fn bare_word(text: &str) -> Node {
    let term = Term::Word(text.to_owned());
    Node::Leaf(Leaf { field: None, term, required: false, boost: 1.0 })
}

/// Reads several queries as [`parse_words`] does, of which a post need only match one.
///
/// # Errors
/// As [`parse_words`].
pub fn parse_words_any(texts: &[String]) -> Result<Parsed> {
    super::any_of(texts.iter().map(|text| parse_words(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_without_operators() {
        let table = [
            ("What is NOT known?", "(What OR is OR NOT OR known)"),
            ("(a AND -b) title:c \"d e", "(a OR AND OR -b OR title OR c OR d OR e)"),
            ("cease-fire", "(cease-fire)"),
            ("Papers on wool, and its price", "(wool OR and OR its OR price)"),
            ("a", "(a)"),
            ("x* ~1^2", "(x* OR ~1^2)"),
        ];
        for (text, expected) in table {
            let parsed = parse_words(text).expect(text);
            assert_eq!(parsed.node.to_string(), expected, "{text}");
            assert_eq!(parsed.warnings, []);
        }
        assert!(matches!(parse_words(" - "), Err(Error::QueryEmpty)));
    }

    #[test]
    fn words_beyond_the_limit_are_left_out() {
        let parsed = parse_words(&"ab ".repeat(MAX_LEAVES + 7)).expect("reads");
        assert!(matches!(&parsed.node, Node::Words(nodes) if nodes.len() == MAX_LEAVES));
        let message = &parsed.warnings[0].message;
        assert!(
            message.starts_with("column 3073: the query has more than 1024 words"),
            "{message}"
        );
        assert_eq!(parse_words(&"ab ".repeat(MAX_LEAVES)).expect("reads").warnings, []);
    }
}
