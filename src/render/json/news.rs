//! What came in that watched queries find.

use std::io::{self, Write};

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

use super::hit::HitWire;
use super::search::WarningWire;
use super::{FORMAT_VERSION, document};
use crate::index::Manifest;
use crate::query::ArrivedAfter;
use crate::search::News;

/// What came in that watched queries find.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "New")]
pub(super) struct NewWire<'a> {
    /// The version of this format: 1. Keys are only ever added under the same version.
    format_version: u32,
    /// The number of the last commit of the index, which `--since` takes.
    generation: u64,
    /// The watched queries by the alphabet, also those that find nothing new.
    queries: Vec<NewsWire<'a>>,
}

/// What a watched query finds that is new.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "News")]
struct NewsWire<'a> {
    /// The name of the query.
    name: &'a str,
    /// The query as it was understood.
    parsed: &'a str,
    /// The commit after which posts count as new; null if a time says so, or all do.
    since_generation: Option<u64>,
    /// The time after which they do, in UTC; null if a commit says so, or all do.
    #[schemars(extend("format" = "date-time"))]
    since_time: Option<String>,
    /// How many new posts match, shown or not.
    total: u64,
    /// What was odd about the query.
    warnings: Vec<WarningWire<'a>>,
    /// The posts, newest first.
    hits: Vec<HitWire<'a>>,
}

/// Prints what came in that watched queries find.
///
/// # Errors
/// If it cannot be written.
pub fn news(news: &[News], manifest: &Manifest, out: &mut dyn Write) -> io::Result<()> {
    let wire = NewWire {
        format_version: FORMAT_VERSION,
        generation: manifest.commit,
        queries: news.iter().map(NewsWire::from).collect(),
    };
    document(&wire, out)
}

impl<'a> From<&'a News> for NewsWire<'a> {
    fn from(News { name, since, results }: &'a News) -> Self {
        let (since_generation, since_time) = match since {
            None => (None, None),
            Some(ArrivedAfter::Commit(commit)) => (Some(*commit), None),
            Some(ArrivedAfter::Time(second)) => (None, Timestamp::from_second(*second).ok()),
        };
        Self {
            name,
            parsed: &results.parsed,
            since_generation,
            since_time: since_time.map(|time| time.to_string()),
            total: results.total,
            warnings: results.warnings.iter().map(WarningWire::from).collect(),
            hits: results.hits.iter().map(HitWire::from).collect(),
        }
    }
}
