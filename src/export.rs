//! Every post of a folder as kwic reads it, without an index.

use std::path::PathBuf;

use rayon::prelude::*;

use crate::corpus::{Post, SourceFile, Unread, WalkOptions, corpus_folder, walk};
use crate::error::{Error, Result};
use crate::index::{PostId, PostIds, StoredPost};
use crate::ingest::thread_pool;

/// Posts that are in memory at a time: enough to keep every core busy, few enough to stay small.
const BATCH: usize = 256;

/// What to export.
#[derive(Clone, Debug)]
pub struct ExportOptions {
    /// The folder of posts.
    pub corpus: PathBuf,
    /// Which files are looked at.
    pub walk: WalkOptions,
    /// Threads that read posts; 0 for one a core.
    pub threads: usize,
}

/// Reads every post of a folder, drafts included, and hands each to `sink` as what `render` makes
/// of it, in the order of the paths. Returns the files that could not be read.
///
/// # Errors
/// If the corpus cannot be walked, or when `render` or `sink` fails.
pub fn export<E: From<Error> + Send>(
    options: &ExportOptions,
    render: impl Fn(&StoredPost) -> Result<Vec<u8>, E> + Sync,
    mut sink: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<Vec<Unread>, E> {
    let corpus = corpus_folder(&options.corpus)?;
    let walked = walk(&corpus, &options.walk)?;
    let pool = thread_pool(options.threads)?;
    let mut ids = PostIds::default();
    let mut unread = walked.unread;
    for files in walked.files.chunks(BATCH) {
        let named: Vec<_> = files.iter().map(|file| (ids.assign(&file.relative), file)).collect();
        let read = |(id, file)| read(id, file).map(|post| render(&post));
        let batch: Vec<_> = pool.install(|| named.into_par_iter().map(read).collect());
        for outcome in batch {
            match outcome {
                Ok(line) => sink(&line?)?,
                Err(file) => unread.push(file),
            }
        }
    }
    unread.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(unread)
}

fn read(id: PostId, file: &SourceFile) -> Result<StoredPost, Unread> {
    let (post, _) = Post::of(file)?;
    Ok(StoredPost { id, post })
}
