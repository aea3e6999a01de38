//! What BM25 needs to know of a whole index, counted over the posts that are in it.
//!
//! The search engine's own figures include posts that were deleted, and count the words of merged
//! segments from rounded lengths and those of others exactly: after a hundred updates, scores would
//! be others than those of a fresh index. Here, posts that are gone do not count, and all lengths
//! are the rounded ones that each score is made of anyway, whatever segment a post lies in.

use std::cell::RefCell;
use std::collections::HashMap;

use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field;
use tantivy::{Searcher, SegmentReader, Term};

/// The statistics of an index.
pub struct Statistics<'a> {
    searcher: &'a Searcher,
    /// The number of words by field, once asked for.
    words: RefCell<HashMap<Field, u64>>,
}

impl<'a> Statistics<'a> {
    /// The statistics of what a searcher sees.
    pub fn of(searcher: &'a Searcher) -> Self {
        Self { searcher, words: RefCell::default() }
    }
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        if let Some(&words) = self.words.borrow().get(&field) {
            return Ok(words);
        }
        let segments = self.searcher.segment_readers().iter();
        let words =
            segments.map(|segment| words_of(segment, field)).sum::<tantivy::Result<u64>>()?;
        self.words.borrow_mut().insert(field, words);
        Ok(words)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.searcher.num_docs())
    }

    /// Deleted posts count until their segment is merged; the engine takes no more than all posts.
    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        Ok(self.searcher.doc_freq(term)?.min(self.searcher.num_docs()))
    }
}

fn words_of(segment: &SegmentReader, field: Field) -> tantivy::Result<u64> {
    let lengths = segment.get_fieldnorms_reader(field)?;
    Ok(segment.doc_ids_alive().map(|doc| u64::from(lengths.fieldnorm(doc))).sum())
}
