//! Why nothing was found, and what else may be searched for.

use serde::Serialize;

use super::{CountWire, counts};
use crate::render::SearchCommand;
use crate::search::{Clause, NoHits, Suggestion};

#[derive(Serialize)]
pub(super) struct NoHitsWire<'a> {
    clauses: Vec<ClauseWire<'a>>,
}

#[derive(Serialize)]
struct ClauseWire<'a> {
    text: &'a str,
    kind: &'static str,
    posts: u64,
    posts_without: Option<u64>,
    known: Vec<CountWire<'a>>,
}

#[derive(Serialize)]
pub(super) struct SuggestionWire<'a> {
    kind: &'static str,
    from: &'a str,
    to: Option<&'a str>,
    query: String,
    posts: u64,
    command: String,
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
    pub(super) fn new(suggestion: &'a Suggestion, command: &SearchCommand) -> Self {
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
