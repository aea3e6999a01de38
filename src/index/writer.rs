//! Writes an index: a new generation, or a commit more in the current one.

use std::fs;
use std::path::PathBuf;

use jiff::Timestamp;
use tantivy::index::SegmentId;
use tantivy::indexer::{LogMergePolicy, MergePolicy, NoMergePolicy};
use tantivy::{Index, IndexWriter, SegmentMeta, TantivyDocument, Term};

use super::document::document;
use super::folder::{IndexFolder, WriteLock};
use super::schema::{Fields, PIPELINE_VERSION, SCHEMA_VERSION};
use super::{Inventory, Ledger, Manifest, Origin, PostId};
use crate::analysis::tokenizers;
use crate::corpus::Post;
use crate::error::{Error, Result};

/// The search engine wants at least this much memory for each of its threads, in bytes.
const MIN_MEMORY_PER_THREAD: usize = 16_000_000;
/// And takes at most about this much, in bytes.
const MAX_MEMORY_PER_THREAD: usize = 4_000_000_000;

/// A segment is merged when more than this share of its posts was deleted.
const MOST_DELETED: f32 = 0.2;

/// How much of the machine a writer may use.
#[derive(Clone, Copy, Debug)]
pub struct WriterOptions {
    /// Threads that build segments.
    pub threads: usize,
    /// Memory that these threads gather postings in before they write a segment, in bytes.
    pub memory: usize,
    /// Leaves one segment without deleted posts.
    pub optimize: bool,
}

/// An index that is being written. Until [`Writer::commit`] nobody sees what was.
pub struct Writer {
    folder: IndexFolder,
    /// The generation that is written to.
    number: u64,
    /// The number of the commit to come.
    commit: u64,
    path: PathBuf,
    fields: Fields,
    options: WriterOptions,
    /// Whether the generation is one that readers see.
    is_update: bool,
    writer: IndexWriter,
}

impl Writer {
    /// Begins a new generation, whose first commit has this number.
    ///
    /// # Errors
    /// If the folder cannot be written to.
    pub fn create(folder: &IndexFolder, commit: u64, options: WriterOptions) -> Result<Self> {
        let number = folder.generation()?.unwrap_or(0).max(commit.saturating_sub(1)) + 1;
        let path = folder.generation_path(number);
        fs::create_dir_all(&path).map_err(Error::io("create", &path))?;
        let index = Index::create_in_dir(&path, Fields::new().0)?;
        Self::begin(folder, index, number, commit, options)
    }

    /// Opens the current generation, to make the commit of this number.
    ///
    /// # Errors
    /// If there is none, or the folder cannot be written to.
    pub fn open(folder: &IndexFolder, commit: u64, options: WriterOptions) -> Result<Self> {
        let missing = || Error::IndexMissing(folder.root().to_owned());
        let number = folder.generation()?.ok_or_else(missing)?;
        let index = Index::open_in_dir(folder.generation_path(number))?;
        let writer = Self::begin(folder, index, number, commit, options)?;
        // What a writer left that was killed would be in the way: names of files recur.
        writer.writer.garbage_collect_files().wait()?;
        // A merge before the commit would replace files of the commit that is there, and readers
        // would take that for damage.
        writer.writer.set_merge_policy(Box::new(NoMergePolicy));
        Ok(Self { is_update: true, ..writer })
    }

    fn begin(
        folder: &IndexFolder,
        index: Index,
        number: u64,
        commit: u64,
        options: WriterOptions,
    ) -> Result<Self> {
        Ok(Self {
            folder: folder.clone(),
            number,
            commit,
            path: folder.generation_path(number),
            fields: Fields::new().1,
            options,
            is_update: false,
            writer: engine(index, options)?,
        })
    }

    /// The folder of the generation that is written to.
    pub fn generation_path(&self) -> &std::path::Path {
        &self.path
    }

    /// Adds a post whose file's bytes have this hash. May be called from many threads at once.
    ///
    /// # Errors
    /// If the search engine can no longer write.
    pub fn add(&self, id: &PostId, post: &Post, hash: u64) -> Result<()> {
        let document: TantivyDocument = document(&self.fields, id, post, hash)?;
        self.writer.add_document(document)?;
        Ok(())
    }

