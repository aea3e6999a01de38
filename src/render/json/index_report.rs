//! What an index run did.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::date_order::DateOrderWire;
use super::ledger::{LedgerWire, ledger};
use super::number::{milliseconds, rounded};
use super::problem::PostProblemWire;
use super::{FORMAT_VERSION, document};
use crate::ingest::{IngestReport, Reread};

/// What an index run did. `indexed + unchanged + skipped + failed + remaining` is `seen`.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "IndexReport")]
pub(super) struct ReportWire<'a> {
    /// The version of this format: 1. Keys are only ever added under the same version.
    format_version: u32,
    /// The folder of the posts.
    corpus: String,
    /// The folder of the index.
    index: String,
    /// The number of the index's last commit, from 1.
    generation: u64,
    /// How many files could be posts by their ending.
    seen: u64,
    /// How many posts were written into the index.
    indexed: u64,
    /// How many of them are new.
    added: u64,
    /// How many of them were in the index with other content.
    modified: u64,
    /// How many of them were in the index under another path.
    renamed: u64,
    /// How many posts were taken out because their file is gone or left out.
    removed: u64,
    /// How many files are as they were at the last run.
    unchanged: u64,
    /// How many files are still to be read, after a run that was told to stop.
    remaining: u64,
    /// How many files were left out, each for a reason in `skipped_files`.
    skipped: usize,
    /// How many files could not be read, each for a reason in `failed_files`.
    failed: usize,
    /// How many files are no posts by their ending.
    ignored: u64,
    /// Why every post was read again, such as `format` or `drafts`; null if only changes were.
    reread: Option<&'static str>,
    /// Whether the index holds the whole folder.
    complete: bool,
    /// How many of the posts that were read have a problem.
    posts_with_problems: u64,
    /// How much was read, in bytes.
    bytes: u64,
    /// How long the run took, in milliseconds.
    took_ms: f64,
    posts_per_second: f64,
    skipped_files: Vec<LedgerWire<'a>>,
    failed_files: Vec<LedgerWire<'a>>,
    date_order: Option<DateOrderWire>,
    /// What is wrong with the posts that were read.
    problems: Vec<PostProblemWire<'a>>,
}

/// Prints what an index run did.
///
/// # Errors
/// If it cannot be written.
pub fn report(report: &IngestReport, out: &mut dyn Write) -> io::Result<()> {
    document(&ReportWire::from(report), out)
}

/// Prints what an index run did, on one line.
///
/// # Errors
/// If it cannot be written.
pub fn report_line(report: &IngestReport, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &ReportWire::from(report))?;
    writeln!(out)
}

impl<'a> From<&'a IngestReport> for ReportWire<'a> {
    fn from(report: &'a IngestReport) -> Self {
        Self {
            format_version: FORMAT_VERSION,
            corpus: report.corpus.to_string_lossy().into_owned(),
            index: report.index.to_string_lossy().into_owned(),
            generation: report.commit,
            seen: report.seen,
            indexed: report.indexed(),
            added: report.changes.added,
            modified: report.changes.modified,
            renamed: report.changes.renamed,
            removed: report.changes.removed,
            unchanged: report.unchanged,
            remaining: report.remaining,
            skipped: report.skipped().len(),
            failed: report.failed().len(),
            ignored: report.ignored,
            reread: report.reread.map(Reread::as_str),
            complete: report.complete,
            posts_with_problems: report.posts_with_problems,
            bytes: report.bytes,
            took_ms: milliseconds(report.took),
            posts_per_second: rounded(report.posts_per_second()),
            skipped_files: ledger(report.skipped()),
            failed_files: ledger(report.failed()),
            date_order: report.date_order.as_ref().map(DateOrderWire::from),
            problems: report.problems.iter().map(PostProblemWire::from).collect(),
        }
    }
}
