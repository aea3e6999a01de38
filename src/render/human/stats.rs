//! What an index holds.

use std::io::{self, Write};

use super::MOST_FREQUENT;
use super::rows::{UNBROKEN, write_harmless_row, write_whole_row};
use crate::index::{IndexReader, Stats, ValueCount};
use crate::render::amount::{bytes, counted};
use crate::render::direction::on_terminal;
use crate::render::{Style, terminal_text};

/// Prints what an index holds.
///
/// # Errors
/// If it cannot be written.
pub fn stats(
    stats: &Stats,
    reader: &IndexReader,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut row = |name: &str, value: String| write_harmless_row(name, &value, style, out);
    row("posts", stats.posts.to_string())?;
    let days = stats.days.map(|(first, last)| format!("{first} to {last} ({} dated)", stats.dated));
    row("dates", days.unwrap_or_else(|| "none".into()))?;
    row("languages", languages(stats, style))?;
    row("tags", most_frequent(&stats.tags, style))?;
    row("categories", most_frequent(&stats.categories, style))?;
    row("authors", most_frequent(&stats.authors, style))?;
    row(
        "left out",
        format!("{} skipped, {} failed", stats.ledger.skipped.len(), stats.ledger.failed.len()),
    )?;
    row(
        "size",
        format!("{} in {}", bytes(stats.bytes), counted(stats.segments as u64, "segment")),
    )?;
    row("built", terminal_text(&format!("{:.0} by kwic {}", stats.committed_at, stats.kwic)))?;
    row("generation", stats.generation.to_string())?;
    let corpus = reader.corpus();
    let path = terminal_text(&corpus.to_string_lossy());
    write_whole_row("corpus", &style.link_to_file(&corpus, path), style, out)
}

/// The languages, and how many posts have none that is known.
fn languages(stats: &Stats, style: &Style) -> String {
    let known: u64 = stats.languages.iter().map(|language| language.count).sum();
    match stats.posts.saturating_sub(known) {
        0 => most_frequent(&stats.languages, style),
        unknown => format!("{}, unknown {unknown}", most_frequent(&stats.languages, style)),
    }
}

fn most_frequent(values: &[ValueCount], style: &Style) -> String {
    if values.is_empty() {
        return "none".into();
    }
    let named = values.iter().take(MOST_FREQUENT);
    let named = named.map(|value| {
        let shown = on_terminal(terminal_text(&value.value), style);
        format!("{shown}{UNBROKEN}{}", value.count)
    });
    let named: Vec<_> = named.collect();
    let rest = values.len().saturating_sub(MOST_FREQUENT);
    let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    named.join(", ") + &more
}
