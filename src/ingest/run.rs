//! One run, from the walk to the commit.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use rayon::ThreadPool;

use super::before::{Before, unstamped};
use super::delta::Delta;
use super::reading::{Job, LastContent, Outcome, Reading, Reason};
use super::renames::Renames;
use super::{IngestOptions, IngestReport, Progress, Reread, thread_pool};
use crate::corpus::{DateOrder, DateRules, SourceFile, WalkOptions, Walked, walk};
use crate::error::{Error, Result};
use crate::index::{
    Arrival, CachedFile, CorpusRoot, DateMemory, FileCache, FileDates, IndexFolder, IndexReader,
    Inventory, Ledger, LedgerEntry, Manifest, Origin, PostIds, Roster, RosterEntry, Selection,
    WriteLock, Writer,
};

/// How often a run that waits looks whether the index is free.
const LOCK_POLL: Duration = Duration::from_millis(100);

/// A run under way: the index is locked, and nobody else changes it.
pub struct Run<'a> {
    options: &'a IngestOptions,
    corpus: PathBuf,
    folder: IndexFolder,
    lock: WriteLock,
    before: Option<Before>,
    /// Why nothing of what the folder holds can be used.
    reread: Option<Reread>,
    progress: &'a dyn Progress,
    pool: ThreadPool,
}

/// What is to be done.
struct Plan<'a> {
    seen: u64,
    ignored: u64,
    selection: Selection,
    rules: &'a DateRules<'a>,
    delta: Delta<'a>,
    /// All files of the walk, by ascending path.
    files: &'a [SourceFile],
    /// What the walk itself left out.
    left_out: Vec<LedgerEntry>,
    /// Whether the current generation is written to, and not a new one.
    is_update: bool,
    /// Why every post is read again, if that was not asked for.
    reread: Option<Reread>,
}

impl<'a> Run<'a> {
    /// Locks the index folder and looks at what it holds.
    pub fn new(
        options: &'a IngestOptions,
        corpus: PathBuf,
        folder: IndexFolder,
        progress: &'a dyn Progress,
    ) -> Result<Self> {
        if folder.generation()?.is_none() {
            // A folder without posts must not leave an empty index behind.
            let selection = options.selection.clone().unwrap_or_default();
            let walked = walk(&corpus, &walk_options(options, &selection, &folder))?;
            check_posts(options, &walked, true)?;
        }
        let lock = lock(&folder, options.wait, progress)?;
        let (before, reread) = Before::open(&folder, &corpus, options.rebuild)?;
        let pool = thread_pool(options.threads)?;
        Ok(Self { options, corpus, folder, lock, before, reread, progress, pool })
    }

    /// Compares, reads and commits.
    pub fn finish(self, start: Instant) -> Result<IngestReport> {
        let selection = self.selection();
        let options = walk_options(self.options, &selection, &self.folder);
        let mut walked = walk(&self.corpus, &options)?;
        check_posts(self.options, &walked, self.before.is_none())?;
        let seen = walked.seen();
        let left_out: Vec<_> =
            std::mem::take(&mut walked.unread).into_iter().map(LedgerEntry::from).collect();
        let mut dates = self.options.dates;
        dates.order = self.chosen_order();
        let rules = DateRules::new(&walked.files, dates, self.options.threads);

        let used = self.before.as_ref().filter(|before| !before.is_forgotten());
        let mut reread = self.reread.or(used.and_then(|before| before.reread(&selection)));
        let known = used.filter(|_| reread.is_none()).map(|before| self.known(before));
        let mut delta = Delta::between(&walked.files, known.transpose()?.unwrap_or_default());
        let dates_shown = used.map(|before| FileDates::of(before.reader())).transpose()?;
        let is_shown = |file: &SourceFile, hash| {
            dates_shown.as_ref().map_or(Ok(true), |dates| dates.agree(file, hash))
        };
        let was_touched = self.pool.install(|| delta.acquit(is_shown))?;
        // A file that was written while the last run read it may be the same since then, and was
        // something else when that run looked at the dates.
        let may_differ = |before: &Before| {
            was_touched || !delta.is_empty() || before.chosen_order() != dates.order
        };
        if reread.is_none() && used.is_some_and(|it| may_differ(it) && it.dates_differ(&rules)) {
            reread = Some(Reread::DateOrder);
        }
        let updated = used.filter(|_| reread.is_none());
        if updated.is_none() {
            delta = Delta::between(&walked.files, Vec::new());
        }
        let (is_update, ignored) = (updated.is_some(), walked.ignored);
        let (rules, files) = (&rules, &*walked.files);
        let plan =
            Plan { seen, ignored, selection, rules, delta, files, left_out, is_update, reread };
        match updated {
            Some(before) if plan.is_idle(before) && !self.may_optimize(before) => {
                self.leave(before, plan, was_touched, start)
            }
            _ => self.write(plan, start),
        }
    }

