//! What is wrong with which post.

use std::io::{self, Write};

use super::INDENT;
use super::ledger::ledger_rows;
use super::marked_text::write_marked_lines;
use crate::check::CheckReport;
use crate::render::amount::counted;
use crate::render::line_wrap::display_width;
use crate::render::style::Role;
use crate::render::{Style, date_order, terminal_text};

/// Prints what is wrong with which post, as `path:line: code: message`, and how often each kind of
/// problem was met.
///
/// # Errors
/// If it cannot be written.
pub fn check(report: &CheckReport, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for (path, problem) in &report.problems {
        let line = problem.line.map_or(String::new(), |line| format!(":{line}"));
        let place = terminal_text(&path.to_string()) + &line;
        let told = format!("{}: {}", problem.code.as_str(), terminal_text(&problem.message));
        write_problem(&place, &told, style, out)?;
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

/// A place and what is wrong there, on one line where it fits, else one below the other: a place stays
/// in one piece, so that it can be copied.
fn write_problem(place: &str, told: &str, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let length = display_width(place) + ": ".len() + display_width(told);
    write!(out, "{}:", style.paint(Role::Path, place))?;
    if style.width.is_none_or(|width| length <= width) {
        return writeln!(out, " {told}");
    }
    writeln!(out)?;
    write_marked_lines(INDENT, told, &[], Role::Aside, style, out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_stay_whole() {
        let table = [
            (None, "a/b.md:3: no_text: there is none\n"),
            (Some(32), "a/b.md:3: no_text: there is none\n"),
            (Some(24), "a/b.md:3:\n    no_text: there is\n    none\n"),
        ];
        for (width, expected) in table {
            let mut out = Vec::new();
            let style = Style { width, ..Style::default() };
            write_problem("a/b.md:3", "no_text: there is none", &style, &mut out).expect("writes");
            assert_eq!(String::from_utf8_lossy(&out), expected, "{width:?}");
        }
    }
}
