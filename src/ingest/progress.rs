//! How a run tells how far it is, and is told to stop.

use crate::error::Error;

/// Is told how far a run is. Its methods are called from many threads.
pub trait Progress: Sync {
    /// The folder was compared with the index; this many files are to be read.
    fn found(&self, files: u64);
    /// One more file was dealt with.
    fn advanced(&self);
    /// All files are read; the last segments are being written.
    fn committing(&self);
    /// Another process writes to the index, as the error says; the run waits until it is done.
    fn waiting(&self, _busy: &Error) {}
    /// Whether the run is to end early, with what it has read so far.
    fn is_cancelled(&self) -> bool {
        false
    }
}

/// Tells nobody.
pub struct Silent;

impl Progress for Silent {
    fn found(&self, _files: u64) {}
    fn advanced(&self) {}
    fn committing(&self) {}
}
