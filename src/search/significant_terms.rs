//! The words that set the posts of a query apart from all others.

use std::collections::{BTreeSet, HashMap};
use std::time::Instant;

use rayon::prelude::*;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet as _, TERMINATED, TantivyError};

use super::association::Contingency;
use super::content_word::{ContentWords, is_counted};
use super::term_count::TermCounter;
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
/// says nothing of the others. In the [`Contingency`] of a word, the posts that match are inside.
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
/// query itself are left out. All posts are counted, none is only sampled.
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
        let counts = posts_by_term(reader, &posts)?;
        let content = ContentWords::of(reader, &posts)?;
        let typed = terms_of(&patterns);
        let is_wanted = |term: &str| {
            is_counted(term)
                && !typed.contains(term)
                && (options.function_words || content.contain(term))
        };
        let counter = TermCounter::of(reader, reader.fields().body)?;
        let (inside_total, total) = (posts.len() as u64, reader.posts());
        let candidates = counts
            .into_par_iter()
            .filter(|(term, inside)| *inside >= options.min_count && is_wanted(term));
        let found = candidates.map(|(word, inside)| {
            let everywhere = counter.posts(&word)?;
            Ok(term(word, Contingency { inside, inside_total, everywhere, total }))
        });
        let found: Vec<_> = found.collect::<Result<_>>()?;
        let mut terms: Vec<_> = found.into_iter().flatten().collect();
        terms.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.word.cmp(&b.word)));
        let total = terms.len();
        terms.truncate(options.limit);
        let results = Results { took: start.elapsed(), ..results };
        Ok(SignificantTerms { results, total, terms })
    })
}

/// `None` if the word is in no more of the posts than by chance.
fn term(word: String, table: Contingency) -> Option<SignificantTerm> {
    table.is_attracted().then(|| SignificantTerm {
        word,
        inside: table.inside,
        outside: table.everywhere.saturating_sub(table.inside),
        expected: table.expected(),
        score: table.log_likelihood(),
    })
}

/// How many of some posts hold each term of the body. All postings are gone through, which takes less
/// than reading the posts as soon as they are many.
fn posts_by_term(reader: &IndexReader, posts: &[DocAddress]) -> Result<HashMap<String, u64>> {
    let segments = reader.searcher().segment_readers();
    let of_segments = segments.par_iter().enumerate().map(|(ordinal, segment)| {
        let mut is_inside = vec![false; segment.max_doc() as usize];
        for post in posts.iter().filter(|post| post.segment_ord as usize == ordinal) {
            is_inside[post.doc_id as usize] = true;
        }
        let index = segment.inverted_index(reader.fields().body)?;
        let mut counts: HashMap<String, u64> = HashMap::new();
        let mut terms = index.terms().stream().map_err(TantivyError::from)?;
        while terms.advance() {
            let record = IndexRecordOption::Basic;
            let postings = index.read_postings_from_terminfo(terms.value(), record);
            let mut postings = postings.map_err(TantivyError::from)?;
            let mut count = 0;
            while postings.doc() != TERMINATED {
                count += u64::from(is_inside[postings.doc() as usize]);
                postings.advance();
            }
            if count > 0 {
                counts.insert(String::from_utf8_lossy(terms.key()).into_owned(), count);
            }
        }
        Ok(counts)
    });
    of_segments.try_reduce(HashMap::new, |one, other| {
        let (mut large, small) = if one.len() < other.len() { (other, one) } else { (one, other) };
        for (term, count) in small {
            *large.entry(term).or_default() += count;
        }
        Ok(large)
    })
}

/// The words that a query was taken for.
fn terms_of(patterns: &[Pattern]) -> BTreeSet<&str> {
    let forms = patterns.iter().flat_map(|pattern| &pattern.counted.group.forms);
    forms.flat_map(|form| &form.steps).flat_map(TermSet::terms).collect()
}
