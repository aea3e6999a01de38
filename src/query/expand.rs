//! From a pattern of letters to the terms of the index that it matches.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{Searcher, Term as IndexTerm};
use tantivy_fst::{Automaton, Regex};

use crate::error::{Error, Result};

/// At most so many terms of a pattern are searched for.
pub const MAX_TERMS: usize = 512;

/// The terms that a pattern matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expansion {
    /// The terms that are searched for: all, or the [`MAX_TERMS`] that most posts have.
    pub terms: Vec<String>,
    /// How many there are.
    pub total: usize,
}

/// The terms in any of these fields that match `pattern`: `*` for any letters, `?` for one.
///
/// # Errors
/// If the dictionary cannot be read, or the pattern is too complex for an automaton.
pub fn wildcard(searcher: &Searcher, fields: &[Field], pattern: &str) -> Result<Expansion> {
    let regex = Regex::new(&regex_of(pattern))
        .map_err(|error| Error::Query(format!("`{pattern}` cannot be searched for: {error}")))?;
    matching(searcher, fields, &regex)
}

/// The terms in any of these fields with at most `distance` letters added, lost, changed or
/// swapped.
///
/// # Errors
/// If the dictionary cannot be read, or the word is too long.
pub fn fuzzy(searcher: &Searcher, fields: &[Field], word: &str, distance: u8) -> Result<Expansion> {
    let Some(&field) = fields.first() else {
        return Ok(Expansion { terms: Vec::new(), total: 0 });
    };
    let query = FuzzyTermQuery::new(IndexTerm::from_field_text(field, word), distance, true);
    let automaton = query
        .automaton()
        .map_err(|error| Error::Query(format!("`{word}~{distance}` is not possible: {error}")))?;
    matching(searcher, fields, &automaton)
}

/// The regular expression of a glob: everything else stands for itself.
pub fn regex_of(glob: &str) -> String {
    let mut regex = String::with_capacity(glob.len() + 8);
    for c in glob.chars() {
        match c {
            '*' => regex.push_str(".*"),
            '?' => regex.push('.'),
            c if c.is_alphanumeric() || c == '/' => regex.push(c),
            c => {
                regex.push('\\');
                regex.push(c);
            }
        }
    }
    regex
}

fn matching<A: Automaton>(searcher: &Searcher, fields: &[Field], automaton: &A) -> Result<Expansion>
where
    A::State: Clone,
{
    let mut frequencies: BTreeMap<String, u64> = BTreeMap::new();
    for segment in searcher.segment_readers() {
        for &field in fields {
            let index = segment.inverted_index(field)?;
            let stream = index.terms().search(automaton).into_stream();
            let mut stream = stream.map_err(tantivy::TantivyError::from)?;
            while let Some((term, info)) = stream.next() {
                let term = String::from_utf8_lossy(term).into_owned();
                *frequencies.entry(term).or_default() += u64::from(info.doc_freq);
            }
        }
    }
    let total = frequencies.len();
    let mut terms: Vec<_> = frequencies.into_iter().collect();
    // Stable: of equals, the first by the alphabet are kept.
    terms.sort_by_key(|&(_, frequency)| Reverse(frequency));
    Ok(Expansion {
        terms: terms.into_iter().map(|(term, _)| term).take(MAX_TERMS).collect(),
        total,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_become_expressions() {
        let table = [("ceas*", "ceas.*"), ("l?vrov", "l.vrov"), ("a.b+(c)", r"a\.b\+\(c\)")];
        for (glob, regex) in table {
            assert_eq!(regex_of(glob), regex);
        }
    }
}
