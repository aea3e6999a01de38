//! The collocates of a query.

use std::io::{self, Write};

use super::table;
use crate::search::{Collocate, Collocates};

/// Prints collocates as `word`, `count`, `before`, `after`, `everywhere`, `expected`, `score`.
///
/// # Errors
/// If they cannot be written.
pub fn collocates(collocates: &Collocates, out: &mut dyn Write) -> io::Result<()> {
    let header = ["word", "count", "before", "after", "everywhere", "expected", "score"];
    let row = |found: &Collocate| {
        let Collocate { word, count, before, everywhere, expected, score } = found.clone();
        let (expected, score) = (format!("{expected:.3}"), format!("{score:.3}"));
        (word, count, before, count - before, everywhere, expected, score)
    };
    table(&header, collocates.collocates.iter().map(row), out)
}
