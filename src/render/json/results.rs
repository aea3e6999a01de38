//! The answer to a search.

use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::advice::{NoHitsWire, SuggestionWire};
use super::explanation::ExplainedWire;
use super::facet::{self, FacetTotalsWire, FacetValueWire};
use super::hit::HitWire;
use super::number::milliseconds;
use super::{FORMAT_VERSION, document};
use crate::query::Warning;
use crate::render::SearchCommand;
use crate::search::{IndexState, Results};

/// The answer to a search.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Results")]
pub(super) struct ResultsWire<'a> {
    /// The version of this format: 1. Keys are only ever added under the same version.
    format_version: u32,
    pub(super) query: QueryWire<'a>,
    /// How many posts match, shown or not.
    pub(super) total: u64,
    /// How long the search took, in milliseconds.
    pub(super) took_ms: f64,
    pub(super) index: IndexWire,
    /// What was odd about the query, or is about the answer.
    pub(super) warnings: Vec<WarningWire<'a>>,
    /// The posts, best first unless another order was asked for.
    hits: Vec<HitWire<'a>>,
    /// How often each value of a field occurs among all posts that match, by the field's name.
    pub(super) facets: BTreeMap<&'a str, Vec<FacetValueWire<'a>>>,
    /// With `--facet`: how many values each field has in all, and how many posts have none.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) facet_totals: BTreeMap<&'a str, FacetTotalsWire>,
    /// Which part of the query left nothing; null if there are hits.
    pub(super) no_hits: Option<NoHitsWire<'a>>,
    /// Other searches that find something.
    pub(super) suggestions: Vec<SuggestionWire<'a>>,
}

/// How the query was read.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Query")]
pub(super) struct QueryWire<'a> {
    /// The query as it was typed.
    text: &'a str,
    /// The query as it was understood.
    parsed: &'a str,
    /// Whether no post has all the words, and these have most of them.
    relaxed: bool,
    /// The query with a typo corrected that was run instead; null if it was run as typed.
    corrected: Option<String>,
    /// With `--explain`: what each word was taken for.
    #[serde(skip_serializing_if = "Option::is_none")]
    explained: Option<ExplainedWire<'a>>,
}

/// The index that answered.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Index")]
pub(super) struct IndexWire {
    /// How many posts it holds.
    posts: u64,
    /// The number of its last commit, from 1.
    generation: u64,
    /// When that was, in UTC.
    #[schemars(extend("format" = "date-time"))]
    committed_at: String,
    /// Whether every file of the folder was read; false after a build that was broken off.
    complete: bool,
    /// How many posts have changed since; null if the folder was not looked at fully.
    stale: Option<u64>,
}

/// Something odd that did not stop the search.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Warning")]
pub(super) struct WarningWire<'a> {
    /// What kind of oddity, for programs.
    code: &'static str,
    /// The same for people.
    message: &'a str,
}

/// Prints the answer to a search, with the commands of other ones.
///
/// # Errors
/// If it cannot be written.
pub fn results(results: &Results, command: &SearchCommand, out: &mut dyn Write) -> io::Result<()> {
    document(&ResultsWire::new(results, command), out)
}

impl<'a> ResultsWire<'a> {
    pub(super) fn new(results: &'a Results, command: &SearchCommand) -> Self {
        let suggestions = results.suggestions.iter();
        Self {
            format_version: FORMAT_VERSION,
            query: QueryWire::from(results),
            total: results.total,
            took_ms: milliseconds(results.took),
            index: IndexWire::from(&results.index),
            warnings: results.warnings.iter().map(WarningWire::from).collect(),
            hits: results.hits.iter().map(HitWire::from).collect(),
            facets: facet::values(&results.facets),
            facet_totals: facet::totals(&results.facets),
            no_hits: results.no_hits.as_ref().map(NoHitsWire::from),
            suggestions: suggestions.map(|other| SuggestionWire::new(other, command)).collect(),
        }
    }
}

impl<'a> From<&'a Results> for QueryWire<'a> {
    fn from(results: &'a Results) -> Self {
        let correction = results.correction.as_ref();
        Self {
            text: &results.query,
            parsed: &results.parsed,
            relaxed: results.relaxed,
            corrected: correction.map(|correction| correction.queries.join(" OR ")),
            explained: results.explained.as_ref().map(ExplainedWire::from),
        }
    }
}

impl From<&IndexState> for IndexWire {
    fn from(state: &IndexState) -> Self {
        Self {
            posts: state.posts,
            generation: state.generation,
            committed_at: format!("{:.0}", state.committed_at),
            complete: state.complete,
            stale: state.stale,
        }
    }
}

impl<'a> From<&'a Warning> for WarningWire<'a> {
    fn from(warning: &'a Warning) -> Self {
        Self { code: warning.code.as_str(), message: &warning.message }
    }
}
