//! The paths of posts, read from columns without touching the posts.

use tantivy::columnar::{BytesColumn, StrColumn};
use tantivy::{DocAddress, Searcher, SegmentReader, TantivyError};

use super::schema::columns;
use crate::corpus::PostPath;
use crate::error::{Error, Result};

/// The path columns of every segment.
pub struct Paths(Vec<Segment>);

struct Segment {
    paths: Option<StrColumn>,
    odd: Option<BytesColumn>,
}

impl Paths {
    pub(super) fn of(searcher: &Searcher) -> Result<Self> {
        searcher.segment_readers().iter().map(Segment::of).collect::<Result<_>>().map(Self)
    }

    /// The path of the post at an address.
    ///
    /// # Errors
    /// If the columns cannot be read.
    pub fn get(&self, address: DocAddress) -> Result<PostPath> {
        let segment = self.0.get(address.segment_ord as usize);
        let path = segment.map(|segment| segment.path(address.doc_id)).transpose()?.flatten();
        path.ok_or_else(|| Error::Internal(format!("the post at {address:?} has no path")))
    }
}

impl Segment {
    fn of(reader: &SegmentReader) -> Result<Self> {
        let columns = reader.fast_fields();
        Ok(Self { paths: columns.str(columns::PATH)?, odd: columns.bytes(columns::ODD_PATH)? })
    }

    fn path(&self, post: u32) -> Result<Option<PostPath>> {
        if let Some((column, ordinal)) =
            self.odd.as_ref().and_then(|column| Some((column, column.term_ords(post).next()?)))
        {
            let mut bytes = Vec::new();
            column.ord_to_bytes(ordinal, &mut bytes).map_err(TantivyError::from)?;
            return Ok(Some(PostPath::from(bytes)));
        }
        let Some((column, ordinal)) =
            self.paths.as_ref().and_then(|column| Some((column, column.term_ords(post).next()?)))
        else {
            return Ok(None);
        };
        let mut path = String::new();
        column.ord_to_str(ordinal, &mut path).map_err(TantivyError::from)?;
        Ok(Some(PostPath::new(path)))
    }
}
