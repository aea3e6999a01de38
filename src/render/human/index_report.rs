//! What an index run did.

use std::io::{self, Write};

use super::ledger::ledger_rows;
use super::{INDENT, MOST_FREQUENT};
use crate::ingest::{Changes, IngestReport, Reread};
use crate::render::amount::{bytes, counted};
use crate::render::{date_order, terminal_text};

/// Prints what an index run did.
///
/// # Errors
/// If it cannot be written.
pub fn report(report: &IngestReport, out: &mut dyn Write) -> io::Result<()> {
    let ledger = &report.ledger;
    ledger_rows("failed", &ledger.failed, out)?;
    ledger_rows("skipped", &ledger.skipped, out)?;
    writeln!(
        out,
        "{} seen: {} indexed, {}{} skipped, {} failed ({} ignored)",
        counted(report.seen, "file"),
        report.indexed(),
        if report.unchanged == 0 {
            String::new()
        } else {
            format!("{} unchanged, ", report.unchanged)
        },
        ledger.skipped.len(),
        ledger.failed.len(),
        counted(report.ignored, "other file")
    )?;
    changes_row(report, out)?;
    problem_rows(report, out)?;
    date_order::row(report.date_order.as_ref(), out)?;
    if report.changes.is_empty() && report.unchanged > 0 {
        let (took, index) = (report.took.as_secs_f64(), report.index.to_string_lossy());
        return writeln!(out, "nothing changed in {} ({took:.1} s)", terminal_text(&index));
    }
    writeln!(
        out,
        "{} in {:.1} s, {:.0} posts a second, into {}",
        bytes(report.bytes),
        report.took.as_secs_f64(),
        report.posts_per_second(),
        terminal_text(&report.index.to_string_lossy())
    )
}

/// What an update did to an index that was there before.
fn changes_row(report: &IngestReport, out: &mut dyn Write) -> io::Result<()> {
    let Changes { added, modified, renamed, removed } = report.changes;
    if let Some(reread) = report.reread {
        let reason = match reread {
            Reread::Format => "the index had another format",
            Reread::Pipeline => "this kwic reads posts otherwise than the one before",
            Reread::Drafts => "drafts are treated otherwise than before",
            Reread::Furniture => "what is furniture is told otherwise than before",
            Reread::DateOrder => "day and month are told apart otherwise than before",
        };
        writeln!(out, "every post was read again: {reason}")?;
    }
    if report.remaining > 0 {
        let files = counted(report.remaining, "file");
        writeln!(out, "stopped with {files} still to be read; run it again to go on")?;
    }
    if report.changes.is_empty() || report.unchanged + modified + renamed + removed == 0 {
        return Ok(());
    }
    writeln!(out, "{added} added, {modified} modified, {renamed} renamed, {removed} removed")
}

/// Names the first problems; each post was read all the same.
fn problem_rows(report: &IngestReport, out: &mut dyn Write) -> io::Result<()> {
    let count = report.posts_with_problems;
    if count == 0 {
        return Ok(());
    }
    let posts = counted(count, "post");
    if report.problems.is_empty() {
        // Of posts that did not change it is only known that they have some.
        return writeln!(out, "problems in {posts}, as before; `kwic check` lists them");
    }
    writeln!(out, "problems in {posts}, read as well as can be:")?;
    for (path, problem) in report.problems.iter().take(MOST_FREQUENT) {
        let line = problem.line.map_or(String::new(), |line| format!(":{line}"));
        let (path, message) = (path.to_string(), &problem.message);
        writeln!(out, "{INDENT}{}{line}: {}", terminal_text(&path), terminal_text(message))?;
    }
    match report.problems.len().saturating_sub(MOST_FREQUENT) {
        0 => Ok(()),
        more => writeln!(out, "{INDENT}and {more} more; `kwic check` lists them all"),
    }
}
