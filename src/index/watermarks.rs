//! Up to which commit the new posts of watched queries were told.

use std::collections::BTreeMap;
use std::fs;
use std::io;

use serde::{Deserialize, Serialize};

use super::IndexFolder;
use super::folder::{WATERMARKS, write_through};
use crate::error::{Error, Result};

/// For each watched query, by its name, the last commit whose posts were told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watermarks {
    watched: BTreeMap<String, u64>,
}

impl Watermarks {
    /// Reads the watermarks of an index; there are none before the first are written.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn read(folder: &IndexFolder) -> Result<Self> {
        let path = folder.root().join(WATERMARKS);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(Error::io("read", &path)(error)),
        };
        serde_json::from_slice(&bytes).map_err(|error| {
            Error::io("read", &path)(io::Error::new(io::ErrorKind::InvalidData, error))
        })
    }

    /// The last commit whose posts were told, of an index whose last commit is `newest`. `None` if
    /// none was, or if that is of an index that is no more.
    pub fn get(&self, name: &str, newest: u64) -> Option<u64> {
        self.watched.get(name).copied().filter(|&commit| commit <= newest)
    }

    /// Takes note that the posts up to a commit were told.
    pub fn set(&mut self, name: &str, commit: u64) {
        self.watched.insert(name.to_owned(), commit);
    }

    /// Writes the watermarks aside and renames them into place.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn write(&self, folder: &IndexFolder) -> Result<()> {
        let path = folder.root().join(WATERMARKS);
        let aside = folder.root().join(format!("{WATERMARKS}.new"));
        let bytes = serde_json::to_vec(self).map_err(|error| Error::Internal(error.to_string()))?;
        write_through(&aside, &bytes).map_err(Error::io("write", &aside))?;
        fs::rename(&aside, &path).map_err(Error::io("write", &path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn watermarks_are_read_back() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let folder = IndexFolder::new(root.path()).expect("vacant");
        let mut marks = Watermarks::read(&folder).expect("none yet");
        assert_eq!(marks.get("peace", 9), None);
        marks.set("peace", 7);
        marks.write(&folder).expect("writes");
        let marks = Watermarks::read(&folder).expect("reads");
        assert_eq!(marks.get("peace", 7), Some(7));
        assert_eq!(marks.get("peace", 6), None, "the index was begun anew");
        assert!(IndexFolder::new(root.path()).is_ok(), "the folder may still become an index");
        fs::write(root.path().join(WATERMARKS), "{").expect("writes");
        assert!(Watermarks::read(&folder).is_err());
    }
}
