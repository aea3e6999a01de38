//! Posts that have anything at all in a field.

use std::ops::Bound;

use tantivy::Term as IndexTerm;
use tantivy::query::{InvertedIndexRangeQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

/// The term of a front-matter key, which each post that has it holds.
pub(super) fn key_term(keys: Field, path: &str) -> IndexTerm {
    IndexTerm::from_field_text(keys, path)
}

/// The posts that have a front-matter key with a value.
pub(super) fn key(keys: Field, path: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(key_term(keys, path), IndexRecordOption::Basic))
}

/// The posts with any word in a field.
pub(super) fn any_word(field: Field) -> Box<dyn Query> {
    let first = IndexTerm::from_field_text(field, "");
    Box::new(InvertedIndexRangeQuery::new(Bound::Included(first), Bound::Unbounded))
}
