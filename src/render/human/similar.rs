//! Posts like a given one.

use std::io::{self, Write};

use super::hit::write_hit;
use super::marked_text::write_told_lines;
use super::{INDENT, closing_gap};
use crate::render::direction::on_terminal;
use crate::render::{Style, terminal_text};
use crate::search::Similar;

/// So many of the words that a post shares are named.
const FEW_WORDS: usize = 8;

/// What stands before these words.
const SHARES: &str = "shares";

/// Prints the posts like a given one, each with the words that it shares.
///
/// # Errors
/// If they cannot be written.
pub fn similar(similar: &Similar, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for (index, (hit, shared)) in similar.results.hits.iter().zip(&similar.shared).enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        write_hit(hit, &similar.results.index, style, out)?;
        let few = &shared[..shared.len().min(FEW_WORDS)];
        let more = match shared.len() - few.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let few = on_terminal(terminal_text(&few.join(", ")), style);
        write_told_lines(INDENT, &format!("{SHARES} {few}{more}"), SHARES.len(), style, out)?;
    }
    if similar.results.hits.is_empty() { Ok(()) } else { closing_gap(style, out) }
}

/// Says in one line how many posts are like it.
///
/// # Errors
/// If it cannot be written.
pub fn similar_summary(similar: &Similar, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let title = on_terminal(terminal_text(&similar.post.post.title), style);
    match (similar.results.total, similar.results.hits.as_slice()) {
        (0, _) => writeln!(out, "no post is like “{title}”"),
        (1, _) => writeln!(out, "1 post is like “{title}”"),
        (total, [first, .., last]) if (similar.results.hits.len() as u64) < total => {
            let (first, last) = (first.rank, last.rank);
            writeln!(out, "{total} posts are like “{title}”, {first} to {last} shown")
        }
        (total, [only]) => {
            writeln!(out, "{total} posts are like “{title}”, number {} shown", only.rank)
        }
        (total, _) => writeln!(out, "{total} posts are like “{title}”"),
    }
}
