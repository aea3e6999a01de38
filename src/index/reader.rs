//! Opens an index for searching.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use tantivy::collector::TopDocs;
use tantivy::query::TermQuery;
use tantivy::schema::{Field, IndexRecordOption, Value as _};
use tantivy::{DocAddress, Index, ReloadPolicy, Searcher, TantivyDocument, Term};

use super::clusters::{ClusterCache, Clusters};
use super::folder::{IndexFolder, WriteLock};
use super::inventory::Scrutiny;
use super::manifest::ReadManifest;
use super::memo::Memo;
use super::read_only::ReadOnly;
use super::schema::{Fields, SCHEMA_VERSION, columns};
use super::shield::shielded;
use super::word_counts::WordCounts;
use super::{Edition, Inventory, Languages, Ledger, Manifest, Paths, SegmentLanguages, StoredPost};
use crate::analysis::tokenizers;
use crate::error::{Error, Result};
use crate::preferences::Preferences;

/// How often a reader opens the index when a writer changes it in the meantime. Each time takes less
/// than a millisecond, and a commit takes many.
const TRIES: usize = 20;
/// The relatives of so many words are remembered: of all words that are searched for in the searches
/// that advice on one query takes, and of each two of them in one. Most have a few.
const WORDS: usize = 2048;
/// The terms of so many patterns are remembered, of which one may have thousands.
const PATTERNS: usize = 128;

/// An index, opened at its last commit. What is written later is not seen.
pub struct IndexReader {
    folder: IndexFolder,
    number: u64,
    searcher: Searcher,
    fields: Fields,
    manifest: Manifest,
    /// The bytes of the ledger, which the next commit removes; `None` if they could not be read.
    ledger: Option<Vec<u8>>,
    /// What every search needs to know, once it was counted.
    languages: OnceLock<Languages>,
    segment_languages: OnceLock<Vec<SegmentLanguages>>,
    words: OnceLock<WordCounts>,
    relatives: Memo,
    patterns: Memo,
    clusters: OnceLock<Clusters>,
    preferences: Arc<Preferences>,
}

impl IndexReader {
    /// Opens the current generation.
    ///
    /// # Errors
    /// If there is none, if it is of another version, or damaged.
    pub fn open(folder: &IndexFolder) -> Result<Self> {
        if folder.is_unfinished()? {
            return Err(Error::IndexUnfinished(folder.root().to_owned()));
        }
        let mut edition = Edition::of(folder)?;
        for _ in 1..TRIES {
            let opened = Self::open_generation(folder, edition.generation);
            let now = Edition::of(folder)?;
            if now == edition {
                return opened;
            }
            edition = now;
        }
        Self::open_generation(folder, edition.generation)
    }

