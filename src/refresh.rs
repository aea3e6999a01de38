//! Keeps answers true to the folder: looks at it before a search, and brings in what changed.

use std::time::{Duration, Instant};

use crate::corpus::{DateOptions, SourceFile, walk};
use crate::error::{Error, Result};
use crate::index::{CachedFile, FileCache, FileDates, IndexFolder, IndexReader};
use crate::ingest::{Delta, IngestOptions, Silent, ingest};

/// A look at the folder takes no longer than this, if nothing else is said.
pub const DEFAULT_BUDGET: Duration = Duration::from_secs(1);
/// More changed files are not brought in unasked.
const MOST_FILES: usize = 200;
/// Nor is more than this to read, in bytes.
const MOST_BYTES: u64 = 8 << 20;

/// Files of so many bytes are read at most to see whether those that may have changed did.
const MOST_SUSPECT_BYTES: u64 = 64 << 20;

/// How far to go to be true to the folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// The folder is not looked at.
    None,
    /// It is looked at for so long at most, and what changed is brought in if it is little.
    Within(Duration),
    /// All that changed is brought in.
    Full,
}

/// What a look at the folder came to.
#[derive(Debug, Default)]
pub struct Freshness {
    /// How many files differ from the index still; `None` if that is not known.
    pub stale: Option<u64>,
    /// How many posts were brought in, changed or taken out.
    pub brought_in: u64,
    /// Why what differs could not be brought in.
    pub obstacle: Option<Error>,
}

impl Freshness {
    fn known(stale: u64) -> Self {
        Self { stale: Some(stale), ..Self::default() }
    }
}

/// Brings the index in a folder in line with its corpus, as far as the effort allows.
///
/// If the folder is not there, or the index cannot be written to, as when another process does, the
/// index answers as it is.
///
/// # Errors
/// If there is no index, or none that can be read.
pub fn refresh(folder: &IndexFolder, effort: Effort, dates: DateOptions) -> Result<Freshness> {
    match effort {
        Effort::None => Ok(Freshness::default()),
        Effort::Full => Ok(bring_in(&IndexReader::open(folder)?, dates, None)),
        Effort::Within(budget) => look(&IndexReader::open(folder)?, budget, dates),
    }
}

fn look(reader: &IndexReader, budget: Duration, dates: DateOptions) -> Result<Freshness> {
    let (folder, manifest) = (reader.folder(), reader.manifest());
    let generation = folder.generation_path(reader.generation());
    let corpus = reader.corpus();
    if !corpus.is_dir() {
        let obstacle = Some(Error::CorpusMissing(corpus));
        return Ok(Freshness { obstacle, ..Freshness::default() });
    }
    let Some(cache) = FileCache::read(&generation, manifest.commit) else {
        return Ok(Freshness::default());
    };
    let mut options = manifest.origin.selection.walk.clone();
    options.leave_out.extend(folder.root().canonicalize());
    options.deadline = Instant::now().checked_add(budget);
    let walked = walk(&corpus, &options)?;
    if walked.is_cut {
        return Ok(Freshness::default());
    }
    let mut delta = Delta::between(&walked.files, cache.files);
    let may_acquit = bytes(&delta.changed_files()) <= MOST_SUSPECT_BYTES;
    if !delta.changed.is_empty() && may_acquit && acquit(&mut delta, reader)? && delta.is_empty() {
        if manifest.origin.dates.decided.is_some() {
            // Only a run finds out whether the order of dates is what it was.
            let looked = bring_in(reader, dates, Some(0));
            return Ok(Freshness { obstacle: None, ..looked });
        }
        remember(reader, std::mem::take(&mut delta.same));
    }
    match delta.len() {
        0 if manifest.complete => Ok(Freshness::known(0)),
        count if is_little(&delta) => Ok(bring_in(reader, dates, Some(count as u64))),
        count => Ok(Freshness::known(count as u64)),
    }
}

/// Clears what was only touched. Returns whether there was anything.
fn acquit(delta: &mut Delta<'_>, reader: &IndexReader) -> Result<bool> {
    let dates = FileDates::of(reader)?;
    delta.acquit(|file, hash| dates.agree(file, hash))
}

/// Keeps what was found out about files that did not change, so that it need not be found out again.
/// If somebody writes to the index, there will be more to remember soon.
fn remember(reader: &IndexReader, files: Vec<CachedFile>) {
    let (folder, commit) = (reader.folder(), reader.manifest().commit);
    let Ok(_lock) = folder.lock() else { return };
    let is_current = IndexReader::open(folder).is_ok_and(|now| now.manifest().commit == commit);
    if is_current {
        FileCache { commit, files }.write(&folder.generation_path(reader.generation()));
    }
}

/// Whether so little differs that nobody notices it being read.
fn is_little(delta: &Delta<'_>) -> bool {
    delta.len() <= MOST_FILES && bytes(&delta.changed_files()) + bytes(&delta.new) <= MOST_BYTES
}

fn bytes(files: &[&SourceFile]) -> u64 {
    files.iter().map(|file| file.stamp.size).sum()
}

/// Brings in what differs, `stale` files as far as is known.
fn bring_in(reader: &IndexReader, dates: DateOptions, stale: Option<u64>) -> Freshness {
    let options =
        IngestOptions { dates, ..IngestOptions::new(reader.corpus(), reader.folder().root()) };
    match ingest(&options, &Silent) {
        Ok(report) => {
            let brought_in = report.indexed() + report.changes.removed;
            Freshness { brought_in, ..Freshness::known(0) }
        }
        Err(obstacle) => Freshness { stale, brought_in: 0, obstacle: Some(obstacle) },
    }
}
