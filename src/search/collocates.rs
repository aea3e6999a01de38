//! The words that keep the words of a query company.

use std::collections::HashMap;
use std::ops::Range;
use std::time::Instant;

use rayon::prelude::*;

use super::association::Contingency;
use super::content_word::{ContentWords, CountedWord, counted_words};
use super::matcher::{Lookup, Matcher};
use super::occurrence::{occurrences, text_places};
use super::term_count::TermCounter;
use super::{Request, Results, Selection};
use crate::corpus::Post;
use crate::error::{Error, Result};
use crate::index::{IndexReader, shielded};

/// Posts are handed to the threads so many at a time.
const CHUNK: usize = 64;

/// Which words count as company.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CollocateOptions {
    /// How many words before and after a keyword are looked at.
    pub window: usize,
    /// How often a word must be there.
    pub min_count: u64,
    /// Whether function words count too.
    pub function_words: bool,
    /// How many words at most.
    pub limit: usize,
}

/// The words around the keywords of a query.
///
/// Counted are the words of the articles' texts, headings included. Inside are the words of which a
/// keyword is at most `window` words away in the same block, each once, however many keywords are
/// near, and without the keywords themselves. They are compared with the texts of all posts of the
/// index in a [`Contingency`]: [`words_inside`](Self::words_inside) are its `inside_total`,
/// [`words`](Self::words) its `total`.
#[derive(Clone, Debug)]
pub struct Collocates {
    /// What is to be said of the search; it holds no hits.
    pub results: Results,
    /// How many words before and after a keyword were looked at.
    pub window: usize,
    /// How many keywords there are in the texts.
    pub occurrences: u64,
    /// How many words are inside the windows.
    pub words_inside: u64,
    /// How many words the texts of all posts have, by the rounded lengths that scores are made of.
    pub words: u64,
    /// How many words were met often enough, and more often than by chance.
    pub total: usize,
    /// The words, the strongest association first.
    pub collocates: Vec<Collocate>,
}

/// A word that stands near a keyword.
#[derive(Clone, Debug, PartialEq)]
pub struct Collocate {
    /// The word in its normal form.
    pub word: String,
    /// How often it is inside the windows.
    pub count: u64,
    /// How often of these before the keyword that is nearest to it.
    pub before: u64,
    /// How often it is in the texts of all posts.
    pub everywhere: u64,
    /// How often it would be inside by chance.
    pub expected: f64,
    /// The log-likelihood of the two counts.
    pub score: f64,
}

/// What was counted in some posts.
#[derive(Default)]
struct Tally {
    occurrences: u64,
    words_inside: u64,
    words: HashMap<String, Company>,
}

#[derive(Clone, Copy, Default)]
struct Company {
    before: u64,
    after: u64,
}

/// Finds the words that stand near the words of a query more often than elsewhere.
///
/// # Errors
/// As [`search`](super::search), and if the query holds no words.
pub fn collocates(
    reader: &IndexReader,
    request: &Request,
    options: &CollocateOptions,
) -> Result<Collocates> {
    let start = Instant::now();
    let Selection { results, posts, patterns } = Selection::of(reader, request)?;
    if patterns.is_empty() {
        return Err(Error::QueryWithoutWords);
    }
    shielded(reader.folder().root(), || {
        let lookup = Lookup::new(&patterns);
        let chunks = posts.par_chunks(CHUNK).map(|chunk| {
            let mut tally = Tally::default();
            for &address in chunk {
                let post = reader.post(address)?.post;
                let matcher = lookup.in_post(reader, address, post.language.as_deref())?;
                tally.add(&post, &matcher, options.window);
            }
            Ok::<_, Error>(tally)
        });
        let tally = chunks.try_reduce(Tally::default, |one, other| Ok(one.with(other)))?;
        let words = reader.words(reader.fields().body)?;
        let content = ContentWords::of(reader, &posts)?;
        let is_wanted = |term: &str| options.function_words || content.contain(term);
        let candidates = tally.words.into_par_iter().filter(|(word, company)| {
            company.before + company.after >= options.min_count && is_wanted(word)
        });
        let counter = TermCounter::of(reader, reader.fields().body)?;
        let found = candidates.map(|(word, company)| {
            let everywhere = counter.occurrences(&word)?;
            Ok(company.collocate(word, everywhere, tally.words_inside, words))
        });
        let found: Vec<_> = found.collect::<Result<_>>()?;
        let mut collocates: Vec<_> = found.into_iter().flatten().collect();
        collocates.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.word.cmp(&b.word)));
        let total = collocates.len();
        collocates.truncate(options.limit);
        Ok(Collocates {
            results: Results { took: start.elapsed(), ..results },
            window: options.window,
            occurrences: tally.occurrences,
            words_inside: tally.words_inside,
            words,
            total,
            collocates,
        })
    })
}

