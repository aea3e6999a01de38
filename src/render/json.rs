//! Results and reports for scripts: the wire format, with structs of its own.
//!
//! Every answer is one JSON document, with no hits and with errors too. Ranges of characters are
//! `[start, end)` in Unicode code points. Unknown values are `null`, lists are never `null`. Keys
//! are only ever added under the same `format_version`.

mod advice;
mod batch;
mod evaluation;
mod explanation;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;
use std::time::Duration;

use base64::prelude::{BASE64_STANDARD, Engine as _};
pub use batch::answer_line;
pub use evaluation::evaluation;
use serde::Serialize;

use super::SearchCommand;
use crate::check::CheckReport;
use crate::corpus::date::{DateOrder, OrderDecision};
use crate::corpus::{DateSource, LanguageSource, Map, Post, PostPath, Problem};
use crate::error::Error;
use crate::index::{Finding, IndexReader, LedgerEntry, Stats, StoredPost, ValueCount};
use crate::ingest::{IngestReport, Reread};
use crate::query::Warning;
use crate::search::{Hit, IndexState, Results, Snippet};
use crate::verify::Verification;
use advice::{NoHitsWire, SuggestionWire};
use explanation::{ExplainedWire, ExplanationWire};

/// The version of the wire format.
pub const FORMAT_VERSION: u32 = 1;

#[derive(Serialize)]
struct ResultsWire<'a> {
    format_version: u32,
    query: QueryWire<'a>,
    total: u64,
    took_ms: f64,
    index: IndexWire,
    warnings: Vec<WarningWire<'a>>,
    hits: Vec<HitWire<'a>>,
    facets: BTreeMap<String, Vec<CountWire<'a>>>,
    no_hits: Option<NoHitsWire<'a>>,
    suggestions: Vec<SuggestionWire<'a>>,
}

#[derive(Serialize)]
struct QueryWire<'a> {
    text: &'a str,
    parsed: &'a str,
    relaxed: bool,
    corrected: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explained: Option<ExplainedWire<'a>>,
}

#[derive(Serialize)]
struct IndexWire {
    posts: u64,
    generation: u64,
    committed_at: String,
    complete: bool,
    stale: Option<u64>,
}

#[derive(Serialize)]
struct WarningWire<'a> {
    code: &'static str,
    message: &'a str,
}

#[derive(Serialize)]
struct HitWire<'a> {
    rank: usize,
    score: f32,
    id: &'a str,
    #[serde(flatten)]
    path: PathWire,
    title: &'a str,
    title_highlights: Vec<[usize; 2]>,
    description: Option<&'a str>,
    url: Option<&'a str>,
    image: Option<&'a str>,
    #[serde(flatten)]
    date: DateWire,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    date_future: bool,
    authors: &'a [String],
    tags: &'a [String],
    categories: &'a [String],
    language: Option<&'a str>,
    language_source: Option<&'static str>,
    snippets: Vec<SnippetWire<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<ExplanationWire<'a>>,
}

#[derive(Serialize)]
struct PathWire {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    path_bytes: Option<String>,
}

#[derive(Serialize)]
struct DateWire {
    date: Option<String>,
    date_precision: Option<&'static str>,
    date_source: Option<&'static str>,
}

#[derive(Serialize)]
struct SnippetWire<'a> {
    field: &'static str,
    text: &'a str,
    highlights: Vec<[usize; 2]>,
    section: Option<&'a str>,
    line: Option<u32>,
}

#[derive(Serialize)]
struct PostWire<'a> {
    id: &'a str,
    #[serde(flatten)]
    path: PathWire,
    title: &'a str,
    description: Option<&'a str>,
    #[serde(flatten)]
    date: DateWire,
    authors: &'a [String],
    tags: &'a [String],
    categories: &'a [String],
    language: Option<&'a str>,
    language_source: Option<&'static str>,
    url: Option<&'a str>,
    image: Option<&'a str>,
    draft: bool,
    headings: Vec<&'a str>,
    captions: Vec<&'a str>,
    links: &'a [String],
    images: &'a [String],
    text: String,
    meta: &'a Map,
    problems: Vec<ProblemWire<'a>>,
}

#[derive(Serialize)]
struct ProblemWire<'a> {
    code: &'static str,
    message: &'a str,
    line: Option<u32>,
}

