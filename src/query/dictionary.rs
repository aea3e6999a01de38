//! The words that an index has, in the fields that a query asks for.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{Searcher, Term as IndexTerm};
use tantivy_fst::Automaton;

use super::TermRegex;
use super::folded_prefix::FoldedPrefix;
use crate::error::{Error, Result};

/// At most so many terms of a pattern are searched for.
pub const MAX_TERMS: usize = 512;

/// The terms of some fields of an index.
pub struct Dictionary<'a> {
    searcher: &'a Searcher,
    fields: Vec<Field>,
}

/// The terms that a pattern matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expansion {
    /// The terms that are searched for: all, or the [`MAX_TERMS`] that most posts have.
    pub terms: Vec<String>,
    /// How many there are.
    pub total: usize,
}

impl<'a> Dictionary<'a> {
    /// The dictionary of these fields.
    pub fn of(searcher: &'a Searcher, fields: Vec<Field>) -> Self {
        Self { searcher, fields }
    }

    /// Whether any post has the term, in any of the fields.
    ///
    /// # Errors
    /// If the dictionary cannot be read.
    pub fn contains(&self, term: &str) -> Result<bool> {
        for &field in &self.fields {
            if self.searcher.doc_freq(&IndexTerm::from_field_text(field, term))? > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// In how many posts the term is, counted once for each field.
    ///
    /// # Errors
    /// If the dictionary cannot be read.
    pub fn frequency(&self, term: &str) -> Result<u64> {
        let count = |&field| self.searcher.doc_freq(&IndexTerm::from_field_text(field, term));
        Ok(self.fields.iter().map(count).sum::<tantivy::Result<u64>>()?)
    }

    /// The terms that begin with these letters, whatever accents and hyphens they have.
    ///
    /// # Errors
    /// If the dictionary cannot be read.
    pub fn beginning_with(&self, folded: &str) -> Result<BTreeMap<String, u64>> {
        self.matching(&FoldedPrefix::of(folded))
    }

    /// The terms that have just these letters, whatever accents and hyphens they have.
    ///
    /// # Errors
    /// If the dictionary cannot be read.
    pub fn spelled(&self, folded: &str) -> Result<BTreeMap<String, u64>> {
        self.matching(&FoldedPrefix::whole(folded))
    }

    /// The terms that match `pattern`: `*` for any letters, `?` for one.
    ///
    /// # Errors
    /// If the dictionary cannot be read, or the pattern is too complex for an automaton.
    pub fn wildcard(&self, pattern: &str) -> Result<Expansion> {
        self.regex(&glob(pattern)?)
    }

    /// The terms that match an expression as a whole.
    ///
    /// # Errors
    /// If the dictionary cannot be read.
    pub fn regex(&self, regex: &TermRegex) -> Result<Expansion> {
        Ok(Expansion::of(self.matching(regex)?))
    }

    /// The terms with at most `distance` letters added, lost, changed or swapped.
    ///
    /// # Errors
    /// If the dictionary cannot be read, or the word is too long.
    pub fn fuzzy(&self, word: &str, distance: u8) -> Result<Expansion> {
        Ok(Expansion::of(self.near(word, distance)?))
    }

    /// The same terms, all of them, with their frequencies.
    ///
    /// # Errors
    /// If the dictionary cannot be read, or the word is too long.
    pub fn near(&self, word: &str, distance: u8) -> Result<BTreeMap<String, u64>> {
        let Some(&field) = self.fields.first() else { return Ok(BTreeMap::new()) };
        let term = IndexTerm::from_field_text(field, word);
        let query = FuzzyTermQuery::new(term, distance, true);
        let automaton = query.automaton().map_err(|error| {
            Error::Query(format!("`{word}~{distance}` is not possible: {error}"))
        })?;
        self.matching(&automaton)
    }

    /// The terms that an automaton accepts, with their frequencies.
    fn matching<A: Automaton>(&self, automaton: &A) -> Result<BTreeMap<String, u64>>
    where
        A::State: Clone,
    {
        let mut frequencies: BTreeMap<String, u64> = BTreeMap::new();
        for segment in self.searcher.segment_readers() {
            for &field in &self.fields {
                let index = segment.inverted_index(field)?;
                let stream = index.terms().search(automaton).into_stream();
                let mut stream = stream.map_err(tantivy::TantivyError::from)?;
                while let Some((term, info)) = stream.next() {
                    let term = String::from_utf8_lossy(term);
                    match frequencies.get_mut(term.as_ref()) {
                        Some(frequency) => *frequency += u64::from(info.doc_freq),
                        None => {
                            frequencies.insert(term.into_owned(), info.doc_freq.into());
                        }
                    }
                }
            }
        }
        Ok(frequencies)
    }
}

impl Expansion {
    fn of(frequencies: BTreeMap<String, u64>) -> Self {
        let total = frequencies.len();
        let mut terms: Vec<_> = frequencies.into_iter().collect();
        // Stable: of equals, the first by the alphabet are kept.
        terms.sort_by_key(|&(_, frequency)| Reverse(frequency));
        Self { terms: terms.into_iter().map(|(term, _)| term).take(MAX_TERMS).collect(), total }
    }
}

/// The expression that matches what a glob does: `*` for any letters, `?` for one.
///
/// # Errors
/// If the pattern is too complex for an automaton.
pub fn glob(pattern: &str) -> Result<TermRegex> {
    TermRegex::new(&regex_of(pattern))
        .map_err(|fault| Error::Query(format!("`{pattern}` cannot be searched for: {fault}")))
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
