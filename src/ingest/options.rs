//! What to index, and how.

use std::path::PathBuf;

use crate::corpus::DateOptions;
use crate::index::{Selection, WriterOptions};

/// Memory for postings that are not on disk yet, in bytes, if nothing else is said. A corpus of
/// some ten thousand posts fits, and so becomes one segment a thread without any merging.
pub const DEFAULT_MEMORY: usize = 256 << 20;

/// What to index, and how.
#[derive(Clone, Debug)]
pub struct IngestOptions {
    /// The folder of posts.
    pub corpus: PathBuf,
    /// The folder of the index.
    pub index: PathBuf,
    /// Which posts are taken in; those that the index was built of before if nothing is said.
    pub selection: Option<Selection>,
    /// What is known about the dates of the posts. An order of day and month that was chosen for
    /// the index before holds on if none is chosen here.
    pub dates: DateOptions,
    /// Threads that read posts, and as many that write segments; 0 for one a core.
    pub threads: usize,
    /// Memory for postings that are not on disk yet, in bytes.
    pub memory: usize,
    /// Reads everything anew and forgets what the index was built of before: also another corpus.
    pub rebuild: bool,
    /// Trusts no file to be unchanged because its size and times are.
    pub rehash: bool,
    /// Reads again what could not be read before.
    pub retry: bool,
    /// Leaves one segment without deleted posts, the quickest to search.
    pub optimize: bool,
    /// Waits while another process writes to the index, instead of giving up.
    pub wait: bool,
}

impl IngestOptions {
    /// What changed in a folder, with as many threads as there are cores.
    pub fn new(corpus: impl Into<PathBuf>, index: impl Into<PathBuf>) -> Self {
        Self {
            corpus: corpus.into(),
            index: index.into(),
            selection: None,
            dates: DateOptions::default(),
            threads: 0,
            memory: DEFAULT_MEMORY,
            rebuild: false,
            rehash: false,
            retry: false,
            optimize: false,
            wait: false,
        }
    }

    pub(super) fn writer_options(&self) -> WriterOptions {
        let threads = match self.threads {
            0 => rayon::current_num_threads(),
            threads => threads,
        };
        WriterOptions { threads, memory: self.memory, optimize: self.optimize }
    }
}
