//! Plays a sequence and holds the index against a fresh one after each run.

use std::fs;
use std::io;
use std::time::Duration;

use kwic::Error;
use kwic::corpus::{DateOptions, WalkOptions, walk};
use kwic::index::{IndexFolder, Selection};
use kwic::ingest::{IngestOptions, IngestReport, Progress, Silent, ingest};
use kwic::refresh::{DEFAULT_BUDGET, Effort, refresh};

use crate::folder::{Folder, copy, copy_missing};
use crate::interruption::{Death, Meddler, Stop};
use crate::operation::{Operation, Sequence};
use crate::ranking::same_scores;
use crate::snapshot::Snapshot;
use crate::successor::{Successor, ensure};

/// Longer than a stamp takes to settle.
const SETTLING: Duration = Duration::from_millis(110);

/// The folder, beside the index that is played with, of one that is built from nothing.
const FRESH: &str = "fresh";

/// A folder being played in.
pub struct Player {
    folder: Folder,
    threads: usize,
    drafts: bool,
    /// The index as it was last; `None` if there is none.
    before: Option<Snapshot>,
    /// The fresh index of the folder as it is, with drafts or without; `None` if there is no post.
    fresh: Option<(bool, Option<Snapshot>)>,
}

impl Player {
    /// Plays a whole sequence.
    ///
    /// # Errors
    /// If the index is not what it should be, with what is wrong and after which step.
    pub fn play(sequence: &Sequence) -> Result<(), String> {
        let folder = Folder::new().map_err(|error| error.to_string())?;
        let threads = sequence.threads;
        let mut player = Self { folder, threads, drafts: false, before: None, fresh: None };
        for (number, &operation) in sequence.operations.iter().enumerate() {
            let step = player.step(operation);
            step.map_err(|reason| format!("step {number}, {operation:?}: {reason}"))?;
        }
        player.step(Operation::Index).map_err(|reason| format!("at the end: {reason}"))?;
        player.has_nothing_left_to_do()
    }

    fn step(&mut self, operation: Operation) -> Result<(), String> {
        let mut options = self.options();
        if operation.changes_files() {
            self.fresh = None;
        }
        match operation {
            Operation::Index => self.run(&options),
            Operation::Rehash => self.run(&IngestOptions { rehash: true, ..options }),
            Operation::Optimize => self.run(&IngestOptions { optimize: true, ..options }),
            Operation::Retry => self.run(&IngestOptions { retry: true, ..options }),
            Operation::Rebuild => self.run(&IngestOptions { rebuild: true, ..options }),
            Operation::Drafts(drafts) => {
                options.selection = Some(Selection { drafts, ..Selection::default() });
                self.run(&options)
            }
            Operation::Search => self.search(),
            Operation::Interrupt(files) => self.disturbed(&options, &Stop::after(files)),
            Operation::Meddle(name, content) => {
                let folder = self.folder.clone();
                self.disturbed(&options, &Meddler { folder, name, content })
            }
            Operation::Crash(files) => self.crash(&options, files),
            Operation::CrashAtCommit => self.crash_at_commit(&options),
            Operation::CrashRebuild(files) => {
                self.crash(&IngestOptions { rebuild: true, ..options }, files)
            }
            other => self.change(other).map_err(|error| error.to_string()),
        }
    }

    fn options(&self) -> IngestOptions {
        let options = IngestOptions::new(self.folder.corpus(), self.folder.index());
        // Little memory, since each run clears the tables that it has room for.
        IngestOptions { threads: self.threads, memory: 0, ..options }
    }

    /// A whole index run.
    fn run(&mut self, options: &IngestOptions) -> Result<(), String> {
        let told = options.selection.as_ref().map(|selection| selection.drafts);
        let drafts = told.unwrap_or(self.drafts && !options.rebuild);
        let fresh = self.fresh(drafts)?;
        let report = match ingest(options, &Silent) {
            Err(Error::NoPosts { .. }) if self.before.is_none() => {
                ensure!(fresh.is_none(), "no posts are found, and there are some");
                return Ok(());
            }
            result => result.map_err(|error| error.to_string())?,
        };
        let is_first = self.before.is_none();
        let before = self.before.take().unwrap_or_default();
        let (now, fresh) = (self.observe()?, fresh.unwrap_or_default());
        let successor = Successor {
            before: &before,
            now: &now,
            fresh: &fresh,
            keeps: !options.rebuild,
            drafts,
        };
        successor.has_the_posts()?;
        successor.has_the_ledger()?;
        self.has_the_ids(&successor)?;
        let counts_all = is_first || options.rebuild || options.optimize;
        // A fresh index does not have what is kept, and so counts other words.
        let is_comparable = !fresh.posts.is_empty() && fresh.posts.len() == now.posts.len();
        if counts_all && is_comparable {
            same_scores(&self.folder.index(), &self.folder.aside(FRESH))?;
        }
        adds_up(&report, &now)?;
        self.drafts = drafts;
        self.before = Some(now);
        Ok(())
    }

