//! Patterns that look at every word of an index.

use crate::error::{Error, Result};
use crate::query::expansion::letters_of;
use crate::query::{Node, Term};

/// Queries with more patterns that any letter may begin (`*e*`, `/.*e/`) are refused: each looks at
/// every word of the index, which takes a tenth of a second where there are half a million.
const MAX_OPEN: usize = 4;

/// Refuses more patterns than a few that look at every word.
pub fn refuse_open(node: &Node) -> Result<()> {
    if open_patterns(node) <= MAX_OPEN {
        return Ok(());
    }
    Err(Error::Query(format!(
        "the query has more than {MAX_OPEN} patterns that any letter may begin, such as `*e*`; \
         letters at the beginning make them quick"
    )))
}

/// How many patterns look at every word, those of what is excluded among them.
fn open_patterns(node: &Node) -> usize {
    match node {
        Node::All => 0,
        Node::Not(inner) => open_patterns(inner),
        Node::And(parts) | Node::Or(parts) | Node::Words(parts) => {
            parts.iter().map(open_patterns).sum()
        }
        Node::Leaf(leaf) => match &leaf.term {
            Term::Wildcard(pattern) => {
                letters_of(pattern).filter(|part| part.starts_with(['*', '?'])).count()
            }
            Term::Regex(regex) => usize::from(regex.is_open()),
            _ => 0,
        },
    }
}
