//! A query with a name, as it is written.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::preferences::NamedQuery;
use crate::query::DayRange;

/// A query, and what narrows it down.
#[derive(Debug, Default, PartialEq)]
pub struct QueryTable(Parts);

#[derive(Debug, Default, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Parts {
    query: String,
    description: Option<String>,
    watch: bool,
    tag: Texts,
    author: Texts,
    lang: Texts,
    since: Option<String>,
    until: Option<String>,
}

/// A text, or some.
#[derive(Debug, Default, PartialEq)]
struct Texts(Vec<String>);

impl QueryTable {
    /// The query with its filters written as fields, so that it can stand within another one.
    ///
    /// # Errors
    /// If there is nothing to search for, or no date where one should be.
    pub fn named(self) -> Result<NamedQuery, String> {
        let Parts { query, description, watch, tag, author, lang, since, until } = self.0;
        let mut clauses = Vec::new();
        if !query.trim().is_empty() {
            clauses.push(query);
        }
        clauses.extend(any_of("tag", tag)?);
        clauses.extend(any_of("author", author)?);
        clauses.extend(any_of("lang", lang)?);
        clauses.extend(since.map(|date| bound("since", ">=", &date)).transpose()?);
        clauses.extend(until.map(|date| bound("until", "<=", &date)).transpose()?);
        let text = match clauses.len() {
            0 => return Err("there is nothing to search for".to_owned()),
            1 => clauses.remove(0),
            _ => clauses.iter().map(|clause| format!("({clause})")).collect::<Vec<_>>().join(" "),
        };
        Ok(NamedQuery { text, description, watch })
    }
}

/// `field:"one" OR field:"other"`.
fn any_of(field: &str, Texts(values): Texts) -> Result<Option<String>, String> {
    if let Some(odd) = values.iter().find(|value| value.contains('"') || value.trim().is_empty()) {
        return Err(format!("`{odd}` is no value for `{field}`"));
    }
    let clauses: Vec<_> = values.iter().map(|value| format!("{field}:\"{value}\"")).collect();
    Ok((!clauses.is_empty()).then(|| clauses.join(" OR ")))
}

/// `date:>="2 weeks ago"`.
fn bound(name: &str, sign: &str, date: &str) -> Result<String, String> {
    // Whether it reads as a date does not depend on the day.
    let some_day = jiff::civil::Date::constant(2000, 1, 1);
    match DayRange::period(date, Some(some_day)) {
        Some(_) if !date.contains('"') => Ok(format!("date:{sign}\"{date}\"")),
        _ => Err(format!("`{date}` is no date for `{name}`; one is such as 2020-10-14 or 2w")),
    }
}

impl<'de> Deserialize<'de> for QueryTable {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TableVisitor)
    }
}

struct TableVisitor;

impl<'de> Visitor<'de> for TableVisitor {
    type Value = QueryTable;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a query, or a table with a `query`")
    }

    fn visit_str<E: de::Error>(self, query: &str) -> Result<Self::Value, E> {
        Ok(QueryTable(Parts { query: query.to_owned(), ..Parts::default() }))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        Parts::deserialize(de::value::MapAccessDeserializer::new(map)).map(QueryTable)
    }
}

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextsVisitor)
    }
}

struct TextsVisitor;

impl<'de> Visitor<'de> for TextsVisitor {
    type Value = Texts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or a list of texts")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Texts(vec![text.to_owned()]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut texts = Vec::new();
        while let Some(text) = seq.next_element()? {
            texts.push(text);
        }
        Ok(Texts(texts))
    }
}
