//! The collocates of a query.

use std::io::{self, Write};

use super::{TableFormat, decimal, write};
use crate::render::Style;
use crate::search::{Collocate, Collocates};

/// Prints collocates as `word`, `count`, `before`, `after`, `everywhere`, `expected`, `score`.
///
/// # Errors
/// If they cannot be written.
pub fn collocates(
    collocates: &Collocates,
    format: TableFormat,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let header = ["word", "count", "before", "after", "everywhere", "expected", "score"];
    let rows = collocates.collocates.iter().map(|found| {
        let Collocate { word, count, before, everywhere, expected, score } = found;
        [
            word.into(),
            count.to_string().into(),
            before.to_string().into(),
            (count - before).to_string().into(),
            everywhere.to_string().into(),
            decimal(*expected),
            decimal(*score),
        ]
    });
    write(header, rows, format, style, out)
}
