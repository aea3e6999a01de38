//! A generation that nobody sees yet.

use std::fs;
use std::path::PathBuf;

/// The folder of a generation being built, which goes when the build fails: a full disk must not
/// stay full of what nobody can use.
#[derive(Debug)]
pub struct Unfinished(Option<PathBuf>);

impl Unfinished {
    /// The folder of a generation that is about to be built.
    pub fn new(path: PathBuf) -> Self {
        Self(Some(path))
    }

    /// Nothing, as where a commit is made in a generation that is there.
    pub fn none() -> Self {
        Self(None)
    }

    /// Leaves the folder where it is.
    pub fn keep(mut self) {
        self.0 = None;
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if let Some(path) = &self.0 {
            // The next run tries again.
            let _ = fs::remove_dir_all(path);
        }
    }
}
