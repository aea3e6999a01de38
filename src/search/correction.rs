//! Whether it is plain what was meant by a query with a word that no post has.
//!
//! It is, if one word of the query is in no post, is no number, has four letters or more and was not
//! typed with quotes, `=` or `+`, and if among the nearest words of the posts one stands alone:
//!
//! - one letter away (`lavrof`: `lavrov`; `linotpye`: `linotype`; `thewar`: `the war`), where the
//!   corrected query finds posts with no other word so near, or ten times as many as with any other
//!   (`truse`: `truce` in 40 posts, `true` in 3);
//! - two letters away, where the word has seven letters or more, no word is nearer and no other as
//!   near (`stepanokard`: `stepanakert`);
//! - and in words of four letters the first letter is right.
//!
//! Inflections and spellings of one word are no rivals of each other.

use std::cmp::Reverse;

use super::typo::Typo;
use super::variant::Variant;
use crate::error::Result;
use crate::index::IndexReader;
use crate::query::{Warning, WarningCode};

/// Words with fewer letters are not corrected.
const SHORTEST: usize = 4;
/// Words with fewer letters are not corrected if two are wrong.
const SHORTEST_FOR_TWO: usize = 7;
/// How many times as many posts one word must find as the next, to be what was meant.
const CLEAR: u64 = 10;

/// What was searched for instead of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The queries with the word corrected.
    pub queries: Vec<String>,
    /// What no post has.
    pub from: String,
    /// What was put in its place.
    pub to: String,
}

/// A query with a word put otherwise.
pub struct Reading {
    /// The search with the corrected query.
    pub variant: Variant,
    /// What no post has.
    pub from: String,
    /// What may have been meant.
    pub to: String,
    /// How far it is from what was typed.
    pub distance: u8,
    /// How many posts the corrected query finds without relaxing.
    pub posts: u64,
    /// In how many posts the word is.
    frequency: u64,
}

impl Reading {
    /// Several words put otherwise at once.
    pub fn together(variant: Variant, from: &[String], to: &[String], posts: u64) -> Self {
        let (from, to) = (from.join(" "), to.join(" "));
        Self { variant, from, to, distance: 2, posts, frequency: posts }
    }
}

/// The ways to read a word that no post has, likeliest first.
///
/// # Errors
/// If the index cannot be read.
pub fn readings(reader: &IndexReader, asked: &Variant, typo: &Typo) -> Result<Vec<Reading>> {
    let mut readings = Vec::new();
    for candidate in &typo.candidates {
        let node = candidate.change.applied(&typo.node);
        let Some(variant) = asked.with_query(typo.query, &node) else { continue };
        readings.push(Reading {
            posts: variant.posts(reader)?,
            variant,
            from: candidate.from.clone(),
            to: candidate.neighbour.text.clone(),
            distance: candidate.neighbour.distance,
            frequency: candidate.neighbour.frequency,
        });
    }
    // Stable: of equals the frequent comes first, then the one with the same first letter.
    readings.sort_by_key(|reading| (reading.distance, Reverse(reading.posts)));
    Ok(readings)
}

/// The one reading that is plain, if any is.
pub fn plain<'a>(typo: &Typo, readings: &'a [Reading]) -> Option<&'a Reading> {
    let weighed = readings.iter().map(|reading| Weighed {
        distance: reading.distance,
        is_alike: reading.to.chars().next() == reading.from.chars().next(),
        posts: if readings.iter().all(|any| any.posts == 0) {
            reading.frequency
        } else {
            reading.posts
        },
    });
    let weighed: Vec<_> = weighed.collect();
    let letters = typo.word.chars().count();
    let is_allowed = typo.is_unknown && !typo.is_firm;
    readings.get(first_if_plain(letters, &weighed).filter(|_| is_allowed)?)
}

/// What decides between readings.
struct Weighed {
    distance: u8,
    is_alike: bool,
    posts: u64,
}

/// The place of the best of the readings, if no other comes close.
fn first_if_plain(letters: usize, readings: &[Weighed]) -> Option<usize> {
    let nearest = readings.iter().map(|reading| reading.distance).min()?;
    let near = || readings.iter().enumerate().filter(|(_, reading)| reading.distance == nearest);
    // The first of equals, of which none is plain.
    let (best, reading) = near().max_by_key(|&(place, reading)| (reading.posts, Reverse(place)))?;
    let rivals = || near().filter(|&(place, reading)| place != best && reading.posts > 0);
    let is_plain = match nearest {
        _ if reading.posts == 0 || letters < SHORTEST => false,
        _ if letters == SHORTEST && !reading.is_alike => false,
        1 => rivals().all(|(_, rival)| reading.posts >= CLEAR.saturating_mul(rival.posts)),
        _ => letters >= SHORTEST_FOR_TWO && rivals().next().is_none(),
    };
    is_plain.then_some(best)
}

impl Correction {
    /// Says what was done and how to keep it from being done.
    pub fn warning(&self) -> Warning {
        let Self { from, to, .. } = self;
        let message = format!(
            "no post has `{from}`; showing posts with `{to}` (`--no-correct` insists on `{from}`)"
        );
        Warning { code: WarningCode::Corrected, message }
    }
}

impl From<&Reading> for Correction {
    fn from(reading: &Reading) -> Self {
        Self {
            queries: reading.variant.queries.clone(),
            from: reading.from.clone(),
            to: reading.to.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_plain_is_corrected() {
        // Letters of what was typed; distance, first letter the same, posts of each reading.
        let table: [(usize, &[(u8, bool, u64)], Option<usize>); 13] = [
            (6, &[(1, true, 5)], Some(0)),
            (6, &[(1, false, 5)], Some(0)),
            (6, &[(1, true, 5), (2, true, 500)], Some(0)),
            (6, &[(1, true, 40), (1, true, 3)], Some(0)),
            (6, &[(1, true, 3), (1, true, 40)], Some(1)),
            (6, &[(1, true, 40), (1, true, 5)], None),
            (6, &[(1, true, 40), (1, true, 0)], Some(0)),
            (6, &[(1, true, 4), (1, true, 4)], None),
            (6, &[(2, true, 40)], None),
            (7, &[(2, true, 40)], Some(0)),
            (7, &[(2, true, 40), (2, true, 1)], None),
            (4, &[(1, false, 40)], None),
            (3, &[(1, true, 40)], None),
        ];
        for (letters, readings, expected) in table {
            let weighed = readings.iter().copied();
            let weighed: Vec<_> = weighed
                .map(|(distance, is_alike, posts)| Weighed { distance, is_alike, posts })
                .collect();
            assert_eq!(first_if_plain(letters, &weighed), expected, "{letters} {readings:?}");
        }
        assert_eq!(first_if_plain(6, &[]), None);
    }
}