    fn open_generation(folder: &IndexFolder, number: u64) -> Result<Self> {
        let opened = shielded(folder.root(), || Self::open_commit(folder, number));
        if let Ok((_, manifest)) = &opened {
            Self::inspect(folder, number, manifest.commit, Scrutiny::Stamps)?;
        } else if matches!(opened, Err(Error::IndexDamaged { .. }))
            && let Some(commit) = Inventory::newest(&folder.generation_path(number))
        {
            Self::inspect(folder, number, commit, Scrutiny::Hashes)?;
        }
        let (index, manifest) = opened?;
        // One search a process: a reader that watched for commits would only cost threads.
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual);
        shielded(folder.root(), || {
            let reader: tantivy::IndexReader = reader.try_into().map_err(|error| {
                let message = format!("generation {number} cannot be read: {error}");
                Error::IndexDamaged { index: folder.root().to_owned(), message }
            })?;
            let (searcher, (_, fields)) = (reader.searcher(), Fields::new());
            let path = folder.generation_path(number);
            let ledger = Ledger::read(&path, manifest.commit).ok();
            let (languages, segment_languages, words, clusters) = Default::default();
            let (folder, preferences) = (folder.clone(), Arc::default());
            let (relatives, patterns) = (Memo::of(WORDS), Memo::of(PATTERNS));
            Ok(Self {
                folder,
                number,
                searcher,
                fields,
                manifest,
                ledger,
                languages,
                segment_languages,
                words,
                relatives,
                patterns,
                clusters,
                preferences,
            })
        })
    }

    /// Compares the files of a commit with its inventory, and names the first that is damaged.
    fn inspect(folder: &IndexFolder, number: u64, commit: u64, scrutiny: Scrutiny) -> Result<()> {
        let findings = Inventory::findings(&folder.generation_path(number), commit, scrutiny);
        match findings.into_iter().find(|finding| finding.fault.is_damage()) {
            None => Ok(()),
            Some(finding) => {
                let (index, message) = (folder.root().to_owned(), finding.to_string());
                Err(Error::IndexDamaged { index, message })
            }
        }
    }

    /// The same index, searched as its owner wants it.
    #[must_use]
    pub fn with_preferences(self, preferences: Arc<Preferences>) -> Self {
        Self { preferences, ..self }
    }

    /// How it is to be searched.
    pub fn preferences(&self) -> &Preferences {
        &self.preferences
    }

    /// Opens the list of segments, but none of them.
    fn open_commit(folder: &IndexFolder, number: u64) -> Result<(Index, Manifest)> {
        let path = folder.generation_path(number);
        let damaged =
            |message: String| Error::IndexDamaged { index: folder.root().to_owned(), message };
        let mut index = ReadOnly::new(&path)
            .and_then(Index::open)
            .map_err(|error| damaged(format!("generation {number} cannot be opened: {error}")))?;
        index.set_tokenizers(tokenizers());
        let meta = index.load_metas().map_err(|error| damaged(error.to_string()))?;
        let payload = meta.payload.ok_or_else(|| damaged("its commit says nothing".into()))?;
        let manifest = Manifest::from_payload(&payload)
            .map_err(|reason| damaged(format!("its commit cannot be read: {reason}")))?;
        let manifest = match manifest {
            ReadManifest::Current(manifest) => *manifest,
            ReadManifest::Other { schema: found, corpus } => {
                let index = folder.root().to_owned();
                let corpus = corpus.map(|corpus| corpus.locate(&absolute(&index)));
                return Err(Error::IndexFormat { index, found, expected: SCHEMA_VERSION, corpus });
            }
        };
        if index.schema() != Fields::new().0 {
            return Err(damaged("its fields are not those of this kwic".into()));
        }
        Ok((index, manifest))
    }

    /// Whether the run that made the commit came to its inventory, which is the last of its steps.
    pub fn has_inventory(&self) -> bool {
        let generation = self.folder.generation_path(self.number);
        generation.join(Inventory::file_name(self.manifest.commit)).exists()
    }

    /// Writes the inventory of the commit.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write_inventory(&self, ledger: &Ledger, _lock: &WriteLock) -> Result<()> {
        let generation = self.folder.generation_path(self.number);
        let commit = self.manifest.commit;
        let meta = self.searcher.index().load_metas()?;
        Inventory::take(&generation, &meta, commit, &self.manifest.origin, ledger)?
            .write(&generation)
    }

    /// The search engine's view of the index.
    pub fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// The fields of its schema.
    pub fn fields(&self) -> &Fields {
        &self.fields
    }

    /// What the index remembers about itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Where the posts' files are, whether or not they still are there.
    pub fn corpus(&self) -> PathBuf {
        self.manifest.origin.corpus.locate(&absolute(self.folder.root()))
    }

    /// The post of an id or a path relative to the corpus.
    ///
    /// # Errors
    /// If there is none, or it cannot be read.
    pub fn find(&self, id_or_path: &str) -> Result<StoredPost> {
        shielded(self.folder.root(), || self.look_up(id_or_path))
    }

    fn look_up(&self, id_or_path: &str) -> Result<StoredPost> {
        for field in [self.fields.id, self.fields.path] {
            let query =
                TermQuery::new(Term::from_field_text(field, id_or_path), IndexRecordOption::Basic);
            let found = self.searcher.search(&query, &TopDocs::with_limit(1).order_by_score())?;
            if let Some(&(_, address)) = found.first() {
                return self.post(address);
            }
        }
        let ledger = self.ledger()?;
        let left_out = ledger.entries().find(|entry| entry.path.to_string() == id_or_path);
        Err(match left_out {
            Some(entry) => {
                Error::PostLeftOut { path: id_or_path.to_owned(), reason: entry.reason.clone() }
            }
            None => Error::PostMissing(id_or_path.to_owned()),
        })
    }

    /// The folder it lies in.
    pub fn folder(&self) -> &IndexFolder {
        &self.folder
    }

    /// The number of its generation, which names its folder.
    pub fn generation(&self) -> u64 {
        self.number
    }

    /// How many posts it holds.
    pub fn posts(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// The languages that its posts are in.
    ///
    /// # Errors
    /// If the column cannot be read.
    pub fn languages(&self) -> Result<&Languages> {
        if let Some(languages) = self.languages.get() {
            return Ok(languages);
        }
        let languages = Languages::of(&self.searcher)?;
        Ok(self.languages.get_or_init(|| languages))
    }

    /// The languages of the posts of each segment.
    ///
    /// # Errors
    /// If a column cannot be read.
    pub fn segment_languages(&self) -> Result<&[SegmentLanguages]> {
        if let Some(known) = self.segment_languages.get() {
            return Ok(known);
        }
        let languages = self.languages()?;
        let segments = self.searcher.segment_readers().iter();
        let found: Vec<_> =
            segments.map(|segment| languages.of_segment(segment)).collect::<Result<_>>()?;
        Ok(self.segment_languages.get_or_init(|| found))
    }

    /// The relatives of words that were looked for before.
    pub(crate) fn relatives(&self) -> &Memo {
        &self.relatives
    }

    /// The terms of patterns that were looked for before.
    pub(crate) fn patterns(&self) -> &Memo {
        &self.patterns
    }

    /// How many words its posts have in a field: the title, the description or the body.
    ///
    /// # Errors
    /// If the lengths cannot be read.
    pub fn words(&self, field: Field) -> Result<u64> {
        if let Some(words) = self.words.get() {
            return Ok(words.get(field));
        }
        let words = WordCounts::of(&self.searcher, &self.fields)?;
        Ok(self.words.get_or_init(|| words).get(field))
    }

    /// Whether the clusters of copies are kept beside the commit.
    pub(crate) fn has_clusters(&self) -> bool {
        if self.clusters.get().is_none() {
            let path = self.folder.generation_path(self.number);
            let kept = ClusterCache::read(&path, self.manifest.commit, &self.searcher);
            // Another thread may have found them meanwhile: they are the same.
            let _ = kept.map(|clusters| self.clusters.set(clusters));
        }
        self.clusters.get().is_some()
    }

    /// The copies among its posts: those that were kept, or else what `find` finds, which is then
    /// kept beside the commit if the index can be written to.
    ///
    /// # Errors
    /// Those of `find`.
    pub(crate) fn clusters(&self, find: impl FnOnce() -> Result<Clusters>) -> Result<&Clusters> {
        if let Some(clusters) = self.clusters.get() {
            return Ok(clusters);
        }
        let (path, commit) = (self.folder.generation_path(self.number), self.manifest.commit);
        let clusters = match ClusterCache::read(&path, commit, &self.searcher) {
            Some(clusters) => clusters,
            None => {
                let clusters = find()?;
                ClusterCache::write(&clusters, &path, commit, &self.searcher);
                clusters
            }
        };
        Ok(self.clusters.get_or_init(|| clusters))
    }

    /// How many of its posts have problems.
    ///
    /// # Errors
    /// If the column cannot be read.
    pub fn posts_with_problems(&self) -> Result<u64> {
        let mut count = 0;
        for segment in self.searcher.segment_readers() {
            let problems = segment.fast_fields().u64(columns::PROBLEMS)?;
            let has_problems = |&doc: &u32| problems.first(doc).is_some_and(|number| number > 0);
            count += segment.doc_ids_alive().filter(has_problems).count() as u64;
        }
        Ok(count)
    }

    /// The files that were seen and are not in it.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn ledger(&self) -> Result<Ledger> {
        let (path, commit) = (self.folder.generation_path(self.number), self.manifest.commit);
        match &self.ledger {
            Some(bytes) => Ledger::decode(bytes, &path, commit),
            None => Ledger::decode(&Ledger::read(&path, commit)?, &path, commit),
        }
    }

    /// The paths of its posts.
    ///
    /// # Errors
    /// If the columns cannot be opened.
    pub fn paths(&self) -> Result<Paths> {
        Paths::of(&self.searcher)
    }

    /// The post at an address.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn post(&self, address: DocAddress) -> Result<StoredPost> {
        let document: TantivyDocument = self.searcher.doc(address)?;
        let bytes = document.get_first(self.fields.post).and_then(|value| value.as_bytes());
        let damaged =
            |message: String| Error::IndexDamaged { index: self.folder.root().to_owned(), message };
        let bytes = bytes.ok_or_else(|| damaged("a post is not stored".into()))?;
        StoredPost::decode(bytes)
            .map_err(|error| damaged(format!("a post cannot be read back: {error}")))
    }
}

fn absolute(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}
