//! The words that set posts apart.

use std::io::{self, Write};

use super::table;
use crate::search::{SignificantTerm, SignificantTerms};

/// Prints words as `word`, `inside`, `outside`, `expected`, `score`.
///
/// # Errors
/// If they cannot be written.
pub fn terms(terms: &SignificantTerms, out: &mut dyn Write) -> io::Result<()> {
    let header = ["word", "inside", "outside", "expected", "score"];
    let row = |found: &SignificantTerm| {
        let SignificantTerm { word, inside, outside, expected, score } = found.clone();
        (word, inside, outside, format!("{expected:.3}"), format!("{score:.3}"))
    };
    table(&header, terms.terms.iter().map(row), out)
}
