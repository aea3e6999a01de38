//! What every answer says of the search that it is about.

use schemars::JsonSchema;
use serde::Serialize;

use super::FORMAT_VERSION;
use super::advice::AdviceWire;
use super::explanation::ExplainedWire;
use super::number::milliseconds;
use crate::query::Warning;
use crate::render::SearchCommand;
use crate::search::{IndexState, Results};

/// The search that an answer is about.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Search")]
pub(super) struct SearchWire<'a> {
    #[serde(flatten)]
    asked: AskedWire<'a>,
    #[serde(flatten)]
    advice: AdviceWire<'a>,
}

/// What was asked of which index, and how many posts match.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Asked")]
pub(super) struct AskedWire<'a> {
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

impl<'a> SearchWire<'a> {
    /// The search of these results, with the commands of other ones.
    pub(super) fn new(results: &'a Results, command: &SearchCommand) -> Self {
        Self { asked: AskedWire::from(results), advice: AdviceWire::new(results, command) }
    }
}

impl<'a> From<&'a Results> for AskedWire<'a> {
    fn from(results: &'a Results) -> Self {
        Self {
            format_version: FORMAT_VERSION,
            query: QueryWire::from(results),
            total: results.total,
            took_ms: milliseconds(results.took),
            index: IndexWire::from(&results.index),
            warnings: results.warnings.iter().map(WarningWire::from).collect(),
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
