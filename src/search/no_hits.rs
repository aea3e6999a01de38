//! Which part of a query left nothing.

use super::known_value;
use super::suggestion::{Suggestion, SuggestionKind};
use super::variant::Variant;
use crate::error::Result;
use crate::index::{IndexReader, ValueCount};
use crate::query::{DayRange, Filters, Leaf, Node, Term, parse, revised, typed};

/// Queries with more clauses are not taken apart: each is looked at with all the others.
const MOST_CLAUSES: usize = 12;

/// Why a query finds nothing.
#[derive(Clone, Debug)]
pub struct NoHits {
    /// What a post had to meet, all of it.
    pub clauses: Vec<Clause>,
}

/// One thing that a post had to meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The clause as it is typed: a part of the query, or a flag.
    pub text: String,
    /// What it is.
    pub kind: ClauseKind,
    /// How many posts meet it.
    pub posts: u64,
    /// How many posts the query finds without it; `None` if nothing else is asked for.
    pub without: Option<u64>,
    /// Where no post has the value or the front-matter key that it asks for: those that there are,
    /// nearest first, or if none is near, most frequent first.
    pub known: Vec<ValueCount>,
}

/// The kinds of clauses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClauseKind {
    /// A word, or a pattern of one.
    Word,
    /// Words in quotes.
    Phrase,
    /// A value of a field.
    Field,
    /// What a post must lack.
    Exclusion,
    /// Several parts of which any will do.
    Group,
    /// A filter by a flag.
    Filter,
}

impl ClauseKind {
    /// The name of this kind in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Phrase => "phrase",
            Self::Field => "field",
            Self::Exclusion => "exclusion",
            Self::Group => "group",
            Self::Filter => "filter",
        }
    }

    fn of(node: &Node) -> Self {
        match node {
            Node::Not(_) => Self::Exclusion,
            Node::Leaf(Leaf { field: Some(_), .. }) => Self::Field,
            Node::Leaf(Leaf { term: Term::Phrase { .. }, .. }) => Self::Phrase,
            Node::Leaf(_) | Node::All => Self::Word,
            _ => Self::Group,
        }
    }
}

/// A clause, the search for it alone, and the one for all but it.
struct Parted {
    text: String,
    kind: ClauseKind,
    alone: Variant,
    rest: Option<Variant>,
    asked: Asked,
}

/// For what value a clause asks.
enum Asked {
    Part(Option<Leaf>),
    Filter(Filters),
}

impl Asked {
    fn known(&self, reader: &IndexReader) -> Result<Vec<ValueCount>> {
        match self {
            Self::Part(None) => Ok(Vec::new()),
            Self::Part(Some(leaf)) => known_value::of_leaf(reader, leaf),
            Self::Filter(filters) => known_value::of_filter(reader, filters),
        }
    }
}

impl NoHits {
    /// Takes a search apart that finds nothing. The searches without one of its clauses come with
    /// it, where they find something.
    pub(super) fn of(reader: &IndexReader, asked: &Variant) -> Result<(Self, Vec<Suggestion>)> {
        let mut parts = of_query(asked)?;
        parts.extend(of_filters(asked, parts.is_empty()));
        let (mut clauses, mut suggestions) = (Vec::new(), Vec::new());
        if parts.len() > MOST_CLAUSES {
            return Ok((Self { clauses }, suggestions));
        }
        for Parted { text, kind, alone, rest, asked } in parts {
            let without = rest.as_ref().map(|rest| rest.posts(reader)).transpose()?;
            let posts = alone.posts(reader)?;
            if let (Some(variant), Some(posts @ 1..)) = (rest, without) {
                suggestions.push(Suggestion {
                    kind: SuggestionKind::Without,
                    from: text.clone(),
                    to: None,
                    variant,
                    posts,
                });
            }
            let known = if posts == 0 { asked.known(reader)? } else { Vec::new() };
            clauses.push(Clause { text, kind, posts, without, known });
        }
        Ok((Self { clauses }, suggestions))
    }
}

/// The clauses of the query; of several, of which any will do, there is one.
fn of_query(asked: &Variant) -> Result<Vec<Parted>> {
    let [query] = asked.queries.as_slice() else {
        let text = asked.queries.join(" OR ");
        let rest = has_filters(&asked.filters).then(|| all_posts(asked.filters.clone()));
        let alone = Variant { filters: Filters::default(), ..asked.clone() };
        let asked = Asked::Part(None);
        return Ok(vec![Parted { text, kind: ClauseKind::Group, alone, rest, asked }]);
    };
    let node = parse(query, asked.today)?.node;
    let parts = match &node {
        Node::And(parts) => parts.as_slice(),
        one => std::slice::from_ref(one),
    };
    let clauses = parts.iter().enumerate().filter(|(_, part)| **part != Node::All);
    let parted = clauses.map(|(place, part)| {
        let alone = match part {
            Node::Not(_) => typed(&Node::And(vec![Node::All, part.clone()])),
            part => typed(part),
        };
        let others: Vec<&Node> =
            parts.iter().enumerate().filter(|&(other, _)| other != place).map(|(_, p)| p).collect();
        let rest = match others.as_slice() {
            [] if !has_filters(&asked.filters) => None,
            [] => Some(all_posts(asked.filters.clone())),
            others => {
                let is_only_not = others.iter().all(|part| matches!(part, Node::Not(_)));
                let others = if is_only_not { vec![Node::All] } else { Vec::new() };
                let query = typed(&revised(&node, &[place], 1, others));
                Some(asked.with_query(0, query))
            }
        };
        Parted {
            text: typed(part),
            kind: ClauseKind::of(part),
            alone: Variant::new(alone, Filters::default()),
            rest,
            asked: Asked::Part(leaf_of(part)),
        }
    });
    Ok(parted.collect())
}

