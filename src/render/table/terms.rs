//! The words that set posts apart.

use std::io::{self, Write};

use super::{TableFormat, decimal, write};
use crate::render::Style;
use crate::search::{SignificantTerm, SignificantTerms};

/// Prints words as `word`, `inside`, `outside`, `expected`, `score`.
///
/// # Errors
/// If they cannot be written.
pub fn terms(
    terms: &SignificantTerms,
    format: TableFormat,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let header = ["word", "inside", "outside", "expected", "score"];
    let rows = terms.terms.iter().map(|found| {
        let SignificantTerm { word, inside, outside, expected, score } = found;
        [
            word.into(),
            inside.to_string().into(),
            outside.to_string().into(),
            decimal(*expected),
            decimal(*score),
        ]
    });
    write(header, rows, format, style, out)
}