    /// What a search does before it asks; if it says that all is fresh, all is.
    fn search(&mut self) -> Result<(), String> {
        let Some(before) = self.before.take() else { return Ok(()) };
        let folder = IndexFolder::new(&self.folder.index()).map_err(|error| error.to_string())?;
        let effort = Effort::Within(DEFAULT_BUDGET);
        let freshness = refresh(&folder, effort, DateOptions::default());
        let freshness = freshness.map_err(|error| error.to_string())?;
        ensure!(freshness.obstacle.is_none(), "{:?}", freshness.obstacle);
        let now = self.observe()?;
        match freshness.stale {
            Some(0) => {
                let fresh = self.fresh(self.drafts)?.unwrap_or_default();
                let successor = Successor {
                    before: &before,
                    now: &now,
                    fresh: &fresh,
                    keeps: true,
                    drafts: self.drafts,
                };
                successor.has_the_posts()?;
                self.has_the_ids(&successor)?;
            }
            Some(stale) => return Err(format!("{stale} files are stale still")),
            None => ensure!(now.posts == before.posts, "posts changed and nobody knows"),
        }
        self.before = Some(now);
        Ok(())
    }

    /// A run that need not come to its end, or see one state of the folder only.
    fn disturbed(
        &mut self,
        options: &IngestOptions,
        progress: &dyn Progress,
    ) -> Result<(), String> {
        match ingest(options, progress) {
            Ok(_) | Err(Error::NoPosts { .. } | Error::Interrupted) => {}
            Err(error) => return Err(error.to_string()),
        }
        self.before = self.look()?;
        Ok(())
    }

    /// A run that dies: what it leaves on the disk is taken for the index.
    fn crash(&mut self, options: &IngestOptions, files: u64) -> Result<(), String> {
        let (index, remains) = (self.folder.index(), self.folder.aside("remains"));
        let death = Death::after(files, index.clone(), remains.clone());
        match ingest(options, &death) {
            Ok(_) | Err(Error::NoPosts { .. }) => {}
            Err(error) => return Err(error.to_string()),
        }
        if death.has_come() { self.take_remains() } else { self.last_commit_is_there() }
    }

    /// The same when all new files are written, and none of those replaced that name them.
    fn crash_at_commit(&mut self, options: &IngestOptions) -> Result<(), String> {
        if self.before.is_none() {
            return Ok(());
        }
        let (index, remains) = (self.folder.index(), self.folder.aside("remains"));
        let in_words = |error: io::Error| error.to_string();
        copy(&index, &remains).map_err(in_words)?;
        ingest(options, &Silent).map_err(|error| error.to_string())?;
        copy_missing(&index, &remains).map_err(in_words)?;
        self.take_remains()
    }

    fn take_remains(&mut self) -> Result<(), String> {
        let (index, remains) = (self.folder.index(), self.folder.aside("remains"));
        let replaced = fs::remove_dir_all(&index).and_then(|()| fs::rename(remains, &index));
        replaced.map_err(|error| error.to_string())?;
        self.last_commit_is_there()
    }

    fn last_commit_is_there(&mut self) -> Result<(), String> {
        let now = self.look()?;
        let posts = |snapshot: &Option<Snapshot>| snapshot.as_ref().map(|it| it.posts.clone());
        ensure!(posts(&now) == posts(&self.before), "what was committed is not what is there");
        self.before = now;
        Ok(())
    }

    /// Another run finds nothing to do.
    fn has_nothing_left_to_do(&self) -> Result<(), String> {
        let Some(before) = &self.before else { return Ok(()) };
        let report = ingest(&self.options(), &Silent).map_err(|error| error.to_string())?;
        ensure!(report.changes.is_empty(), "another run still does {:?}", report.changes);
        ensure!(report.commit == before.commit, "another run commits");
        Ok(())
    }

    /// The index that is built of the folder from nothing; `None` if there is no post in it.
    fn fresh(&mut self, drafts: bool) -> Result<Option<Snapshot>, String> {
        let known = self.fresh.take().filter(|(with_drafts, _)| *with_drafts == drafts);
        let fresh = match known {
            Some((_, fresh)) => fresh,
            None => self.build_fresh(drafts)?,
        };
        self.fresh = Some((drafts, fresh.clone()));
        Ok(fresh)
    }

