//! The posts that have no date of their own and are shown with that of their file.

use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, InvertedIndexReader, SegmentReader, TERMINATED, Term};

use super::IndexReader;
use super::schema::columns;
use crate::corpus::SourceFile;
use crate::error::Result;

/// Tells whether posts are shown with the dates that their files have now.
pub struct FileDates<'a> {
    reader: &'a IndexReader,
    segments: Vec<Segment>,
}

struct Segment {
    paths: Arc<InvertedIndexReader>,
    dates: Column<i64>,
    hashes: Column<u64>,
}

impl<'a> FileDates<'a> {
    /// Opens the columns of an index.
    ///
    /// # Errors
    /// If they cannot be opened.
    pub fn of(reader: &'a IndexReader) -> Result<Self> {
        let open = |segment: &SegmentReader| -> Result<Segment> {
            let columns = segment.fast_fields();
            Ok(Segment {
                paths: segment.inverted_index(reader.fields().path)?,
                dates: columns.i64(columns::DATE)?,
                hashes: columns.u64(columns::HASH)?,
            })
        };
        let segments = reader.searcher().segment_readers().iter().map(open);
        Ok(Self { reader, segments: segments.collect::<Result<_>>()? })
    }

    /// Whether the date of a file shows that its post was read since the file was last written to;
    /// `hash` is that of its bytes. It says nothing of a post with a date of its own, or of one that
    /// was made of other bytes.
    ///
    /// # Errors
    /// If the post cannot be read.
    pub fn agree(&self, file: &SourceFile, hash: u64) -> Result<bool> {
        let path = Term::from_field_text(self.reader.fields().path, &file.relative.to_string());
        for (ordinal, segment) in (0_u32..).zip(&self.segments) {
            for doc in segment.posts(&path)? {
                let address = DocAddress::new(ordinal, doc);
                let is_of_file = segment.dates.first(doc).is_none()
                    && segment.hashes.first(doc) == Some(hash)
                    && !self.reader.searcher().segment_reader(ordinal).is_deleted(doc);
                if is_of_file && !self.is_shown(file, address)? {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    /// Whether a post without a date of its own, if it is the one of this file, has the file's.
    fn is_shown(&self, file: &SourceFile, address: DocAddress) -> Result<bool> {
        let post = self.reader.post(address)?.post;
        // Paths that are not UTF-8 may look the same.
        Ok(post.path != file.relative || post.own_date().is_some() || post.date == file.date())
    }
}

impl Segment {
    /// The posts of a path, deleted ones among them.
    fn posts(&self, path: &Term) -> Result<Vec<u32>> {
        let postings = self.paths.read_postings(path, IndexRecordOption::Basic);
        let Some(mut postings) = postings.map_err(tantivy::TantivyError::from)? else {
            return Ok(Vec::new());
        };
        let mut posts = Vec::new();
        while postings.doc() != TERMINATED {
            posts.push(postings.doc());
            postings.advance();
        }
        Ok(posts)
    }
}
