//! Short, lasting names for posts.

use std::collections::HashSet;
use std::fmt;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::corpus::PostPath;

/// The letters of an id: digits and lower-case letters without `i`, `l`, `o`, `u`, which are
/// misread or spell words (Crockford's base 32, <https://www.crockford.com/base32.html>).
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Ten letters are 50 bits: among 50,000 posts, one pair in a million corpora collides.
const LENGTH: usize = 10;

/// The id of a post: a short hash of the path by which it was first seen.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PostId(String);

impl PostId {
    fn of(path: &PostPath, salt: u64) -> Self {
        let shown = path.to_string();
        let bytes = path.odd_bytes().unwrap_or(shown.as_bytes());
        let mut hash = xxh3_64_with_seed(bytes, salt);
        let letters = (0..LENGTH).map(|_| {
            let letter = char::from(ALPHABET[(hash & 31) as usize]);
            hash >>= 5;
            letter
        });
        Self(letters.collect())
    }

    /// An id that was given before.
    pub(super) fn from_stored(id: String) -> Self {
        Self(id)
    }

    /// The id as it is typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PostId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Gives each post of a corpus an id that no other one has.
///
/// Given the same paths in the same order, it gives the same ids.
#[derive(Debug, Default)]
pub struct PostIds {
    taken: HashSet<PostId>,
}

impl PostIds {
    /// Takes note of an id that was given before.
    pub fn reserve(&mut self, id: &PostId) {
        self.taken.insert(id.clone());
    }

    /// A new id for a path.
    pub fn assign(&mut self, path: &PostPath) -> PostId {
        let free = (0..).map(|salt| PostId::of(path, salt)).find(|id| !self.taken.contains(id));
        let id = free.unwrap_or_else(|| PostId::of(path, 0));
        self.taken.insert(id.clone());
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_depends_on_the_path_alone() {
        let path = PostPath::new("2020/10/truce.md");
        let id = PostIds::default().assign(&path);
        assert_eq!(id, PostIds::default().assign(&path));
        assert_eq!(id.as_str().len(), LENGTH);
        assert!(id.as_str().bytes().all(|letter| ALPHABET.contains(&letter)));
    }

    #[test]
    fn a_taken_id_is_salted() {
        let (mut ids, path) = (PostIds::default(), PostPath::new("a.md"));
        let (first, second) = (ids.assign(&path), ids.assign(&path));
        assert_ne!(first, second);
        assert_eq!(second, PostId::of(&path, 1));
    }
}