    /// Whether the index is to be in one segment and is not.
    fn may_optimize(&self, before: &Before) -> bool {
        let segments = before.reader().searcher().segment_readers();
        let is_whole = segments.len() <= 1 && segments.iter().all(|segment| !segment.has_deletes());
        self.options.optimize && !is_whole
    }

    /// What is said now, or else what was said before.
    fn selection(&self) -> Selection {
        let before = || self.before.as_ref().and_then(Before::selection);
        self.options.selection.clone().or_else(before).unwrap_or_default()
    }

    /// The order of day and month that is chosen now, or else was before.
    fn chosen_order(&self) -> Option<DateOrder> {
        self.options.dates.order.or(self.before.as_ref().and_then(Before::chosen_order))
    }

    /// The files that need not be read if they are as they were.
    fn known(&self, before: &Before) -> Result<Vec<CachedFile>> {
        let mut files = before.files()?;
        if self.options.retry {
            let failed = before.ledger().failed.iter().map(|entry| &entry.path);
            let failed: HashSet<_> = failed.collect();
            files.retain(|file| !failed.contains(&file.path));
        }
        if self.options.rehash {
            files.iter_mut().for_each(|file| file.is_settled = false);
        }
        Ok(files)
    }

    /// Ends a run that found nothing to do.
    fn leave(
        &self,
        before: &Before,
        plan: Plan<'_>,
        was_touched: bool,
        start: Instant,
    ) -> Result<IngestReport> {
        let reader = before.reader();
        if was_touched {
            let path = self.folder.generation_path(reader.generation());
            remember(plan.delta.same, reader.manifest().commit, &path);
        }
        if !reader.has_inventory() {
            // Nor need it have come to the end of its merges; what is left of them goes first.
            drop(self.writer(reader.manifest().commit, true)?);
            reader.write_inventory(before.ledger(), &self.lock)?;
        }
        let seen = (plan.seen, plan.ignored);
        self.report(seen, Outcome::default(), before.ledger().clone(), reader, start)
    }

    fn write(self, mut plan: Plan<'_>, start: Instant) -> Result<IngestReport> {
        // A rebuild keeps the ids of the posts that were there.
        let roster = self.before.as_ref().map(Before::roster).transpose()?.unwrap_or_default();
        let commit = self.commit_before()? + 1;
        let writer = self.writer(commit, plan.is_update)?;
        let unread = plan.to_read();
        let renames = self.pool.install(|| Renames::between(&unread, plan.files, &roster));
        let jobs = plan.jobs(unread, &roster, &renames);
        self.progress.found(jobs.len() as u64);
        let reading = Reading {
            writer: &writer,
            arrival: self.arrival(commit),
            last_versions: self.before.as_ref().and_then(Before::last_versions),
            rules: plan.rules,
            drafts: plan.selection.drafts,
            furniture: &plan.selection.furniture,
            progress: self.progress,
        };
        let mut outcome = reading.run(&jobs, &self.pool)?;
        let is_cancelled = outcome.remaining > 0;
        if is_cancelled && !plan.is_update && self.before.is_some() {
            // What was there is whole, and so more than what there is of the new one.
            return Err(Error::Interrupted);
        }
        self.progress.committing();
        for entry in renames.gone().iter().filter(|_| plan.is_update) {
            writer.remove(&entry.id);
            outcome.changes.removed += 1;
        }
        let mut files = std::mem::take(&mut plan.delta.same);
        files.append(&mut outcome.files);
        if is_cancelled {
            files.append(&mut not_come_to(&roster, &files));
        }
        files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        let carried = self.before.as_ref().filter(|_| plan.is_update);
        let carried = carried.map(|before| still_left_out(before.ledger(), &jobs, &files));
        let left_out = plan.left_out.into_iter().chain(std::mem::take(&mut outcome.unread));
        let ledger = Ledger::new(left_out.chain(carried.into_iter().flatten()));
        let path = writer.generation_path().to_owned();
        let origin = self.origin(plan.selection, plan.rules, plan.is_update);
        writer.commit(&self.lock, origin, !is_cancelled, &ledger)?;
        remember(files, commit, &path);
        let reader = IndexReader::open(&self.folder)?;
        let report = self.report((plan.seen, plan.ignored), outcome, ledger, &reader, start)?;
        Ok(IngestReport { reread: plan.reread, ..report })
    }

