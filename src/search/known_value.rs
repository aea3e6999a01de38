//! The values and fields that posts have, for a query that asks for one that none has.

use std::cmp::Reverse;

use super::Request;
use super::suggestion::{Suggestion, SuggestionKind};
use super::variant::{self, Variant};
use crate::error::Result;
use crate::index::{IndexReader, ValueCount, column_values, columns, meta_keys, meta_values};
use crate::query::{Filters, Leaf, Node, Scope, Term, distance, leaves, parse, revised};

/// So many values are offered in place of one.
const MOST_VALUES: usize = 3;
/// So many parts of a query are looked at.
const MOST_PARTS: usize = 4;
/// Shorter values are near to nothing, in letters.
const SHORTEST: usize = 3;
/// From so many letters on, two may be wrong.
const SHORTEST_FOR_TWO: usize = 5;

/// The flags whose values are those of a column, with the filter that each sets.
const FLAGS: [(&str, &str, Choose); 3] = [
    ("--tag", columns::TAG, |filters| &mut filters.tags),
    ("--author", columns::AUTHOR, |filters| &mut filters.authors),
    ("--lang", columns::LANGUAGE, |filters| &mut filters.languages),
];

type Choose = fn(&mut Filters) -> &mut Vec<String>;

/// The fields of kwic itself, by the names that a query would most likely use.
pub const FIELDS: [&str; 14] = [
    "title",
    "description",
    "body",
    "heading",
    "caption",
    "author",
    "tag",
    "category",
    "lang",
    "path",
    "link",
    "image",
    "date",
    "text",
];

/// The searches with values that some posts have in place of those that none has.
pub fn suggestions(reader: &IndexReader, request: &Request) -> Result<Vec<Suggestion>> {
    let asked = Variant::of(request);
    let mut suggestions = Vec::new();
    for (index, query) in request.queries.iter().enumerate() {
        let node = parse(query, request.today)?.node;
        let named = leaves(&node).into_iter().filter(|(_, leaf)| leaf.field.is_some());
        for (place, leaf) in named.take(MOST_PARTS) {
            for (kind, other) in others(reader, leaf)? {
                let to = other.to_string();
                let other = revised(&node, &place, 1, vec![Node::Leaf(other)]);
                let Some(variant) = asked.with_query(index, &other) else { continue };
                suggestions.extend(found(reader, request, kind, (leaf.to_string(), to), variant)?);
            }
        }
    }
    suggestions.extend(of_filters(reader, request)?);
    Ok(suggestions)
}

/// The values that a field has, or the keys that there are, where no post has those of a part of a
/// query.
pub fn of_leaf(reader: &IndexReader, leaf: &Leaf) -> Result<Vec<ValueCount>> {
    let Some(text) = value_of(leaf) else { return Ok(Vec::new()) };
    let named = match unknown_key(reader, leaf)? {
        Some((key, keys)) => nearest(&key, keys),
        None => nearest(text, values(reader, &leaf.scope())?),
    };
    Ok(named.values)
}

/// The values that there are for a filter that no post meets.
pub fn of_filter(reader: &IndexReader, filters: &Filters) -> Result<Vec<ValueCount>> {
    for (_, column, choose) in FLAGS {
        if let [value] = choose(&mut filters.clone()).as_slice() {
            return Ok(nearest(value, column_values(reader, column)?).values);
        }
    }
    Ok(Vec::new())
}

/// A suggestion, if it finds anything.
fn found(
    reader: &IndexReader,
    request: &Request,
    kind: SuggestionKind,
    (from, to): (String, String),
    variant: Variant,
) -> Result<Option<Suggestion>> {
    let posts = variant.relaxed_posts(reader, request)?;
    let suggestion = Suggestion { kind, from, to: Some(to), variant, posts };
    Ok((posts > 0).then_some(suggestion))
}

/// What is near to a part of a query that no post meets.
fn others(reader: &IndexReader, leaf: &Leaf) -> Result<Vec<(SuggestionKind, Leaf)>> {
    let Some(text) = value_of(leaf) else { return Ok(Vec::new()) };
    if let Some((key, keys)) = unknown_key(reader, leaf)? {
        let own = FIELDS.map(|name| ValueCount { value: name.to_owned(), count: 0 });
        let names = nearest(&key, keys.into_iter().chain(own).collect()).if_near();
        let leaves = names.map(|name| Leaf { field: Some(name), ..leaf.clone() });
        return Ok(leaves.map(|leaf| (SuggestionKind::Field, leaf)).collect());
    }
    if variant::posts(reader, &Node::Leaf(leaf.clone()), &Filters::default())? > 0 {
        return Ok(Vec::new());
    }
    let values = nearest(text, values(reader, &leaf.scope())?).if_near();
    let leaves = values.filter_map(|value| leaf.with_text(&value));
    Ok(leaves.map(|leaf| (SuggestionKind::Value, leaf)).collect())
}

/// A front-matter key that is asked for and that no post has, with those that there are.
fn unknown_key(reader: &IndexReader, leaf: &Leaf) -> Result<Option<(String, Vec<ValueCount>)>> {
    let Scope::Meta(key) = leaf.scope() else { return Ok(None) };
    let keys = meta_keys(reader)?;
    let is_known = keys.iter().any(|known| is_below(&known.value, &key));
    Ok((!is_known).then_some((key, keys)))
}

