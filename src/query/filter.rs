//! What a hit must be, apart from the words in it. Filters leave scores alone.

use std::ops::Bound;

use tantivy::Term as IndexTerm;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, ExistsQuery, Occur, PhraseQuery, Query, RangeQuery,
    TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::DayRange;
use crate::analysis::{normal_form, words};
use crate::corpus::front_matter::language_code;
use crate::index::{Fields, columns};

/// The filters of a search. Of one kind any may hold, of different kinds all must.
#[derive(Clone, Debug, Default)]
pub struct Filters {
    /// The post's day lies in here.
    pub days: DayRange,
    /// It has one of these tags.
    pub tags: Vec<String>,
    /// One of its authors has the words of one of these names in a row.
    pub authors: Vec<String>,
    /// It is in one of these languages.
    pub languages: Vec<String>,
    /// What its file holds came in after this.
    pub arrived: Option<ArrivedAfter>,
}

/// A moment in the life of an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArrivedAfter {
    /// That of the commit of this number.
    Commit(u64),
    /// Seconds since 1970 in UTC.
    Time(i64),
}

impl ArrivedAfter {
    fn query(self, fields: &Fields) -> Box<dyn Query> {
        let first = match self {
            Self::Commit(number) => IndexTerm::from_field_u64(fields.arrival, number),
            Self::Time(second) => IndexTerm::from_field_i64(fields.arrived_at, second),
        };
        Box::new(RangeQuery::new(Bound::Excluded(first), Bound::Unbounded))
    }
}

impl Filters {
    /// Each filter as a required clause of score 0.
    pub(super) fn clauses(&self, fields: &Fields) -> Vec<(Occur, Box<dyn Query>)> {
        let any = |values: &[String],
                   query: &dyn Fn(&str) -> Box<dyn Query>|
         -> Option<Box<dyn Query>> {
            let queries: Vec<_> = values.iter().map(|value| query(value)).collect();
            (!queries.is_empty()).then(|| Box::new(BooleanQuery::union(queries)) as Box<dyn Query>)
        };
        let keyword = |field| move |value: &str| keyword(field, value);
        [
            days(fields.day, self.days),
            any(&self.tags, &keyword(fields.tag)),
            any(&self.authors, &|name| all_words(fields.author, name)),
            any(&self.languages, &|code| language(fields.language, code)),
            self.arrived.map(|after| after.query(fields)),
        ]
        .into_iter()
        .flatten()
        .map(|query| (Occur::Must, unscored(query)))
        .collect()
    }
}

/// A query that every hit must meet and that adds nothing to its score.
pub(crate) fn unscored(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

/// The posts of a range of days, or `None` if the range is open on both sides.
pub(crate) fn days(field: Field, range: DayRange) -> Option<Box<dyn Query>> {
    let (from, to) = range.as_days();
    if from.is_none() && to.is_none() {
        return None;
    }
    let bound = |day: Option<i64>| {
        day.map_or(Bound::Unbounded, |day| Bound::Included(IndexTerm::from_field_i64(field, day)))
    };
    Some(Box::new(RangeQuery::new(bound(from), bound(to))))
}

/// The posts that have this value as a whole.
pub(super) fn keyword(field: Field, value: &str) -> Box<dyn Query> {
    let mut form = String::new();
    normal_form(value.trim(), &mut form);
    Box::new(TermQuery::new(IndexTerm::from_field_text(field, &form), IndexRecordOption::Basic))
}

/// The posts in a language, however its code is written: posts keep only the language's own part of
/// `zh-TW` or `en_US`. `none` stands for the posts whose language is not known; no language has such
/// a code.
pub(super) fn language(field: Field, code: &str) -> Box<dyn Query> {
    if ["none", "unknown"].iter().any(|none| code.eq_ignore_ascii_case(none)) {
        let known = Box::new(ExistsQuery::new(columns::LANGUAGE.to_owned(), false));
        let clauses: [(Occur, Box<dyn Query>); 2] =
            [(Occur::Must, Box::new(AllQuery)), (Occur::MustNot, known)];
        return Box::new(BooleanQuery::new(clauses.into()));
    }
    let primary = language_code(code);
    keyword(field, primary.as_deref().unwrap_or(code))
}

/// The posts that have these words in a row in one value.
pub(super) fn all_words(field: Field, text: &str) -> Box<dyn Query> {
    let mut form = String::new();
    let mut terms: Vec<_> = words(text)
        .map(|range| {
            normal_form(&text[range], &mut form);
            IndexTerm::from_field_text(field, &form)
        })
        .collect();
    match terms.len() {
        0 => keyword(field, text),
        1 => Box::new(TermQuery::new(terms.remove(0), IndexRecordOption::Basic)),
        _ => Box::new(PhraseQuery::new(terms)),
    }
}
