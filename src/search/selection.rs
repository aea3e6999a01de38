//! All posts that a search finds, for what looks at them as a set and not as a page.

use jiff::civil::Date;
use tantivy::collector::DocSetCollector;
use tantivy::{DocAddress, SegmentReader};

use super::{Answer, Request, Results};
use crate::error::Result;
use crate::index::{IndexReader, columns, date_of, shielded};
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
            let answer = Answer::of(reader, &Request { limit: 0, ..request.clone() })?;
            let posts = answer.posts(reader)?;
            Ok(Self { results: answer.results, posts, patterns: answer.plan.patterns })
        })
    }
}

impl Answer {
    /// All posts that match, in the order of their addresses.
    pub(super) fn posts(&self, reader: &IndexReader) -> Result<Vec<DocAddress>> {
        let query = self.plan.with_words(self.left);
        let found = reader.searcher().search(&query, &DocSetCollector)?;
        let mut posts: Vec<DocAddress> = found.into_iter().collect();
        posts.sort_unstable();
        Ok(posts)
    }
}

/// Posts in the order of their addresses, segment by segment; those of a segment are never none.
pub(super) fn by_segment<'a>(
    reader: &'a IndexReader,
    posts: &'a [DocAddress],
) -> impl Iterator<Item = (&'a SegmentReader, &'a [DocAddress])> {
    let segments = posts.chunk_by(|one, next| one.segment_ord == next.segment_ord);
    segments.map(|posts| (reader.searcher().segment_reader(posts[0].segment_ord), posts))
}

/// The days of those of the posts that have a date of their own, each at its own place.
pub(super) fn days(reader: &IndexReader, posts: &[DocAddress]) -> Result<Vec<Date>> {
    let mut days = Vec::with_capacity(posts.len());
    for (segment, posts) in by_segment(reader, posts) {
        let column = segment.fast_fields().i64(columns::DAY)?;
        let dated = posts.iter().filter_map(|post| column.first(post.doc_id));
        days.extend(dated.filter_map(date_of));
    }
    Ok(days)
}