    fn build_fresh(&self, drafts: bool) -> Result<Option<Snapshot>, String> {
        let index = self.folder.aside(FRESH);
        if index.exists() {
            fs::remove_dir_all(&index).map_err(|error| error.to_string())?;
        }
        let selection = Some(Selection { drafts, ..Selection::default() });
        let options = IngestOptions { index: index.clone(), selection, ..self.options() };
        let snapshot = match ingest(&options, &Silent) {
            Err(Error::NoPosts { .. }) => return Ok(None),
            Err(error) => Err(error),
            Ok(_) => Snapshot::of(&index),
        };
        snapshot.map_err(|error| format!("the fresh index: {error}"))
    }

    fn look(&self) -> Result<Option<Snapshot>, String> {
        let seen = Snapshot::of(&self.folder.index()).map_err(|error| error.to_string())?;
        let surplus = seen.as_ref().map_or(0, |snapshot| snapshot.surplus);
        ensure!(surplus == 0, "a path or an id occurs twice");
        Ok(seen)
    }

    fn observe(&self) -> Result<Snapshot, String> {
        self.look()?.ok_or_else(|| "there is no index".to_owned())
    }

    fn has_the_ids(&self, successor: &Successor<'_>) -> Result<(), String> {
        let walked = walk(&self.folder.corpus(), &WalkOptions::default());
        successor.has_the_ids(&walked.map_err(|error| error.to_string())?.files)
    }

    /// A step that is no run.
    fn change(&self, operation: Operation) -> io::Result<()> {
        let folder = &self.folder;
        match operation {
            Operation::Write(name, content) => folder.write(name, content),
            Operation::WriteAndSetBack(name, content) if folder.has(name) => {
                folder.write_and_set_back(name, content)
            }
            Operation::Rename(from, to) if folder.has(from) => folder.rename(from, to),
            Operation::Exchange(one, other)
                if one != other && folder.has(one) && folder.has(other) =>
            {
                folder.exchange(one, other)
            }
            Operation::Remove(name) if folder.has(name) => fs::remove_file(folder.path(name)),
            Operation::Touch(name, minute) if folder.has(name) => folder.touch(name, minute),
            Operation::Link(name) => folder.link(name),
            Operation::Ignore(name) => folder.ignore(name),
            Operation::IgnoreNothing => folder.ignore_nothing(),
            Operation::Wait => {
                std::thread::sleep(SETTLING);
                Ok(())
            }
            other => self.harm(other),
        }
    }

    /// What befalls the folder of an index.
    fn harm(&self, operation: Operation) -> io::Result<()> {
        let Some(before) = &self.before else { return Ok(()) };
        let index = self.folder.index();
        let generation = IndexFolder::new(&index)
            .and_then(|folder| {
                Ok(folder.generation()?.map(|number| folder.generation_path(number)))
            })
            .map_err(io::Error::other)?;
        let Some(generation) = generation else { return Ok(()) };
        let cache = generation.join("files.cache");
        match operation {
            Operation::LoseCache if cache.exists() => fs::remove_file(cache),
            Operation::DamageCache => fs::write(cache, b"nothing that was written here"),
            Operation::LoseLock if index.join("write.lock").exists() => {
                fs::remove_file(index.join("write.lock"))
            }
            Operation::LeaveGeneration => {
                let next = index.join(format!("generation-{}", before.commit + 1));
                copy(&generation, &next)?;
                fs::write(next.join("meta.json"), b"{")
            }
            Operation::LeaveNewFiles => {
                fs::write(index.join("kwic.json.new"), b"{")?;
                fs::write(generation.join(".tmpAbCdEf"), b"")?;
                fs::write(generation.join("files.cache.new"), b"cut")
            }
            _ => Ok(()),
        }
    }
}

/// The report counts every file once and agrees with the index.
fn adds_up(report: &IngestReport, now: &Snapshot) -> Result<(), String> {
    let (posts, kept) = (now.posts.len(), now.ledger.failed.iter().filter(|it| it.is_kept).count());
    let in_index = report.indexed() + report.unchanged;
    ensure!(in_index == (posts - kept) as u64, "{in_index} posts are said to be in it: {report:?}");
    let left_out = report.skipped().len() + report.failed().len();
    ensure!(report.seen == in_index + left_out as u64, "it does not add up: {report:?}");
    ensure!(report.ledger == now.ledger, "the ledger is not the one of the report: {report:?}");
    ensure!(report.complete, "it is not complete");
    Ok(())
}
