//! From a pattern of letters to the terms of the index that it matches.

use std::collections::BTreeSet;

use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{Searcher, Term as IndexTerm};
use tantivy_fst::{Automaton, Regex};

use crate::error::{Error, Result};

/// At most so many terms of a pattern are searched for.
pub const MAX_TERMS: usize = 512;

/// The terms that a pattern matches, and whether there were more than are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expansion {
    /// The terms, in order.
    pub terms: Vec<String>,
    /// Whether more terms match than [`MAX_TERMS`].
    pub is_cut: bool,
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
        return Ok(Expansion { terms: Vec::new(), is_cut: false });
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
    let mut terms = BTreeSet::new();
    for segment in searcher.segment_readers() {
        for &field in fields {
            let index = segment.inverted_index(field)?;
            let stream = index.terms().search(automaton).into_stream();
            let mut stream = stream.map_err(tantivy::TantivyError::from)?;
            // Each dictionary is sorted, so the first terms of each hold the first of them all.
            for _ in 0..=MAX_TERMS {
                if !stream.advance() {
                    break;
                }
                terms.insert(String::from_utf8_lossy(stream.key()).into_owned());
            }
        }
    }
    let is_cut = terms.len() > MAX_TERMS;
    Ok(Expansion { terms: terms.into_iter().take(MAX_TERMS).collect(), is_cut })
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