fn leaf_of(node: &Node) -> Option<Leaf> {
    if let Node::Leaf(leaf) = node { Some(leaf.clone()) } else { None }
}

/// The filters by flags, each of which drops posts.
fn of_filters(asked: &Variant, is_alone: bool) -> Vec<Parted> {
    let none = Filters::default;
    let Filters { days, tags, authors, languages } = asked.filters.clone();
    let kinds = [
        (days_flags(days), Filters { days, ..none() }),
        (flags("--tag", &tags), Filters { tags, ..none() }),
        (flags("--author", &authors), Filters { authors, ..none() }),
        (flags("--lang", &languages), Filters { languages, ..none() }),
    ];
    let kinds = kinds.into_iter().filter(|(text, _)| !text.is_empty());
    kinds
        .map(|(text, only)| {
            let filters = without(&asked.filters, &only);
            let is_last = is_alone && !has_filters(&filters);
            Parted {
                text,
                kind: ClauseKind::Filter,
                alone: all_posts(only.clone()),
                rest: (!is_last).then(|| Variant { filters, ..asked.clone() }),
                asked: Asked::Filter(only),
            }
        })
        .collect()
}

/// The filters without those of one kind.
fn without(filters: &Filters, only: &Filters) -> Filters {
    let keep = |values: &[String], dropped: &[String]| {
        if dropped.is_empty() { values.to_vec() } else { Vec::new() }
    };
    Filters {
        days: if only.days == DayRange::default() { filters.days } else { DayRange::default() },
        tags: keep(&filters.tags, &only.tags),
        authors: keep(&filters.authors, &only.authors),
        languages: keep(&filters.languages, &only.languages),
    }
}

fn all_posts(filters: Filters) -> Variant {
    Variant::new("*".to_owned(), filters)
}

fn has_filters(filters: &Filters) -> bool {
    !filter_flags(filters).is_empty()
}

/// Filters as they are typed on the command line, flag by flag.
pub fn filter_flags(filters: &Filters) -> Vec<(&'static str, String)> {
    let days = [("--since", filters.days.from), ("--until", filters.days.to)];
    let days = days.into_iter().filter_map(|(flag, day)| Some((flag, day?.to_string())));
    let values =
        [("--tag", &filters.tags), ("--author", &filters.authors), ("--lang", &filters.languages)];
    let values = values
        .into_iter()
        .flat_map(|(flag, values)| values.iter().map(move |value| (flag, value.clone())));
    days.chain(values).collect()
}

fn days_flags(days: DayRange) -> String {
    shown(&filter_flags(&Filters { days, ..Filters::default() }))
}

fn flags(flag: &'static str, values: &[String]) -> String {
    shown(&values.iter().map(|value| (flag, value.clone())).collect::<Vec<_>>())
}

fn shown(flags: &[(&str, String)]) -> String {
    flags.iter().map(|(flag, value)| format!("{flag} {value}")).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &str, tags: &[&str]) -> Variant {
        let tags = tags.iter().map(|&tag| tag.to_owned()).collect();
        let filters = Filters {
            days: DayRange::parse("2020..", None).expect("is one"),
            tags,
            ..Filters::default()
        };
        let filters = if query.contains("since") {
            filters
        } else {
            Filters { days: DayRange::default(), ..filters }
        };
        Variant::new(query.to_owned(), filters)
    }

    #[test]
    fn queries_are_taken_apart() {
        // Each clause with its kind, the query for it alone and the one without it.
        let table: [(&str, &[&str], &[&str]); 6] = [
            ("a", &[], &["a word a -"]),
            ("a \"b c\"", &[], &["a word a \"b c\"", "\"b c\" phrase \"b c\" a"]),
            ("a -b", &[], &["a word a * NOT b", "NOT b exclusion * NOT b a"]),
            ("(a OR b) tag:c", &[], &["a OR b group a OR b tag:c", "tag:c field tag:c a OR b"]),
            ("a", &["b"], &["a word a *", "--tag b filter * a"]),
            (
                "a since",
                &["b", "c"],
                &[
                    "a word a since",
                    "since word since a",
                    "--since 2020-01-01 filter * a since",
                    "--tag b --tag c filter * a since",
                ],
            ),
        ];
        for (query, tags, expected) in table {
            let asked = asked(query, tags);
            let mut parts = of_query(&asked).expect(query);
            parts.extend(of_filters(&asked, parts.is_empty()));
            let found = parts.into_iter().map(|Parted { text, kind, alone, rest, .. }| {
                let rest = rest.map_or("-".to_owned(), |rest| rest.queries[0].clone());
                format!("{text} {} {} {rest}", kind.as_str(), alone.queries[0])
            });
            assert_eq!(found.collect::<Vec<_>>(), expected, "{query}");
        }
    }

    #[test]
    fn a_filter_goes_and_the_others_stay() {
        let asked = asked("since", &["b"]);
        let parts = of_filters(&asked, false);
        let rests: Vec<_> = parts
            .into_iter()
            .filter_map(|part| part.rest)
            .map(|rest| shown(&filter_flags(&rest.filters)))
            .collect();
        assert_eq!(rests, ["--tag b", "--since 2020-01-01"]);
    }
}
