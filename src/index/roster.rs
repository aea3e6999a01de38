//! Which posts an index holds, by path, read from columns.

use tantivy::SegmentReader;
use tantivy::columnar::{Column, StrColumn};

use super::schema::columns;
use super::{Arrival, IndexReader, PostId};
use crate::corpus::PostPath;
use crate::error::{Error, Result};

/// The posts of an index, by ascending path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster(Vec<RosterEntry>);

/// What tells one post of an index from the others, and one version of it from the next.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RosterEntry {
    /// The path relative to the corpus.
    pub path: PostPath,
    /// The post's id.
    pub id: PostId,
    /// The hash of the bytes of its file.
    pub hash: u64,
    /// When those came in.
    pub arrival: Arrival,
}

impl Roster {
    /// Reads the roster of an index.
    ///
    /// # Errors
    /// If its columns cannot be read.
    pub fn of(reader: &IndexReader) -> Result<Self> {
        let paths = reader.paths()?;
        let mut entries = Vec::new();
        for (ordinal, segment) in (0_u32..).zip(reader.searcher().segment_readers()) {
            let segment_columns = Columns::of(segment)?;
            for doc in segment.doc_ids_alive() {
                let path = paths.get(tantivy::DocAddress::new(ordinal, doc))?;
                entries.push(segment_columns.entry(doc, path)?);
            }
        }
        entries.sort_unstable();
        Ok(Self(entries))
    }

    /// The posts, by ascending path.
    pub fn entries(&self) -> &[RosterEntry] {
        &self.0
    }

    /// The post at a path.
    pub fn get(&self, path: &PostPath) -> Option<&RosterEntry> {
        let index = self.0.binary_search_by(|entry| entry.path.cmp(path)).ok()?;
        Some(&self.0[index])
    }
}

struct Columns {
    ids: Option<StrColumn>,
    hashes: Column<u64>,
    arrivals: Column<u64>,
    arrived_at: Column<i64>,
}

impl Columns {
    fn of(segment: &SegmentReader) -> Result<Self> {
        let columns = segment.fast_fields();
        Ok(Self {
            ids: columns.str(columns::ID)?,
            hashes: columns.u64(columns::HASH)?,
            arrivals: columns.u64(columns::ARRIVAL)?,
            arrived_at: columns.i64(columns::ARRIVED_AT)?,
        })
    }

    fn entry(&self, doc: u32, path: PostPath) -> Result<RosterEntry> {
        let missing = |what: &str| Error::Internal(format!("the post `{path}` has no {what}"));
        let ids = self.ids.as_ref().ok_or_else(|| missing("id"))?;
        let ordinal = ids.term_ords(doc).next().ok_or_else(|| missing("id"))?;
        let mut id = String::new();
        ids.ord_to_str(ordinal, &mut id).map_err(tantivy::TantivyError::from)?;
        let hash = self.hashes.first(doc).ok_or_else(|| missing("hash"))?;
        let commit = self.arrivals.first(doc).ok_or_else(|| missing("arrival"))?;
        let at = self.arrived_at.first(doc).ok_or_else(|| missing("arrival"))?;
        let arrival = Arrival { commit, at };
        Ok(RosterEntry { id: PostId::from_stored(id), path, hash, arrival })
    }
}
