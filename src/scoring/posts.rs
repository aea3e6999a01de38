//! The posts that hold a group, as a query of the search engine.

use std::sync::Arc;

use tantivy::index::SegmentId;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

use super::Counted;

/// Matches the posts that hold a group. Its score says nothing: see [`Ranking`](super::Ranking).
#[derive(Clone)]
pub struct PostsQuery(pub Arc<Counted>);

impl std::fmt::Debug for PostsQuery {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PostsQuery({:?})", self.0.group.text)
    }
}

impl Query for PostsQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(PostsWeight(Arc::clone(&self.0))))
    }
}

struct PostsWeight(Arc<Counted>);

impl Weight for PostsWeight {
    fn scorer(&self, segment: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let counted = Arc::clone(&self.0);
        Ok(Box::new(PostsScorer { counted, segment: segment.segment_id(), place: 0 }))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("holds the word", 0.0))
    }
}

struct PostsScorer {
    counted: Arc<Counted>,
    segment: SegmentId,
    /// The index of the current post in the list of those that hold the group.
    place: usize,
}

impl PostsScorer {
    fn posts(&self) -> &[DocId] {
        self.counted.in_segment(self.segment).map_or(&[], |counts| &counts.posts)
    }
}

impl DocSet for PostsScorer {
    fn advance(&mut self) -> DocId {
        self.place += 1;
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let rest = self.posts().get(self.place..).unwrap_or_default();
        self.place += steps_to(rest, target);
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.posts().get(self.place).copied().unwrap_or(TERMINATED)
    }

    fn size_hint(&self) -> u32 {
        self.posts().len() as u32
    }
}

impl Scorer for PostsScorer {
    fn score(&mut self) -> Score {
        0.0
    }
}

/// How many of these ascending posts lie before `target`: few steps when it is near.
pub(super) fn steps_to(posts: &[DocId], target: DocId) -> usize {
    let mut bound = 1;
    while posts.get(bound - 1).is_some_and(|&post| post < target) {
        bound *= 2;
    }
    let (from, to) = (bound / 2, bound.min(posts.len()));
    from + posts[from..to].partition_point(|&post| post < target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeking_finds_the_first_post_that_is_not_before() {
        let posts = [1, 4, 9, 16, 25, 36];
        for target in 0..40 {
            let expected = posts.iter().filter(|&&post| post < target).count();
            assert_eq!(steps_to(&posts, target), expected, "{target}");
        }
        assert_eq!(steps_to(&[], 3), 0);
    }
}