    /// Removes the post of an id, if it was there before.
    pub fn remove(&self, id: &PostId) {
        self.writer.delete_term(Term::from_field_text(self.fields.id, id.as_str()));
    }

    /// Commits what was added and removed; a new generation becomes the current one.
    ///
    /// # Errors
    /// If it cannot be written; the index is then as it was before.
    pub fn commit(
        mut self,
        lock: &WriteLock,
        origin: Origin,
        complete: bool,
        ledger: &Ledger,
    ) -> Result<Manifest> {
        let manifest = Manifest {
            schema: SCHEMA_VERSION,
            pipeline: PIPELINE_VERSION,
            kwic: env!("CARGO_PKG_VERSION").to_owned(),
            commit: self.commit,
            origin,
            committed_at: Timestamp::now(),
            complete,
        };
        ledger.write(&self.path, self.commit)?;
        let payload = manifest.to_payload()?;
        let index = self.writer.index().clone();
        let mut commit = self.writer.prepare_commit()?;
        commit.set_payload(&payload);
        commit.commit()?;
        if self.options.optimize {
            self.merge_all()?;
        } else if self.is_update {
            merge_small_segments(&mut self.writer)?;
        }
        self.writer.wait_merging_threads()?;
        // A merge replaces files that are in the commit, so the list waits for the last one.
        let meta = index.load_metas()?;
        Inventory::take(&self.path, &meta, self.commit, &manifest.origin, ledger)?
            .write(&self.path)?;
        self.folder.swap_in(self.number, lock)?;
        Ledger::remove_all_but(&self.path, self.commit);
        Inventory::remove_all_but(&self.path, self.commit);
        Ok(manifest)
    }
}

impl Writer {
    /// Merges all segments into one without deleted posts.
    fn merge_all(&mut self) -> Result<()> {
        let index = self.writer.index().clone();
        while let Some(segments) = fragments(&index)? {
            self.writer.merge(&segments).wait()?;
        }
        self.writer.garbage_collect_files().wait()?;
        Ok(())
    }
}

/// The segments of an index, unless it is one without deleted posts.
fn fragments(index: &Index) -> Result<Option<Vec<SegmentId>>> {
    let segments = index.searchable_segment_metas()?;
    let is_whole =
        segments.len() <= 1 && segments.iter().all(|segment| segment.num_deleted_docs() == 0);
    Ok((!is_whole).then(|| segments.iter().map(SegmentMeta::id).collect()))
}

/// Merges the segments of a commit that are small or have many deleted posts.
fn merge_small_segments(writer: &mut IndexWriter) -> Result<()> {
    loop {
        let segments = writer.index().searchable_segment_metas()?;
        let candidates = merge_policy().compute_merge_candidates(&segments);
        if candidates.is_empty() {
            writer.garbage_collect_files().wait()?;
            return Ok(());
        }
        for candidate in candidates {
            writer.merge(&candidate.0).wait()?;
        }
    }
}

/// Small segments are merged eight at a time, as the engine does by itself, and those of which many
/// posts were deleted too: a thousand little updates must not leave an index much larger.
fn merge_policy() -> LogMergePolicy {
    let mut policy = LogMergePolicy::default();
    policy.set_del_docs_ratio_before_merge(MOST_DELETED);
    policy
}

fn engine(mut index: Index, options: WriterOptions) -> Result<IndexWriter> {
    index.set_tokenizers(tokenizers());
    let threads = options.threads.max(1);
    let memory = (options.memory / threads).clamp(MIN_MEMORY_PER_THREAD, MAX_MEMORY_PER_THREAD);
    let writer = index.writer_with_num_threads(threads, memory * threads)?;
    // What is merged into one in the end need not be merged before, and must not be meanwhile.
    writer.set_merge_policy(match options.optimize {
        true => Box::new(NoMergePolicy),
        false => Box::new(merge_policy()),
    });
    Ok(writer)
}
