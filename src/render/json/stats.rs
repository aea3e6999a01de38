//! What an index holds.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::count::{CountWire, counts};
use super::ledger::{LedgerWire, ledger};
use super::{FORMAT_VERSION, document};
use crate::index::{IndexReader, Stats};

/// What an index holds, and when and from where it was built.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Stats")]
pub(super) struct StatsWire<'a> {
    /// The version of this format: 1. Keys are only ever added under the same version.
    format_version: u32,
    posts: u64,
    /// How many posts have a date that is not only their file's own.
    dated: u64,
    /// The earliest day of a post; null if none is dated.
    #[schemars(extend("format" = "date"))]
    first_day: Option<String>,
    /// The latest day of a post; null if none is dated.
    #[schemars(extend("format" = "date"))]
    last_day: Option<String>,
    /// The languages, the most frequent first.
    languages: Vec<CountWire<'a>>,
    /// The tags, the most frequent first.
    tags: Vec<CountWire<'a>>,
    /// The categories, the most frequent first.
    categories: Vec<CountWire<'a>>,
    /// The authors, the most frequent first.
    authors: Vec<CountWire<'a>>,
    skipped_files: Vec<LedgerWire<'a>>,
    failed_files: Vec<LedgerWire<'a>>,
    /// The size of the index on disk.
    bytes: u64,
    /// In how many parts the index is kept.
    segments: usize,
    /// The number of the last commit, from 1.
    generation: u64,
    /// When that was, in UTC.
    #[schemars(extend("format" = "date-time"))]
    committed_at: String,
    /// Whether every file of the folder was read; false after a build that was broken off.
    complete: bool,
    /// The version of kwic that built it.
    kwic: &'a str,
    /// The folder of the posts.
    corpus: String,
}

/// Prints what an index holds.
///
/// # Errors
/// If it cannot be written.
pub fn stats(stats: &Stats, reader: &IndexReader, out: &mut dyn Write) -> io::Result<()> {
    let wire = StatsWire {
        format_version: FORMAT_VERSION,
        posts: stats.posts,
        dated: stats.dated,
        first_day: stats.days.map(|(first, _)| first.to_string()),
        last_day: stats.days.map(|(_, last)| last.to_string()),
        languages: counts(&stats.languages),
        tags: counts(&stats.tags),
        categories: counts(&stats.categories),
        authors: counts(&stats.authors),
        skipped_files: ledger(&stats.ledger.skipped),
        failed_files: ledger(&stats.ledger.failed),
        bytes: stats.bytes,
        segments: stats.segments,
        generation: stats.generation,
        committed_at: format!("{:.0}", stats.committed_at),
        complete: stats.complete,
        kwic: &stats.kwic,
        corpus: reader.corpus().to_string_lossy().into_owned(),
    };
    document(&wire, out)
}
