//! What tells one state of an index folder from the next.

use std::fs;

use super::IndexFolder;
use super::inventory::META;
use crate::corpus::FileStamp;
use crate::error::{Error, Result};

/// What a reader is about to open. If it is another one afterwards, a writer was at work, and what
/// looks like damage may be none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Edition {
    /// The number of the generation.
    pub generation: u64,
    /// The state of the file that each commit and each merge replaces.
    meta: FileStamp,
}

impl Edition {
    /// The present edition.
    ///
    /// # Errors
    /// If there is no index, or its pointer cannot be read.
    pub fn of(folder: &IndexFolder) -> Result<Self> {
        let missing = || Error::IndexMissing(folder.root().to_owned());
        let generation = folder.generation()?.ok_or_else(missing)?;
        let meta = fs::metadata(folder.generation_path(generation).join(META));
        Ok(Self { generation, meta: meta.as_ref().map(FileStamp::of).unwrap_or_default() })
    }
}
