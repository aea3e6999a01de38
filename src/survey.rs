//! Goes through every post of a folder without an index.

use std::path::PathBuf;

use rayon::prelude::*;

use crate::corpus::date::OrderDecision;
use crate::corpus::{
    DateOptions, DateRules, FurnitureRules, Post, SourceFile, Unread, WalkOptions, corpus_folder,
    walk,
};
use crate::error::{Error, Result};
use crate::index::{PostId, PostIds, StoredPost};
use crate::ingest::thread_pool;

/// Posts that are in memory at a time: enough to keep every core busy, few enough to stay small.
const BATCH: usize = 256;

/// What to go through.
#[derive(Clone, Debug)]
pub struct SurveyOptions {
    /// The folder of posts.
    pub corpus: PathBuf,
    /// Which files are looked at.
    pub walk: WalkOptions,
    /// What is known about the dates of the posts.
    pub dates: DateOptions,
    /// What is furniture in this corpus.
    pub furniture: FurnitureRules,
    /// Threads that read posts; 0 for one a core.
    pub threads: usize,
}

/// What a survey found apart from posts.
#[derive(Clone, Debug)]
pub struct Surveyed {
    /// The files that are no posts, by path.
    pub unread: Vec<Unread>,
    /// The order of day and month, if any date depends on it.
    pub date_order: Option<OrderDecision>,
}

/// Reads every post of a folder, drafts included, and hands each to `sink` as what `note` makes of
/// it: on many threads, and yet in the order of the paths.
///
/// # Errors
/// If the corpus cannot be walked or holds nothing that kwic reads, or when `sink` fails.
pub fn survey<T: Send, E: From<Error>>(
    options: &SurveyOptions,
    note: impl Fn(StoredPost) -> T + Sync,
    mut sink: impl FnMut(T) -> Result<(), E>,
) -> Result<Surveyed, E> {
    let corpus = corpus_folder(&options.corpus)?;
    let walked = walk(&corpus, &options.walk)?;
    if walked.seen() == 0 {
        let (corpus, ignored) = (options.corpus.clone(), walked.ignored);
        return Err(Error::NoPosts { corpus, ignored, globs: options.walk.has_globs() }.into());
    }
    let pool = thread_pool(options.threads)?;
    let mut ids = PostIds::default();
    let mut unread = walked.unread;
    let rules = DateRules::new(&walked.files, options.dates, options.threads);
    for files in walked.files.chunks(BATCH) {
        let named: Vec<_> = files.iter().map(|file| (ids.assign(&file.relative), file)).collect();
        let read = |(id, file)| read(id, file, &rules, &options.furniture).map(&note);
        let batch: Vec<_> = pool.install(|| named.into_par_iter().map(read).collect());
        for outcome in batch {
            match outcome {
                Ok(noted) => sink(noted)?,
                Err(file) => unread.push(file),
            }
        }
    }
    unread.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(Surveyed { unread, date_order: rules.asked_order() })
}

fn read(
    id: PostId,
    file: &SourceFile,
    rules: &DateRules<'_>,
    furniture: &FurnitureRules,
) -> Result<StoredPost, Unread> {
    let read = Post::of(file, rules, furniture)?;
    Ok(StoredPost { id, post: read.post })
}