/// Which of some names, and of the front-matter keys, are like a key that no post has.
pub fn names_near(key: &str, reader: &IndexReader, names: &[&str]) -> Result<Vec<String>> {
    let own = names.iter().map(|&name| ValueCount { value: name.to_owned(), count: 0 });
    Ok(nearest(key, meta_keys(reader)?.into_iter().chain(own).collect()).if_near().collect())
}

/// The value that a part asks for.
fn value_of(leaf: &Leaf) -> Option<&str> {
    match &leaf.term {
        Term::Word(text) | Term::Exact(text) | Term::Phrase { text, .. } => Some(text),
        _ => None,
    }
}

/// The values of a field that are compared as a whole.
pub fn values(reader: &IndexReader, scope: &Scope) -> Result<Vec<ValueCount>> {
    match scope {
        Scope::Tag => column_values(reader, columns::TAG),
        Scope::Category => column_values(reader, columns::CATEGORY),
        Scope::Author => column_values(reader, columns::AUTHOR),
        Scope::Language => column_values(reader, columns::LANGUAGE),
        Scope::Meta(key) => meta_values(reader, key),
        _ => Ok(Vec::new()),
    }
}

/// Whether a key is another one or lies below it: `author.name` below `author`.
fn is_below(known: &str, key: &str) -> bool {
    known.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The searches with another value of a flag.
fn of_filters(reader: &IndexReader, request: &Request) -> Result<Vec<Suggestion>> {
    let asked = Variant::of(request);
    let mut suggestions = Vec::new();
    for (flag, column, choose) in FLAGS {
        let typed = choose(&mut asked.filters.clone()).clone();
        let [value] = typed.as_slice() else { continue };
        let mut only = Filters::default();
        choose(&mut only).clone_from(&typed);
        if variant::posts(reader, &Node::All, &only)? > 0 {
            continue;
        }
        for other in nearest(value, column_values(reader, column)?).if_near() {
            let change = (format!("{flag} {value}"), format!("{flag} {other}"));
            let mut variant = asked.clone();
            *choose(&mut variant.filters) = vec![other];
            suggestions.extend(found(reader, request, SuggestionKind::Value, change, variant)?);
        }
    }
    Ok(suggestions)
}

/// Values in place of one that no post has.
#[derive(Debug, PartialEq)]
struct Nearest {
    values: Vec<ValueCount>,
    /// Whether they are like what was typed; else they are only the most frequent.
    are_near: bool,
}

impl Nearest {
    /// The values that are like what was typed.
    fn if_near(self) -> impl Iterator<Item = String> {
        let are_near = self.are_near;
        self.values.into_iter().filter(move |_| are_near).map(|value| value.value)
    }
}

/// The values nearest to what was typed, or if none is near, the most frequent.
fn nearest(typed: &str, values: Vec<ValueCount>) -> Nearest {
    let letters = typed.chars().count();
    let reach = match letters {
        SHORTEST_FOR_TWO.. => 2,
        SHORTEST.. => 1,
        _ => 0,
    };
    let typed_small = typed.to_lowercase();
    let mut ranked: Vec<_> = values
        .into_iter()
        .map(|value| {
            let is_part = letters >= SHORTEST && value.value.to_lowercase().contains(&typed_small);
            let distance = distance(typed, &value.value);
            (if is_part { distance.min(reach) } else { distance }, value)
        })
        .collect();
    let are_near = ranked.iter().any(|&(distance, _)| distance <= reach);
    if are_near {
        ranked.retain(|&(distance, _)| distance <= reach);
        ranked.sort_by_key(|&(distance, ref value)| (distance, Reverse(value.count)));
    } else {
        ranked.sort_by_key(|(_, value)| Reverse(value.count));
    }
    let values = ranked.into_iter().take(MOST_VALUES).map(|(_, value)| value).collect();
    Nearest { values, are_near }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_are_offered_or_else_the_most_frequent() {
        let table: [(&str, &[(&str, u64)], &[&str], bool); 7] = [
            ("wrold", &[("news", 9), ("world", 3), ("word", 5)], &["world", "word"], true),
            ("psot", &[("page", 9), ("post", 3)], &["post"], true),
            ("xyzzy", &[("a", 1), ("b", 4), ("c", 3), ("d", 2)], &["b", "c", "d"], false),
            ("karabakh", &[("Nagorno-Karabakh", 2), ("news", 9)], &["Nagorno-Karabakh"], true),
            ("eng", &[("de", 9), ("en", 3)], &["en"], true),
            ("xx", &[("de", 9), ("en", 30)], &["en", "de"], false),
            ("x", &[], &[], false),
        ];
        for (typed, values, expected, are_near) in table {
            let values =
                values.iter().map(|&(value, count)| ValueCount { value: value.to_owned(), count });
            let found = nearest(typed, values.collect());
            let values: Vec<_> = found.values.iter().map(|value| value.value.as_str()).collect();
            assert_eq!((values.as_slice(), found.are_near), (expected, are_near), "{typed}");
        }
    }

    #[test]
    fn a_key_is_there_if_others_lie_below_it() {
        let table = [
            ("author", "author", true),
            ("author.name", "author", true),
            ("authors", "author", false),
        ];
        for (known, key, expected) in table {
            assert_eq!(is_below(known, key), expected, "{known}");
        }
    }
}
