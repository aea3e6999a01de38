//! Follows a folder: brings the index in line with it whenever something in it changes.
//!
//! What the system tells of changes is taken as a hint *that* something changed; a run of
//! [`ingest`] finds out what. So events may be lost, doubled or out of order, and nothing is.

mod burst;
mod follower;
mod listener;
mod root;

use std::path::Path;
use std::time::Duration;

use crate::error::Error;
use crate::ingest::{IngestOptions, IngestReport, Progress, ingest};
use follower::Follower;

/// What to follow, and how.
#[derive(Clone, Debug)]
pub struct WatchOptions {
    /// The first run. Those that follow neither rebuild, nor distrust times, nor read again what
    /// could not be read, and they wait for other processes that write to the index.
    pub ingest: IngestOptions,
    /// Looks at the folder this often instead of having the system tell of changes, which it does
    /// not for folders that other machines write to.
    pub poll: Option<Duration>,
}

/// What there is to tell while a folder is followed.
#[derive(Debug)]
pub enum Notice<'a> {
    /// The first run is done.
    Started(&'a IngestReport),
    /// A later run changed the index.
    Committed(&'a IngestReport),
    /// A later run failed. It is tried again after the next change, and in any case soon.
    Failed(&'a Error),
    /// The folder is not there any more; the index stays as it is until it comes back.
    CorpusGone(&'a Path),
    /// The folder is there again.
    CorpusBack(&'a Path),
    /// The system cannot tell of changes, for this reason, so the folder is looked at now and then.
    Polling {
        /// What the system said.
        reason: String,
    },
}

/// Brings an index in line with its folder, and again after each change, until `progress` says that
/// the run is cancelled.
///
/// # Errors
/// If the first run fails, or `tell` does. What goes wrong later is told.
pub fn watch<E: From<Error>>(
    options: &WatchOptions,
    progress: &dyn Progress,
    tell: &mut dyn FnMut(Notice<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let report = ingest(&options.ingest, progress)?;
    tell(Notice::Started(&report))?;
    Follower::new(options, progress, tell).follow()
}
