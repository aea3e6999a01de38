//! Which side of an OR found a post.

use tantivy::query::{EnableScoring, Query};
use tantivy::{DocAddress, DocSet, Searcher};

use crate::error::Result;

/// One side of an OR that asks for more than one thing: `(a NOT b) OR c`. Where it did not find a
/// post, its words are no match there.
pub struct Branch(Box<dyn Query>);

impl Branch {
    /// A side of an OR.
    pub(super) fn new(query: Box<dyn Query>) -> Self {
        Self(query)
    }

    /// Whether a post has all that it asks for.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn found(&self, searcher: &Searcher, post: DocAddress) -> Result<bool> {
        let weight = self.0.weight(EnableScoring::disabled_from_searcher(searcher))?;
        let segment = searcher.segment_reader(post.segment_ord);
        let mut posts = weight.scorer(segment, 1.0)?;
        Ok(posts.doc() <= post.doc_id && posts.seek(post.doc_id) == post.doc_id)
    }
}
