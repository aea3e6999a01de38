//! What the files of a corpus were like when they were read.
//!
//! It saves reading files again that did not change, and nothing else: without it, each file is
//! read and compared by its hash with what the index holds. So it is written without ceremony and
//! believed only if it is whole and belongs to the commit at hand.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::folder::write_through;
use crate::corpus::{FileStamp, PostPath};

/// How many bytes at its end hold the hash of the rest.
const HASH_LEN: usize = size_of::<u64>();

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
        let bytes = fs::read(generation.join(Self::FILE)).ok()?;
        Self::decode(&bytes).filter(|cache| cache.commit == commit)
    }

    /// Whether the cache of a generation is what was written, of whatever commit; `None` if there
    /// is none.
    pub(crate) fn is_whole(generation: &Path) -> Option<bool> {
        let bytes = fs::read(generation.join(Self::FILE)).ok()?;
        Some(Self::decode(&bytes).is_some())
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        let (data, hash) = bytes.split_at_checked(bytes.len().checked_sub(HASH_LEN)?)?;
        if hash != xxh3_64(data).to_le_bytes() {
            return None;
        }
        postcard::from_bytes(data).ok()
    }

    /// Writes the cache. That it could not be written is no misfortune.
    pub fn write(&self, generation: &Path) {
        let Ok(mut bytes) = postcard::to_stdvec(self) else { return };
        bytes.extend(xxh3_64(&bytes).to_le_bytes());
        let aside = generation.join(format!("{}.new", Self::FILE));
        if write_through(&aside, &bytes).is_err()
            || fs::rename(&aside, generation.join(Self::FILE)).is_err()
        {
            let _ = fs::remove_file(aside);
        }
    }
}

#[cfg(test)]
mod tests {
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
