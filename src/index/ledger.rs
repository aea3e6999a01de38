//! The files that were seen and are not in the index, with the reason for each.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::folder::write_through;
use crate::corpus::{PostPath, Unread, UnreadCode};
use crate::error::{Error, Result};

/// How the name of a ledger begins, in a generation's folder; the number of its commit follows.
const STEM: &str = "ledger-";

/// Every file that was seen and did not become a post.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// Left out by rule: drafts, links, binary files.
    pub skipped: Vec<LedgerEntry>,
    /// Left out because something went wrong; of these, some posts are kept as they were.
    pub failed: Vec<LedgerEntry>,
}

/// One file and why it is not in the index.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LedgerEntry {
    /// The path relative to the corpus.
    pub path: PostPath,
    /// The kind of reason.
    pub code: UnreadCode,
    /// The reason.
    pub reason: String,
    /// Whether the post is in the index as it was when it could last be read.
    pub is_kept: bool,
}

impl Ledger {
    /// A ledger of these files, each list by ascending path.
    pub fn new(all: impl IntoIterator<Item = LedgerEntry>) -> Self {
        let (mut failed, mut skipped): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|entry| entry.is_kept || entry.code.is_failure());
        failed.sort_unstable();
        skipped.sort_unstable();
        Self { skipped, failed }
    }

    /// All entries, in no order.
    pub fn entries(&self) -> impl Iterator<Item = &LedgerEntry> {
        self.skipped.iter().chain(&self.failed)
    }

    pub(super) fn write(&self, generation: &Path, commit: u64) -> Result<()> {
        let path = generation.join(Self::file_name(commit));
        let bytes =
            postcard::to_stdvec(self).map_err(|error| Error::Internal(error.to_string()))?;
        write_through(&path, &bytes).map_err(Error::io("write", &path))
    }

    /// The bytes of the ledger of a commit.
    pub(super) fn read(generation: &Path, commit: u64) -> Result<Vec<u8>> {
        let path = generation.join(Self::file_name(commit));
        fs::read(&path).map_err(Error::io("read", &path))
    }

    /// The ledger of a commit from its bytes.
    pub(super) fn decode(bytes: &[u8], generation: &Path, commit: u64) -> Result<Self> {
        let path = generation.join(Self::file_name(commit));
        postcard::from_bytes(bytes).map_err(|error| Error::IndexDamaged {
            index: generation.to_owned(),
            message: format!("`{}` cannot be read: {error}", path.display()),
        })
    }

    /// The name of the ledger of a commit, in the folder of its generation.
    pub(crate) fn file_name(commit: u64) -> String {
        format!("{STEM}{commit}")
    }

    /// Removes the ledgers of earlier commits.
    pub(super) fn remove_all_but(generation: &Path, commit: u64) {
        let keep = generation.join(Self::file_name(commit));
        for entry in fs::read_dir(generation).into_iter().flatten().flatten() {
            let is_ledger = entry.file_name().to_string_lossy().starts_with(STEM);
            if is_ledger && entry.path() != keep {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

impl From<Unread> for LedgerEntry {
    fn from(unread: Unread) -> Self {
        Self { path: unread.path, code: unread.code, reason: unread.reason, is_kept: false }
    }
}