    /// What content is to be known by that comes in with this commit.
    fn arrival(&self, commit: u64) -> Arrival {
        let at = self.options.dates.now.unwrap_or_else(Timestamp::now).as_second();
        Arrival { commit, at }
    }

    /// The number of the last commit, also of an index that is too damaged to be read.
    fn commit_before(&self) -> Result<u64> {
        if let Some(before) = &self.before {
            return Ok(before.commit());
        }
        let generation = self.folder.generation()?;
        let path = generation.map(|number| self.folder.generation_path(number));
        let newest = path.and_then(|path| Inventory::newest(&path)).unwrap_or(0);
        Ok(newest.max(generation.unwrap_or(0)))
    }

    fn writer(&self, commit: u64, is_update: bool) -> Result<Writer> {
        let options = self.options.writer_options();
        if is_update {
            Writer::open(&self.folder, commit, options)
        } else {
            Writer::create(&self.folder, commit, options)
        }
    }

    fn origin(&self, selection: Selection, rules: &DateRules<'_>, is_update: bool) -> Origin {
        let manifest = self.before.as_ref().map(|before| before.reader().manifest());
        let decided_before = manifest.filter(|_| is_update).and_then(|it| it.origin.dates.decided);
        let decided = rules.asked_order().or(decided_before);
        let dates = DateMemory { chosen: self.chosen_order(), decided };
        let corpus = CorpusRoot::new(&self.corpus, &absolute(self.folder.root()));
        Origin { corpus, selection, dates }
    }

    fn report(
        &self,
        (seen, ignored): (u64, u64),
        outcome: Outcome,
        ledger: Ledger,
        reader: &IndexReader,
        start: Instant,
    ) -> Result<IngestReport> {
        let Manifest { commit, complete, ref origin, .. } = *reader.manifest();
        let left_out = (ledger.skipped.len() + ledger.failed.len()) as u64;
        let mut report = IngestReport {
            corpus: self.options.corpus.clone(),
            index: self.options.index.clone(),
            seen,
            changes: outcome.changes,
            unchanged: 0,
            remaining: outcome.remaining,
            ledger,
            ignored,
            problems: outcome.problems,
            posts_with_problems: reader.posts_with_problems()?,
            date_order: origin.dates.decided,
            bytes: outcome.bytes,
            commit,
            reread: None,
            committed: self.before.as_ref().map(Before::commit) != Some(commit),
            complete,
            took: start.elapsed(),
        };
        let dealt_with = report.indexed() + left_out + report.remaining;
        report.unchanged = seen.saturating_sub(dealt_with);
        Ok(report)
    }
}

impl<'a> Plan<'a> {
    /// Whether there is nothing to be done to an index.
    fn is_idle(&self, before: &Before) -> bool {
        let manifest = before.reader().manifest();
        self.delta.is_empty()
            && manifest.complete
            && manifest.origin.selection == self.selection
            && self.walk_left_out(before)
    }

    /// Whether the walk left out what it left out before.
    fn walk_left_out(&self, before: &Before) -> bool {
        let is_of_walk = |entry: &&LedgerEntry| {
            self.delta.same.binary_search_by(|file| file.path.cmp(&entry.path)).is_err()
        };
        let mut known: Vec<_> = before.ledger().entries().filter(is_of_walk).collect();
        let mut now: Vec<_> = self.left_out.iter().collect();
        known.sort_unstable();
        now.sort_unstable();
        known == now
    }

