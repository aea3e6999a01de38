//! What an index must hold after a run, given what it held before and what a fresh one holds.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use kwic::corpus::{PostPath, SourceFile, UnreadCode};
use kwic::index::{Ledger, LedgerEntry, PostId};

use crate::snapshot::Snapshot;

/// Fails with a message unless a condition holds.
macro_rules! ensure {
    ($condition:expr, $($message:tt)+) => {
        if !$condition {
            return Err(format!($($message)+));
        }
    };
}
pub(crate) use ensure;

/// An index that followed on another one, beside a fresh one of the same folder.
pub struct Successor<'a> {
    pub before: &'a Snapshot,
    pub now: &'a Snapshot,
    pub fresh: &'a Snapshot,
    /// Whether posts that can no longer be read stay as they were.
    pub keeps: bool,
    /// Whether drafts are posts.
    pub drafts: bool,
}

impl Successor<'_> {
    /// The index has the posts of the fresh one and those that are kept, and finds them alike.
    pub fn has_the_posts(&self) -> Result<(), String> {
        let kept = self.kept();
        let expected: BTreeSet<_> = self.fresh.posts.keys().chain(kept.iter().copied()).collect();
        let found: BTreeSet<_> = self.now.posts.keys().collect();
        ensure!(found == expected, "posts are {found:?} instead of {expected:?}");
        for (path, version) in &self.now.posts {
            let source = if kept.contains(path) { self.before } else { self.fresh };
            let expected = &source.posts[path];
            let is_same = (&version.post, version.hash) == (&expected.post, expected.hash);
            ensure!(is_same, "{path} is\n{version:?}\ninstead of\n{expected:?}");
        }
        for query in self.now.hits.keys() {
            let hits =
                |snapshot: &'_ Snapshot| snapshot.hits.get(query).cloned().unwrap_or_default();
            let mut expected = hits(self.before);
            expected.retain(|path| kept.contains(path));
            expected.extend(hits(self.fresh));
            let found = hits(self.now);
            ensure!(found == expected, "`{query}` finds {found:?} instead of {expected:?}");
        }
        Ok(())
    }

    /// The index leaves out what the fresh one does, and says which posts are kept.
    pub fn has_the_ledger(&self) -> Result<(), String> {
        let kept = self.kept();
        let entries = self
            .fresh
            .ledger
            .entries()
            .map(|entry| LedgerEntry { is_kept: kept.contains(&entry.path), ..entry.clone() });
        let (found, expected) = (&self.now.ledger, Ledger::new(entries));
        ensure!(*found == expected, "left out is {found:?} instead of {expected:?}");
        Ok(())
    }

    /// A post has the id that its path had, or else that of a post with the same bytes whose path
    /// is gone, or else one that nobody has.
    pub fn has_the_ids(&self, files: &[SourceFile]) -> Result<(), String> {
        let moved = self.moved(files);
        let given: BTreeSet<_> = self.before.posts.values().map(|version| &version.id).collect();
        for (path, version) in &self.now.posts {
            let id = &version.id;
            match self.before.posts.get(path).map(|before| &before.id).or(moved.get(path).copied())
            {
                Some(expected) => ensure!(id == expected, "{path} is {id}, and was {expected}"),
                None => ensure!(!given.contains(id), "{path} took the id {id} of another post"),
            }
        }
        Ok(())
    }

    /// The posts whose files were readable once and are broken now.
    fn kept(&self) -> BTreeSet<&PostPath> {
        let broken = self.fresh.ledger.entries().filter(|entry| entry.code == UnreadCode::Binary);
        let was_post = |path: &&PostPath| {
            self.before.posts.get(*path).is_some_and(|version| self.drafts || !version.is_draft)
        };
        broken.map(|entry| &entry.path).filter(was_post).filter(|_| self.keeps).collect()
    }

    /// The ids that followed the bytes of their posts to another path: of several with the same
    /// bytes, the first by path goes to the first.
    fn moved(&self, files: &[SourceFile]) -> HashMap<PostPath, &PostId> {
        let there: BTreeSet<_> = files.iter().map(|file| &file.relative).collect();
        let mut gone: BTreeMap<u64, Vec<&PostId>> = BTreeMap::new();
        for (path, version) in self.before.posts.iter().rev() {
            if !there.contains(path) {
                gone.entry(version.hash).or_default().push(&version.id);
            }
        }
        let is_new = |file: &&SourceFile| !self.before.posts.contains_key(&file.relative);
        let follow = |file: &SourceFile| {
            let id = gone.get_mut(&file.hash().ok()?)?.pop()?;
            Some((file.relative.clone(), id))
        };
        files.iter().filter(is_new).filter_map(follow).collect()
    }
}
