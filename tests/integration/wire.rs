//! The wire format once more, as a script would declare it: nothing missing, nothing unknown.

#![expect(dead_code, reason = "what no test looks at must be declared all the same to be known")]

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Results {
    pub format_version: u32,
    pub query: Query,
    pub total: u64,
    pub took_ms: f64,
    pub index: Index,
    pub warnings: Vec<Warning>,
    pub hits: Vec<Hit>,
    pub facets: BTreeMap<String, Vec<FacetValue>>,
    #[serde(default)]
    pub facet_totals: BTreeMap<String, FacetTotals>,
    pub no_hits: Option<NoHits>,
    pub suggestions: Vec<Suggestion>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FacetValue {
    pub value: String,
    pub count: u64,
    pub query: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FacetTotals {
    pub distinct: u64,
    pub missing: u64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Timeline {
    pub format_version: u32,
    pub by: String,
    pub took_ms: f64,
    pub index: Index,
    pub queries: Vec<Series>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Series {
    pub query: String,
    pub parsed: String,
    pub relaxed: bool,
    pub corrected: Option<String>,
    pub warnings: Vec<Warning>,
    pub total: u64,
    pub undated: u64,
    pub buckets: Vec<Bucket>,
    pub bursts: Vec<Burst>,
    pub no_hits: Option<NoHits>,
    pub suggestions: Vec<Suggestion>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bucket {
    pub label: String,
    pub from: String,
    pub to: String,
    pub count: u64,
    pub posts: u64,
    pub per_hundred: Option<f64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Burst {
    pub from: String,
    pub to: String,
    pub count: u64,
    pub expected: f64,
    pub lead: Lead,
}

#[derive(Debug, Deserialize)]
pub struct Lead {
    pub id: String,
    pub path: String,
    pub title: String,
    pub date: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoHits {
    pub clauses: Vec<Clause>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    pub text: String,
    pub kind: String,
    pub posts: u64,
    pub posts_without: Option<u64>,
    pub known: Vec<Count>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suggestion {
    pub kind: String,
    pub from: String,
    pub to: Option<String>,
    pub query: String,
    pub posts: u64,
    pub command: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Explained {
    pub posts: u64,
    pub words: Vec<ExplainedWord>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExplainedWord {
    pub text: String,
    pub fields: std::collections::BTreeMap<String, f64>,
    pub posts: u64,
    pub rarity: f64,
    pub boost: f64,
    pub feedback: bool,
    pub forms: Vec<ExplainedForm>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExplainedForm {
    pub text: String,
    pub kind: String,
    pub weight: f64,
    pub languages: Option<Vec<String>>,
    pub posts: u64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    pub length: f64,
    pub parts: Vec<Part>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    pub kind: String,
    pub words: Vec<String>,
    pub score: f64,
    pub count: f64,
    pub posts: Option<u64>,
    pub boost: Option<f64>,
    pub age_days: Option<f64>,
}

/// A line of the answers to many queries.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    pub id: String,
    pub format_version: u32,
    pub query: Query,
    pub total: u64,
    pub took_ms: f64,
    pub index: Index,
    pub warnings: Vec<Warning>,
    pub hits: Vec<Hit>,
    pub facets: BTreeMap<String, Vec<FacetValue>>,
    #[serde(default)]
    pub facet_totals: BTreeMap<String, FacetTotals>,
    pub no_hits: Option<NoHits>,
    pub suggestions: Vec<Suggestion>,
}

/// The same for a query that cannot be searched.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FailedAnswer {
    pub format_version: u32,
    pub id: String,
    pub error: Reason,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evaluation {
    pub format_version: u32,
    pub queries: usize,
    pub unanswered: usize,
    pub ndcg_cut_10: f64,
    pub map: f64,
    pub recip_rank: f64,
    pub recall_100: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Query {
    pub text: String,
    pub parsed: String,
    pub relaxed: bool,
    pub corrected: Option<String>,
    pub explained: Option<Explained>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Index {
    pub posts: u64,
    pub generation: u64,
    pub committed_at: String,
    pub complete: bool,
    pub stale: Option<u64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Warning {
    pub code: String,
    pub message: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hit {
    pub rank: usize,
    pub score: f64,
    pub id: String,
    pub path: String,
    pub path_bytes: Option<String>,
    pub title: String,
    pub title_highlights: Vec<[usize; 2]>,
    pub description: Option<String>,
    pub url: Option<String>,
    pub image: Option<String>,
    pub date: Option<String>,
    pub date_precision: Option<String>,
    pub date_source: Option<String>,
    #[serde(default)]
    pub date_future: bool,
    pub authors: Vec<String>,
    pub tags: Vec<String>,
    pub categories: Vec<String>,
    pub language: Option<String>,
    pub language_source: Option<String>,
    pub snippets: Vec<Snippet>,
    pub explanation: Option<Explanation>,
    pub copies: Option<Vec<Copy>>,
    pub copies_total: Option<u64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Copy {
    pub id: String,
    pub path: String,
    pub path_bytes: Option<String>,
    pub title: String,
    pub date: Option<String>,
    pub date_precision: Option<String>,
    pub date_source: Option<String>,
    pub similarity: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedPost {
    pub id: String,
    pub path: String,
    pub path_bytes: Option<String>,
    pub title: String,
    pub date: Option<String>,
    pub date_precision: Option<String>,
    pub date_source: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snippet {
    pub field: String,
    pub text: String,
    pub highlights: Vec<[usize; 2]>,
    pub section: Option<String>,
    pub line: Option<u32>,
    #[expect(dead_code, reason = "that it is a text or null is all that is looked at here")]
    pub url: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    pub format_version: u32,
    pub id: String,
    pub path: String,
    pub path_bytes: Option<String>,
    pub title: String,
    pub description: Option<String>,
    pub date: Option<String>,
    pub date_precision: Option<String>,
    pub date_source: Option<String>,
    pub authors: Vec<String>,
    pub tags: Vec<String>,
    pub categories: Vec<String>,
    pub language: Option<String>,
    pub language_source: Option<String>,
    pub url: Option<String>,
    pub image: Option<String>,
    pub draft: bool,
    pub headings: Vec<String>,
    pub captions: Vec<String>,
    pub links: Vec<String>,
    pub images: Vec<String>,
    pub text: String,
    pub meta: serde_json::Map<String, Value>,
    pub problems: Vec<Problem>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    pub code: String,
    pub message: String,
    pub line: Option<u32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    pub format_version: u32,
    pub corpus: String,
    pub index: String,
    pub generation: u64,
    pub seen: usize,
    pub indexed: usize,
    pub added: usize,
    pub modified: usize,
    pub renamed: usize,
    pub removed: usize,
    pub unchanged: usize,
    pub remaining: usize,
    pub skipped: usize,
    pub failed: usize,
    pub ignored: usize,
    pub reread: Option<String>,
    pub complete: bool,
    pub posts_with_problems: usize,
    pub bytes: u64,
    pub took_ms: f64,
    pub posts_per_second: f64,
    pub skipped_files: Vec<LeftOut>,
    pub failed_files: Vec<LeftOut>,
    pub date_order: Option<DateOrder>,
    pub problems: Vec<PostProblem>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PostProblem {
    pub path: String,
    pub code: String,
    pub message: String,
    pub line: Option<u32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateOrder {
    pub order: Option<String>,
    pub basis: String,
    pub day_first: u64,
    pub month_first: u64,
    pub ambiguous: u64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    pub format_version: u32,
    pub posts: u64,
    pub counts: std::collections::BTreeMap<String, u64>,
    pub date_order: Option<DateOrder>,
    pub problems: Vec<PostProblem>,
    pub skipped_files: Vec<LeftOut>,
    pub failed_files: Vec<LeftOut>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeftOut {
    pub path: String,
    pub code: String,
    pub reason: String,
    pub kept: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stats {
    pub format_version: u32,
    pub posts: u64,
    pub dated: u64,
    pub first_day: Option<String>,
    pub last_day: Option<String>,
    pub languages: Vec<Count>,
    pub tags: Vec<Count>,
    pub categories: Vec<Count>,
    pub authors: Vec<Count>,
    pub skipped_files: Vec<LeftOut>,
    pub failed_files: Vec<LeftOut>,
    pub bytes: u64,
    pub segments: usize,
    pub generation: u64,
    pub committed_at: String,
    pub complete: bool,
    pub kwic: String,
    pub corpus: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verification {
    pub format_version: u32,
    pub whole: bool,
    pub generation: Option<u64>,
    pub files: u64,
    pub bytes: u64,
    pub posts: Option<u64>,
    pub damage: Vec<Finding>,
    pub notes: Vec<Finding>,
    pub repaired: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    pub file: String,
    pub code: String,
    pub message: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Count {
    pub value: String,
    pub count: u64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Failure {
    pub format_version: u32,
    pub error: Reason,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    pub code: String,
    pub message: String,
    pub hint: Option<String>,
}

/// Reads an answer as the one document that it is.
#[track_caller]
pub fn read<'a, T: Deserialize<'a>>(stdout: &'a str) -> T {
    serde_json::from_str(stdout).unwrap_or_else(|error| panic!("{error} in:\n{stdout}"))
}