    /// The files to read, by ascending path.
    fn to_read(&self) -> Vec<&'a SourceFile> {
        let changed = self.delta.changed.iter().map(|suspect| suspect.file);
        let mut files: Vec<_> = changed.chain(self.delta.new.iter().copied()).collect();
        files.sort_unstable_by(|a, b| a.relative.cmp(&b.relative));
        files
    }

    /// Files to read, by ascending path, with the ids of their posts.
    fn jobs(
        &self,
        files: Vec<&'a SourceFile>,
        roster: &Roster,
        renames: &Renames<'_>,
    ) -> Vec<Job<'a>> {
        let mut ids = PostIds::default();
        roster.entries().iter().for_each(|entry| ids.reserve(&entry.id));
        let job = |file: &'a SourceFile| {
            let renamed = renames
                .post(&file.relative)
                .map(|entry| (entry, if self.is_update { Reason::Renamed } else { Reason::Added }));
            let there = || {
                let entry = roster.get(&file.relative)?;
                let reread = Reason::Reread { hash: entry.hash };
                Some((entry, if self.is_update { Reason::Modified } else { reread }))
            };
            let Some((entry, reason)) = renamed.or_else(there) else {
                let id = ids.assign(&file.relative);
                return Job { file, id, reason: Reason::Added, before: None };
            };
            let RosterEntry { id, hash, arrival, .. } = entry;
            let before = Some(LastContent { hash: *hash, arrival: *arrival });
            Job { file, id: id.clone(), reason, before }
        };
        files.into_iter().map(job).collect()
    }
}

/// The entries of an earlier ledger whose files are there and were not read again.
fn still_left_out(earlier: &Ledger, jobs: &[Job<'_>], files: &[CachedFile]) -> Vec<LedgerEntry> {
    let holds = |entry: &&LedgerEntry| {
        let was_read = jobs.binary_search_by(|job| job.file.relative.cmp(&entry.path)).is_ok();
        !was_read && files.binary_search_by(|file| file.path.cmp(&entry.path)).is_ok()
    };
    earlier.entries().filter(holds).cloned().collect()
}

/// The files of posts that a run which was told to stop did not come to. They are remembered as
/// they were, for the next run to find changed, moved or gone what this one left.
fn not_come_to(roster: &Roster, files: &[CachedFile]) -> Vec<CachedFile> {
    let known: HashSet<_> = files.iter().map(|file| &file.path).collect();
    let entries = roster.entries().iter().filter(|entry| !known.contains(&entry.path));
    entries.map(|entry| unstamped(&entry.path, Some(entry.hash))).collect()
}

/// Locks the index folder, once it is free if the run is to wait.
fn lock(folder: &IndexFolder, wait: bool, progress: &dyn Progress) -> Result<WriteLock> {
    let mut is_told = false;
    loop {
        match folder.lock() {
            Err(busy @ Error::IndexBusy { .. }) if wait => {
                if progress.is_cancelled() {
                    return Err(Error::Interrupted);
                }
                if !is_told {
                    progress.waiting(&busy);
                    is_told = true;
                }
            }
            result => return result,
        }
        std::thread::sleep(LOCK_POLL);
    }
}

/// Keeps what the files of a commit are like, which are by ascending path.
fn remember(files: Vec<CachedFile>, commit: u64, generation: &Path) {
    FileCache { commit, files }.write(generation);
}

/// An emptied folder empties its index; a first one without posts, or globs that match nothing, are
/// a slip.
fn check_posts(options: &IngestOptions, walked: &Walked, is_first: bool) -> Result<()> {
    let globs = options.selection.as_ref().is_some_and(|selection| selection.walk.has_globs());
    if walked.seen() > 0 || !(is_first || globs) {
        return Ok(());
    }
    Err(Error::NoPosts { corpus: options.corpus.clone(), ignored: walked.ignored, globs })
}

/// An index inside its own corpus is no part of it.
fn walk_options(
    options: &IngestOptions,
    selection: &Selection,
    folder: &IndexFolder,
) -> WalkOptions {
    let mut walk = selection.walk.clone();
    walk.leave_out.push(absolute(folder.root()));
    walk.threads = options.threads;
    walk
}

fn absolute(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}
