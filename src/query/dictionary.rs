//! The words that an index has, in the fields that a query asks for.

use std::collections::BTreeMap;
use std::sync::Arc;

use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{Searcher, Term as IndexTerm};
use tantivy_fst::Automaton;

use super::TermRegex;
use super::folded_prefix::FoldedPrefix;
use super::term_list::TermList;
use crate::error::{Error, Result};
use crate::index::IndexReader;

/// At most so many terms of a pattern are searched for.
pub const MAX_TERMS: usize = 512;

/// The terms of some fields of an index.
pub struct Dictionary<'a> {
    reader: &'a IndexReader,
    fields: Vec<Field>,
}

/// The terms that a pattern matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expansion {
    /// The terms that are searched for: all, or those that most posts have.
    pub terms: Vec<String>,
    /// How many there are.
    pub total: usize,
}

impl<'a> Dictionary<'a> {
    /// The dictionary of these fields.
    pub fn of(reader: &'a IndexReader, fields: Vec<Field>) -> Self {
        Self { reader, fields }
    }

    /// The index.
    pub fn reader(&self) -> &'a IndexReader {
        self.reader
    }

    /// The fields.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    fn searcher(&self) -> &Searcher {
        self.reader.searcher()
    }

    /// What is found of a word, found once: the searches that advice on a query takes ask for the same
    /// words again.
    ///
    /// # Errors
    /// If `find` fails.
    pub fn of_word<T: Send + Sync + 'static>(
        &self,
        word: &str,
        find: impl FnOnce() -> Result<T>,
    ) -> Result<Arc<T>> {
        self.reader.relatives().get_or_find(format!("{:?} {word}", self.fields), find)
    }

    /// The same of a pattern.
    fn of_pattern<T: Send + Sync + 'static>(
        &self,
        kind: &str,
        text: &str,
        find: impl FnOnce() -> Result<T>,
    ) -> Result<Arc<T>> {
        let question = format!("{kind} {:?} {text}", self.fields);
        self.reader.patterns().get_or_find(question, find)
    }

    /// Whether any post has the term, in any of the fields.
    ///
    /// # Errors
    /// If the dictionary cannot be read.
    pub fn contains(&self, term: &str) -> Result<bool> {
        for &field in &self.fields {
            if self.searcher().doc_freq(&IndexTerm::from_field_text(field, term))? > 0 {
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
        let count = |&field| self.searcher().doc_freq(&IndexTerm::from_field_text(field, term));
        Ok(self.fields.iter().map(count).sum::<tantivy::Result<u64>>()?)
    }

    /// The terms that begin with these letters, whatever accents and hyphens they have.
    ///
    /// # Errors
    /// If the dictionary cannot be read.
    pub fn beginning_with(&self, folded: &str) -> Result<TermList> {
        self.matching(&FoldedPrefix::of(folded))
    }

    /// The terms that have just these letters, whatever accents and hyphens they have.
    ///
    /// # Errors
    /// If the dictionary cannot be read.
    pub fn spelled(&self, folded: &str) -> Result<TermList> {
        self.matching(&FoldedPrefix::whole(folded))
    }

    /// The terms that match `pattern`: `*` for any letters, `?` for one. At most so many are kept.
    ///
    /// # Errors
    /// If the dictionary cannot be read, or the pattern is too complex for an automaton.
    pub fn wildcard(&self, pattern: &str, most: usize) -> Result<Expansion> {
        self.regex(&glob(pattern)?, most)
    }

    /// The terms that match an expression as a whole, at most so many of them.
    ///
    /// # Errors
    /// If the dictionary cannot be read.
    pub fn regex(&self, regex: &TermRegex, most: usize) -> Result<Expansion> {
        let find = || Ok(Expansion::of(&self.matching(regex)?, most));
        let kind = format!("expression {most}");
        Ok(self.of_pattern(&kind, regex.pattern(), find)?.as_ref().clone())
    }

    /// The terms with at most `distance` letters added, lost, changed or swapped, at most so many of
    /// them.
    ///
    /// # Errors
    /// If the dictionary cannot be read, or the word is too long.
    pub fn fuzzy(&self, word: &str, distance: u8, most: usize) -> Result<Expansion> {
        let find = || Ok(Expansion::of(&self.list_near(word, distance)?, most));
        Ok(self.of_pattern(&format!("fuzzy {distance} {most}"), word, find)?.as_ref().clone())
    }

    /// The same terms, all of them, with their frequencies.
    ///
    /// # Errors
    /// If the dictionary cannot be read, or the word is too long.
    pub fn near(&self, word: &str, distance: u8) -> Result<BTreeMap<String, u64>> {
        let find = || Ok(self.list_near(word, distance)?.frequencies());
        Ok(self.of_pattern(&format!("near {distance}"), word, find)?.as_ref().clone())
    }

    fn list_near(&self, word: &str, distance: u8) -> Result<TermList> {
        let Some(&field) = self.fields.first() else { return Ok(TermList::default()) };
        let term = IndexTerm::from_field_text(field, word);
        let query = FuzzyTermQuery::new(term, distance, true);
        let automaton = query.automaton().map_err(|error| {
            Error::Query(format!("`{word}~{distance}` is not possible: {error}"))
        })?;
        self.matching(&automaton)
    }

    /// The terms that an automaton accepts, with their frequencies.
    fn matching<A: Automaton>(&self, automaton: &A) -> Result<TermList>
    where
        A::State: Clone,
    {
        let mut found = TermList::default();
        for segment in self.searcher().segment_readers() {
            for &field in &self.fields {
                let index = segment.inverted_index(field)?;
                let stream = index.terms().search(automaton).into_stream();
                let mut stream = stream.map_err(tantivy::TantivyError::from)?;
                while let Some((term, info)) = stream.next() {
                    found.push(term, info.doc_freq.into());
                }
            }
        }
        Ok(found.merged())
    }
}

impl Expansion {
    fn of(found: &TermList, most: usize) -> Self {
        Self { terms: found.most_frequent(most), total: found.len() }
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
