//! Reads many files at once and hands each post to the writer.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use rayon::prelude::*;

use super::Progress;
use super::delta::cached;
use super::report::Changes;
use crate::corpus::{
    DateRules, FurnitureRules, Post, PostPath, Problem, ReadPost, SourceFile, Unread, UnreadCode,
};
use crate::error::Result;
use crate::index::{Arrival, CachedFile, IndexReader, LedgerEntry, PostId, Writer};

/// A file to be read, and the id its post has or is to have.
#[derive(Debug)]
pub struct Job<'a> {
    pub file: &'a SourceFile,
    pub id: PostId,
    pub reason: Reason,
    /// What its post held before, and when that came in.
    pub before: Option<LastContent>,
}

/// What a file held when it was last read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastContent {
    pub hash: u64,
    pub arrival: Arrival,
}

/// Why a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It was not there before.
    Added,
    /// The index holds an earlier version of it.
    Modified,
    /// The index holds it under another path.
    Renamed,
    /// An earlier generation holds a version of it, whose file's bytes had this hash.
    Reread { hash: u64 },
}

impl Reason {
    /// Whether the generation that is written to holds an earlier version.
    fn is_of_update(self) -> bool {
        matches!(self, Self::Modified | Self::Renamed)
    }
}

/// What all jobs have in common.
pub struct Reading<'a> {
    pub writer: &'a Writer,
    /// What new content is to be known by.
    pub arrival: Arrival,
    /// The index as it was, whose posts are kept if they cannot be read any more.
    pub last_versions: Option<&'a IndexReader>,
    pub rules: &'a DateRules<'a>,
    pub drafts: bool,
    pub furniture: &'a FurnitureRules,
    pub progress: &'a dyn Progress,
}

/// What came of the jobs.
#[derive(Debug, Default)]
pub struct Outcome {
    pub changes: Changes,
    pub bytes: u64,
    /// The problems of the posts that were read, by path.
    pub problems: Vec<(PostPath, Problem)>,
    /// What was left out, in no order.
    pub unread: Vec<LedgerEntry>,
    /// What is to be remembered of the files that were read.
    pub files: Vec<CachedFile>,
    /// How many jobs the run did not come to, since it was told to stop.
    pub remaining: u64,
}

impl Reading<'_> {
    /// Reads, parses, extracts and adds each file. One post a thread is in memory at a time: the
    /// writer takes them in as fast as they come, or makes the readers wait.
    ///
    /// # Errors
    /// If the search engine can no longer write.
    pub fn run(&self, jobs: &[Job<'_>], pool: &rayon::ThreadPool) -> Result<Outcome> {
        let tally = Tally::default();
        let read = |job: &Job<'_>| -> Result<()> {
            if self.progress.is_cancelled() {
                tally.remaining.fetch_add(1, Ordering::Relaxed);
                return Ok(());
            }
            self.read(job, &tally)?;
            self.progress.advanced();
            Ok(())
        };
        pool.install(|| jobs.par_iter().try_for_each(read))?;
        Ok(tally.into_outcome())
    }

    fn read(&self, job: &Job<'_>, tally: &Tally) -> Result<()> {
        let read_at = SystemTime::now();
        match self.post(job.file) {
            Ok(read) => {
                self.remove_last_version(job);
                self.writer.add(&job.id, &read.post, read.hash, self.arrival_of(job, read.hash))?;
                tally.add_post(job, read, read_at);
            }
            Err((unread, hash)) => {
                let is_kept = unread.code.keeps_last_version() && self.keep_last_version(job)?;
                if !is_kept {
                    self.remove_last_version(job);
                }
                tally.add_unread(job, unread, is_kept, cached(job.file, read_at, hash));
            }
        }
        Ok(())
    }

    /// Sees to it that the post of a file stays as it was, if there was one; returns whether.
    fn keep_last_version(&self, job: &Job<'_>) -> Result<bool> {
        let (hash, before) = match (job.reason, self.last_versions) {
            (Reason::Modified, _) => return Ok(true),
            (Reason::Reread { hash }, Some(before)) => (hash, before),
            _ => return Ok(false),
        };
        let post = before.find(job.id.as_str())?.post;
        let is_kept = self.drafts || !post.draft;
        if is_kept {
            self.writer.add(&job.id, &post, hash, self.arrival_of(job, hash))?;
        }
        Ok(is_kept)
    }

    /// When content of this hash came in: now, unless the post had it before.
    fn arrival_of(&self, job: &Job<'_>, hash: u64) -> Arrival {
        let same = job.before.filter(|before| before.hash == hash);
        same.map_or(self.arrival, |before| before.arrival)
    }

    fn remove_last_version(&self, job: &Job<'_>) {
        if job.reason.is_of_update() {
            self.writer.remove(&job.id);
        }
    }

    /// The post of a file, unless it is to be left out.
    fn post(&self, file: &SourceFile) -> Result<ReadPost, (Unread, Option<u64>)> {
        let read = Post::of(file, self.rules, self.furniture)
            .map_err(|unread| (unread, file.hash().ok()))?;
        if read.post.draft && !self.drafts {
            return Err((file.unread(UnreadCode::Draft, "a draft"), Some(read.hash)));
        }
        Ok(read)
    }
}

/// What many threads add up.
#[derive(Default)]
struct Tally {
    bytes: AtomicU64,
    remaining: AtomicU64,
    lists: Mutex<Lists>,
}

#[derive(Default)]
struct Lists {
    changes: Changes,
    problems: Vec<(PostPath, Problem)>,
    unread: Vec<LedgerEntry>,
    files: Vec<CachedFile>,
}

impl Tally {
    fn add_post(&self, job: &Job<'_>, read: ReadPost, read_at: SystemTime) {
        self.bytes.fetch_add(read.bytes, Ordering::Relaxed);
        let mut lists = self.lists();
        match job.reason {
            Reason::Added | Reason::Reread { .. } => lists.changes.added += 1,
            Reason::Modified => lists.changes.modified += 1,
            Reason::Renamed => lists.changes.renamed += 1,
        }
        lists.files.push(cached(job.file, read_at, Some(read.hash)));
        let path = read.post.path;
        let named = read.post.problems.into_iter().map(|problem| (path.clone(), problem));
        lists.problems.extend(named);
    }

    fn add_unread(&self, job: &Job<'_>, unread: Unread, is_kept: bool, file: CachedFile) {
        let mut lists = self.lists();
        if job.reason.is_of_update() && !is_kept {
            lists.changes.removed += 1;
        }
        // What vanished is to be looked for again.
        if unread.code != UnreadCode::Vanished {
            lists.files.push(file);
        }
        lists.unread.push(LedgerEntry { is_kept, ..LedgerEntry::from(unread) });
    }

    /// Whoever panicked while holding the lists left them whole: pushing is all that is ever done.
    fn lists(&self) -> MutexGuard<'_, Lists> {
        self.lists.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn into_outcome(self) -> Outcome {
        let mut lists = self.lists.into_inner().unwrap_or_else(PoisonError::into_inner);
        // Stable: the problems of one post stay in the order in which they were found.
        lists.problems.sort_by(|(a, _), (b, _)| a.cmp(b));
        Outcome {
            changes: lists.changes,
            bytes: self.bytes.into_inner(),
            problems: lists.problems,
            unread: lists.unread,
            files: lists.files,
            remaining: self.remaining.into_inner(),
        }
    }
}
