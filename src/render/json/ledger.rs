//! Files that are not in the index.

use schemars::JsonSchema;
use serde::Serialize;

use crate::index::LedgerEntry;

/// A file that is not in the index, and why.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "LeftOutFile")]
pub(super) struct LedgerWire<'a> {
    /// The path inside the corpus, with slashes.
    path: String,
    /// Why, for programs.
    code: &'a str,
    /// The same for people.
    reason: &'a str,
    /// Whether the last version that could be read is in the index still.
    kept: bool,
}

pub(super) fn ledger(entries: &[LedgerEntry]) -> Vec<LedgerWire<'_>> {
    entries.iter().map(LedgerWire::from).collect()
}

impl<'a> From<&'a LedgerEntry> for LedgerWire<'a> {
    fn from(entry: &'a LedgerEntry) -> Self {
        Self {
            path: entry.path.to_string(),
            code: entry.code.as_str(),
            reason: &entry.reason,
            kept: entry.is_kept,
        }
    }
}
