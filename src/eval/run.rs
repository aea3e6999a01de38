//! What a search ranked.

use std::collections::HashMap;

use crate::corpus::PostPath;
use crate::search::Listed;

/// The answer to one query: documents, best first.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    /// The id of the query.
    pub query: String,
    /// The documents, best first, their scores falling from each to the next.
    pub documents: Vec<RankedDocument>,
}

/// A document in a [`Ranking`].
#[derive(Clone, Debug, PartialEq)]
pub struct RankedDocument {
    /// The path of the post.
    pub path: PostPath,
    /// Its score, by which readers of a run put the documents in order.
    pub score: f32,
}

impl Ranking {
    /// Takes hits in their order, which the scores then tell alone: one that is not below that of
    /// the hit before becomes the next smaller number.
    pub fn new(query: impl Into<String>, hits: Vec<Listed>) -> Self {
        let mut bound = f32::INFINITY;
        let documents = hits.into_iter().map(|Listed { path, score }| {
            let score = score.min(bound);
            bound = score.next_down();
            RankedDocument { path, score }
        });
        Self { query: query.into(), documents: documents.collect() }
    }
}

/// The answers to many queries.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    rankings: HashMap<String, Vec<RankedDocument>>,
}

impl Run {
    /// The documents for a query by their names, best first. Posts of one name are one document
    /// with the score of the last; equal scores are in the order of the names. It is how readers of
    /// a run as a file take it.
    pub(super) fn documents(&self, query: &str, name: impl Fn(&PostPath) -> String) -> Vec<String> {
        let documents = self.rankings.get(query).map_or(&[][..], Vec::as_slice);
        let scores: HashMap<String, f32> =
            documents.iter().map(|document| (name(&document.path), document.score)).collect();
        let mut ranked: Vec<(String, f32)> = scores.into_iter().collect();
        ranked.sort_by(|(a, a_score), (b, b_score)| b_score.total_cmp(a_score).then(a.cmp(b)));
        ranked.into_iter().map(|(name, _)| name).collect()
    }
}

impl FromIterator<Ranking> for Run {
    /// Puts answers together. Those of one query become one.
    fn from_iter<T: IntoIterator<Item = Ranking>>(rankings: T) -> Self {
        let mut run = Self::default();
        for Ranking { query, documents } in rankings {
            run.rankings.entry(query).or_default().extend(documents);
        }
        run
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_fall_in_the_order_of_the_hits() {
        let table: [(&[f32], &[f32]); 5] = [
            (&[3.0, 2.0, 1.0], &[3.0, 2.0, 1.0]),
            (&[2.0, 2.0, 1.0], &[2.0, 2.0_f32.next_down(), 1.0]),
            (&[1.0, 5.0], &[1.0, 1.0_f32.next_down()]),
            (&[0.0, 0.0], &[0.0, 0.0_f32.next_down()]),
            (&[], &[]),
        ];
        for (scores, expected) in table {
            let listed = |&score: &f32| Listed { path: PostPath::new("a.md"), score };
            let ranking = Ranking::new("q", scores.iter().map(listed).collect());
            let found: Vec<f32> = ranking.documents.iter().map(|document| document.score).collect();
            assert_eq!(found, expected);
        }
    }
}
