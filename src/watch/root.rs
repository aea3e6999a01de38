//! The root of a corpus: a path at which now one folder may lie and then another, or none.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::corpus::corpus_folder;

/// The folder that lay at a path at some time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    path: PathBuf,
    /// When it was made, where that is told. A new folder may get the number of one that is gone.
    created: Option<SystemTime>,
    number: Option<u64>,
}

impl Root {
    /// The folder that lies at a path now.
    pub fn find(path: &Path) -> Option<Self> {
        let path = corpus_folder(path).ok()?;
        let data = path.metadata().ok()?;
        Some(Self { path, created: data.created().ok(), number: number(&data) })
    }

    /// Its path, absolute and without links.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

#[cfg(unix)]
fn number(data: &std::fs::Metadata) -> Option<u64> {
    Some(std::os::unix::fs::MetadataExt::ino(data))
}

#[cfg(not(unix))]
fn number(_data: &std::fs::Metadata) -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn another_folder_at_the_same_path_is_another_root() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("corpus");
        assert_eq!(Root::find(&path), None);
        fs::create_dir(&path).expect("creates");
        let root = Root::find(&path).expect("is there");
        fs::write(path.join("a.md"), "A truce.").expect("writes");
        assert_eq!(Root::find(&path), Some(root.clone()));
        fs::rename(&path, folder.path().join("old")).expect("renames");
        assert_eq!(Root::find(&path), None);
        fs::create_dir(&path).expect("creates");
        assert_ne!(Root::find(&path), Some(root));
    }
}
