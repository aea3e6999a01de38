//! Drops words of a query when no post has them all.

use super::Request;
use super::ranking::{self, Ranked};
use crate::error::Result;
use crate::index::IndexReader;
use crate::query::{Plan, Warning, WarningCode};

/// What a query finds, and how much of it was dropped to find anything.
pub struct Relaxation {
    /// The hits.
    pub ranked: Ranked,
    /// How many of its bare words each hit has at least.
    pub left: usize,
    /// How many bare words it has.
    pub words: usize,
}

/// Runs the query; if it finds nothing, with as many of its bare words as any post has.
pub fn rank(reader: &IndexReader, request: &Request, plan: &Plan) -> Result<Relaxation> {
    let words = plan.words();
    let ranked = ranking::rank(reader, &plan.strict(), request)?;
    let strict = Relaxation { ranked, left: words, words };
    if strict.ranked.total > 0 || !request.relax || words == 0 {
        return Ok(strict);
    }
    // The more words are required, the fewer posts have them: halving finds the most that any has.
    let (mut some, mut none) = (None, words);
    let mut least = plan.least_words();
    while least < none {
        let left = least.midpoint(none);
        let ranked = ranking::rank(reader, &plan.with_words(left), request)?;
        if ranked.total > 0 {
            some = Some(Relaxation { ranked, left, words });
            least = left + 1;
        } else {
            none = left;
        }
    }
    Ok(some.unwrap_or(strict))
}

impl Relaxation {
    /// Whether the posts that it finds lack words of the query.
    pub fn is_relaxed(&self) -> bool {
        self.dropped() > 0
    }

    /// How many words were dropped.
    pub fn dropped(&self) -> usize {
        self.words - self.left
    }

    /// Whether it finds posts with more of its query than another one with more of its own.
    pub fn is_better_than(&self, other: &Self) -> bool {
        self.ranked.total > 0 && (other.ranked.total == 0 || self.dropped() < other.dropped())
    }

    /// Says how many words were dropped, if any.
    pub fn warning(&self) -> Option<Warning> {
        let words = self.words;
        let message = match self.left {
            _ if !self.is_relaxed() => return None,
            0 => "no post has these words too; showing posts without them".to_owned(),
            left => format!("no post has all {words} words; showing posts with {left} of them"),
        };
        Some(Warning { code: WarningCode::Relaxed, message })
    }
}