#[derive(Serialize)]
struct ReportWire<'a> {
    format_version: u32,
    corpus: String,
    index: String,
    generation: u64,
    seen: u64,
    indexed: u64,
    added: u64,
    modified: u64,
    renamed: u64,
    removed: u64,
    unchanged: u64,
    remaining: u64,
    skipped: usize,
    failed: usize,
    ignored: u64,
    reread: Option<&'static str>,
    complete: bool,
    posts_with_problems: u64,
    bytes: u64,
    took_ms: f64,
    posts_per_second: f64,
    skipped_files: Vec<LedgerWire<'a>>,
    failed_files: Vec<LedgerWire<'a>>,
    date_order: Option<DateOrderWire>,
    problems: Vec<PostProblemWire<'a>>,
}

#[derive(Serialize)]
struct DateOrderWire {
    order: Option<&'static str>,
    basis: &'static str,
    day_first: u64,
    month_first: u64,
    ambiguous: u64,
}

#[derive(Serialize)]
struct PostProblemWire<'a> {
    path: String,
    #[serde(flatten)]
    problem: ProblemWire<'a>,
}

#[derive(Serialize)]
struct CheckWire<'a> {
    format_version: u32,
    posts: u64,
    counts: BTreeMap<&'static str, u64>,
    date_order: Option<DateOrderWire>,
    problems: Vec<PostProblemWire<'a>>,
    skipped_files: Vec<LedgerWire<'a>>,
    failed_files: Vec<LedgerWire<'a>>,
}

#[derive(Serialize)]
struct LedgerWire<'a> {
    path: String,
    code: &'a str,
    reason: &'a str,
    kept: bool,
}

#[derive(Serialize)]
struct StatsWire<'a> {
    format_version: u32,
    posts: u64,
    dated: u64,
    first_day: Option<String>,
    last_day: Option<String>,
    languages: Vec<CountWire<'a>>,
    tags: Vec<CountWire<'a>>,
    categories: Vec<CountWire<'a>>,
    authors: Vec<CountWire<'a>>,
    skipped_files: Vec<LedgerWire<'a>>,
    failed_files: Vec<LedgerWire<'a>>,
    bytes: u64,
    segments: usize,
    generation: u64,
    committed_at: String,
    complete: bool,
    kwic: &'a str,
    corpus: String,
}

#[derive(Serialize)]
struct VerificationWire<'a> {
    format_version: u32,
    whole: bool,
    generation: Option<u64>,
    files: u64,
    bytes: u64,
    posts: Option<u64>,
    damage: Vec<FindingWire<'a>>,
    notes: Vec<FindingWire<'a>>,
    repaired: bool,
}

#[derive(Serialize)]
struct FindingWire<'a> {
    file: &'a str,
    code: &'static str,
    message: String,
}

#[derive(Serialize)]
struct CountWire<'a> {
    value: &'a str,
    count: u64,
}

#[derive(Serialize)]
struct FailureWire<'a> {
    error: ErrorWire<'a>,
}

#[derive(Serialize)]
struct ErrorWire<'a> {
    code: &'a str,
    message: &'a str,
    hint: Option<&'a str>,
}

/// Prints the answer to a search, with the commands of other ones.
///
/// # Errors
/// If it cannot be written.
pub fn results(results: &Results, command: &SearchCommand, out: &mut dyn Write) -> io::Result<()> {
    document(&results_wire(results, command), out)
}

fn results_wire<'a>(results: &'a Results, command: &SearchCommand) -> ResultsWire<'a> {
    let suggestions = results.suggestions.iter();
    ResultsWire {
        format_version: FORMAT_VERSION,
        query: query(results),
        total: results.total,
        took_ms: milliseconds(results.took),
        index: index(&results.index),
        warnings: results.warnings.iter().map(warning).collect(),
        hits: results.hits.iter().map(hit).collect(),
        facets: BTreeMap::new(),
        no_hits: results.no_hits.as_ref().map(NoHitsWire::from),
        suggestions: suggestions.map(|other| SuggestionWire::new(other, command)).collect(),
    }
}

/// Prints one post as kwic reads it.
///
/// # Errors
/// If it cannot be written.
pub fn post(stored: &StoredPost, out: &mut dyn Write) -> io::Result<()> {
    document(&PostWire::from(stored), out)
}

/// One post as kwic reads it, on one line with its line end.
///
/// # Errors
/// None that has been seen: everything in a post has a form in JSON.
pub fn post_line(stored: &StoredPost) -> io::Result<Vec<u8>> {
    let mut line = serde_json::to_vec(&PostWire::from(stored))?;
    line.push(b'\n');
    Ok(line)
}