impl Tally {
    fn add(&mut self, post: &Post, matcher: &Matcher, window: usize) {
        for place in text_places(post) {
            let keywords = occurrences(post, place, matcher);
            if keywords.is_empty() {
                continue;
            }
            self.occurrences += keywords.len() as u64;
            let mut words = counted_words(place.text(post));
            for (index, is_before) in company(&words, &keywords, window) {
                self.words_inside += 1;
                let word = std::mem::take(&mut words[index].term);
                let company = self.words.entry(word).or_default();
                *(if is_before { &mut company.before } else { &mut company.after }) += 1;
            }
        }
    }

    fn with(self, other: Self) -> Self {
        let (mut large, small) =
            if self.words.len() < other.words.len() { (other, self) } else { (self, other) };
        large.occurrences += small.occurrences;
        large.words_inside += small.words_inside;
        for (word, company) in small.words {
            let sum = large.words.entry(word).or_default();
            sum.before += company.before;
            sum.after += company.after;
        }
        large
    }
}

impl Company {
    /// `None` if the word is no more often inside than by chance.
    fn collocate(
        self,
        word: String,
        everywhere: u64,
        words_inside: u64,
        words: u64,
    ) -> Option<Collocate> {
        let Self { before, after } = self;
        let table = Contingency {
            inside: before + after,
            inside_total: words_inside,
            everywhere,
            total: words,
        };
        table.is_attracted().then(|| Collocate {
            word,
            count: table.inside,
            before,
            everywhere,
            expected: table.expected(),
            score: table.log_likelihood(),
        })
    }
}

/// The words that have a keyword in reach, by their index, and whether each stands before the nearest
/// one. Both lists are in the order of the text.
fn company(words: &[CountedWord], keywords: &[Range<usize>], window: usize) -> Vec<(usize, bool)> {
    // The number of the keyword that a word is part of.
    let mut next = 0;
    let of_keyword: Vec<bool> = words
        .iter()
        .map(|word| {
            while keywords.get(next).is_some_and(|keyword| keyword.end <= word.range.start) {
                next += 1;
            }
            keywords.get(next).is_some_and(|keyword| keyword.start < word.range.end)
        })
        .collect();
    let mut after = vec![usize::MAX; words.len()];
    let mut distance = usize::MAX;
    for index in 0..words.len() {
        distance = if of_keyword[index] { 0 } else { distance.saturating_add(1) };
        after[index] = distance;
    }
    let mut found = Vec::new();
    let mut before = usize::MAX;
    for index in (0..words.len()).rev() {
        before = if of_keyword[index] { 0 } else { before.saturating_add(1) };
        if !of_keyword[index] && before.min(after[index]) <= window {
            found.push((index, before < after[index]));
        }
    }
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn company_is_counted_once_and_on_the_nearer_side() {
        let text = "a b KEY c KEY WORD d e f g";
        let words = counted_words(text);
        let keywords = [4..7, 10..18];
        let table = [(1, "<b >c >d"), (2, "<a <b >c >d >e"), (0, ""), (99, "<a <b >c >d >e >f >g")];
        for (window, expected) in table {
            let found = company(&words, &keywords, window).into_iter();
            let found: Vec<_> = found
                .map(|(index, before)| {
                    format!("{}{}", if before { '<' } else { '>' }, words[index].term)
                })
                .collect();
            assert_eq!(found.join(" "), expected, "{window}");
        }
    }
}
