//! The words that keep the words of a query company.

use std::collections::HashMap;
use std::ops::{AddAssign, Range};
use std::time::Instant;

use rayon::prelude::*;
use tantivy::DocAddress;

use super::association::Contingency;
use super::content_word::{ContentWords, CountedWord, counted_words};
use super::matcher::{Lookup, Matcher};
use super::occurrence::{are_of_keywords, occurrences, text_places};
use super::term_count::TermCounter;
use super::unspaced_pair::{UnspacedPair, is_unspaced_term, most_frequent};
use super::{Request, Results, Selection};
use crate::corpus::Post;
use crate::error::{Error, Result};
use crate::index::{IndexReader, shielded};
use crate::query::Pattern;

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
/// near, and without the keywords themselves. In scripts without blanks pairs of neighbouring tokens
/// stand for words, and are inside if both tokens are; everywhere they also count where signs part
/// them, as a phrase is found. They are compared with the texts of all posts of the
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
    /// What stands for words in scripts without blanks.
    pairs: HashMap<UnspacedPair, Company>,
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
        let tally = Tally::of(reader, &posts, &patterns, options.window)?;
        let words = reader.words(reader.fields().body)?;
        let content = ContentWords::of(reader, &posts)?;
        let counter = TermCounter::of(reader, reader.fields().body)?;
        let Tally { occurrences, words_inside, words: near, pairs } = tally;
        let comparison = Comparison { words_inside, words, content, counter, options };
        let mut collocates = comparison.words(near)?;
        collocates.extend(comparison.pairs(pairs)?);
        collocates.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.word.cmp(&b.word)));
        let total = collocates.len();
        collocates.truncate(options.limit);
        Ok(Collocates {
            results: Results { took: start.elapsed(), ..results },
            window: options.window,
            occurrences,
            words_inside,
            words,
            total,
            collocates,
        })
    })
}

/// What stands near keywords, to be compared with the whole index.
struct Comparison<'a> {
    words_inside: u64,
    /// How many words the texts of all posts have.
    words: u64,
    content: ContentWords,
    counter: TermCounter<'a>,
    options: &'a CollocateOptions,
}

impl Comparison<'_> {
    /// Those of these words that are there more often than by chance.
    fn words(&self, near: HashMap<String, Company>) -> Result<Vec<Collocate>> {
        let candidates = near.into_par_iter().filter(|(word, company)| {
            self.is_frequent(*company)
                && (self.options.function_words || self.content.contain(word))
        });
        let found = candidates.map(|(word, company)| {
            let everywhere = self.counter.occurrences(&word)?;
            Ok(company.collocate(word, everywhere, self.words_inside, self.words))
        });
        Ok(found.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
    }

    /// Those of these pairs that are.
    fn pairs(&self, near: HashMap<UnspacedPair, Company>) -> Result<Vec<Collocate>> {
        let candidates = near.into_iter().filter(|(pair, company)| {
            self.is_frequent(*company)
                && (self.options.function_words || self.content.contain_pair(pair))
        });
        let candidates = most_frequent(candidates.collect(), Company::count);
        let found = candidates.into_par_iter().map(|(pair, company)| {
            let mut everywhere = 0;
            self.counter.visit_row(pair.terms(), |_, times| everywhere += times)?;
            let word = pair.text().to_owned();
            Ok(company.collocate(word, everywhere, self.words_inside, self.words))
        });
        Ok(found.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
    }

    fn is_frequent(&self, company: Company) -> bool {
        company.count() >= self.options.min_count
    }
}

impl Tally {
    /// What stands near the keywords of these posts.
    fn of(
        reader: &IndexReader,
        posts: &[DocAddress],
        patterns: &[Pattern],
        window: usize,
    ) -> Result<Self> {
        let lookup = Lookup::new(patterns);
        let chunks = posts.par_chunks(CHUNK).map(|chunk| {
            let mut tally = Self::default();
            for &address in chunk {
                let post = reader.post(address)?.post;
                let matcher = lookup.in_post(reader, address, post.language.as_deref())?;
                tally.add(&post, &matcher, window);
            }
            Ok::<_, Error>(tally)
        });
        chunks.try_reduce(Self::default, |one, other| Ok(one.with(other)))
    }

    fn add(&mut self, post: &Post, matcher: &Matcher, window: usize) {
        for place in text_places(post) {
            let keywords = occurrences(post, place, matcher);
            if keywords.is_empty() {
                continue;
            }
            self.occurrences += keywords.len() as u64;
            let mut words = counted_words(place.text(post));
            let inside = company(&words, &keywords, window);
            self.words_inside += inside.len() as u64;
            for both in inside.windows(2).filter(|both| both[0].0 + 1 == both[1].0) {
                let (index, is_before) = both[0];
                if let Some(pair) = UnspacedPair::at(&words, index) {
                    self.pairs.entry(pair).or_default().add(is_before);
                }
            }
            for (index, is_before) in inside {
                let word = std::mem::take(&mut words[index].term);
                if !is_unspaced_term(&word) {
                    self.words.entry(word).or_default().add(is_before);
                }
            }
        }
    }

    fn with(self, other: Self) -> Self {
        let (mut large, small) =
            if self.words.len() < other.words.len() { (other, self) } else { (self, other) };
        large.occurrences += small.occurrences;
        large.words_inside += small.words_inside;
        for (word, company) in small.words {
            *large.words.entry(word).or_default() += company;
        }
        for (pair, company) in small.pairs {
            *large.pairs.entry(pair).or_default() += company;
        }
        large
    }
}

impl AddAssign for Company {
    fn add_assign(&mut self, other: Self) {
        self.before += other.before;
        self.after += other.after;
    }
}

impl Company {
    fn add(&mut self, is_before: bool) {
        *(if is_before { &mut self.before } else { &mut self.after }) += 1;
    }

    fn count(&self) -> u64 {
        self.before + self.after
    }

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
    let of_keyword = are_of_keywords(words, keywords);
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
