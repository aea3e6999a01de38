//! Which part of a query left nothing.

use super::known_value;
use super::suggestion::{Suggestion, SuggestionKind};
use super::variant::{self, Variant};
use crate::error::Result;
use crate::index::{IndexReader, ValueCount};
use crate::query::{
    DayRange, Filters, Leaf, Node, Term, Warning, WarningCode, parse, parse_any, revised, typed,
};

/// Of more clauses, only those that fewest posts meet are looked into: each takes a search for all
/// the others.
const MOST_CLAUSES: usize = 12;

/// Why a query finds nothing.
#[derive(Clone, Debug)]
pub struct NoHits {
    /// What a post had to meet, all of it; of more than were looked into, what fewest posts meet.
    pub clauses: Vec<Clause>,
    /// How many clauses were not looked into.
    pub others: usize,
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

/// A clause, and the search for all but it, if that asks for anything.
struct Parted {
    text: String,
    kind: ClauseKind,
    asked: Asked,
    rest: Option<Rest>,
}

/// A search without one of its clauses.
struct Rest {
    node: Node,
    filters: Filters,
    /// The same as it is typed, if it can be.
    variant: Option<Variant>,
}

/// What a clause asks for.
enum Asked {
    Part(Node),
    Filter(Filters),
}

impl Asked {
    /// How many posts meet it.
    fn posts(&self, reader: &IndexReader) -> Result<u64> {
        match self {
            Self::Part(part @ Node::Not(_)) => {
                let node = Node::And(vec![Node::All, part.clone()]);
                variant::posts(reader, &node, &Filters::default())
            }
            Self::Part(part) => variant::posts(reader, part, &Filters::default()),
            Self::Filter(filters) => variant::posts(reader, &Node::All, filters),
        }
    }

