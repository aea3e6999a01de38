//! Values in disposable files: written aside and renamed into place, and believed only if whole.

use std::fs;
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;
use xxhash_rust::xxh3::xxh3_64;

use super::folder::write_through;

/// How many bytes at its end hold the hash of the rest.
const HASH_LEN: usize = size_of::<u64>();

/// The value in a file; `None` if there is none, or it is not what was written.
pub(super) fn read<T: DeserializeOwned>(path: &Path) -> Option<T> {
    let bytes = fs::read(path).ok()?;
    let (data, hash) = bytes.split_at_checked(bytes.len().checked_sub(HASH_LEN)?)?;
    if hash != xxh3_64(data).to_le_bytes() {
        return None;
    }
    postcard::from_bytes(data).ok()
}

/// Writes a value by way of the file `aside`. That it could not be written is no misfortune.
pub(super) fn write(value: &impl Serialize, path: &Path, aside: &Path) {
    let Ok(mut bytes) = postcard::to_stdvec(value) else { return };
    bytes.extend(xxh3_64(&bytes).to_le_bytes());
    if write_through(aside, &bytes).is_err() || fs::rename(aside, path).is_err() {
        let _ = fs::remove_file(aside);
    }
}
