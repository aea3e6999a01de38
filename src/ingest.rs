//! From a folder of posts to an index: the one place where corpus, threads and index meet.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::corpus::date::OrderDecision;
use crate::corpus::{
    DateOptions, DateRules, Post, PostPath, Problem, SourceFile, Unread, UnreadCode, WalkOptions,
    corpus_folder, walk,
};
use crate::error::{Error, Result};
use crate::index::{
    BuildOptions, Builder, CorpusRoot, DateMemory, IndexFolder, IndexReader, Ledger, LedgerEntry,
    Manifest, PostId, PostIds,
};

/// Memory for postings that are not on disk yet, in bytes, if nothing else is said. A corpus of
/// some ten thousand posts fits, and so becomes one segment a thread without any merging.
pub const DEFAULT_MEMORY: usize = 256 << 20;

/// What to index, and how.
#[derive(Clone, Debug)]
pub struct IngestOptions {
    /// The folder of posts.
    pub corpus: PathBuf,
    /// The folder of the index.
    pub index: PathBuf,
    /// Which files are looked at.
    pub walk: WalkOptions,
    /// What is known about the dates of the posts. An order of day and month that was chosen for
    /// the index before holds on if none is chosen here.
    pub dates: DateOptions,
    /// Threads that read posts, and as many that write segments; 0 for one a core.
    pub threads: usize,
    /// Memory for postings that are not on disk yet, in bytes.
    pub memory: usize,
    /// Takes drafts in as well.
    pub drafts: bool,
    /// Replaces an index of another corpus or format.
    pub rebuild: bool,
}

impl IngestOptions {
    /// Every post of a folder, with as many threads as there are cores.
    pub fn new(corpus: impl Into<PathBuf>, index: impl Into<PathBuf>) -> Self {
        Self {
            corpus: corpus.into(),
            index: index.into(),
            walk: WalkOptions::default(),
            dates: DateOptions::default(),
            threads: 0,
            memory: DEFAULT_MEMORY,
            drafts: false,
            rebuild: false,
        }
    }
}

/// What a run did. Files seen = `indexed` + skipped + failed.
#[derive(Clone, Debug)]
pub struct IngestReport {
    /// The folder of posts.
    pub corpus: PathBuf,
    /// The folder of the index.
    pub index: PathBuf,
    /// Files that have a post's name.
    pub seen: u64,
    /// Posts that are in the index now.
    pub indexed: u64,
    /// What was left out, and why.
    pub ledger: Ledger,
    /// Files of other kinds that were passed over.
    pub ignored: u64,
    /// What could not be taken as written, by path.
    pub problems: Vec<(PostPath, Problem)>,
    /// The order of day and month, if any date depends on it.
    pub date_order: Option<OrderDecision>,
    /// Bytes read.
    pub bytes: u64,
    /// The generation that was written.
    pub generation: u64,
    /// How long the run took.
    pub took: Duration,
}

impl IngestReport {
    /// Files left out by rule.
    pub fn skipped(&self) -> &[LedgerEntry] {
        &self.ledger.skipped
    }

    /// Files left out because something went wrong.
    pub fn failed(&self) -> &[LedgerEntry] {
        &self.ledger.failed
    }

    /// How many posts have problems.
    pub fn posts_with_problems(&self) -> usize {
        self.problems.chunk_by(|(a, _), (b, _)| a == b).count()
    }

    /// Posts indexed in a second of the run.
    pub fn posts_per_second(&self) -> f64 {
        self.indexed as f64 / self.took.as_secs_f64().max(1e-9)
    }
}

/// Is told how far a run is. Its methods are called from many threads.
pub trait Progress: Sync {
    /// The walk is done and found this many posts to read.
    fn found(&self, posts: u64);
    /// One more post was dealt with.
    fn advanced(&self);
    /// All posts are read; the last segments are being written.
    fn committing(&self);
}

/// Tells nobody.
pub struct Silent;

impl Progress for Silent {
    fn found(&self, _posts: u64) {}
    fn advanced(&self) {}
    fn committing(&self) {}
}

/// Builds the index of a corpus, in place of what the index folder holds.
///
/// # Errors
/// If the corpus cannot be walked, or the index cannot be written. What is wrong with a single
/// post is in the report instead.
pub fn ingest(options: &IngestOptions, progress: &dyn Progress) -> Result<IngestReport> {
    let start = Instant::now();
    let corpus = corpus_folder(&options.corpus)?;
    let folder = IndexFolder::new(&options.index)?;
    let before = manifest_before(&folder, &corpus, options.rebuild)?;
    let walked = walk(&corpus, &walk_options(options, &folder))?;
    let seen = walked.seen();
    // An emptied folder empties its index; globs that match nothing are a slip.
    let globs = options.walk.has_globs();
    if seen == 0 && (folder.generation()?.is_none() || globs) {
        let (corpus, ignored) = (options.corpus.clone(), walked.ignored);
        return Err(Error::NoPosts { corpus, ignored, globs });
    }
    progress.found(walked.files.len() as u64);
    let builder = Builder::new(&folder, build_options(options))?;
    let mut dates = options.dates;
    dates.order = dates.order.or(before.and_then(|manifest| manifest.dates.chosen));
    let rules = DateRules::new(&walked.files, dates, options.threads);
    let run = Run::new(&builder, &rules, options.drafts, progress);
    run.read_all(&walked.files, options.threads)?;
    progress.committing();
    let Counts { indexed, bytes, mut problems, mut unread } = run.into_counts();
    unread.extend(walked.unread);
    // Stable: the problems of one post stay in the order in which they were found.
    problems.sort_by(|(a, _), (b, _)| a.cmp(b));
    let ledger = Ledger::new(unread);
    let index = folder.root().canonicalize().map_err(Error::io("find", folder.root()))?;
    let date_order = rules.asked_order();
    let dates = DateMemory { chosen: dates.order, decided: date_order };
    builder.finish(CorpusRoot::new(&corpus, &index), dates, &ledger)?;
    Ok(IngestReport {
        corpus: options.corpus.clone(),
        index: options.index.clone(),
        seen,
        indexed,
        ledger,
        ignored: walked.ignored,
        problems,
        date_order,
        bytes,
        generation: folder.generation()?.unwrap_or_default(),
        took: start.elapsed(),
    })
}

