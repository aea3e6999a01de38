//! Where a post lies inside its corpus.

use std::cmp::Ordering;
use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// The path of a post relative to the corpus root.
///
/// It is kept as the operating system has it; people and JSON see it with `/` between its parts
/// and with what is not UTF-8 replaced. Paths are ordered by their bytes, as in the columns of an
/// index, which is also many times faster than part by part.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "Vec<u8>", from = "Vec<u8>")]
pub struct PostPath(PathBuf);

impl PostPath {
    /// A path that is relative to the corpus root.
    pub fn new(relative: impl Into<PathBuf>) -> Self {
        Self(relative.into())
    }

    /// The path as the operating system has it.
    pub fn as_path(&self) -> &Path {
        &self.0
    }

    /// The last part of the path.
    pub fn file_name(&self) -> String {
        self.0.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// The bytes of the path, in which text is UTF-8.
    pub fn bytes(&self) -> &[u8] {
        self.0.as_os_str().as_encoded_bytes()
    }

    /// The bytes of the path where it is not UTF-8, so that nothing is lost in JSON.
    pub fn odd_bytes(&self) -> Option<&[u8]> {
        self.0.to_str().is_none().then(|| self.bytes())
    }
}

impl Ord for PostPath {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bytes().cmp(other.bytes())
    }
}

impl PartialOrd for PostPath {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<PostPath> for Vec<u8> {
    /// The bytes of the path, as it is stored in an index.
    fn from(path: PostPath) -> Self {
        path.0.into_os_string().into_encoded_bytes()
    }
}

impl From<Vec<u8>> for PostPath {
    /// The inverse. Off Unix a path that is not Unicode comes back with its odd parts replaced.
    fn from(bytes: Vec<u8>) -> Self {
        Self(path_from_bytes(&bytes))
    }
}

#[cfg(unix)]
fn path_from_bytes(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path_from_bytes(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

impl fmt::Display for PostPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, part) in self.0.components().enumerate() {
            if index > 0 {
                f.write_str("/")?;
            }
            f.write_str(&part.as_os_str().to_string_lossy())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_shown_with_slashes() {
        let path = PostPath::new(Path::new("2020").join("10").join("truce.md"));
        assert_eq!(path.to_string(), "2020/10/truce.md");
        assert_eq!(path.file_name(), "truce.md");
        assert_eq!(path.odd_bytes(), None);
    }

    #[cfg(unix)]
    #[test]
    fn an_odd_path_survives_storing() {
        use std::os::unix::ffi::OsStrExt;
        let path = PostPath::new(std::ffi::OsStr::from_bytes(b"a/\xff.md"));
        let shown = path.to_string();
        assert_eq!(shown, "a/\u{fffd}.md");
        assert_eq!(PostPath::from(Vec::from(path.clone())), path);
    }
}
