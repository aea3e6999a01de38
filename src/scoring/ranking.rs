//! What the groups of a query say about a post, added up.

use std::fmt;
use std::sync::Arc;

use tantivy::index::SegmentId;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TantivyError};

use super::Counted;
use super::model::{Lengths, SegmentLengths, saturated};
use super::nearness::{Nearness, Places};
use super::posts::steps_to;
use super::title::SegmentTitles;
use crate::error::{Error, Result};

/// What the nearness of two words counts against the words themselves. Measured: see the table in
/// ARCHITECTURE.md.
const NEARNESS: f32 = 0.15;

/// By what the posts that match a query are ranked.
#[derive(Clone)]
pub struct Ranking {
    /// The groups, in the order of the query: always added up in the same one.
    pub groups: Vec<Arc<Counted>>,
    /// Which of them stand side by side.
    pub pairs: Vec<Nearness>,
    /// The lengths of the posts.
    pub lengths: Lengths,
}

/// What a part of a query says about a post.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// How often the post holds it, weighed by form and field.
    pub count: f32,
    /// What that adds to the score.
    pub score: f32,
}

impl Ranking {
    /// The ranking in a segment.
    ///
    /// # Errors
    /// If the segment cannot be read.
    pub fn in_segment(self: &Arc<Self>, segment: &SegmentReader) -> Result<SegmentRanking> {
        let places = self.groups.iter().enumerate().map(|(index, counted)| {
            let is_paired =
                self.pairs.iter().any(|pair| [pair.first, pair.second].contains(&index));
            if is_paired { Places::of(segment, &counted.group) } else { Ok(None) }
        });
        Ok(SegmentRanking {
            places: places.collect::<Result<_>>()?,
            lengths: self.lengths.of_segment(segment)?,
            titles: SegmentTitles::of(segment, &self.groups, self.lengths.title())?,
            cursors: vec![0; self.groups.len()],
            counts: vec![0.0; self.groups.len()],
            segment: segment.segment_id(),
            ranking: Arc::clone(self),
        })
    }
}

/// Scores the posts of a segment, which must be asked for in order.
pub struct SegmentRanking {
    ranking: Arc<Ranking>,
    segment: SegmentId,
    lengths: SegmentLengths,
    /// Where each group stands, if that counts.
    places: Vec<Option<Places>>,
    /// What titles add, if all that is asked for is looked for in them.
    titles: Option<SegmentTitles>,
    /// Where each group's list of posts was left.
    cursors: Vec<usize>,
    /// How often the post holds each group.
    counts: Vec<f32>,
}

impl SegmentRanking {
    /// The score of a post.
    pub fn score(&mut self, post: DocId) -> Score {
        let mut score = 0.0;
        self.parts(post, |_, part| score += part.score);
        score
    }

    /// Visits what each group says about a post, and then each pair, by their index.
    pub fn parts(&mut self, post: DocId, mut visit: impl FnMut(PartOf, Part)) {
        let ranking = Arc::clone(&self.ranking);
        let length = self.lengths.get(post);
        for (index, counted) in ranking.groups.iter().enumerate() {
            let count = self.count(index, counted, post);
            let score = counted.group.boost * counted.rarity() * saturated(count, length);
            visit(PartOf::Group(index), Part { count, score });
        }
        for (index, pair) in ranking.pairs.iter().enumerate() {
            let Nearness { first, second } = *pair;
            let are_held = self.counts[first] > 0.0 && self.counts[second] > 0.0;
            if !are_held {
                continue;
            }
            let Some(count) = self.nearness(*pair, post) else { continue };
            let rarity = |index: usize| {
                let counted: &Counted = &ranking.groups[index];
                counted.group.boost * counted.rarity()
            };
            let rarity = rarity(first).min(rarity(second));
            let score = NEARNESS * rarity * saturated(count, length);
            visit(PartOf::Pair(index), Part { count, score });
        }
        let title = self.titles.as_mut().and_then(|titles| titles.part(&ranking.groups, post));
        if let Some((count, score)) = title {
            visit(PartOf::Title, Part { count, score });
        }
    }

    fn count(&mut self, index: usize, counted: &Counted, post: DocId) -> f32 {
        let Some(counts) = counted.in_segment(self.segment) else { return 0.0 };
        let cursor = &mut self.cursors[index];
        *cursor += steps_to(counts.posts.get(*cursor..).unwrap_or_default(), post);
        let is_held = counts.posts.get(*cursor) == Some(&post);
        self.counts[index] = if is_held { counts.counts[*cursor] } else { 0.0 };
        self.counts[index]
    }

    /// How near the groups of a pair stand in a post; `None` if that of one of them is not counted.
    fn nearness(&mut self, pair: Nearness, post: DocId) -> Option<f32> {
        for index in [pair.first, pair.second] {
            self.places[index].as_mut()?.look_at(post);
        }
        Some(self.places[pair.first].as_ref()?.nearness_to(self.places[pair.second].as_ref()?))
    }
}

/// What a [`Part`] is the score of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartOf {
    /// A group, by its index in the ranking.
    Group(usize),
    /// A pair of groups, by its index in the ranking.
    Pair(usize),
    /// That all groups are in the title, and how much of it they are.
    Title,
}

/// A query whose matches are scored by a ranking, whatever made them match.
pub struct RankedQuery {
    /// Which posts match.
    pub matching: Box<dyn Query>,
    /// What they are scored by.
    pub ranking: Arc<Ranking>,
}

impl Clone for RankedQuery {
    fn clone(&self) -> Self {
        Self { matching: self.matching.box_clone(), ranking: Arc::clone(&self.ranking) }
    }
}

impl fmt::Debug for RankedQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RankedQuery({:?})", self.matching)
    }
}

impl Query for RankedQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let is_scored = scoring.is_scoring_enabled();
        let matching = match scoring {
            EnableScoring::Enabled { searcher, .. } => {
                self.matching.weight(EnableScoring::disabled_from_searcher(searcher))?
            }
            disabled => self.matching.weight(disabled)?,
        };
        if !is_scored {
            return Ok(matching);
        }
        Ok(Box::new(RankedWeight { matching, ranking: Arc::clone(&self.ranking) }))
    }
}

struct RankedWeight {
    matching: Box<dyn Weight>,
    ranking: Arc<Ranking>,
}

impl Weight for RankedWeight {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let matching = self.matching.scorer(segment, boost)?;
        let ranking = self.ranking.in_segment(segment).map_err(|error| engine_error(&error))?;
        Ok(Box::new(RankedScorer { matching, ranking, boost }))
    }

    fn explain(&self, segment: &SegmentReader, post: DocId) -> tantivy::Result<Explanation> {
        let mut ranking = self.ranking.in_segment(segment).map_err(|error| engine_error(&error))?;
        Ok(Explanation::new("what the words of the query say", ranking.score(post)))
    }
}

fn engine_error(error: &Error) -> TantivyError {
    TantivyError::InternalError(error.to_string())
}

struct RankedScorer {
    matching: Box<dyn Scorer>,
    ranking: SegmentRanking,
    boost: Score,
}

impl DocSet for RankedScorer {
    fn advance(&mut self) -> DocId {
        self.matching.advance()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.matching.seek(target)
    }

    fn doc(&self) -> DocId {
        self.matching.doc()
    }

    fn size_hint(&self) -> u32 {
        self.matching.size_hint()
    }
}

impl Scorer for RankedScorer {
    fn score(&mut self) -> Score {
        self.boost * self.ranking.score(self.matching.doc())
    }
}
