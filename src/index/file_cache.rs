//! What the files of a corpus were like when they were read.
//!
//! It saves reading files again that did not change, and nothing else: without it, each file is
//! read and compared by its hash with what the index holds. So it is written without ceremony and
//! believed only if it is whole and belongs to the commit at hand.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::sealed;
use crate::corpus::{FileStamp, PostPath};

/// The files that a commit was made of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileCache {
    /// The number of the commit.
    pub commit: u64,
    /// Every file that was read, by ascending path.
    pub files: Vec<CachedFile>,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CachedFile {
    /// Its path.
    pub path: PostPath,
    /// Its state when it was read.
    pub stamp: FileStamp,
    /// Whether a later write is sure to show in the stamp.
    pub is_settled: bool,
    /// The hash of its bytes; `None` if they could not be read.
    pub hash: Option<u64>,
}

impl FileCache {
    /// The name of the file in a generation's folder.
    pub(crate) const FILE: &str = "files.cache";

    /// The cache that belongs to a commit, if there is one.
    pub fn read(generation: &Path, commit: u64) -> Option<Self> {
        sealed::read(&generation.join(Self::FILE)).filter(|cache: &Self| cache.commit == commit)
    }

    /// Whether the cache of a generation is what was written, of whatever commit; `None` if there
    /// is none.
    pub(crate) fn is_whole(generation: &Path) -> Option<bool> {
        let path = generation.join(Self::FILE);
        path.exists().then(|| sealed::read::<Self>(&path).is_some())
    }

    /// Writes the cache. That it could not be written is no misfortune.
    pub fn write(&self, generation: &Path) {
        let aside = generation.join(format!("{}.new", Self::FILE));
        sealed::write(self, &generation.join(Self::FILE), &aside);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn only_a_whole_cache_of_the_commit_is_believed() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = CachedFile {
            path: PostPath::new("a.md"),
            stamp: FileStamp::default(),
            is_settled: true,
            hash: Some(7),
        };
        let cache = FileCache { commit: 3, files: vec![file] };
        assert_eq!(FileCache::read(folder.path(), 3), None);
        cache.write(folder.path());
        assert_eq!(FileCache::read(folder.path(), 3), Some(cache));
        assert_eq!(FileCache::read(folder.path(), 4), None);
        let path = folder.path().join(FileCache::FILE);
        let whole = fs::read(&path).expect("reads");
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            fs::write(&path, &bytes).expect("writes");
            assert_eq!(FileCache::read(folder.path(), 3), None, "byte {at}");
            fs::write(&path, &whole[..at]).expect("writes");
            assert_eq!(FileCache::read(folder.path(), 3), None, "cut at {at}");
        }
    }
}
