//! Pairs of neighbouring characters, which stand for words where no blanks part words.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;
use tantivy::DocAddress;

use super::content_word::{CountedWord, counted_words};
use super::matcher::Lookup;
use super::occurrence::{are_of_keywords, occurrences, text_places};
use crate::analysis::is_unspaced;
use crate::error::{Error, Result};
use crate::index::IndexReader;
use crate::query::Pattern;

/// So many pairs at most, the most frequent ones, are compared with the whole index, since for each
/// all positions of two characters are read. A pair that is left out is inside less often than any
/// of these, so that its score can hardly be among the highest.
const MOST_COMPARED: usize = 4_000;

/// Posts are handed to the threads so many at a time.
const CHUNK: usize = 64;

/// Two neighbouring tokens of a run in a script without blanks: two characters of Chinese, two
/// clusters of Thai.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnspacedPair {
    text: String,
    /// Where the second token begins.
    middle: usize,
}

impl UnspacedPair {
    /// The pair that begins with a word of a text. `None` unless the next word touches it and both
    /// are of a script without blanks.
    pub fn at(words: &[CountedWord], index: usize) -> Option<Self> {
        let (first, second) = (words.get(index)?, words.get(index + 1)?);
        let is_pair = first.range.end == second.range.start
            && is_unspaced_term(&first.term)
            && is_unspaced_term(&second.term);
        is_pair.then(|| Self { text: first.term.clone() + &second.term, middle: first.term.len() })
    }

    /// Both tokens as one word.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The two terms of the index.
    pub fn terms(&self) -> [&str; 2] {
        self.text.split_at(self.middle).into()
    }
}

/// Whether a term of the index is a token of a script without blanks.
pub fn is_unspaced_term(term: &str) -> bool {
    term.starts_with(is_unspaced)
}

/// The pairs of which the whole index is worth being asked: those with the highest counts.
pub fn most_frequent<T>(
    mut pairs: Vec<(UnspacedPair, T)>,
    count: impl Fn(&T) -> u64,
) -> Vec<(UnspacedPair, T)> {
    pairs.sort_unstable_by(|(a, one), (b, other)| count(other).cmp(&count(one)).then(a.cmp(b)));
    pairs.truncate(MOST_COMPARED);
    pairs
}

/// How many of some posts hold each pair in their texts. What stands half in a word of the query is
/// no pair: `计学` is none in `统计学` if `统计` was asked for.
///
/// # Errors
/// If the index cannot be read.
pub fn posts_by_pair(
    reader: &IndexReader,
    posts: &[DocAddress],
    patterns: &[Pattern],
) -> Result<HashMap<UnspacedPair, u64>> {
    let lookup = Lookup::new(patterns);
    let chunks = posts.par_chunks(CHUNK).map(|chunk| {
        let mut counts: HashMap<UnspacedPair, u64> = HashMap::new();
        for &address in chunk {
            for pair in pairs_of_post(reader, address, &lookup)? {
                *counts.entry(pair).or_default() += 1;
            }
        }
        Ok::<_, Error>(counts)
    });
    chunks.try_reduce(HashMap::new, |one, other| {
        let (mut large, small) = if one.len() < other.len() { (other, one) } else { (one, other) };
        for (pair, count) in small {
            *large.entry(pair).or_default() += count;
        }
        Ok(large)
    })
}

fn pairs_of_post(
    reader: &IndexReader,
    address: DocAddress,
    lookup: &Lookup,
) -> Result<HashSet<UnspacedPair>> {
    let post = reader.post(address)?.post;
    let matcher = lookup.in_post(reader, address, post.language.as_deref())?;
    let mut pairs = HashSet::new();
    for place in text_places(&post) {
        let text = place.text(&post);
        if text.is_ascii() {
            continue;
        }
        let words = counted_words(text);
        let of_keyword = are_of_keywords(&words, &occurrences(&post, place, &matcher));
        let is_free =
            |&index: &usize| !of_keyword[index] && of_keyword.get(index + 1) == Some(&false);
        let free = (0..words.len()).filter(is_free);
        pairs.extend(free.filter_map(|index| UnspacedPair::at(&words, index)));
    }
    Ok(pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_of_a_run_are_pairs() {
        let table = [
            ("停火协议", "停|火 火|协 协|议"),
            ("停火。协议", "停|火 协|议"),
            ("停 火", ""),
            ("停", ""),
            ("第3回の会議", "回|の の|会 会|議"),
            ("データを読む", "を|読 読|む"),
            ("แมวมา 2", "แม|ว ว|มา"),
            ("ABC停火def 1,200", "停|火"),
            ("cease fire, cease-fire", ""),
            ("", ""),
        ];
        for (text, expected) in table {
            let words = counted_words(text);
            let pairs = (0..words.len()).filter_map(|index| UnspacedPair::at(&words, index));
            let pairs: Vec<_> = pairs.map(|pair| pair.terms().join("|")).collect();
            assert_eq!(pairs.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn the_most_frequent_pairs_are_compared() {
        let pair = |number: usize| UnspacedPair { text: format!("{number:06}"), middle: 3 };
        let pairs: Vec<_> =
            (0..MOST_COMPARED + 2).map(|number| (pair(number), (number % 2) as u64)).collect();
        let kept = most_frequent(pairs, |&count| count);
        assert_eq!(kept.len(), MOST_COMPARED);
        assert_eq!(kept[0], (pair(1), 1));
        assert_eq!(kept[MOST_COMPARED - 1], (pair(MOST_COMPARED - 4), 0));
    }
}