    /// The values that there are, if no post has the one that it asks for.
    fn known(&self, reader: &IndexReader) -> Result<Vec<ValueCount>> {
        match self {
            Self::Part(Node::Leaf(leaf)) => known_value::of_leaf(reader, leaf),
            Self::Part(_) => Ok(Vec::new()),
            Self::Filter(filters) => known_value::of_filter(reader, filters),
        }
    }
}

impl NoHits {
    /// Takes a search apart that finds nothing. The searches without one of its clauses come with
    /// it, where they find something.
    pub(super) fn of(reader: &IndexReader, asked: &Variant) -> Result<(Self, Vec<Suggestion>)> {
        let mut parts = of_query(asked)?;
        parts.extend(of_filters(asked, parts.is_empty())?);
        let others = parts.len().saturating_sub(MOST_CLAUSES);
        if others > 0 {
            parts = rarest(parts, reader)?;
        }
        let (mut clauses, mut suggestions) = (Vec::new(), Vec::new());
        for Parted { text, kind, asked, rest } in parts {
            let count = |rest: &Rest| variant::posts(reader, &rest.node, &rest.filters);
            let without = rest.as_ref().map(count).transpose()?;
            let posts = asked.posts(reader)?;
            let variant = rest.and_then(|rest| rest.variant);
            if let (Some(variant), Some(posts @ 1..)) = (variant, without) {
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
        Ok((Self { clauses, others }, suggestions))
    }

    /// Nothing is known of the clauses, of which there are so many.
    pub(super) fn unknown(clauses: usize) -> Self {
        Self { clauses: Vec::new(), others: clauses }
    }

    /// Says that not all clauses were looked into, if so.
    pub(super) fn warning(&self) -> Option<Warning> {
        let asked = self.clauses.len() + self.others;
        let message = match self.clauses.len() {
            _ if self.others == 0 => return None,
            0 => format!("which of {asked} words and phrases left nothing is not looked into"),
            some => format!("of {asked} clauses, only the {some} that fewest posts meet are named"),
        };
        Some(Warning { code: WarningCode::TooManyTerms, message })
    }
}

/// The clauses that fewest posts meet, as many as are looked into, in the order of the query.
fn rarest(parts: Vec<Parted>, reader: &IndexReader) -> Result<Vec<Parted>> {
    let mut counted = Vec::with_capacity(parts.len());
    for (place, part) in parts.into_iter().enumerate() {
        counted.push((part.asked.posts(reader)?, place, part));
    }
    counted.sort_by_key(|&(posts, place, _)| (posts, place));
    counted.truncate(MOST_CLAUSES);
    counted.sort_by_key(|&(_, place, _)| place);
    Ok(counted.into_iter().map(|(.., part)| part).collect())
}

/// The clauses of the query; of several, of which any will do, there is one.
fn of_query(asked: &Variant) -> Result<Vec<Parted>> {
    let [query] = asked.queries.as_slice() else {
        let node = parse_any(&asked.queries, asked.today)?.node;
        let (text, kind) = (typed(&node), ClauseKind::Group);
        let rest = has_filters(&asked.filters).then(|| Rest::of_filters(asked));
        return Ok(vec![Parted { text, kind, asked: Asked::Part(node), rest }]);
    };
    let node = parse(query, asked.today)?.node;
    let parts = match &node {
        Node::And(parts) => parts.as_slice(),
        one => std::slice::from_ref(one),
    };
    let clauses = parts.iter().enumerate().filter(|(_, part)| **part != Node::All);
    let parted = clauses.map(|(place, part)| Parted {
        text: typed(part),
        kind: ClauseKind::of(part),
        asked: Asked::Part(part.clone()),
        rest: Rest::of_query(asked, &node, parts, place),
    });
    Ok(parted.collect())
}

impl Rest {
    /// The query without one of its parts.
    fn of_query(asked: &Variant, node: &Node, parts: &[Node], place: usize) -> Option<Self> {
        let others = || parts.iter().enumerate().filter(|&(other, _)| other != place);
        if others().next().is_none() {
            return has_filters(&asked.filters).then(|| Self::of_filters(asked));
        }
        let is_only_not = others().all(|(_, part)| matches!(part, Node::Not(_)));
        let instead = if is_only_not { vec![Node::All] } else { Vec::new() };
        let node = revised(node, &[place], 1, instead);
        let variant = asked.with_query(0, &node);
        Some(Self { node, filters: asked.filters.clone(), variant })
    }

    /// The filters alone.
    fn of_filters(asked: &Variant) -> Self {
        let filters = asked.filters.clone();
        let variant = Variant::new("*".to_owned(), filters.clone());
        Self { node: Node::All, filters, variant: Some(variant) }
    }
}

/// The filters by flags, each of which drops posts.
fn of_filters(asked: &Variant, is_alone: bool) -> Result<Vec<Parted>> {
    let none = Filters::default;
    let node = parse_any(&asked.queries, asked.today)?.node;
    let Filters { days, tags, authors, languages, .. } = asked.filters.clone();
    let kinds = [
        (days_flags(days), Filters { days, ..none() }),
        (flags("--tag", &tags), Filters { tags, ..none() }),
        (flags("--author", &authors), Filters { authors, ..none() }),
        (flags("--lang", &languages), Filters { languages, ..none() }),
    ];
    let kinds = kinds.into_iter().filter(|(text, _)| !text.is_empty());
    let parted = kinds.map(|(text, only)| {
        let filters = without(&asked.filters, &only);
        let is_last = is_alone && !has_filters(&filters);
        let variant = Some(Variant { filters: filters.clone(), ..asked.clone() });
        let rest = (!is_last).then(|| Rest { node: node.clone(), filters, variant });
        Parted { text, kind: ClauseKind::Filter, asked: Asked::Filter(only), rest }
    });
    Ok(parted.collect())
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
        arrived: filters.arrived,
    }
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
    use jiff::civil::Date;

    use super::*;

    fn asked(query: &str, tags: &[&str]) -> Variant {
        let from = query.contains("since").then(|| Date::constant(2020, 1, 1));
        let tags = tags.iter().map(|&tag| tag.to_owned()).collect();
        let filters = Filters { days: DayRange { from, to: None }, tags, ..Filters::default() };
        Variant::new(query.to_owned(), filters)
    }

    #[test]
    fn queries_are_taken_apart() {
        // Each clause with its kind and the query without it.
        let table: [(&str, &[&str], &[&str]); 7] = [
            ("a", &[], &["a word -"]),
            ("a \"b c\"", &[], &["a word \"b c\"", "\"b c\" phrase a"]),
            ("a -b", &[], &["a word * NOT b", "NOT b exclusion a"]),
            ("-b -c", &[], &["NOT b exclusion * NOT c", "NOT c exclusion * NOT b"]),
            ("(a OR b) tag:c", &[], &["a OR b group tag:c", "tag:c field a OR b"]),
            ("a", &["b"], &["a word *", "--tag b filter a"]),
            (
                "a since",
                &["b", "c"],
                &[
                    "a word since",
                    "since word a",
                    "--since 2020-01-01 filter a since",
                    "--tag b --tag c filter a since",
                ],
            ),
        ];
        for (query, tags, expected) in table {
            let asked = asked(query, tags);
            let mut parts = of_query(&asked).expect(query);
            parts.extend(of_filters(&asked, parts.is_empty()).expect(query));
            let found = parts.into_iter().map(|Parted { text, kind, rest, .. }| {
                let rest = rest.and_then(|rest| rest.variant);
                let rest = rest.map_or("-".to_owned(), |rest| rest.queries[0].clone());
                format!("{text} {} {rest}", kind.as_str())
            });
            assert_eq!(found.collect::<Vec<_>>(), expected, "{query}");
        }
    }

    #[test]
    fn what_cannot_be_typed_is_no_command() {
        let parts = of_query(&asked("OR ONE", &[])).expect("is a query");
        let rests: Vec<_> = parts.into_iter().filter_map(|part| part.rest).collect();
        assert_eq!(rests.len(), 2);
        let commands = rests.into_iter().filter_map(|rest| rest.variant);
        let commands: Vec<_> = commands.map(|variant| variant.queries.concat()).collect();
        assert_eq!(commands, ["ONE"]);
    }

    #[test]
    fn a_filter_goes_and_the_others_stay() {
        let parts = of_filters(&asked("since", &["b"]), false).expect("is a query");
        let rests = parts.into_iter().filter_map(|part| part.rest);
        let rests: Vec<_> = rests.map(|rest| shown(&filter_flags(&rest.filters))).collect();
        assert_eq!(rests, ["--tag b", "--since 2020-01-01"]);
    }
}
