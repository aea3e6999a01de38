//! Posts over time.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::advice::AdviceWire;
use super::copies::NamedPostWire;
use super::number::{milliseconds, rounded};
use super::search::{IndexWire, WarningWire};
use super::{FORMAT_VERSION, document};
use crate::render::SearchCommand;
use crate::search::{Bucket, Burst, Series, Timeline};

/// How many posts match some queries over time.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Timeline")]
pub(super) struct TimelineWire<'a> {
    /// The version of this format: 1. Keys are only ever added under the same version.
    format_version: u32,
    /// The length of the buckets: `day`, `week`, `month`, `quarter` or `year`.
    by: &'static str,
    /// How long it took, in milliseconds.
    took_ms: f64,
    index: IndexWire,
    /// The queries in their order.
    queries: Vec<SeriesWire<'a>>,
}

/// A query over time.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Series")]
struct SeriesWire<'a> {
    /// The query as it was typed.
    query: &'a str,
    /// The query as it was understood.
    parsed: &'a str,
    /// Whether no post has all the words, and these have most of them.
    relaxed: bool,
    /// The query with a typo corrected that was run instead; null if it was run as typed.
    corrected: Option<String>,
    /// What was odd about the query, or is about the answer.
    warnings: Vec<WarningWire<'a>>,
    /// How many posts match, dated or not.
    total: u64,
    /// How many of them have no date of their own and are in no bucket.
    undated: u64,
    /// Every bucket from the first to the last, the same ones for all queries; none if no matching
    /// post has a date.
    buckets: Vec<BucketWire>,
    /// Where the query matches many more posts than elsewhere, in order.
    bursts: Vec<BurstWire<'a>>,
    #[serde(flatten)]
    advice: AdviceWire<'a>,
}

/// A span of the calendar.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Bucket")]
struct BucketWire {
    /// Its name: `2020-10-14`, `2020-W42`, `2020-10`, `2020-Q4` or `2020`.
    label: String,
    /// Its first day, or that of `--since`.
    #[schemars(extend("format" = "date"))]
    from: String,
    /// Its last day, or that of `--until`.
    #[schemars(extend("format" = "date"))]
    to: String,
    /// How many posts match.
    count: u64,
    /// How many posts there are, whatever their words, that meet the filters.
    posts: u64,
    /// How many of a hundred posts match; null if there are no posts.
    per_hundred: Option<f64>,
}

/// Buckets in a row in which a query matches many more posts than elsewhere.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Burst")]
struct BurstWire<'a> {
    /// The first day.
    #[schemars(extend("format" = "date"))]
    from: String,
    /// The last day.
    #[schemars(extend("format" = "date"))]
    to: String,
    /// How many posts match.
    count: u64,
    /// How many would if the query's posts were spread over the time as all posts are.
    expected: f64,
    /// The post that ranks first.
    lead: NamedPostWire<'a>,
}

/// Prints how many posts match some queries over time, with the commands of other searches.
///
/// # Errors
/// If it cannot be written.
pub fn timeline(
    timeline: &Timeline,
    command: &SearchCommand,
    out: &mut dyn Write,
) -> io::Result<()> {
    let series = timeline.series.iter();
    let wire = TimelineWire {
        format_version: FORMAT_VERSION,
        by: timeline.unit.as_str(),
        took_ms: milliseconds(timeline.took),
        index: IndexWire::from(&timeline.index),
        queries: series.map(|series| SeriesWire::new(series, timeline, command)).collect(),
    };
    document(&wire, out)
}

impl<'a> SeriesWire<'a> {
    fn new(series: &'a Series, timeline: &'a Timeline, command: &SearchCommand) -> Self {
        let results = &series.results;
        let buckets = timeline.buckets.iter().enumerate();
        let bursts = series.bursts.iter();
        Self {
            query: &results.query,
            parsed: &results.parsed,
            relaxed: results.relaxed,
            corrected: results
                .correction
                .as_ref()
                .map(|correction| correction.queries.join(" OR ")),
            warnings: results.warnings.iter().map(WarningWire::from).collect(),
            total: results.total,
            undated: series.undated,
            buckets: buckets
                .map(|(index, bucket)| BucketWire {
                    label: timeline.unit.label(bucket.from),
                    from: bucket.from.to_string(),
                    to: bucket.to.to_string(),
                    count: series.counts[index],
                    posts: bucket.posts,
                    per_hundred: series.per_hundred(index, bucket).map(rounded),
                })
                .collect(),
            bursts: bursts.map(|burst| BurstWire::new(burst, &timeline.buckets)).collect(),
            advice: AdviceWire::new(results, command),
        }
    }
}

impl<'a> BurstWire<'a> {
    fn new(burst: &'a Burst, buckets: &[Bucket]) -> Self {
        let (from, to) = burst.days(buckets);
        Self {
            from: from.to_string(),
            to: to.to_string(),
            count: burst.count,
            expected: rounded(burst.expected),
            lead: NamedPostWire::from(&burst.lead),
        }
    }
}
