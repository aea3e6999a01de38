//! Values of front-matter keys, by the types that they may be of.
//!
//! The index holds each value by its type: numbers, truth values, the words of texts, and the day of
//! whatever can be read as a date. What is typed is met by every type that it can be read as.

use std::ops::Bound;

use tantivy::fastfield::FastValue;
use tantivy::query::{BooleanQuery, InvertedIndexRangeQuery, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DateTime, Term as IndexTerm};

use super::dictionary::regex_of;
use super::regex_term_query::RegexTermQuery;
use super::{DayRange, NumberRange, Term, TermRegex, ValueRange};
use crate::analysis::{normal_form, words};
use crate::index::day_as_instant;

/// A front-matter key by its path: the field that holds them all, and what its terms begin with.
pub(super) struct MetaKey<'a> {
    field: Field,
    path: &'a str,
}

impl<'a> MetaKey<'a> {
    pub(super) fn new(field: Field, path: &'a str) -> Self {
        Self { field, path }
    }

    /// The posts whose value meets a term; `None` if the term is no kind of value.
    pub(super) fn query(&self, term: &Term) -> Option<Box<dyn Query>> {
        Some(match term {
            Term::Range(range) => self.range(range),
            Term::Regex(regex) => self.matching(regex.clone()),
            Term::Wildcard(pattern) => self.matching(TermRegex::new(&regex_of(pattern)).ok()?),
            Term::Word(text)
            | Term::Exact(text)
            | Term::Phrase { text, .. }
            | Term::Fuzzy { text, .. } => self.value(text),
            Term::Near { words, .. } => self.value(&words.join(" ")),
            Term::NamedDays { text, days } => {
                Box::new(BooleanQuery::union(vec![self.value(text), self.days(*days)]))
            }
            Term::Days(_) | Term::Anything => return None,
        })
    }

    /// The posts with this value.
    fn value(&self, text: &str) -> Box<dyn Query> {
        let mut queries = Vec::new();
        if let Some(number) = NumberRange::only(text) {
            queries.extend(self.numbers(&number));
        }
        if let Ok(truth) = text.to_lowercase().parse::<bool>() {
            let term = self.typed(truth);
            queries.push(Box::new(TermQuery::new(term, IndexRecordOption::Basic)));
        }
        if let Some(days) = DayRange::period(text, None) {
            queries.push(self.days(days));
        }
        queries.extend(self.words(text));
        Box::new(BooleanQuery::union(queries))
    }

    /// The posts whose value lies in a range.
    fn range(&self, range: &ValueRange) -> Box<dyn Query> {
        let mut queries = Vec::new();
        if let Some(numbers) = &range.numbers {
            queries.extend(self.numbers(numbers));
        }
        if let Some((from, to)) = range.truth {
            let bound = |end: Bound<bool>, open: bool| match end {
                Bound::Unbounded => Bound::Included(self.typed(open)),
                end => end.map(|truth| self.typed(truth)),
            };
            queries.push(between(bound(from, false), bound(to, true)));
        }
        if let Some(days) = range.days {
            queries.push(self.days(days));
        }
        if range.is_text() {
            queries.push(self.texts(range));
        }
        Box::new(BooleanQuery::union(queries))
    }

    /// The index keeps a number without a fraction as a whole one, however it was written.
    fn numbers(&self, range: &NumberRange) -> Vec<Box<dyn Query>> {
        if range.is_empty() {
            return Vec::new();
        }
        let mut queries = Vec::new();
        if !range.whole.is_empty() {
            let end = |end: i64| Bound::Included(self.typed(end));
            queries.push(between(end(*range.whole.start()), end(*range.whole.end())));
        }
        let bound = |end: Bound<f64>, open: f64| match end {
            Bound::Unbounded => Bound::Included(self.typed(open)),
            end => end.map(|number| self.typed(number)),
        };
        let (from, to) = range.broken;
        queries.push(between(bound(from, f64::NEG_INFINITY), bound(to, f64::INFINITY)));
        queries
    }

    fn days(&self, range: DayRange) -> Box<dyn Query> {
        let (from, to) = range.as_days();
        let bound = |day: Option<i64>, open: DateTime| {
            Bound::Included(self.typed(day.map_or(open, day_as_instant)))
        };
        between(bound(from, DateTime::MIN), bound(to, DateTime::MAX))
    }

    /// Words of the values, by the letters that they begin with.
    fn texts(&self, range: &ValueRange) -> Box<dyn Query> {
        let bound = |end: &Bound<String>, open: char| match end {
            Bound::Unbounded => Bound::Included(self.word(open.encode_utf8(&mut [0; 4]))),
            Bound::Included(text) => Bound::Included(self.word(&normal(text))),
            Bound::Excluded(text) => Bound::Excluded(self.word(&normal(text))),
        };
        between(bound(&range.typed.from, '\0'), bound(&range.typed.to, char::MAX))
    }

    /// The words of a text in a row.
    fn words(&self, text: &str) -> Option<Box<dyn Query>> {
        let mut terms: Vec<_> = words(text).map(|range| self.word(&normal(&text[range]))).collect();
        match terms.len() {
            0 => None,
            1 => Some(Box::new(TermQuery::new(terms.remove(0), IndexRecordOption::Basic))),
            _ => Some(Box::new(PhraseQuery::new(terms))),
        }
    }

    fn matching(&self, regex: TermRegex) -> Box<dyn Query> {
        let prefix = self.word("");
        Box::new(RegexTermQuery::new(self.field, prefix.serialized_value_bytes(), regex))
    }

    fn key(&self) -> IndexTerm {
        IndexTerm::from_field_json_path(self.field, self.path, true)
    }

    fn typed(&self, value: impl FastValue) -> IndexTerm {
        let mut term = self.key();
        term.append_type_and_fast_value(value);
        term
    }

    fn word(&self, form: &str) -> IndexTerm {
        let mut term = self.key();
        term.append_type_and_str(form);
        term
    }
}

fn between(from: Bound<IndexTerm>, to: Bound<IndexTerm>) -> Box<dyn Query> {
    Box::new(InvertedIndexRangeQuery::new(from, to))
}

fn normal(text: &str) -> String {
    let mut form = String::new();
    normal_form(text, &mut form);
    form
}
