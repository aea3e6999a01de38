//! What every answer says of the search that it is about.

use schemars::JsonSchema;
use serde::Serialize;

use super::FORMAT_VERSION;
use super::advice::{NoHitsWire, SuggestionWire};
use super::number::milliseconds;
use super::results::{IndexWire, QueryWire, WarningWire};
use crate::render::SearchCommand;
use crate::search::Results;

/// The search that an answer is about.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Search")]
pub(super) struct SearchWire<'a> {
    /// The version of this format: 1. Keys are only ever added under the same version.
    format_version: u32,
    query: QueryWire<'a>,
    /// How many posts match.
    total: u64,
    /// How long it took, in milliseconds.
    took_ms: f64,
    index: IndexWire,
    /// What was odd about the query, or is about the answer.
    warnings: Vec<WarningWire<'a>>,
    /// Which part of the query left nothing; null if posts match.
    no_hits: Option<NoHitsWire<'a>>,
    /// Searches that find something.
    suggestions: Vec<SuggestionWire<'a>>,
}

impl<'a> SearchWire<'a> {
    /// The search of these results.
    pub(super) fn new(results: &'a Results, command: &SearchCommand) -> Self {
        let suggestions = results.suggestions.iter();
        Self {
            format_version: FORMAT_VERSION,
            query: QueryWire::from(results),
            total: results.total,
            took_ms: milliseconds(results.took),
            index: IndexWire::from(&results.index),
            warnings: results.warnings.iter().map(WarningWire::from).collect(),
            no_hits: results.no_hits.as_ref().map(NoHitsWire::from),
            suggestions: suggestions.map(|other| SuggestionWire::new(other, command)).collect(),
        }
    }
}
