//! The names that files of the played folder may have.

use fastrand::Rng;

/// A file of the folder, by its place in [`NAMES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name(pub usize);

/// Folders and dates in names tell something about a post, so that a rename changes it.
const NAMES: [&str; 8] = [
    "a.md",
    "b.html",
    "c.txt",
    "2020/10/d.md",
    "2021-03-04-e.md",
    "de/f.md",
    "de/g.html",
    "z/y/x.md",
];

impl Name {
    /// Any of them.
    pub fn any(rng: &mut Rng) -> Self {
        Self(rng.usize(..NAMES.len()))
    }

    /// The path relative to the corpus.
    pub fn as_str(self) -> &'static str {
        NAMES[self.0]
    }
}
