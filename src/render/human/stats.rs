//! What an index holds.

use std::io::{self, Write};

use super::MOST_FREQUENT;
use super::rows::{write_row, write_whole_row};
use crate::index::{IndexReader, Stats, ValueCount};
use crate::render::amount::{bytes, counted};
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
    let mut row = |name: &str, value: String| write_row(name, &value, style, out);
    row("posts", stats.posts.to_string())?;
    let days = stats.days.map(|(first, last)| format!("{first} to {last} ({} dated)", stats.dated));
    row("dates", days.unwrap_or_else(|| "none".into()))?;
    row("languages", languages(stats))?;
    row("tags", most_frequent(&stats.tags))?;
    row("categories", most_frequent(&stats.categories))?;
    row("authors", most_frequent(&stats.authors))?;
    row(
        "left out",
        format!("{} skipped, {} failed", stats.ledger.skipped.len(), stats.ledger.failed.len()),
    )?;
    row(
        "size",
        format!("{} in {}", bytes(stats.bytes), counted(stats.segments as u64, "segment")),
    )?;
    row("built", format!("{:.0} by kwic {}", stats.committed_at, stats.kwic))?;
    row("generation", stats.generation.to_string())?;
    let corpus = reader.corpus();
    let path = terminal_text(&corpus.to_string_lossy());
    write_whole_row("corpus", &style.link_to_file(&corpus, path), style, out)
}

/// The languages, and how many posts have none that is known.
fn languages(stats: &Stats) -> String {
    let known: u64 = stats.languages.iter().map(|language| language.count).sum();
    match stats.posts.saturating_sub(known) {
        0 => most_frequent(&stats.languages),
        unknown => format!("{}, unknown {unknown}", most_frequent(&stats.languages)),
    }
}

fn most_frequent(values: &[ValueCount]) -> String {
    if values.is_empty() {
        return "none".into();
    }
    let named = values.iter().take(MOST_FREQUENT);
    let named: Vec<_> = named.map(|value| format!("{} {}", value.value, value.count)).collect();
    let rest = values.len().saturating_sub(MOST_FREQUENT);
    let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    named.join(", ") + &more
}
