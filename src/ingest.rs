//! From a folder of posts to an index: the one place where corpus, threads and index meet.
//!
//! A run compares the folder with the index, reads what differs, and makes one commit of it. A
//! first build, a rebuild and an update differ in where they write and in what they know before.

mod before;
mod delta;
mod options;
mod progress;
mod reading;
mod renames;
mod report;
mod run;

pub use delta::Delta;
pub use options::{DEFAULT_MEMORY, IngestOptions};
pub use progress::{Progress, Silent};
pub use report::{Changes, IngestReport, Reread};

use std::time::Instant;

use crate::corpus::corpus_folder;
use crate::error::{Error, Result};
use crate::index::IndexFolder;
use run::Run;

/// Brings an index in line with its folder.
///
/// # Errors
/// If the corpus cannot be walked, or the index cannot be written. What is wrong with a single
/// post is in the report instead.
pub fn ingest(options: &IngestOptions, progress: &dyn Progress) -> Result<IngestReport> {
    let start = Instant::now();
    let corpus = corpus_folder(&options.corpus)?;
    let folder = match options.rebuild {
        true => IndexFolder::to_rebuild(&options.index)?,
        false => IndexFolder::new(&options.index)?,
    };
    Run::new(options, corpus, folder, progress)?.finish(start)
}

/// Threads to read posts on; as many as there are cores for 0.
pub(crate) fn thread_pool(threads: usize) -> Result<rayon::ThreadPool> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.map_err(|error| Error::Internal(format!("cannot start threads: {error}")))
}
