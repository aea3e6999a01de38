//! The files that were seen and are not in the index, with the reason for each.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::folder::write_through;
use crate::corpus::Unread;
use crate::error::{Error, Result};

/// The file in a generation's folder that holds its ledger.
const FILE: &str = "ledger.json";

/// Every file that was seen and did not become a post.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// Left out by rule: drafts, links, binary files.
    pub skipped: Vec<LedgerEntry>,
    /// Left out because something went wrong.
    pub failed: Vec<LedgerEntry>,
}

/// One file and why it is not in the index.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LedgerEntry {
    /// The path relative to the corpus, as it is shown.
    pub path: String,
    /// The kind of reason.
    pub code: String,
    /// The reason.
    pub reason: String,
}

impl Ledger {
    /// A ledger of these files, each list by ascending path.
    pub fn new(all: impl IntoIterator<Item = Unread>) -> Self {
        let (failed, skipped): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|unread| unread.code.is_failure());
        Self { skipped: entries(skipped), failed: entries(failed) }
    }

    pub(super) fn write(&self, generation: &Path) -> Result<()> {
        let path = generation.join(FILE);
        let text = serde_json::to_vec(self).map_err(|error| Error::Internal(error.to_string()))?;
        write_through(&path, &text).map_err(Error::io("write", &path))
    }

    pub(super) fn read(generation: &Path) -> Result<Self> {
        let path = generation.join(FILE);
        let text = fs::read(&path).map_err(Error::io("read", &path))?;
        serde_json::from_slice(&text).map_err(|error| Error::IndexDamaged {
            index: generation.to_owned(),
            message: format!("`{FILE}` cannot be read: {error}"),
        })
    }
}

fn entries(unread: Vec<Unread>) -> Vec<LedgerEntry> {
    let mut entries: Vec<_> = unread.into_iter().map(LedgerEntry::from).collect();
    entries.sort_unstable();
    entries
}

impl From<Unread> for LedgerEntry {
    fn from(unread: Unread) -> Self {
        Self {
            path: unread.path.to_string(),
            code: unread.code.as_str().to_owned(),
            reason: unread.reason,
        }
    }
}
