//! The lines of a concordance.

use std::io::{self, Write};

use super::table;
use crate::search::{Concordance, ConcordanceLine};

/// Prints the lines of a concordance as `number`, `id`, `path`, `line`, `date`, `title`, `field`,
/// `left`, `keyword`, `right`.
///
/// # Errors
/// If they cannot be written.
pub fn concordance(concordance: &Concordance, out: &mut dyn Write) -> io::Result<()> {
    let header =
        ["number", "id", "path", "line", "date", "title", "field", "left", "keyword", "right"];
    let row = |line: &ConcordanceLine| {
        (
            line.number,
            line.id.as_str().to_owned(),
            line.path.to_string(),
            line.line,
            line.date.map(|date| date.to_string()),
            line.title.clone(),
            line.field.as_str(),
            line.left.clone(),
            line.keyword.clone(),
            line.right.clone(),
        )
    };
    table(&header, concordance.lines.iter().map(row), out)
}
