//! The lines of a concordance.

use std::io::{self, Write};

use super::{TableFormat, known, write};
use crate::render::Style;
use crate::search::{Concordance, ConcordanceLine};

/// Prints the lines of a concordance as `number`, `id`, `path`, `line`, `date`, `title`, `field`,
/// `left`, `keyword`, `right`.
///
/// # Errors
/// If they cannot be written.
pub fn concordance(
    concordance: &Concordance,
    format: TableFormat,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let header =
        ["number", "id", "path", "line", "date", "title", "field", "left", "keyword", "right"];
    let rows = concordance.lines.iter().map(|line: &ConcordanceLine| {
        [
            line.number.to_string().into(),
            line.id.as_str().into(),
            line.path.to_string().into(),
            known(line.line),
            known(line.date),
            line.title.as_str().into(),
            line.field.as_str().into(),
            line.left.as_str().into(),
            line.keyword.as_str().into(),
            line.right.as_str().into(),
        ]
    });
    write(header, rows, format, style, out)
}
