//! Queries of every form, and what people type instead.

use fastrand::Rng;
use jiff::civil::Date;
use kwic::query::{Node, WarningCode, parse, parse_words};

use crate::campaign::Case;
use crate::grammar::query;
use crate::laws::ensure;
use crate::mutation::mutated;

const TODAY: Date = Date::constant(2020, 10, 14);

/// A text that is read as a query.
#[derive(Clone, Debug)]
pub struct ParseCase {
    text: String,
    /// Whether it is written by the rules, so that nothing in it is odd.
    is_clean: bool,
}

impl ParseCase {
    /// A query by the rules, or the same with something wrong.
    pub fn made_up(rng: &mut Rng) -> Self {
        let text = query::query(rng);
        if rng.bool() {
            return Self { text, is_clean: true };
        }
        Self { text: mutated(rng, &text), is_clean: false }
    }
}

impl Case for ParseCase {
    fn check(&self) -> Result<(), String> {
        let words = parse_words(&self.text);
        ensure!(words.is_err() || self.text.chars().any(char::is_alphanumeric), "words of nothing");
        let parsed = match parse(&self.text, Some(TODAY)) {
            Ok(parsed) => parsed,
            Err(error) => {
                ensure!(!self.is_clean, "refused: {error}");
                ensure!(!error.to_string().is_empty(), "refused without a reason");
                return Ok(());
            }
        };
        ensure!(leaves(&parsed.node) <= 16 * 1024, "{} leaves", leaves(&parsed.node));
        let columns = self.text.chars().count() + 1;
        for warning in &parsed.warnings {
            let column =
                warning.message.strip_prefix("column ").and_then(|rest| rest.split_once(':'));
            let column = column.and_then(|(number, _)| number.parse::<usize>().ok());
            let is_within = column.is_some_and(|column| (1..=columns).contains(&column));
            ensure!(warning.code != WarningCode::Syntax || is_within, "{}", warning.message);
        }
        if self.is_clean {
            ensure!(parsed.warnings.is_empty(), "{:?}", parsed.warnings);
            let shown = parsed.node.to_string();
            let again = parse(&shown, Some(TODAY)).map(|again| again.node.to_string());
            ensure!(again.as_ref().is_ok_and(|again| *again == shown), "{shown} became {again:?}");
        }
        Ok(())
    }

    fn text(&self) -> Option<&str> {
        (!self.is_clean).then_some(&self.text)
    }

    fn with_text(&self, text: String) -> Self {
        Self { text, is_clean: false }
    }
}

fn leaves(node: &Node) -> usize {
    match node {
        Node::All | Node::Leaf(_) => 1,
        Node::And(nodes) | Node::Or(nodes) | Node::Words(nodes) => nodes.iter().map(leaves).sum(),
        Node::Not(node) => leaves(node),
    }
}
