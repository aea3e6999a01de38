//! A field of a segment, opened to look up terms.

use std::sync::Arc;

use tantivy::postings::SegmentPostings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{InvertedIndexReader, SegmentReader, TantivyError, Term};

use crate::error::Result;

/// A field of a segment in which a group is looked for.
pub struct SegmentField {
    /// The field.
    pub field: Field,
    /// What an occurrence in it counts.
    pub weight: f32,
    index: Arc<InvertedIndexReader>,
}

impl SegmentField {
    /// Those of some fields that the segment has any words in.
    ///
    /// # Errors
    /// If the segment cannot be read.
    pub fn all(segment: &SegmentReader, fields: &[(Field, f32)]) -> Result<Vec<Self>> {
        let mut all = Vec::with_capacity(fields.len());
        for &(field, weight) in fields {
            let index = segment.inverted_index(field)?;
            if index.terms().num_terms() > 0 {
                all.push(Self { field, weight, index });
            }
        }
        Ok(all)
    }

    /// The posts that have a term; `None` if none does.
    ///
    /// # Errors
    /// If the segment cannot be read.
    pub fn postings(
        &self,
        term: &str,
        record: IndexRecordOption,
    ) -> Result<Option<SegmentPostings>> {
        let term = Term::from_field_text(self.field, term);
        Ok(self.index.read_postings(&term, record).map_err(TantivyError::from)?)
    }
}
