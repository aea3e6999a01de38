//! What may come between the beginning of an index run and its end.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use kwic::ingest::Progress;

use crate::content::Content;
use crate::folder::{self, Folder};
use crate::name::Name;

/// Tells the run to stop after so many files.
pub struct Stop {
    left: AtomicU64,
}

impl Stop {
    pub fn after(files: u64) -> Self {
        Self { left: AtomicU64::new(files) }
    }
}

impl Progress for Stop {
    fn found(&self, _files: u64) {}
    fn advanced(&self) {}
    fn committing(&self) {}

    fn is_cancelled(&self) -> bool {
        let take = |left: u64| left.checked_sub(1);
        self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, take).is_err()
    }
}

/// Keeps the index as the disk has it after so many files, or else just before the commit: what a
/// run leaves that dies there.
pub struct Death {
    left: AtomicU64,
    is_copied: AtomicBool,
    index: PathBuf,
    remains: PathBuf,
}

impl Death {
    pub fn after(files: u64, index: PathBuf, remains: PathBuf) -> Self {
        let (left, is_copied) = (AtomicU64::new(files), AtomicBool::new(false));
        Self { left, is_copied, index, remains }
    }

    /// Whether the run came as far as to die.
    pub fn has_come(&self) -> bool {
        self.is_copied.load(Ordering::SeqCst)
    }

    fn come(&self) {
        if !self.is_copied.swap(true, Ordering::SeqCst) {
            folder::copy(&self.index, &self.remains).expect("the index can be copied");
        }
    }
}

impl Progress for Death {
    fn found(&self, _files: u64) {}

    fn advanced(&self) {
        if self.left.fetch_sub(1, Ordering::SeqCst) == 0 {
            self.come();
        }
    }

    fn committing(&self) {
        self.come();
    }
}

/// Writes a file once the run knows what it will read.
pub struct Meddler {
    pub folder: Folder,
    pub name: Name,
    pub content: Content,
}

impl Progress for Meddler {
    fn found(&self, _files: u64) {
        let written = match self.content {
            Content::Empty if self.folder.has(self.name) => {
                std::fs::remove_file(self.folder.path(self.name))
            }
            content => self.folder.write(self.name, content),
        };
        written.expect("a file can be changed");
    }

    fn advanced(&self) {}
    fn committing(&self) {}
}
