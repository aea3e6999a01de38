//! What reads the bytes of an index, kept from taking the process with it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crate::error::{Error, Result};

/// Runs what reads the index in the folder `root`.
///
/// The search engine trusts its files once they are open, and panics where their bytes make no
/// sense. Damage that left the time of a file as it was is met there and nowhere else, and it has to
/// be an error like any other. What was read is given up with the panic, so that no broken state
/// outlives it.
///
/// # Errors
/// Those of the work; [`Error::IndexDamaged`] if it panics.
pub(crate) fn shielded<T>(root: &Path, work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let message = "what its files say makes no sense; `kwic verify` finds out which".to_owned();
        Err(Error::IndexDamaged { index: root.to_owned(), message })
    })
}
