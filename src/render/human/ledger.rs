//! Files that are not in the index.

use std::io::{self, Write};

use crate::index::LedgerEntry;
use crate::render::terminal_text;

/// Names each file and why it was left out, after `what` happened to it.
pub(super) fn ledger_rows(
    what: &str,
    entries: &[LedgerEntry],
    out: &mut dyn Write,
) -> io::Result<()> {
    entries.iter().try_for_each(|entry| {
        let (path, reason) = (entry.path.to_string(), &entry.reason);
        let kept = if entry.is_kept { "; its last good version is kept" } else { "" };
        writeln!(out, "{what}: {}: {}{kept}", terminal_text(&path), terminal_text(reason))
    })
}
