//! Chooses among the candidates, each weighed as a small document.

use super::candidate::{Candidate, Candidates};
use crate::search::SnippetLimits;
use crate::search::matcher::{Match, Matcher};

/// What it counts that a later passage holds again what an earlier one holds.
const AGAIN: f32 = 0.3;
/// A passage of this many characters is of usual length.
const USUAL: f32 = 150.0;
/// How fast the count of a pattern saturates: BM25's k1 of documents, halved since few passages hold
/// a word twice.
const SATURATION: f32 = 0.5;
/// How much of a count the length of a passage takes away: BM25's b of documents, a third of it.
const LENGTH: f32 = 0.25;
/// What parts of the query add that stand side by side, against what they say by themselves.
const NEAR: f32 = 0.3;
/// Values that differ by less are equal: sums of floats depend on their order.
const EQUAL: f32 = 1e-5;

/// The best passages, best first: as many as are asked for, or the best and another one if it holds
/// a part of the query that the best lacks.
pub fn choose<'a>(
    candidates: &'a Candidates,
    matcher: &Matcher,
    count: Option<usize>,
) -> Vec<&'a Candidate> {
    let most = count.unwrap_or(2).min(SnippetLimits::MOST);
    let mut chosen: Vec<&Candidate> = Vec::new();
    let mut held: Vec<usize> = Vec::new();
    while chosen.len() < most {
        let is_new = |candidate: &&Candidate| {
            let adds = candidate.matches.iter().any(|found| !held.contains(&found.pattern));
            let is_wanted = chosen.is_empty() || count.is_some() || adds;
            is_wanted && chosen.iter().all(|other| candidate.is_apart_from(other))
        };
        let Some(next) = best(candidates.list.iter().filter(is_new), matcher, &held) else { break };
        held.extend(next.matches.iter().map(|found| found.pattern));
        held.sort_unstable();
        held.dedup();
        chosen.push(next);
    }
    chosen
}

/// The candidate that says most beyond what is `held` already; of equals, the earliest.
fn best<'a>(
    candidates: impl Iterator<Item = &'a Candidate>,
    matcher: &Matcher,
    held: &[usize],
) -> Option<&'a Candidate> {
    let mut best: Option<(&Candidate, f32)> = None;
    for candidate in candidates {
        let value = candidate.value(matcher, held);
        if best.is_none_or(|(_, highest)| value > highest + EQUAL) {
            best = Some((candidate, value));
        }
    }
    best.map(|(candidate, _)| candidate)
}

impl Candidate {
    /// How much of the query the passage holds: each pattern by its rarity, saturating with its
    /// count, and the longer the passage, the less a count says; more where the patterns stand near
    /// each other.
    fn value(&self, matcher: &Matcher, held: &[usize]) -> f32 {
        let length = 1.0 - LENGTH + LENGTH * (self.chars as f32 / USUAL).max(1.0);
        let mut counts: Vec<(usize, f32)> =
            self.matches.iter().map(|found| (found.pattern, found.weight)).collect();
        counts.sort_by_key(|&(pattern, _)| pattern);
        let (mut sum, mut strongest, mut patterns) = (0.0, 0.0_f32, 0);
        for run in counts.chunk_by(|(a, _), (b, _)| a == b) {
            let pattern = run[0].0;
            let count: f32 = run.iter().map(|&(_, weight)| weight).sum();
            let again = if held.contains(&pattern) { AGAIN } else { 1.0 };
            let says = again * matcher.weight(pattern) * count / (count + SATURATION * length);
            sum += says;
            strongest = strongest.max(says);
            patterns += 1;
        }
        let nearness = span(&self.matches, patterns).map_or(0.0, |span| 1.0 / (1.0 + span / USUAL));
        self.worth * (sum + NEAR * (sum - strongest) * nearness)
    }

    fn is_apart_from(&self, other: &Self) -> bool {
        // What is cut out of one long sentence has words around it.
        let is_same_sentence = self.sentences == other.sentences;
        let room = if is_same_sentence { self.chars } else { 0 };
        self.matched != other.matched
            || self.sentences.end <= other.sentences.start
            || other.sentences.end <= self.sentences.start
            || (is_same_sentence
                && (self.core.start >= other.core.end + room
                    || other.core.start >= self.core.end + room))
    }
}

/// The length in bytes of the shortest stretch that holds a match of each of the patterns, if there
/// are two or more.
fn span(matches: &[Match], patterns: usize) -> Option<f32> {
    if patterns < 2 {
        return None;
    }
    let mut shortest: Option<usize> = None;
    let mut counts: Vec<(usize, usize)> = Vec::new();
    let mut first = 0;
    for found in matches {
        match counts.iter_mut().find(|(pattern, _)| *pattern == found.pattern) {
            Some((_, count)) => *count += 1,
            None => counts.push((found.pattern, 1)),
        }
        while counts.len() == patterns {
            let start = matches[first].range.start;
            let length = found.range.end.saturating_sub(start);
            shortest = Some(shortest.map_or(length, |shortest| shortest.min(length)));
            let Some(at) =
                counts.iter().position(|(pattern, _)| *pattern == matches[first].pattern)
            else {
                break;
            };
            first += 1;
            counts[at].1 -= 1;
            if counts[at].1 == 0 {
                counts.swap_remove(at);
            }
        }
    }
    shortest.map(|length| length as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_stretch_is_found() {
        let matches = |places: &[(usize, usize)]| -> Vec<Match> {
            let found = |&(pattern, start)| Match { pattern, range: start..start + 2, weight: 1.0 };
            places.iter().map(found).collect()
        };
        let table: [(&[(usize, usize)], usize, Option<f32>); 5] = [
            (&[(0, 0), (1, 90), (0, 95), (1, 200)], 2, Some(7.0)),
            (&[(0, 0), (0, 10), (1, 20), (2, 30), (0, 33)], 3, Some(15.0)),
            (&[(0, 0), (1, 0)], 2, Some(2.0)),
            (&[(0, 0), (0, 9)], 1, None),
            (&[], 0, None),
        ];
        for (places, patterns, expected) in table {
            assert_eq!(span(&matches(places), patterns), expected, "{places:?}");
        }
    }
}
