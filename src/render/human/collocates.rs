//! The words that keep a query's words company.

use std::io::{self, Write};

use super::word_table::write_table;
use crate::render::Style;
use crate::render::amount::counted;
use crate::search::Collocates;

/// Prints collocates as a table.
///
/// # Errors
/// If they cannot be written.
pub fn collocates(collocates: &Collocates, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let rows = collocates.collocates.iter().map(|found| {
        let numbers = vec![
            found.count.to_string(),
            found.before.to_string(),
            (found.count - found.before).to_string(),
            found.everywhere.to_string(),
            format!("{:.2}", found.expected),
            format!("{:.2}", found.score),
        ];
        (found.word.as_str(), numbers)
    });
    let names = ["near", "before", "after", "in all", "expected", "score"];
    write_table(&names, &rows.collect::<Vec<_>>(), style, out)
}

/// Says in one line how many collocates there are.
///
/// # Errors
/// If it cannot be written.
pub fn collocates_summary(collocates: &Collocates, out: &mut dyn Write) -> io::Result<()> {
    let Collocates { occurrences, window, total, .. } = collocates;
    let shown = collocates.collocates.len();
    let near = counted(*window as u64, "word");
    let keywords = counted(*occurrences, "occurrence");
    match total {
        0 => writeln!(out, "no collocates within {near} of {keywords}"),
        total if shown < *total => {
            writeln!(out, "{total} collocates within {near} of {keywords}, {shown} shown")
        }
        total => {
            let words = counted(*total as u64, "collocate");
            writeln!(out, "{words} within {near} of {keywords}")
        }
    }
}
