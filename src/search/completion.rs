//! How what was begun to be typed may go on, as the posts of an index have it.

use crate::error::Result;
use crate::index::{
    IndexReader, ValueCount, column_values, columns, live_keys, path_steps, shielded,
};
use crate::preferences::NamedQueries;
use crate::query::Scope;
use crate::search::facet::{FIELDS as FACET_FIELDS, value_query};
use crate::search::known_value;

/// Where something is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionSlot {
    /// A query: the names of fields and front-matter keys, and behind a colon their values.
    Query,
    /// A tag.
    Tag,
    /// An author's name.
    Author,
    /// The code of a language.
    Language,
    /// A field that a facet counts.
    FacetField,
    /// The path of a post inside the corpus, folder by folder.
    Path,
}

/// How a text may go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The whole text.
    pub text: String,
    /// How many posts have what was added; `None` where that would take long to count.
    pub posts: Option<u64>,
}

/// How a text may go on: at most `limit` ways, values with most posts first, names and paths in
/// alphabetical order. Where nothing begins as it was typed, capital and small letters are taken for
/// one.
///
/// # Errors
/// If the index cannot be read.
pub fn completions(
    reader: &IndexReader,
    slot: CompletionSlot,
    typed: &str,
    limit: usize,
) -> Result<Vec<Completion>> {
    shielded(reader.folder().root(), || {
        let found = match slot {
            CompletionSlot::Query => return of_query(reader, typed, limit),
            CompletionSlot::Path => return of_path(reader, typed, limit),
            CompletionSlot::Tag => counted(column_values(reader, columns::TAG)?),
            CompletionSlot::Author => counted(column_values(reader, columns::AUTHOR)?),
            CompletionSlot::Language => counted(column_values(reader, columns::LANGUAGE)?),
            CompletionSlot::FacetField => named(&FACET_FIELDS, live_keys(reader)?),
        };
        Ok(beginning(typed, found, limit))
    })
}

/// How the `@name` that a query ends in may go on: the query with each name that begins so, by the
/// alphabet. No index is needed.
pub fn name_completions(queries: &NamedQueries, query: &str) -> Vec<Completion> {
    let (before, part) = query.split_at(last_part(query));
    let Some(typed) = part.strip_prefix('@') else { return Vec::new() };
    let names = queries.iter().map(|(name, _)| Completion { text: name.to_owned(), posts: None });
    let whole = |name: Completion| Completion { text: format!("{before}@{}", name.text), ..name };
    beginning(typed, names.collect(), usize::MAX).into_iter().map(whole).collect()
}

/// Completes the last part of a query.
fn of_query(reader: &IndexReader, query: &str, limit: usize) -> Result<Vec<Completion>> {
    let (before, part) = query.split_at(last_part(query));
    let found = match part.split_once(':') {
        Some((field, value)) => of_value(reader, field, value, limit)?,
        None => {
            let names = beginning(part, named(&known_value::FIELDS, live_keys(reader)?), limit);
            let with_colon = |name: Completion| Completion { text: name.text + ":", ..name };
            names.into_iter().map(with_colon).collect()
        }
    };
    let whole = |found: Completion| Completion { text: format!("{before}{}", found.text), ..found };
    Ok(found.into_iter().map(whole).collect())
}

/// Completes the value behind the name of a field.
fn of_value(
    reader: &IndexReader,
    field: &str,
    typed: &str,
    limit: usize,
) -> Result<Vec<Completion>> {
    let typed = typed.strip_prefix('"').unwrap_or(typed);
    let scope = Scope::of_name(field);
    let values = if scope == Scope::Path {
        of_path(reader, typed, limit)?
    } else {
        beginning(typed, counted(known_value::values(reader, &scope)?), limit)
    };
    let as_typed = |value: Completion| {
        let is_plain_path = |text: &str| {
            text.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_'))
        };
        let text = if scope == Scope::Path && is_plain_path(&value.text) {
            format!("{field}:{}", value.text)
        } else {
            value_query(field, &value.text)?
        };
        Some(Completion { text, ..value })
    };
    Ok(values.into_iter().filter_map(as_typed).collect())
}

