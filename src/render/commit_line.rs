//! What a run changed, on one line.

use crate::ingest::{Changes, IngestReport};

/// What a run that changed an index did to it, such as `3 added, 1 modified`.
pub fn commit_line(report: &IngestReport) -> String {
    let Changes { added, modified, renamed, removed } = report.changes;
    let counts = [
        (added, "added"),
        (modified, "modified"),
        (renamed, "renamed"),
        (removed, "removed"),
        (report.remaining, "not read yet"),
    ];
    let some = counts.into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<_> = some.map(|(count, name)| format!("{count} {name}")).collect();
    if parts.is_empty() {
        // What else makes a commit is a file that is left out now, or is not any more.
        let (skipped, failed) = (report.skipped().len(), report.failed().len());
        return format!("no post changed; now {skipped} skipped, {failed} failed");
    }
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{PostPath, Unread, UnreadCode};
    use crate::index::{Ledger, LedgerEntry};

    #[test]
    fn only_what_happened_is_named() {
        let unread = |code| Unread { path: PostPath::new("a.md"), code, reason: String::new() };
        let draft = LedgerEntry::from(unread(UnreadCode::Draft));
        let table = [
            ([3, 1, 0, 0], 0, "3 added, 1 modified"),
            ([0, 0, 2, 1], 9, "2 renamed, 1 removed, 9 not read yet"),
            ([0; 4], 0, "no post changed; now 1 skipped, 0 failed"),
        ];
        for ([added, modified, renamed, removed], remaining, expected) in table {
            let report = IngestReport {
                changes: Changes { added, modified, renamed, removed },
                ledger: Ledger::new([draft.clone()]),
                remaining,
                ..IngestReport::default()
            };
            assert_eq!(commit_line(&report), expected);
        }
    }
}
