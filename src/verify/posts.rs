//! Whether the parts of an index agree about its posts.

use std::collections::{HashMap, HashSet};

use tantivy::columnar::{BytesColumn, Column, StrColumn};
use tantivy::{DocAddress, SegmentReader, TantivyError};

use crate::corpus::{Post, PostPath};
use crate::error::{Error, Result};
use crate::index::{
    Fault, FileCache, Finding, IndexReader, Inventory, Ledger, Paths, PostId, finding,
};
use crate::resemblance::Signature;

/// More findings than this say no more than these.
const MOST_FINDINGS: usize = 100;

/// Compares each post with its columns, and the posts with the ledger, the inventory and the cache.
/// Returns how many posts there are, and what does not agree.
///
/// # Errors
/// If a part of the index cannot be read.
pub fn compare(reader: &IndexReader) -> Result<(u64, Vec<Finding>)> {
    let mut census = Census::new(reader)?;
    for (ordinal, segment) in (0_u32..).zip(reader.searcher().segment_readers()) {
        let columns = Columns::of(segment)?;
        let file = format!("{}.fast", segment.segment_id().uuid_string());
        for doc in segment.doc_ids_alive() {
            census.count(&columns, DocAddress::new(ordinal, doc), &file)?;
        }
    }
    census.compare_ledger();
    census.compare_cache();
    Ok((census.posts, census.findings))
}

/// What was met so far.
struct Census<'a> {
    reader: &'a IndexReader,
    paths: Paths,
    posts: u64,
    ids: HashSet<PostId>,
    /// The hash of the file of each post.
    hashes: HashMap<PostPath, Option<u64>>,
    findings: Vec<Finding>,
}

impl<'a> Census<'a> {
    fn new(reader: &'a IndexReader) -> Result<Self> {
        let (ids, hashes, findings) = Default::default();
        Ok(Self { reader, paths: reader.paths()?, posts: 0, ids, hashes, findings })
    }

    fn find(&mut self, file: &str, what: String) {
        if self.findings.len() < MOST_FINDINGS {
            let generation = self.reader.folder().generation_path(self.reader.generation());
            self.findings.push(finding(&generation, file, Fault::Contradiction(what)));
        }
    }

    fn count(&mut self, columns: &Columns, address: DocAddress, file: &str) -> Result<()> {
        let stored = self.reader.post(address)?;
        let (doc, path) = (address.doc_id, self.paths.get(address)?);
        let id = columns.id(doc)?;
        self.posts += 1;
        let mut odd = columns.differences(doc, &stored.post)?;
        odd.extend((path != stored.post.path).then_some("path"));
        odd.extend((id.as_deref() != Some(stored.id.as_str())).then_some("id"));
        for column in odd {
            self.find(file, format!("has another {column} for `{path}` than the post itself"));
        }
        if self.hashes.insert(path, columns.hash.first(doc)).is_some() {
            self.find(file, format!("holds the path `{}` a second time", stored.post.path));
        }
        if !self.ids.insert(stored.id.clone()) {
            self.find(file, format!("holds the id {} a second time", stored.id));
        }
        Ok(())
    }

    /// The ledger names what is not a post, or is one that is kept.
    fn compare_ledger(&mut self) {
        let commit = self.reader.manifest().commit;
        let name = Ledger::file_name(commit);
        let ledger = match self.reader.ledger() {
            Ok(ledger) => ledger,
            Err(error) => return self.find(&name, format!("cannot be read: {error}")),
        };
        for entry in ledger.entries() {
            match (self.hashes.contains_key(&entry.path), entry.is_kept) {
                (true, false) => self.find(&name, format!("leaves out the post `{}`", entry.path)),
                (false, true) => self.find(&name, format!("keeps `{}`, no post", entry.path)),
                _ => {}
            }
        }
        let generation = self.reader.folder().generation_path(self.reader.generation());
        let Ok(Some(inventory)) = Inventory::read(&generation, commit) else { return };
        let left_out = ledger.entries().count() as u64;
        let found = (self.posts, left_out);
        if found != (inventory.posts, inventory.left_out) {
            let (posts, left_out) = (inventory.posts, inventory.left_out);
            let what = format!(
                "counts {posts} posts and {left_out} files left out, and there are {} and {}",
                found.0, found.1
            );
            self.find(&Inventory::file_name(commit), what);
        }
    }

