//! Why nothing was found, and what else may be searched for.

use schemars::JsonSchema;
use serde::Serialize;

use super::count::{CountWire, counts};
use crate::render::SearchCommand;
use crate::search::{Clause, NoHits, Results, Suggestion};

/// What is said of a query that finds nothing, or not what was meant.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Advice")]
pub(super) struct AdviceWire<'a> {
    /// Which part of the query left nothing; null if there are hits.
    no_hits: Option<NoHitsWire<'a>>,
    /// Other searches that find something.
    suggestions: Vec<SuggestionWire<'a>>,
}

/// Why nothing was found.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "NoHits")]
struct NoHitsWire<'a> {
    /// The parts of the query of which each post must meet all.
    clauses: Vec<ClauseWire<'a>>,
}

/// A part of a query that found nothing.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Clause")]
struct ClauseWire<'a> {
    /// The part as it was typed.
    text: &'a str,
    /// `word`, `phrase`, `field`, `exclusion`, `group` or `filter`.
    kind: &'static str,
    /// How many posts meet it alone.
    posts: u64,
    /// How many posts the query finds without it; null if it asks for nothing else.
    posts_without: Option<u64>,
    /// Values or keys that there are, where no post has the one that was typed.
    known: Vec<CountWire<'a>>,
}

/// Another search, which finds something.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Suggestion")]
struct SuggestionWire<'a> {
    /// `spelling`, `value`, `field` or `without`.
    kind: &'static str,
    /// The part of the query that is replaced or left out.
    from: &'a str,
    /// What stands in its place; null if it is left out.
    to: Option<&'a str>,
    /// The other query.
    query: String,
    /// How many posts it finds.
    posts: u64,
    /// The command that runs it, quoted for a POSIX shell.
    command: String,
}

impl<'a> AdviceWire<'a> {
    /// The advice on a search, with the commands of other ones.
    pub(super) fn new(results: &'a Results, command: &SearchCommand) -> Self {
        let suggestions = results.suggestions.iter();
        Self {
            no_hits: results.no_hits.as_ref().map(NoHitsWire::from),
            suggestions: suggestions.map(|other| SuggestionWire::new(other, command)).collect(),
        }
    }
}

impl<'a> From<&'a NoHits> for NoHitsWire<'a> {
    fn from(no_hits: &'a NoHits) -> Self {
        let clauses = no_hits.clauses.iter().map(|clause| {
            let Clause { text, kind, posts, without, known } = clause;
            let (kind, posts, posts_without) = (kind.as_str(), *posts, *without);
            ClauseWire { text, kind, posts, posts_without, known: counts(known) }
        });
        Self { clauses: clauses.collect() }
    }
}

impl<'a> SuggestionWire<'a> {
    fn new(suggestion: &'a Suggestion, command: &SearchCommand) -> Self {
        let Suggestion { kind, from, to, variant, posts } = suggestion;
        Self {
            kind: kind.as_str(),
            from,
            to: to.as_deref(),
            query: variant.queries.join(" OR "),
            posts: *posts,
            command: command.line(variant),
        }
    }
}