impl<'a> From<&'a StoredPost> for PostWire<'a> {
    fn from(StoredPost { id, post }: &'a StoredPost) -> Self {
        Self {
            id: id.as_str(),
            path: path(&post.path),
            title: &post.title,
            description: post.description.as_deref(),
            date: date(post),
            authors: &post.authors,
            tags: &post.tags,
            categories: &post.categories,
            language: post.language.as_deref(),
            language_source: post.language_source.map(LanguageSource::as_str),
            url: post.url.as_deref(),
            image: post.image.as_deref(),
            draft: post.draft,
            headings: post.headings().collect(),
            captions: post.captions().collect(),
            links: &post.links,
            images: &post.images,
            text: post.text(),
            meta: &post.meta,
            problems: post.problems.iter().map(problem).collect(),
        }
    }
}

/// Prints what an index run did.
///
/// # Errors
/// If it cannot be written.
pub fn report(report: &IngestReport, out: &mut dyn Write) -> io::Result<()> {
    document(&report_wire(report), out)
}

/// Prints what an index run did, on one line.
///
/// # Errors
/// If it cannot be written.
pub fn report_line(report: &IngestReport, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &report_wire(report))?;
    writeln!(out)
}

fn report_wire(report: &IngestReport) -> ReportWire<'_> {
    ReportWire {
        format_version: FORMAT_VERSION,
        corpus: report.corpus.to_string_lossy().into_owned(),
        index: report.index.to_string_lossy().into_owned(),
        generation: report.commit,
        seen: report.seen,
        indexed: report.indexed(),
        added: report.changes.added,
        modified: report.changes.modified,
        renamed: report.changes.renamed,
        removed: report.changes.removed,
        unchanged: report.unchanged,
        remaining: report.remaining,
        skipped: report.skipped().len(),
        failed: report.failed().len(),
        ignored: report.ignored,
        reread: report.reread.map(Reread::as_str),
        complete: report.complete,
        posts_with_problems: report.posts_with_problems,
        bytes: report.bytes,
        took_ms: milliseconds(report.took),
        posts_per_second: rounded(report.posts_per_second()),
        skipped_files: ledger(report.skipped()),
        failed_files: ledger(report.failed()),
        date_order: report.date_order.as_ref().map(date_order),
        problems: report.problems.iter().map(post_problem).collect(),
    }
}

/// Prints what is wrong with which post.
///
/// # Errors
/// If it cannot be written.
pub fn check(report: &CheckReport, out: &mut dyn Write) -> io::Result<()> {
    let counts = report.counts().into_iter().map(|(code, count)| (code.as_str(), count));
    let wire = CheckWire {
        format_version: FORMAT_VERSION,
        posts: report.posts,
        counts: counts.collect(),
        date_order: report.date_order.as_ref().map(date_order),
        problems: report.problems.iter().map(post_problem).collect(),
        skipped_files: ledger(&report.ledger.skipped),
        failed_files: ledger(&report.ledger.failed),
    };
    document(&wire, out)
}

/// Prints what an index holds.
///
/// # Errors
/// If it cannot be written.
pub fn stats(stats: &Stats, reader: &IndexReader, out: &mut dyn Write) -> io::Result<()> {
    let wire = StatsWire {
        format_version: FORMAT_VERSION,
        posts: stats.posts,
        dated: stats.dated,
        first_day: stats.days.map(|(first, _)| first.to_string()),
        last_day: stats.days.map(|(_, last)| last.to_string()),
        languages: counts(&stats.languages),
        tags: counts(&stats.tags),
        categories: counts(&stats.categories),
        authors: counts(&stats.authors),
        skipped_files: ledger(&stats.ledger.skipped),
        failed_files: ledger(&stats.ledger.failed),
        bytes: stats.bytes,
        segments: stats.segments,
        generation: stats.generation,
        committed_at: format!("{:.0}", stats.committed_at),
        complete: stats.complete,
        kwic: &stats.kwic,
        corpus: reader.corpus().to_string_lossy().into_owned(),
    };
    document(&wire, out)
}

/// Prints whether an index is whole, and whether it was built anew because it was not.
///
/// # Errors
/// If it cannot be written.
pub fn verification(
    verification: &Verification,
    repaired: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (files, bytes) = verification.size;
    let wire = VerificationWire {
        format_version: FORMAT_VERSION,
        whole: verification.is_whole(),
        generation: verification.commit,
        files,
        bytes,
        posts: verification.posts,
        damage: verification.damage().map(finding).collect(),
        notes: verification.notes().map(finding).collect(),
        repaired,
    };
    document(&wire, out)
}

fn finding(finding: &Finding) -> FindingWire<'_> {
    let Finding { file, fault } = finding;
    FindingWire { file, code: fault.code(), message: fault.to_string() }
}

