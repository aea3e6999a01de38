//! Writes an index: a new generation, or a commit more in the current one.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use tantivy::directory::{Directory, MmapDirectory};
use tantivy::index::SegmentId;
use tantivy::indexer::{LogMergePolicy, MergePolicy, NoMergePolicy};
use tantivy::{Index, IndexMeta, IndexSettings, IndexWriter, SegmentMeta, TantivyDocument, Term};

use super::document::document;
use super::folder::{IndexFolder, WriteLock};
use super::schema::{Fields, PIPELINE_VERSION, SCHEMA_VERSION};
use super::unfinished::Unfinished;
use super::witness::{Refusals, Witness};
use super::{Arrival, Inventory, Ledger, Manifest, Origin, PostId};
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
    refusals: Refusals,
    writer: IndexWriter,
    /// Dropped after the writer, which may be writing to it.
    unfinished: Unfinished,
}

impl Writer {
    /// Begins a new generation, whose first commit has this number.
    ///
    /// # Errors
    /// If the folder cannot be written to.
    pub fn create(folder: &IndexFolder, commit: u64, options: WriterOptions) -> Result<Self> {
        let number = folder.generation()?.unwrap_or(0).max(commit.saturating_sub(1)) + 1;
        let path = folder.generation_path(number);
        let unfinished = Unfinished::new(path.clone());
        fs::create_dir_all(&path).map_err(Error::io("create", &path))?;
        let writer = Self::create_in(mapped(&path)?, folder, number, commit, options)?;
        Ok(Self { unfinished, ..writer })
    }

    fn create_in(
        directory: Box<dyn Directory>,
        folder: &IndexFolder,
        number: u64,
        commit: u64,
        options: WriterOptions,
    ) -> Result<Self> {
        let refusals = Refusals::default();
        let witness = Witness::new(directory, &folder.generation_path(number), &refusals);
        Index::create(witness, Fields::new().0, IndexSettings::default())
            .and_then(|index| engine(index, options))
            .map(|writer| Self::new(writer, refusals.clone(), folder, number, commit, options))
            .map_err(|error| refusals.explain(error))
    }

    /// Opens the current generation, to make the commit of this number, and removes what earlier
    /// writers left in it that died.
    ///
    /// # Errors
    /// If there is none, or the folder cannot be written to.
    pub fn open(folder: &IndexFolder, commit: u64, options: WriterOptions) -> Result<Self> {
        let missing = || Error::IndexMissing(folder.root().to_owned());
        let number = folder.generation()?.ok_or_else(missing)?;
        folder.remove_half_written(number);
        let directory = mapped(&folder.generation_path(number))?;
        Self::open_in(directory, folder, number, commit, options)
    }

    fn open_in(
        directory: Box<dyn Directory>,
        folder: &IndexFolder,
        number: u64,
        commit: u64,
        options: WriterOptions,
    ) -> Result<Self> {
        let refusals = Refusals::default();
        let witness = Witness::new(directory, &folder.generation_path(number), &refusals);
        let begin = || {
            let writer = engine(Index::open(witness)?, options)?;
            // What a writer left that was killed would be in the way: names of files recur.
            writer.garbage_collect_files().wait()?;
            // A merge before the commit would replace files of the commit that is there, and
            // readers would take that for damage.
            writer.set_merge_policy(Box::new(NoMergePolicy));
            Ok(writer)
        };
        let writer = begin().map_err(|error| refusals.explain(error))?;
        let writer = Self::new(writer, refusals, folder, number, commit, options);
        Ok(Self { is_update: true, ..writer })
    }

    fn new(
        writer: IndexWriter,
        refusals: Refusals,
        folder: &IndexFolder,
        number: u64,
        commit: u64,
        options: WriterOptions,
    ) -> Self {
        Self {
            folder: folder.clone(),
            number,
            commit,
            path: folder.generation_path(number),
            fields: Fields::new().1,
            options,
            is_update: false,
            refusals,
            writer,
            unfinished: Unfinished::none(),
        }
    }

    /// The folder of the generation that is written to.
    pub fn generation_path(&self) -> &Path {
        &self.path
    }

    /// The number of the commit to come.
    pub fn commit_number(&self) -> u64 {
        self.commit
    }

    /// Adds a post whose file's bytes have this hash and came in with this commit. May be called
    /// from many threads at once.
    ///
    /// # Errors
    /// If the search engine can no longer write.
    pub fn add(&self, id: &PostId, post: &Post, hash: u64, arrival: Arrival) -> Result<()> {
        let document: TantivyDocument = document(&self.fields, id, post, hash, arrival)?;
        match self.writer.add_document(document) {
            Ok(_) => Ok(()),
            Err(error) => Err(self.refusals.explain(error)),
        }
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
        self,
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
        let committed =
            commit_segments(self.writer, &payload, self.options.optimize, self.is_update);
        let meta = committed.map_err(|error| self.refusals.explain(error))?;
        // A merge replaces files that are in the commit, so the list waits for the last one.
        Inventory::take(&self.path, &meta, self.commit, &manifest.origin, ledger)?
            .write(&self.path)?;
        // Whether a pointer that cannot be written names this generation is not to be told.
        self.unfinished.keep();
        self.folder.swap_in(self.number, lock)?;
        Ledger::remove_all_but(&self.path, self.commit);
        Inventory::remove_all_but(&self.path, self.commit);
        Ok(manifest)
    }
}

/// Has the engine commit, and merge what is to be merged.
fn commit_segments(
    mut writer: IndexWriter,
    payload: &str,
    optimize: bool,
    is_update: bool,
) -> tantivy::Result<IndexMeta> {
    let index = writer.index().clone();
    let mut commit = writer.prepare_commit()?;
    commit.set_payload(payload);
    commit.commit()?;
    if optimize {
        merge_all(&mut writer)?;
    } else if is_update {
        merge_small_segments(&mut writer)?;
    }
    writer.wait_merging_threads()?;
    index.load_metas()
}

/// Merges all segments into one without deleted posts.
fn merge_all(writer: &mut IndexWriter) -> tantivy::Result<()> {
    while let Some(segments) = fragments(writer.index())? {
        writer.merge(&segments).wait()?;
    }
    writer.garbage_collect_files().wait()?;
    Ok(())
}

/// The segments of an index, unless it is one without deleted posts.
fn fragments(index: &Index) -> tantivy::Result<Option<Vec<SegmentId>>> {
    let segments = index.searchable_segment_metas()?;
    let is_whole =
        segments.len() <= 1 && segments.iter().all(|segment| segment.num_deleted_docs() == 0);
    Ok((!is_whole).then(|| segments.iter().map(SegmentMeta::id).collect()))
}

/// Merges the segments of a commit that are small or have many deleted posts.
fn merge_small_segments(writer: &mut IndexWriter) -> tantivy::Result<()> {
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

/// The files of a folder, as the engine reads and writes them by itself.
fn mapped(path: &Path) -> Result<Box<dyn Directory>> {
    let directory = MmapDirectory::open(path).map_err(tantivy::TantivyError::from)?;
    Ok(Box::new(directory))
}

/// Small segments are merged eight at a time, as the engine does by itself, and those of which many
/// posts were deleted too: a thousand little updates must not leave an index much larger.
fn merge_policy() -> LogMergePolicy {
    let mut policy = LogMergePolicy::default();
    policy.set_del_docs_ratio_before_merge(MOST_DELETED);
    policy
}

fn engine(mut index: Index, options: WriterOptions) -> tantivy::Result<IndexWriter> {
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

#[cfg(test)]
mod faulty;
#[cfg(test)]
mod tests;
