//! The answer to a search as lines, each an object that says what it is.

use std::io::{self, Write};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use schemars::JsonSchema;
use serde::Serialize;

use super::FORMAT_VERSION;
use super::advice::AdviceWire;
use super::error::{ErrorWire, Reason};
use super::hit::HitWire;
use super::results::FacetsWire;
use super::search::{AskedWire, IndexWire, QueryWire, WarningWire};
use crate::corpus::PostPath;
use crate::render::SearchCommand;
use crate::search::Results;

/// A line of an answer: one `begin`, the `warning`s, a `hit` for each post, and one `summary`; or an
/// `error`, which may also be all there is.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
#[schemars(rename = "Line")]
pub(super) enum LineWire<'a> {
    /// The first line: what is answered, and by what.
    Begin(BeginWire<'a>),
    /// Something odd that did not stop the search.
    Warning(WarningWire<'a>),
    /// A post that matches.
    Hit(Box<HitWire<'a, TypedPathWire<'a>>>),
    /// The last line: how many there are, and what else may be searched for.
    Summary(SummaryWire<'a>),
    /// Why there is no answer.
    Error(FailedLineWire<'a>),
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Begin")]
pub(super) struct BeginWire<'a> {
    /// The version of this format: 1. Keys and types of lines are only ever added under the same
    /// version.
    format_version: u32,
    query: QueryWire<'a>,
    index: IndexWire,
}

/// How many posts match, and what else there is to say of all of them.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Summary")]
pub(super) struct SummaryWire<'a> {
    /// How many posts match, shown or not.
    total: u64,
    /// How many lines of hits came before.
    shown: usize,
    /// How long the search took, in milliseconds.
    took_ms: f64,
    #[serde(flatten)]
    facets: FacetsWire<'a>,
    #[serde(flatten)]
    advice: AdviceWire<'a>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FailedLine")]
pub(super) struct FailedLineWire<'a> {
    /// The version of this format: 1.
    format_version: u32,
    #[serde(flatten)]
    error: ErrorWire<'a>,
}

/// The path of a post in a line.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "TypedPath")]
pub(super) struct TypedPathWire<'a> {
    /// The path inside the corpus, with slashes.
    path: TextOrBytesWire<'a>,
}

/// `{"text": ...}`, or `{"bytes": ...}` in base64 for what is not UTF-8.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "TextOrBytes")]
enum TextOrBytesWire<'a> {
    /// What is UTF-8, as it is.
    Text(String),
    /// What is not, in base64.
    #[serde(serialize_with = "base64")]
    Bytes(#[schemars(with = "String", extend("contentEncoding" = "base64"))] &'a [u8]),
}

fn base64<S: serde::Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&BASE64_STANDARD.encode(bytes))
}

impl<'a> From<&'a PostPath> for TypedPathWire<'a> {
    fn from(path: &'a PostPath) -> Self {
        let bytes = path.odd_bytes().map(TextOrBytesWire::Bytes);
        Self { path: bytes.unwrap_or_else(|| TextOrBytesWire::Text(path.to_string())) }
    }
}

/// Prints the answer to a search as lines, with the commands of other ones.
///
/// # Errors
/// If it cannot be written.
pub fn result_lines(
    results: &Results,
    command: &SearchCommand,
    out: &mut dyn Write,
) -> io::Result<()> {
    let AskedWire { query, index, warnings, total, took_ms, .. } = AskedWire::from(results);
    let hits = results.hits.iter();
    let summary = SummaryWire {
        total,
        shown: hits.len(),
        took_ms,
        facets: FacetsWire::from(results),
        advice: AdviceWire::new(results, command),
    };
    let begin = BeginWire { format_version: FORMAT_VERSION, query, index };
    line(&LineWire::Begin(begin), out)?;
    warnings.into_iter().try_for_each(|warning| line(&LineWire::Warning(warning), out))?;
    for hit in hits {
        line(&LineWire::Hit(Box::new(HitWire::from(hit))), out)?;
    }
    line(&LineWire::Summary(summary), out)
}

/// Prints why there is no answer, as a line.
///
/// # Errors
/// If it cannot be written.
pub fn failure_line(reason: &Reason<'_>, out: &mut dyn Write) -> io::Result<()> {
    let error = ErrorWire::from(reason);
    line(&LineWire::Error(FailedLineWire { format_version: FORMAT_VERSION, error }), out)
}

fn line(wire: &LineWire<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, wire)?;
    writeln!(out)
}