/// Prints why a run stopped.
///
/// # Errors
/// If it cannot be written.
pub fn failure(error: &Error, out: &mut dyn Write) -> io::Result<()> {
    usage_failure(error.code(), &error.to_string(), error.hint().as_deref(), out)
}

/// Prints why a command line cannot be run.
///
/// # Errors
/// If it cannot be written.
pub fn usage_failure(
    code: &str,
    message: &str,
    hint: Option<&str>,
    out: &mut dyn Write,
) -> io::Result<()> {
    document(&FailureWire { error: ErrorWire { code, message, hint } }, out)
}

fn document(wire: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, wire)?;
    writeln!(out)
}

fn query(results: &Results) -> QueryWire<'_> {
    QueryWire {
        text: &results.query,
        parsed: &results.parsed,
        relaxed: results.relaxed,
        corrected: results.correction.as_ref().map(|correction| correction.queries.join(" OR ")),
        explained: results.explained.as_ref().map(ExplainedWire::from),
    }
}

fn index(state: &IndexState) -> IndexWire {
    IndexWire {
        posts: state.posts,
        generation: state.generation,
        committed_at: format!("{:.0}", state.committed_at),
        complete: state.complete,
        stale: state.stale,
    }
}

fn warning(warning: &Warning) -> WarningWire<'_> {
    WarningWire { code: warning.code.as_str(), message: &warning.message }
}

fn hit(hit: &Hit) -> HitWire<'_> {
    let post = &hit.post;
    HitWire {
        rank: hit.rank,
        score: hit.score,
        id: hit.id.as_str(),
        path: path(&post.path),
        title: &post.title,
        title_highlights: pairs(&hit.title_highlights),
        description: post.description.as_deref(),
        url: post.url.as_deref(),
        image: post.image.as_deref(),
        date: date(post),
        date_future: hit.is_future,
        authors: &post.authors,
        tags: &post.tags,
        categories: &post.categories,
        language: post.language.as_deref(),
        language_source: post.language_source.map(LanguageSource::as_str),
        snippets: hit.snippets.iter().map(snippet).collect(),
        explanation: hit.explanation.as_ref().map(ExplanationWire::from),
    }
}

fn path(path: &PostPath) -> PathWire {
    let path_bytes = path.odd_bytes().map(|bytes| BASE64_STANDARD.encode(bytes));
    PathWire { path: path.to_string(), path_bytes }
}

fn date(post: &Post) -> DateWire {
    DateWire {
        date: post.date.map(|date| date.to_string()),
        date_precision: post.date.map(|date| date.precision().as_str()),
        date_source: post.date_source.map(DateSource::as_str),
    }
}

fn snippet(snippet: &Snippet) -> SnippetWire<'_> {
    SnippetWire {
        field: snippet.field.as_str(),
        text: &snippet.text,
        highlights: pairs(&snippet.highlights),
        section: snippet.section.as_deref(),
        line: snippet.line,
    }
}

fn problem(problem: &Problem) -> ProblemWire<'_> {
    ProblemWire { code: problem.code.as_str(), message: &problem.message, line: problem.line }
}

fn date_order(decision: &OrderDecision) -> DateOrderWire {
    DateOrderWire {
        order: decision.order.map(DateOrder::as_str),
        basis: decision.basis.as_str(),
        day_first: decision.tally.day_first,
        month_first: decision.tally.month_first,
        ambiguous: decision.tally.ambiguous,
    }
}

fn post_problem((path, found): &(PostPath, Problem)) -> PostProblemWire<'_> {
    PostProblemWire { path: path.to_string(), problem: problem(found) }
}

fn pairs(ranges: &[Range<usize>]) -> Vec<[usize; 2]> {
    ranges.iter().map(|range| [range.start, range.end]).collect()
}

fn ledger(entries: &[LedgerEntry]) -> Vec<LedgerWire<'_>> {
    entries.iter().map(LedgerWire::from).collect()
}

impl<'a> From<&'a LedgerEntry> for LedgerWire<'a> {
    fn from(entry: &'a LedgerEntry) -> Self {
        Self {
            path: entry.path.to_string(),
            code: entry.code.as_str(),
            reason: &entry.reason,
            kept: entry.is_kept,
        }
    }
}

fn counts(values: &[ValueCount]) -> Vec<CountWire<'_>> {
    values.iter().map(|value| CountWire { value: &value.value, count: value.count }).collect()
}

/// Milliseconds with three digits after the point: microseconds.
fn milliseconds(duration: Duration) -> f64 {
    rounded(duration.as_secs_f64() * 1e3)
}

fn rounded(value: f64) -> f64 {
    (value * 1e3).round() / 1e3
}
