//! Which of several copies is the earliest.

use tantivy::DocAddress;
use tantivy::columnar::Column;

use crate::error::Result;
use crate::index::{IndexReader, Paths, columns};

/// The dates and paths of the posts of an index.
pub(super) struct Order {
    dates: Vec<Column<i64>>,
    paths: Paths,
}

impl Order {
    /// The order of the posts of an index.
    pub fn of(reader: &IndexReader) -> Result<Self> {
        let segments = reader.searcher().segment_readers().iter();
        let dates = segments.map(|segment| Ok(segment.fast_fields().i64(columns::DATE)?));
        Ok(Self { dates: dates.collect::<Result<_>>()?, paths: reader.paths()? })
    }

    /// The place of a post among others: by its own date, then by path. Those without a date are
    /// last, since nothing says that they were there first.
    pub fn key(&self, post: DocAddress) -> Result<OrderKey> {
        let date = self.dates[post.segment_ord as usize].first(post.doc_id);
        let path = self.paths.get(post)?.bytes().to_vec();
        Ok(OrderKey { is_undated: date.is_none(), date, path, post })
    }
}

/// Sorts posts, the earliest first.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct OrderKey {
    is_undated: bool,
    date: Option<i64>,
    path: Vec<u8>,
    /// The post.
    pub post: DocAddress,
}
