//! The hits of a search.

use std::io::{self, Write};

use super::hit::write_hit;
use crate::render::{Style, terminal_text};
use crate::search::Results;

/// Prints the hits of a search.
///
/// # Errors
/// If they cannot be written.
pub fn results(results: &Results, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for (index, hit) in results.hits.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        write_hit(hit, &results.index, style, out)?;
    }
    Ok(())
}

/// Sets what is said of an answer apart from its last passage, on a terminal.
///
/// # Errors
/// If it cannot be written.
pub fn closing_gap(style: &Style, out: &mut dyn Write) -> io::Result<()> {
    if style.width.is_some() { writeln!(out) } else { Ok(()) }
}

/// Says in one line how many posts match.
///
/// # Errors
/// If it cannot be written.
pub fn summary(results: &Results, out: &mut dyn Write) -> io::Result<()> {
    let query = terminal_text(&results.query);
    let copies: u64 = results.hits.iter().flat_map(|hit| &hit.copies).map(|it| it.total).sum();
    match (results.total, results.hits.as_slice()) {
        (total, hits) if copies > 0 && hits.len() as u64 + copies == total => {
            writeln!(out, "{total} posts, {copies} of them copies")
        }
        (0, _) => writeln!(out, "no post matches {query}"),
        (1, [_]) => writeln!(out, "1 post"),
        (1, []) => writeln!(out, "1 post, not shown"),
        (total, []) => writeln!(out, "{total} posts, none shown"),
        (total, [first, .., last]) if (results.hits.len() as u64) < total => {
            writeln!(out, "{total} posts, {} to {} shown", first.rank, last.rank)
        }
        (total, [only]) => writeln!(out, "{total} posts, number {} shown", only.rank),
        (total, _) => writeln!(out, "{total} posts"),
    }
}
