//! Writes a new generation of an index.

use std::fs;
use std::path::PathBuf;

use jiff::Timestamp;
use tantivy::indexer::LogMergePolicy;
use tantivy::{Index, IndexWriter, TantivyDocument};

use super::document::document;
use super::folder::{IndexFolder, WriteLock};
use super::schema::{Fields, SCHEMA_VERSION};
use super::{CorpusRoot, DateMemory, Ledger, Manifest, PostId};
use crate::analysis::tokenizers;
use crate::corpus::Post;
use crate::error::{Error, Result};

/// The search engine wants at least this much memory for each of its threads, in bytes.
const MIN_MEMORY_PER_THREAD: usize = 16_000_000;
/// And takes at most about this much, in bytes.
const MAX_MEMORY_PER_THREAD: usize = 4_000_000_000;

/// How much of the machine a build may use.
#[derive(Clone, Copy, Debug)]
pub struct BuildOptions {
    /// Threads that build segments.
    pub threads: usize,
    /// Memory that these threads gather postings in before they write a segment, in bytes.
    pub memory: usize,
}

/// A generation that is being written. Until [`Builder::finish`] nobody sees it.
pub struct Builder {
    folder: IndexFolder,
    lock: WriteLock,
    number: u64,
    path: PathBuf,
    fields: Fields,
    writer: IndexWriter,
}

impl Builder {
    /// Begins a new generation in an index folder.
    ///
    /// # Errors
    /// If another process writes there, or the folder cannot be written to.
    pub fn new(folder: &IndexFolder, options: BuildOptions) -> Result<Self> {
        let lock = folder.lock()?;
        let number = folder.generation()?.unwrap_or(0) + 1;
        let path = folder.generation_path(number);
        fs::create_dir_all(&path).map_err(Error::io("create", &path))?;
        let (schema, fields) = Fields::new();
        let mut index = Index::create_in_dir(&path, schema)?;
        index.set_tokenizers(tokenizers());
        let threads = options.threads.max(1);
        let memory = (options.memory / threads).clamp(MIN_MEMORY_PER_THREAD, MAX_MEMORY_PER_THREAD);
        let writer = index.writer_with_num_threads(threads, memory * threads)?;
        writer.set_merge_policy(Box::new(LogMergePolicy::default()));
        Ok(Self { folder: folder.clone(), lock, number, path, fields, writer })
    }

    /// Adds a post. May be called from many threads at once.
    ///
    /// # Errors
    /// If the search engine can no longer write.
    pub fn add(&self, id: &PostId, post: &Post) -> Result<()> {
        let document: TantivyDocument = document(&self.fields, id, post)?;
        self.writer.add_document(document)?;
        Ok(())
    }

    /// Commits the generation and makes it the current one.
    ///
    /// # Errors
    /// If it cannot be written; the index is then as it was before.
    pub fn finish(
        mut self,
        corpus: CorpusRoot,
        dates: DateMemory,
        ledger: &Ledger,
    ) -> Result<Manifest> {
        let manifest = Manifest {
            schema: SCHEMA_VERSION,
            kwic: env!("CARGO_PKG_VERSION").to_owned(),
            corpus,
            dates,
            committed_at: Timestamp::now(),
            complete: true,
        };
        ledger.write(&self.path)?;
        let payload =
            serde_json::to_string(&manifest).map_err(|error| Error::Internal(error.to_string()))?;
        let mut commit = self.writer.prepare_commit()?;
        commit.set_payload(&payload);
        commit.commit()?;
        self.writer.wait_merging_threads()?;
        self.folder.swap_in(self.number, &self.lock)?;
        Ok(manifest)
    }
}