    /// The cache knows each post by the hash of its file, unless that file is no post any more.
    fn compare_cache(&mut self) {
        let generation = self.reader.folder().generation_path(self.reader.generation());
        let Some(cache) = FileCache::read(&generation, self.reader.manifest().commit) else {
            return;
        };
        let kept = self.reader.ledger().unwrap_or_default();
        let kept: HashSet<_> = kept.entries().map(|entry| &entry.path).collect();
        for file in cache.files.iter().filter(|file| !kept.contains(&file.path)) {
            match self.hashes.get(&file.path) {
                None => self.find(FileCache::FILE, format!("knows `{}`, no post", file.path)),
                Some(&hash) if hash != file.hash => {
                    self.find(FileCache::FILE, format!("has another hash for `{}`", file.path));
                }
                Some(_) => {}
            }
        }
    }
}

/// The columns of a segment that repeat what is in the posts.
struct Columns {
    id: Option<StrColumn>,
    hash: Column<u64>,
    problems: Column<u64>,
    date: Column<i64>,
    day: Column<i64>,
    language: Option<StrColumn>,
    tag: Option<StrColumn>,
    category: Option<StrColumn>,
    author: Option<StrColumn>,
    signature: Option<BytesColumn>,
}

impl Columns {
    fn of(segment: &SegmentReader) -> Result<Self> {
        use crate::index::columns;
        let fast = segment.fast_fields();
        Ok(Self {
            id: fast.str(columns::ID)?,
            hash: fast.u64(columns::HASH)?,
            problems: fast.u64(columns::PROBLEMS)?,
            date: fast.i64(columns::DATE)?,
            day: fast.i64(columns::DAY)?,
            language: fast.str(columns::LANGUAGE)?,
            tag: fast.str(columns::TAG)?,
            category: fast.str(columns::CATEGORY)?,
            author: fast.str(columns::AUTHOR)?,
            signature: fast.bytes(columns::SIGNATURE)?,
        })
    }

    fn id(&self, doc: u32) -> Result<Option<String>> {
        Ok(texts(self.id.as_ref(), doc)?.pop())
    }

    fn signature(&self, doc: u32) -> Result<Option<Signature>> {
        let Some(column) = &self.signature else { return Ok(None) };
        let Some(ordinal) = column.term_ords(doc).next() else { return Ok(None) };
        let mut bytes = Vec::new();
        column.ord_to_bytes(ordinal, &mut bytes).map_err(TantivyError::from)?;
        Ok(Signature::from_bytes(&bytes))
    }

    /// The columns that do not say of a post what it says itself.
    fn differences(&self, doc: u32, post: &Post) -> Result<Vec<&'static str>> {
        let date = post.own_date();
        let language: Vec<_> = post.language.iter().cloned().collect();
        let day = date.map(|date| i64::from(date.day()));
        let same = [
            ("problems", self.problems.first(doc) == Some(post.problems.len() as u64)),
            ("date", self.date.first(doc) == date.map(|date| date.seconds())),
            ("day", self.day.first(doc) == day),
            ("language", texts(self.language.as_ref(), doc)? == language),
            ("tag", texts(self.tag.as_ref(), doc)? == sorted(&post.tags)),
            ("category", texts(self.category.as_ref(), doc)? == sorted(&post.categories)),
            ("author", texts(self.author.as_ref(), doc)? == sorted(&post.authors)),
            ("signature", self.signature(doc)? == Signature::of(post)),
        ];
        Ok(same.into_iter().filter(|(_, same)| !same).map(|(name, _)| name).collect())
    }
}

/// The values of a post in a column, by the alphabet.
fn texts(column: Option<&StrColumn>, doc: u32) -> Result<Vec<String>> {
    let Some(column) = column else { return Ok(Vec::new()) };
    let text = |ordinal| {
        let mut text = String::new();
        column.ord_to_str(ordinal, &mut text).map_err(TantivyError::from)?;
        Ok::<_, Error>(text)
    };
    Ok(sorted(&column.term_ords(doc).map(text).collect::<Result<Vec<_>>>()?))
}

fn sorted(texts: &[String]) -> Vec<String> {
    let mut texts = texts.to_vec();
    texts.sort_unstable();
    texts
}
