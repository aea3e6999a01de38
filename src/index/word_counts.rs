//! How many words the posts of an index have, field by field.

use std::collections::HashMap;

use tantivy::Searcher;
use tantivy::schema::Field;

use super::Fields;
use crate::error::Result;

/// The number of words in each field of running text.
///
/// The search engine's own figures include posts that were deleted, and count the words of merged
/// segments from rounded lengths and those of others exactly: after a hundred updates, scores would
/// be others than those of a fresh index. Here, posts that are gone do not count, and all lengths
/// are the rounded ones that each score is made of anyway, whatever segment a post lies in.
pub(super) struct WordCounts(HashMap<Field, u64>);

impl WordCounts {
    pub fn of(searcher: &Searcher, fields: &Fields) -> Result<Self> {
        let mut counts = HashMap::new();
        for segment in searcher.segment_readers() {
            for field in [fields.title, fields.description, fields.body] {
                let lengths = segment.get_fieldnorms_reader(field)?;
                let words = segment.doc_ids_alive().map(|post| u64::from(lengths.fieldnorm(post)));
                *counts.entry(field).or_default() += words.sum::<u64>();
            }
        }
        Ok(Self(counts))
    }

    pub fn get(&self, field: Field) -> u64 {
        self.0.get(&field).copied().unwrap_or_default()
    }
}
