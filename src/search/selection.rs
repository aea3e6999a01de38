//! All posts that a search finds, for what looks at them as a set and not as a page.

use tantivy::DocAddress;
use tantivy::collector::DocSetCollector;

use super::{Answer, Request, Results};
use crate::error::Result;
use crate::index::{IndexReader, shielded};
use crate::query::Pattern;

/// The posts that match a request, whatever its page.
pub struct Selection {
    /// What is to be said of the search; it holds no hits.
    pub results: Results,
    /// Where the posts are in the index, in the order of segments and of posts therein, which is the
    /// order in which columns are read fastest.
    pub posts: Vec<DocAddress>,
    /// What marks the query's words in their texts.
    pub patterns: Vec<Pattern>,
}

impl Selection {
    /// Searches as [`search`](super::search) does, with relaxing and correcting, and keeps all posts
    /// that match.
    ///
    /// # Errors
    /// As [`search`](super::search).
    pub fn of(reader: &IndexReader, request: &Request) -> Result<Self> {
        shielded(reader.folder().root(), || {
            let Answer { plan, left, results, .. } =
                Answer::of(reader, &Request { limit: 0, ..request.clone() })?;
            let found = reader.searcher().search(&plan.with_words(left), &DocSetCollector)?;
            let mut posts: Vec<DocAddress> = found.into_iter().collect();
            posts.sort_unstable();
            Ok(Self { results, posts, patterns: plan.patterns })
        })
    }
}
