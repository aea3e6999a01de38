//! Queries that have a name, by which they may stand in other ones.

use std::collections::BTreeMap;

/// A longer text is not expanded any further, in bytes; no query may be as long.
const LONGEST: usize = 1 << 20;
/// Names that differ in more of their letters are not taken for each other.
const FARTHEST: usize = 2;

/// Queries by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedQueries(BTreeMap<String, NamedQuery>);

/// A query that has a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedQuery {
    /// The query, with all that narrows it down.
    pub text: String,
    /// What it is for.
    pub description: Option<String>,
    /// Whether new posts that it finds are to be told.
    pub watch: bool,
}

/// A place in a query where one that has a name may be meant.
struct Mention<'a> {
    /// Where its `@` is, in bytes.
    start: usize,
    name: &'a str,
}

impl NamedQueries {
    /// Names a query. Returns whether the name can be typed: letters, digits, `-` and `_`.
    #[must_use]
    pub fn add(&mut self, name: &str, query: NamedQuery) -> bool {
        let can_be_typed = !name.is_empty() && name.chars().all(is_of_name);
        if can_be_typed {
            self.0.insert(name.to_owned(), query);
        }
        can_be_typed
    }

    /// The queries with their names, by the alphabet.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &NamedQuery)> {
        self.0.iter().map(|(name, query)| (name.as_str(), query))
    }

    /// The query of a name.
    pub fn get(&self, name: &str) -> Option<&NamedQuery> {
        self.0.get(name)
    }

    /// A query with each `@name` replaced by the query of that name, as a group. Names that no query
    /// has are words, and so is the name of a query within itself. Quoted text stays as it is.
    pub fn expanded(&self, query: &str) -> String {
        let mut budget = LONGEST;
        self.expanded_within(query, &mut Vec::new(), &mut budget)
    }

    fn expanded_within<'a>(
        &'a self,
        query: &'a str,
        outer: &mut Vec<&'a str>,
        budget: &mut usize,
    ) -> String {
        let mut expanded = String::new();
        let mut end = 0;
        for mention in mentions(query) {
            let Some(named) = self.0.get(mention.name) else { continue };
            if outer.contains(&mention.name) || named.text.len() > *budget {
                continue;
            }
            *budget -= named.text.len();
            outer.push(mention.name);
            let inner = self.expanded_within(&named.text, outer, budget);
            outer.pop();
            expanded.push_str(&query[end..mention.start]);
            expanded.extend(["(", inner.as_str(), ")"]);
            end = mention.start + '@'.len_utf8() + mention.name.len();
        }
        expanded + &query[end..]
    }

    /// The names in a query that no query has, each with the one that may have been meant.
    pub fn near_misses<'a>(&'a self, query: &'a str) -> Vec<(&'a str, &'a str)> {
        let unknown = mentions(query).into_iter().map(|mention| mention.name);
        let unknown = unknown.filter(|name| !self.0.contains_key(*name));
        unknown
            .filter_map(|name| Some((name, nearest(name, self.0.keys().map(String::as_str))?)))
            .collect()
    }
}

/// The one of some names that was most likely meant by another one, if any was.
pub fn nearest<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let distances = names.map(|name| (strsim::osa_distance(&typed, &name.to_lowercase()), name));
    let near = distances.filter(|&(distance, name)| {
        distance <= FARTHEST && distance * 2 < name.chars().count().max(typed.chars().count())
    });
    near.min().map(|(_, name)| name)
}

/// Each `@name` of a query that stands by itself, outside of quotes.
fn mentions(query: &str) -> Vec<Mention<'_>> {
    let mut found = Vec::new();
    let (mut is_quoted, mut before) = (false, None);
    for (start, c) in query.char_indices() {
        if matches!(c, '"' | '“' | '”' | '„') {
            is_quoted = !is_quoted;
        }
        let may_begin =
            before.is_none_or(|c: char| c.is_whitespace() || matches!(c, '(' | '+' | '-'));
        before = Some(c);
        if c != '@' || is_quoted || !may_begin {
            continue;
        }
        let rest = &query[start + c.len_utf8()..];
        let name = &rest[..rest.find(|c| !is_of_name(c)).unwrap_or(rest.len())];
        let after = rest[name.len()..].chars().next();
        let ends = after.is_none_or(|c| c.is_whitespace() || matches!(c, ')' | '^'));
        if ends && !name.is_empty() {
            found.push(Mention { start, name });
        }
    }
    found
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named() -> NamedQueries {
        let mut named = NamedQueries::default();
        let queries = [
            ("peace", "truce OR cease-fire"),
            ("both", "@peace lavrov"),
            ("self", "a @self"),
            ("b-2", "\"x @peace y\""),
        ];
        for (name, text) in queries {
            assert!(named.add(name, NamedQuery { text: text.into(), ..NamedQuery::default() }));
        }
        named
    }

    #[test]
    fn names_become_groups() {
        let table = [
            ("@peace", "(truce OR cease-fire)"),
            ("@peace lavrov", "(truce OR cease-fire) lavrov"),
            ("x -@peace^2 (@peace)", "x -(truce OR cease-fire)^2 ((truce OR cease-fire))"),
            ("@both", "((truce OR cease-fire) lavrov)"),
            ("@self", "(a @self)"),
            ("@b-2", "(\"x @peace y\")"),
            ("@peaces me@peace @peace. \"@peace\"", "@peaces me@peace @peace. \"@peace\""),
            ("@ @", "@ @"),
            ("", ""),
        ];
        for (query, expected) in table {
            assert_eq!(named().expanded(query), expected, "{query}");
        }
    }

    #[test]
    fn names_that_multiply_come_to_an_end() {
        let mut named = NamedQueries::default();
        for level in 0..40 {
            let inner = format!("@q{}", level + 1);
            let text = vec![inner; 40].join(" ");
            assert!(named.add(&format!("q{level}"), NamedQuery { text, ..NamedQuery::default() }));
        }
        assert!(named.expanded("@q0").len() < 4 * LONGEST);
    }

    #[test]
    fn only_names_that_can_be_typed_are_taken() {
        for (name, can_be_typed) in
            [("a", true), ("мир-2_b", true), ("a b", false), ("", false), ("a.b", false)]
        {
            assert_eq!(
                NamedQueries::default().add(name, NamedQuery::default()),
                can_be_typed,
                "{name}"
            );
        }
    }

    #[test]
    fn the_nearest_name_is_offered() {
        let named = named();
        assert_eq!(named.near_misses("@paece @peace @nothing"), [("paece", "peace")]);
        let table = [
            ("corpsu", Some("corpus")),
            ("Corpus", Some("corpus")),
            ("x", None),
            ("indexes", Some("index")),
        ];
        for (typed, expected) in table {
            assert_eq!(nearest(typed, ["corpus", "index"].into_iter()), expected, "{typed}");
        }
    }
}
