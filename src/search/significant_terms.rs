//! The words that set the posts of a query apart from all others.

use std::collections::{BTreeSet, HashMap};
use std::time::Instant;

use rayon::prelude::*;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet as _, TERMINATED, TantivyError};

use super::association::Contingency;
use super::content_word::{ContentWords, is_counted};
use super::term_count::TermCounter;
use super::unspaced_pair::{UnspacedPair, is_unspaced_term, most_frequent, posts_by_pair};
use super::{Request, Results, Selection};
use crate::error::Result;
use crate::index::{IndexReader, shielded};
use crate::query::Pattern;
use crate::scoring::TermSet;

/// Which words set posts apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignificantTermsOptions {
    /// In how many of the posts a word must be.
    pub min_count: u64,
    /// Whether function words count too.
    pub function_words: bool,
    /// How many words at most.
    pub limit: usize,
}

/// The words that set posts apart.
///
/// Counted are the posts whose texts hold a word, not how often they do: a word that one post repeats
/// says nothing of the others. In scripts without blanks pairs of neighbouring tokens stand for words;
/// outside they also count where signs part them, as a phrase is found. In the [`Contingency`] of a word, the posts that match are inside.
#[derive(Clone, Debug)]
pub struct SignificantTerms {
    /// What is to be said of the search; it holds no hits.
    pub results: Results,
    /// How many words were met often enough, and in more of the posts than by chance.
    pub total: usize,
    /// The words, the most telling first.
    pub terms: Vec<SignificantTerm>,
}

/// A word that sets posts apart.
#[derive(Clone, Debug, PartialEq)]
pub struct SignificantTerm {
    /// The word in its normal form.
    pub word: String,
    /// How many of the posts have it.
    pub inside: u64,
    /// How many of all other posts have it.
    pub outside: u64,
    /// How many of the posts would have it by chance.
    pub expected: f64,
    /// The log-likelihood of the counts.
    pub score: f64,
}

/// Finds the words that set the posts of a query apart from the rest of the index. The words of the
/// query itself are left out. All posts are counted, none is only sampled; of pairs of scripts without
/// blanks, only the most frequent are compared.
///
/// # Errors
/// As [`search`](super::search).
pub fn significant_terms(
    reader: &IndexReader,
    request: &Request,
    options: &SignificantTermsOptions,
) -> Result<SignificantTerms> {
    let start = Instant::now();
    let Selection { results, posts, patterns } = Selection::of(reader, request)?;
    shielded(reader.folder().root(), || {
        let Counts { words, unspaced } = Counts::of(reader, &posts)?;
        let content = ContentWords::of(reader, &posts)?;
        let counter = TermCounter::of(reader, reader.fields().body)?;
        let all = reader.posts();
        let pairs = posts_by_pair(reader, &unspaced, &patterns)?;
        let comparison =
            Comparison { posts: &posts, patterns: &patterns, all, content, counter, options };
        let mut terms = comparison.words(words)?;
        terms.extend(comparison.pairs(pairs)?);
        terms.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.word.cmp(&b.word)));
        let total = terms.len();
        terms.truncate(options.limit);
        let results = Results { took: start.elapsed(), ..results };
        Ok(SignificantTerms { results, total, terms })
    })
}

/// Some posts, to be compared with the rest of the index.
struct Comparison<'a> {
    posts: &'a [DocAddress],
    patterns: &'a [Pattern],
    /// How many posts the index has.
    all: u64,
    content: ContentWords,
    counter: TermCounter<'a>,
    options: &'a SignificantTermsOptions,
}