/// What the index remembers, if there is one that is not to be forgotten; refuses to put a corpus in
/// another one's place unasked.
fn manifest_before(folder: &IndexFolder, corpus: &Path, rebuild: bool) -> Result<Option<Manifest>> {
    if rebuild || folder.generation()?.is_none() {
        return Ok(None);
    }
    let reader = IndexReader::open(folder)?;
    let owner = reader.manifest().corpus.locate(&absolute(folder.root()));
    if owner == corpus {
        return Ok(Some(reader.manifest().clone()));
    }
    Err(Error::OtherCorpus { index: folder.root().to_owned(), corpus: owner })
}

fn absolute(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// An index inside its own corpus is no part of it.
fn walk_options(options: &IngestOptions, folder: &IndexFolder) -> WalkOptions {
    let mut walk = options.walk.clone();
    walk.leave_out.push(absolute(folder.root()));
    walk.threads = options.threads;
    walk
}

fn build_options(options: &IngestOptions) -> BuildOptions {
    let threads = match options.threads {
        0 => rayon::current_num_threads(),
        threads => threads,
    };
    BuildOptions { threads, memory: options.memory }
}

/// Threads to read posts on; as many as there are cores for 0.
pub(crate) fn thread_pool(threads: usize) -> Result<rayon::ThreadPool> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.map_err(|error| Error::Internal(format!("cannot start threads: {error}")))
}

/// One pass over the files, on many threads.
struct Run<'a> {
    builder: &'a Builder,
    rules: &'a DateRules<'a>,
    drafts: bool,
    progress: &'a dyn Progress,
    indexed: AtomicU64,
    bytes: AtomicU64,
    problems: Mutex<Vec<(PostPath, Problem)>>,
    unread: Mutex<Vec<Unread>>,
}

struct Counts {
    indexed: u64,
    bytes: u64,
    problems: Vec<(PostPath, Problem)>,
    unread: Vec<Unread>,
}

impl<'a> Run<'a> {
    fn new(
        builder: &'a Builder,
        rules: &'a DateRules<'a>,
        drafts: bool,
        progress: &'a dyn Progress,
    ) -> Self {
        Self {
            builder,
            rules,
            drafts,
            progress,
            indexed: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
            problems: Mutex::new(Vec::new()),
            unread: Mutex::new(Vec::new()),
        }
    }

    /// Reads, parses, extracts and adds each file. One post a thread is in memory at a time: the
    /// writer takes them in as fast as they come, or makes the readers wait.
    fn read_all(&self, files: &[SourceFile], threads: usize) -> Result<()> {
        let mut ids = PostIds::default();
        let named: Vec<_> = files.iter().map(|file| (ids.assign(&file.relative), file)).collect();
        let pool = thread_pool(threads)?;
        pool.install(|| named.par_iter().try_for_each(|(id, file)| self.read_one(id, file)))
    }

    fn read_one(&self, id: &PostId, file: &SourceFile) -> Result<()> {
        match self.post(file) {
            Ok(post) => self.add(id, &post)?,
            Err(unread) => self.leave_out(unread),
        }
        self.progress.advanced();
        Ok(())
    }

    /// The post of a file, unless it is to be left out.
    fn post(&self, file: &SourceFile) -> Result<Post, Unread> {
        let (post, bytes) = Post::of(file, self.rules)?;
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
        if post.draft && !self.drafts {
            return Err(file.unread(UnreadCode::Draft, "a draft"));
        }
        Ok(post)
    }

    fn add(&self, id: &PostId, post: &Post) -> Result<()> {
        self.builder.add(id, post)?;
        self.indexed.fetch_add(1, Ordering::Relaxed);
        if !post.problems.is_empty() {
            let named = post.problems.iter().map(|problem| (post.path.clone(), problem.clone()));
            locked(&self.problems).extend(named);
        }
        Ok(())
    }

    fn leave_out(&self, unread: Unread) {
        locked(&self.unread).push(unread);
    }

    fn into_counts(self) -> Counts {
        Counts {
            indexed: self.indexed.into_inner(),
            bytes: self.bytes.into_inner(),
            problems: self.problems.into_inner().unwrap_or_else(PoisonError::into_inner),
            unread: self.unread.into_inner().unwrap_or_else(PoisonError::into_inner),
        }
    }
}

/// A list that many threads add to. Whoever panicked while holding it left it whole: pushing is
/// all that is ever done.
fn locked<T>(list: &Mutex<Vec<T>>) -> MutexGuard<'_, Vec<T>> {
    list.lock().unwrap_or_else(PoisonError::into_inner)
}
