//! Posts whose file has another path now.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::corpus::{PostPath, SourceFile};
use crate::index::{Roster, RosterEntry};

/// New files that hold the bytes of files that are gone, with the posts of these.
#[derive(Debug, Default)]
pub struct Renames<'r> {
    /// The post that a new file had before under its old path, by the file's path.
    posts: HashMap<PostPath, &'r RosterEntry>,
    /// The posts whose files are gone for good.
    gone: Vec<&'r RosterEntry>,
}

impl<'r> Renames<'r> {
    /// Looks for the bytes of posts whose files are gone, which are not among `files`, in those to
    /// be read that have no post yet; both by ascending path. Of several files with the same bytes,
    /// the first by path is taken for the first.
    pub fn between(unread: &[&SourceFile], files: &[SourceFile], roster: &'r Roster) -> Self {
        let is_gone = |entry: &&RosterEntry| {
            files.binary_search_by(|file| file.relative.cmp(&entry.path)).is_err()
        };
        let mut gone: HashMap<u64, Vec<&RosterEntry>> = HashMap::new();
        // Backwards, so that the first is the last of its list.
        for entry in roster.entries().iter().rev().filter(is_gone) {
            gone.entry(entry.hash).or_default().push(entry);
        }
        if gone.is_empty() {
            return Self::default();
        }
        let mut posts = HashMap::new();
        let is_new = |file: &&SourceFile| roster.get(&file.relative).is_none();
        let new: Vec<_> = unread.iter().copied().filter(is_new).collect();
        let hashes: Vec<_> = new.par_iter().map(|file| file.hash().ok()).collect();
        for (file, hash) in new.into_iter().zip(hashes) {
            if let Some(entry) = hash.and_then(|hash| gone.get_mut(&hash)).and_then(Vec::pop) {
                posts.insert(file.relative.clone(), entry);
            }
        }
        Self { posts, gone: gone.into_values().flatten().collect() }
    }

    /// The post of a new file under its old path.
    pub fn post(&self, path: &PostPath) -> Option<&'r RosterEntry> {
        self.posts.get(path).copied()
    }

    /// The posts whose files are gone for good.
    pub fn gone(&self) -> &[&'r RosterEntry] {
        &self.gone
    }
}
