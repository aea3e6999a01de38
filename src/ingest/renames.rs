//! Posts whose file has another path now.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::delta::Delta;
use crate::corpus::PostPath;
use crate::index::{PostId, Roster, RosterEntry};

/// New files that hold the bytes of files that are gone, with the posts of these.
#[derive(Debug, Default)]
pub struct Renames {
    /// The id that a new file's post had before, by the file's path.
    ids: HashMap<PostPath, PostId>,
    moved: HashSet<PostId>,
}

impl Renames {
    /// Looks for the bytes of files that are gone in files that are new. Of several files with the
    /// same bytes, the first by path is taken for the first.
    pub fn between(delta: &Delta<'_>, roster: &Roster) -> Self {
        let mut gone: HashMap<u64, Vec<&RosterEntry>> = HashMap::new();
        // Backwards, so that the first is the last of its list.
        for entry in delta.gone.iter().rev().filter_map(|path| roster.get(path)) {
            gone.entry(entry.hash).or_default().push(entry);
        }
        let mut renames = Self::default();
        if gone.is_empty() {
            return renames;
        }
        let hashes: Vec<_> = delta.new.par_iter().map(|file| file.hash().ok()).collect();
        for (file, hash) in delta.new.iter().zip(hashes) {
            if let Some(entry) = hash.and_then(|hash| gone.get_mut(&hash)).and_then(Vec::pop) {
                renames.ids.insert(file.relative.clone(), entry.id.clone());
                renames.moved.insert(entry.id.clone());
            }
        }
        renames
    }

    /// The id that the post of a new file had under its old path.
    pub fn id(&self, path: &PostPath) -> Option<&PostId> {
        self.ids.get(path)
    }

    /// The posts whose files are gone for good.
    pub fn gone<'r>(&self, delta: &Delta<'_>, roster: &'r Roster) -> Vec<&'r RosterEntry> {
        let entries = delta.gone.iter().filter_map(|path| roster.get(path));
        entries.filter(|entry| !self.moved.contains(&entry.id)).collect()
    }
}
