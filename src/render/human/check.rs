//! What is wrong with which post.

use std::io::{self, Write};

use super::ledger::ledger_rows;
use crate::check::CheckReport;
use crate::render::amount::counted;
use crate::render::{date_order, terminal_text};

/// Prints what is wrong with which post, as `path:line: code: message`, and how often each kind of
/// problem was met.
///
/// # Errors
/// If it cannot be written.
pub fn check(report: &CheckReport, out: &mut dyn Write) -> io::Result<()> {
    for (path, problem) in &report.problems {
        let line = problem.line.map_or(String::new(), |line| format!(":{line}"));
        let (path, code) = (terminal_text(&path.to_string()), problem.code.as_str());
        writeln!(out, "{path}{line}: {code}: {}", terminal_text(&problem.message))?;
    }
    ledger_rows("failed", &report.ledger.failed, out)?;
    ledger_rows("skipped", &report.ledger.skipped, out)?;
    date_order::row(report.date_order.as_ref(), out)?;
    for (code, count) in report.counts() {
        writeln!(out, "{count:>6} {}", code.as_str())?;
    }
    let problems = counted(report.problems.len() as u64, "problem");
    let failed = counted(report.ledger.failed.len() as u64, "file");
    writeln!(out, "{} read, {problems}, {failed} failed", counted(report.posts, "post"))
}
