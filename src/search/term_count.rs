//! How often terms are in an index, counted over the posts that are there.

use std::sync::Arc;

use tantivy::postings::Postings as _;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{
    DocAddress, DocSet as _, InvertedIndexReader, SegmentReader, TERMINATED, TantivyError, Term,
};

use crate::error::Result;
use crate::index::IndexReader;
use crate::scoring::{Form, FormKind, TermSet, for_each_holder};

/// Counts terms in one field. The engine's own figures include posts that were deleted.
pub struct TermCounter<'a> {
    field: Field,
    segments: Vec<(&'a SegmentReader, Arc<InvertedIndexReader>)>,
}

impl<'a> TermCounter<'a> {
    /// A counter of the terms of a field.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn of(reader: &'a IndexReader, field: Field) -> Result<Self> {
        let segments = reader.searcher().segment_readers().iter();
        let segments = segments.map(|segment| Ok((segment, segment.inverted_index(field)?)));
        Ok(Self { field, segments: segments.collect::<Result<_>>()? })
    }

    /// In how many posts a term is.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn posts(&self, term: &str) -> Result<u64> {
        let term = Term::from_field_text(self.field, term);
        let mut count = 0;
        for (segment, index) in &self.segments {
            if segment.alive_bitset().is_none() {
                count += u64::from(index.doc_freq(&term).map_err(TantivyError::from)?);
            } else {
                self.visit(segment, index, &term, IndexRecordOption::Basic, |_| count += 1)?;
            }
        }
        Ok(count)
    }

    /// How often a term is in all posts together.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn occurrences(&self, term: &str) -> Result<u64> {
        let term = Term::from_field_text(self.field, term);
        let mut count = 0;
        for (segment, index) in &self.segments {
            let record = IndexRecordOption::WithFreqs;
            self.visit(segment, index, &term, record, |times| count += u64::from(times))?;
        }
        Ok(count)
    }

    /// Calls `visit` with each post that holds these terms in a row, in order, and how often it does.
    /// What is no letter may stand between them, as in a phrase that is searched for.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn visit_row<const N: usize>(
        &self,
        terms: [&str; N],
        mut visit: impl FnMut(DocAddress, u64),
    ) -> Result<()> {
        let steps = terms.map(|term| TermSet::One(term.to_owned())).into();
        let form = Form::of_steps(FormKind::Typed, steps, 1.0);
        for (ordinal, (segment, _)) in (0..).zip(&self.segments) {
            let alive = segment.alive_bitset();
            for_each_holder(segment, self.field, &form, |post, times| {
                if alive.is_none_or(|alive| alive.is_alive(post)) {
                    visit(DocAddress::new(ordinal, post), times);
                }
            })?;
        }
        Ok(())
    }

    /// Calls `visit` for each post that holds the term, with how often it does.
    fn visit(
        &self,
        segment: &SegmentReader,
        index: &InvertedIndexReader,
        term: &Term,
        record: IndexRecordOption,
        mut visit: impl FnMut(u32),
    ) -> Result<()> {
        let alive = segment.alive_bitset();
        let postings = index.read_postings(term, record).map_err(TantivyError::from)?;
        let Some(mut postings) = postings else { return Ok(()) };
        while postings.doc() != TERMINATED {
            if alive.is_none_or(|alive| alive.is_alive(postings.doc())) {
                visit(postings.term_freq());
            }
            postings.advance();
        }
        Ok(())
    }
}