fn of_path(reader: &IndexReader, typed: &str, limit: usize) -> Result<Vec<Completion>> {
    let steps = path_steps(reader, typed, limit)?;
    Ok(steps.into_iter().map(|text| Completion { text, posts: None }).collect())
}

/// Where the last part of a query begins: behind blanks and parentheses that no quotes hold, and
/// behind the sign that requires or excludes it.
fn last_part(query: &str) -> usize {
    let (mut start, mut is_quoted) = (0, false);
    for (index, c) in query.char_indices() {
        is_quoted ^= c == '"';
        let is_sign = matches!(c, '+' | '-') && index == start;
        if !is_quoted && (c.is_whitespace() || c == '(' || is_sign) {
            start = index + c.len_utf8();
        }
    }
    start
}

/// Values with their counts.
fn counted(values: Vec<ValueCount>) -> Vec<Completion> {
    let completion = |ValueCount { value, count }| Completion { text: value, posts: Some(count) };
    values.into_iter().map(completion).collect()
}

/// The names of fields, then those of front-matter keys that do not stand for a field.
fn named(fields: &[&str], keys: Vec<ValueCount>) -> Vec<Completion> {
    let fields: Vec<_> =
        fields.iter().map(|&name| Completion { text: name.to_owned(), posts: None }).collect();
    let is_key = |key: &ValueCount| matches!(Scope::of_name(&key.value), Scope::Meta(_));
    let keys = counted(keys.into_iter().filter(is_key).collect());
    [fields, keys].concat()
}

/// Those that begin as it was typed.
fn beginning(typed: &str, all: Vec<Completion>, limit: usize) -> Vec<Completion> {
    let small = typed.to_lowercase();
    let begins: fn(&Completion, &str, &str) -> bool =
        if all.iter().any(|found| found.text.starts_with(typed)) {
            |found, typed, _| found.text.starts_with(typed)
        } else {
            |found, _, small| found.text.to_lowercase().starts_with(small)
        };
    all.into_iter().filter(|found| begins(found, typed, &small)).take(limit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preferences::NamedQuery;

    #[test]
    fn the_last_part_of_a_query_is_completed() {
        let table = [
            ("", ""),
            ("tag:pe", "tag:pe"),
            ("lavrov tag:pe", "tag:pe"),
            ("lavrov -tag:pe", "tag:pe"),
            ("(a OR +tag:", "tag:"),
            ("tag:\"white ho", "tag:\"white ho"),
            ("\"a b\" la", "la"),
            ("cease-fi", "cease-fi"),
            ("停火 la", "la"),
            ("停火　ta", "ta"),
            ("lavrov ", ""),
        ];
        for (query, expected) in table {
            assert_eq!(&query[last_part(query)..], expected, "{query}");
        }
    }

    #[test]
    fn names_of_queries_are_completed() {
        let mut queries = NamedQueries::default();
        for name in ["peace", "peru", "Москва"] {
            assert!(queries.add(name, NamedQuery::default()), "{name}");
        }
        let table: [(&str, &[&str]); 8] = [
            ("@", &["@peace", "@peru", "@Москва"]),
            ("@pe", &["@peace", "@peru"]),
            ("lavrov -@pea", &["lavrov -@peace"]),
            ("(a OR @PER", &["(a OR @peru"]),
            ("@мос", &["@Москва"]),
            ("@x", &[]),
            ("pe", &[]),
            ("tag:@pe", &[]),
        ];
        for (query, expected) in table {
            let found = name_completions(&queries, query);
            let texts: Vec<_> = found.iter().map(|found| found.text.as_str()).collect();
            assert_eq!(texts, expected, "{query}");
        }
    }

    #[test]
    fn case_matters_if_something_begins_so() {
        let table: [(&str, &[&str]); 5] = [
            ("", &["russia", "Russia", "Rome", "état"]),
            ("ru", &["russia"]),
            ("RU", &["russia", "Russia"]),
            ("ÉT", &["état"]),
            ("x", &[]),
        ];
        for (typed, expected) in table {
            let all = ["russia", "Russia", "Rome", "état"]
                .map(|text| Completion { text: text.to_owned(), posts: None });
            let found = beginning(typed, all.to_vec(), 9);
            let texts: Vec<_> = found.iter().map(|found| found.text.as_str()).collect();
            assert_eq!(texts, expected, "{typed}");
        }
    }
}