impl Comparison<'_> {
    /// The telling ones of these words, which so many of the posts hold.
    fn words(&self, counts: HashMap<String, u64>) -> Result<Vec<SignificantTerm>> {
        let typed = terms_of(self.patterns);
        let is_wanted = |term: &str| {
            is_counted(term)
                && !typed.contains(term)
                && (self.options.function_words || self.content.contain(term))
        };
        let candidates = counts
            .into_par_iter()
            .filter(|(term, inside)| *inside >= self.options.min_count && is_wanted(term));
        let found = candidates.map(|(word, inside)| {
            let everywhere = self.counter.posts(&word)?;
            Ok(self.term(word, inside, everywhere))
        });
        Ok(found.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
    }

    /// The telling ones of these pairs.
    fn pairs(&self, counts: HashMap<UnspacedPair, u64>) -> Result<Vec<SignificantTerm>> {
        let is_wanted = |pair: &UnspacedPair| {
            !is_typed(self.patterns, pair)
                && (self.options.function_words || self.content.contain_pair(pair))
        };
        let candidates = counts
            .into_iter()
            .filter(|(pair, inside)| *inside >= self.options.min_count && is_wanted(pair));
        let candidates = most_frequent(candidates.collect(), |&inside| inside);
        let found = candidates.into_par_iter().map(|(pair, inside)| {
            let is_outside = |post: DocAddress| self.posts.binary_search(&post).is_err();
            let mut outside = 0;
            let visit = |post, _| outside += u64::from(is_outside(post));
            self.counter.visit_row(pair.terms(), visit)?;
            Ok(self.term(pair.text().to_owned(), inside, inside + outside))
        });
        Ok(found.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
    }

    /// `None` if the word is in no more of the posts than by chance.
    fn term(&self, word: String, inside: u64, everywhere: u64) -> Option<SignificantTerm> {
        let inside_total = self.posts.len() as u64;
        let table = Contingency { inside, inside_total, everywhere, total: self.all };
        table.is_attracted().then(|| SignificantTerm {
            word,
            inside,
            outside: everywhere.saturating_sub(inside),
            expected: table.expected(),
            score: table.log_likelihood(),
        })
    }
}

/// What some posts hold.
#[derive(Default)]
struct Counts {
    /// How many of them hold each term of the body. Those of scripts without blanks are left out.
    words: HashMap<String, u64>,
    /// Those with such scripts, in order.
    unspaced: Vec<DocAddress>,
}

impl Counts {
    /// Goes through all postings, which takes less than reading the posts as soon as they are many.
    fn of(reader: &IndexReader, posts: &[DocAddress]) -> Result<Self> {
        let segments = reader.searcher().segment_readers();
        let of_segments = (0..segments.len()).into_par_iter();
        let of_segments = of_segments.map(|ordinal| Self::in_segment(reader, ordinal, posts));
        let mut counts = of_segments.try_reduce(Self::default, |one, other| Ok(one.with(other)))?;
        counts.unspaced.sort_unstable();
        Ok(counts)
    }

    fn in_segment(reader: &IndexReader, ordinal: usize, posts: &[DocAddress]) -> Result<Self> {
        let segment = reader.searcher().segment_reader(ordinal as u32);
        let posts = || posts.iter().filter(|post| post.segment_ord as usize == ordinal);
        let mut is_inside = vec![false; segment.max_doc() as usize];
        for post in posts() {
            is_inside[post.doc_id as usize] = true;
        }
        let mut is_unspaced = vec![false; segment.max_doc() as usize];
        let index = segment.inverted_index(reader.fields().body)?;
        let mut words: HashMap<String, u64> = HashMap::new();
        let mut terms = index.terms().stream().map_err(TantivyError::from)?;
        while terms.advance() {
            let record = IndexRecordOption::Basic;
            let postings = index.read_postings_from_terminfo(terms.value(), record);
            let mut postings = postings.map_err(TantivyError::from)?;
            let term = String::from_utf8_lossy(terms.key());
            if is_unspaced_term(&term) {
                while postings.doc() != TERMINATED {
                    is_unspaced[postings.doc() as usize] = true;
                    postings.advance();
                }
                continue;
            }
            let mut count = 0;
            while postings.doc() != TERMINATED {
                count += u64::from(is_inside[postings.doc() as usize]);
                postings.advance();
            }
            if count > 0 {
                words.insert(term.into_owned(), count);
            }
        }
        let unspaced = posts().filter(|post| is_unspaced[post.doc_id as usize]).copied();
        Ok(Self { words, unspaced: unspaced.collect() })
    }

    fn with(self, other: Self) -> Self {
        let is_smaller = self.words.len() < other.words.len();
        let (mut large, small) = if is_smaller { (other, self) } else { (self, other) };
        for (term, count) in small.words {
            *large.words.entry(term).or_default() += count;
        }
        large.unspaced.extend(small.unspaced);
        large
    }
}

/// The words that a query was taken for.
fn terms_of(patterns: &[Pattern]) -> BTreeSet<&str> {
    let forms = patterns.iter().flat_map(|pattern| &pattern.counted.group.forms);
    forms.flat_map(|form| &form.steps).flat_map(TermSet::terms).collect()
}

/// Whether the query was taken for these two characters in a row.
fn is_typed(patterns: &[Pattern], pair: &UnspacedPair) -> bool {
    let [first, second] = pair.terms();
    let mut forms = patterns.iter().flat_map(|pattern| &pattern.counted.group.forms);
    forms.any(|form| {
        let mut rows = form.steps.windows(2);
        rows.any(|row| row[0].contains(first) && row[1].contains(second))
    })
}
