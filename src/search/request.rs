//! What is asked of an index.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::Date;

use super::{FACET_LIMIT, Recency, SnippetLimits};
use crate::preferences::NamedQueries;
use crate::query::Filters;

/// A search.
#[derive(Clone, Debug)]
pub struct Request {
    /// The queries as typed; a post need only match one of them.
    pub queries: Vec<String>,
    /// Whether the queries are bare words, of which any will do, without operators.
    pub any: bool,
    /// What a hit must be apart from its words.
    pub filters: Filters,
    /// The order of the hits.
    pub sort: Sort,
    /// How far it counts in the order by relevance that a post is new; not at all if it is not told.
    pub recency: Option<Recency>,
    /// How many hits at most; 0 only counts.
    pub limit: usize,
    /// How many hits to pass over first.
    pub offset: usize,
    /// Whether copies of a post (see [`duplicates`](crate::duplicates)) are one hit. It is the earliest
    /// of those that match and stands where the best of them would; limit and offset count such
    /// hits.
    pub collapse: bool,
    /// How many passages of each hit, and how long.
    pub snippets: SnippetLimits,
    /// The fields whose values are counted over all posts that match, as a query names them.
    pub facets: Vec<String>,
    /// How many values of each are named at most.
    pub facet_limit: usize,
    /// Whether words may be dropped when no post has them all.
    pub relax: bool,
    /// Whether a word that no post has may be taken for the one that was plainly meant.
    pub correct: bool,
    /// Whether the answer is to explain itself.
    pub explain: bool,
    /// The present: dates beyond it come last among the newest. If it is not told, no date lies in
    /// the future.
    pub now: Option<Timestamp>,
    /// The day that `yesterday` in a query is counted from. If it is not told, such words are no
    /// dates.
    pub today: Option<Date>,
    /// Whether an oddity in the query is an error.
    pub strict: bool,
}

impl Request {
    /// The same with the named queries within its own written out. Bare words know no names.
    pub(super) fn expanded(&self, named: &NamedQueries) -> Cow<'_, Self> {
        if self.any || named.iter().next().is_none() {
            return Cow::Borrowed(self);
        }
        let queries = self.queries.iter().map(|query| named.expanded(query)).collect();
        Cow::Owned(Self { queries, ..self.clone() })
    }

    /// The first ten hits for a query, best first.
    pub fn new(query: impl Into<String>) -> Self {
        Self {
            queries: vec![query.into()],
            any: false,
            filters: Filters::default(),
            sort: Sort::Relevance,
            recency: None,
            limit: 10,
            offset: 0,
            collapse: false,
            snippets: SnippetLimits::default(),
            facets: Vec::new(),
            facet_limit: FACET_LIMIT,
            relax: true,
            correct: true,
            explain: false,
            now: None,
            today: None,
            strict: false,
        }
    }
}

/// The order of hits. Each is total: ties are settled by date (newest first), then by path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best first.
    #[default]
    Relevance,
    /// Newest first; posts dated in the future come after the others, posts without a date last.
    Newest,
    /// Oldest first; posts without a date come last.
    Oldest,
    /// By path.
    Path,
}
