//! The index as a run finds it.

use std::collections::HashSet;
use std::path::Path;

use super::Reread;
use crate::corpus::date::OrderDecision;
use crate::corpus::{DateOrder, DateRules, FileStamp, PostPath};
use crate::error::{Error, Result};
use crate::index::{
    CachedFile, FileCache, IndexFolder, IndexReader, Ledger, Manifest, PIPELINE_VERSION, Roster,
    RosterEntry, Selection, check_files,
};

/// What is known of an index before it is brought in line with its folder.
pub struct Before {
    reader: IndexReader,
    ledger: Ledger,
    /// What its files were like, by ascending path, if that is remembered.
    cached: Option<Vec<CachedFile>>,
    /// What it was built of is to be forgotten; only ids are kept.
    is_forgotten: bool,
}

impl Before {
    /// Opens the index of a corpus; `None` if there is none, or none that a rebuild can use. Of one
    /// in another format nothing can be used, which is told too.
    ///
    /// # Errors
    /// If there is one that cannot be read or belongs to another corpus, unless it is to be rebuilt.
    pub fn open(
        folder: &IndexFolder,
        corpus: &Path,
        rebuild: bool,
    ) -> Result<(Option<Self>, Option<Reread>)> {
        let Some(number) = folder.generation()? else { return Ok((None, None)) };
        let opened = Self::open_generation(folder, number, rebuild);
        if rebuild {
            // Ids taken from damaged columns would be no ids.
            let is_usable = |before: &Self| {
                let mut findings = check_files(&before.reader).into_iter();
                before.reader.corpus() == corpus && !findings.any(|found| found.fault.is_damage())
            };
            return Ok((opened.ok().filter(is_usable), None));
        }
        let before = match opened {
            Err(Error::IndexFormat { corpus: Some(owner), .. }) if owner == corpus => {
                return Ok((None, Some(Reread::Format)));
            }
            opened => opened?,
        };
        let owner = before.reader.corpus();
        if owner == corpus {
            return Ok((Some(before), None));
        }
        Err(Error::OtherCorpus { index: folder.root().to_owned(), corpus: owner })
    }

    fn open_generation(folder: &IndexFolder, number: u64, is_forgotten: bool) -> Result<Self> {
        let reader = IndexReader::open(folder)?;
        let ledger = reader.ledger()?;
        let commit = reader.manifest().commit;
        let cache = FileCache::read(&folder.generation_path(number), commit);
        Ok(Self { reader, ledger, cached: cache.map(|cache| cache.files), is_forgotten })
    }

    /// The index.
    pub fn reader(&self) -> &IndexReader {
        &self.reader
    }

    /// What it says was left out.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    fn manifest(&self) -> &Manifest {
        self.reader.manifest()
    }

    /// The index, if posts in it whose files are broken now are to be kept.
    pub fn last_versions(&self) -> Option<&IndexReader> {
        (!self.is_forgotten).then_some(&self.reader)
    }

    /// The number of its last commit.
    pub fn commit(&self) -> u64 {
        self.manifest().commit
    }

    /// Which posts it was built of, unless that is to be forgotten.
    pub fn selection(&self) -> Option<Selection> {
        (!self.is_forgotten).then(|| self.manifest().origin.selection.clone())
    }

    /// The order of day and month that was chosen for it, unless that is to be forgotten.
    pub fn chosen_order(&self) -> Option<DateOrder> {
        self.manifest().origin.dates.chosen.filter(|_| !self.is_forgotten)
    }

    /// Whether it is not to be read for what it was built of.
    pub fn is_forgotten(&self) -> bool {
        self.is_forgotten
    }

    /// Why what it holds of unchanged files is not what a new build would hold of them.
    pub fn reread(&self, selection: &Selection) -> Option<Reread> {
        let manifest = self.manifest();
        if manifest.pipeline != PIPELINE_VERSION {
            return Some(Reread::Pipeline);
        }
        let before = &manifest.origin.selection;
        if before.furniture != selection.furniture {
            return Some(Reread::Furniture);
        }
        (before.drafts != selection.drafts).then_some(Reread::Drafts)
    }

    /// Whether an ambiguous date in it would be read otherwise now, or with another doubt.
    pub fn dates_differ(&self, rules: &DateRules<'_>) -> bool {
        let decided = self.manifest().origin.dates.decided;
        let tells = |decision: &OrderDecision| (decision.order, decision.basis);
        decided.is_some_and(|decided| tells(&decided) != tells(rules.order()))
    }

    /// The posts it holds.
    ///
    /// # Errors
    /// If its columns cannot be read.
    pub fn roster(&self) -> Result<Roster> {
        Roster::of(&self.reader)
    }

    /// What is known of its files, by ascending path; without the cache, the hashes of the posts,
    /// but for those whose file held something else when it was last read.
    ///
    /// # Errors
    /// If that cannot be read from its columns.
    pub fn files(&self) -> Result<Vec<CachedFile>> {
        if let Some(files) = &self.cached {
            return Ok(files.clone());
        }
        let roster = self.roster()?;
        let kept = self.ledger.failed.iter().filter(|entry| entry.is_kept);
        let kept: HashSet<_> = kept.map(|entry| &entry.path).collect();
        let known = |entry: &RosterEntry| {
            let hash = (!kept.contains(&entry.path)).then_some(entry.hash);
            unstamped(&entry.path, hash)
        };
        Ok(roster.entries().iter().map(known).collect())
    }
}

/// A file of which only the hash is known, if that.
pub fn unstamped(path: &PostPath, hash: Option<u64>) -> CachedFile {
    let (path, stamp) = (path.clone(), FileStamp::default());
    CachedFile { path, stamp, is_settled: false, hash }
}
