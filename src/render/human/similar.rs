//! Posts like a given one.

use std::io::{self, Write};

use super::INDENT;
use super::hit::write_hit;
use super::marked_text::write_marked_lines;
use crate::render::style::Role;
use crate::render::{Style, terminal_text};
use crate::search::Similar;

/// So many of the words that a post shares are named.
const FEW_WORDS: usize = 8;

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
        let shared = format!("shares {}{more}", terminal_text(&few.join(", ")));
        write_marked_lines(INDENT, &shared, &[], Role::Aside, style, out)?;
    }
    Ok(())
}

/// Says in one line how many posts are like it.
///
/// # Errors
/// If it cannot be written.
pub fn similar_summary(similar: &Similar, out: &mut dyn Write) -> io::Result<()> {
    let title = terminal_text(&similar.post.post.title);
    match (similar.results.total, similar.results.hits.as_slice()) {
        (0, _) => writeln!(out, "no post is like “{title}”"),
        (1, _) => writeln!(out, "1 post is like “{title}”"),
        (total, [first, .., last]) if (similar.results.hits.len() as u64) < total => {
            let (first, last) = (first.rank, last.rank);
            writeln!(out, "{total} posts are like “{title}”, {first} to {last} shown")
        }
        (total, _) => writeln!(out, "{total} posts are like “{title}”"),
    }
}
