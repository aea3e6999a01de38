//! From a query to results: ranked hits, each with the passage that answers.

mod request;

mod batch;
mod date_key;
mod hit;
mod matcher;
mod passage;
mod ranking;
mod sentence;
mod snippet;

use std::time::Instant;

pub use batch::{BatchQuery, answer_batch, read_batch};
pub use hit::{Hit, IndexState, Listed, Results};
pub use request::{Request, Sort};
pub use snippet::{Snippet, SnippetField};

use crate::error::{Error, Result};
use crate::index::{IndexReader, shielded};
use crate::query::{Plan, Warning, WarningCode, parse_any, parse_words_any, plan};
use matcher::Lookup;
use ranking::Ranked;

/// Searches an index.
///
/// # Errors
/// If the query is empty or beyond the limits, if it has oddities and the request is strict, or
/// if the index cannot be read.
pub fn search(reader: &IndexReader, request: &Request) -> Result<Results> {
    shielded(reader.folder().root(), || {
        let answer = Answer::of(reader, request)?;
        let hits = answer.hits(reader, request)?;
        Ok(Results { hits, took: answer.start.elapsed(), ..answer.results })
    })
}

/// Finds the same posts in the same order, but only their paths and scores: none is read
/// back, which makes long lists quick. The results hold no hits.
///
/// # Errors
/// As [`search`].
pub fn list(reader: &IndexReader, request: &Request) -> Result<(Results, Vec<Listed>)> {
    shielded(reader.folder().root(), || {
        let answer = Answer::of(reader, request)?;
        let paths = reader.paths()?;
        let listed = answer.ranked.hits.iter().map(|found| {
            let path = paths.get(found.address)?;
            Ok(Listed { path, score: found.score })
        });
        let listed: Result<_> = listed.collect();
        Ok((answer.results, listed?))
    })
}

/// A search up to the point where posts are read back.
struct Answer {
    start: Instant,
    plan: Plan,
    ranked: Ranked,
    results: Results,
}

impl Answer {
    fn of(reader: &IndexReader, request: &Request) -> Result<Self> {
        let start = Instant::now();
        let parsed = if request.any {
            parse_words_any(&request.queries)?
        } else {
            parse_any(&request.queries, request.today)?
        };
        let mut plan = plan(&parsed.node, &request.filters, reader)?;
        let mut warnings = parsed.warnings;
        warnings.append(&mut plan.warnings);
        if let Some(warning) = warnings.first().filter(|_| request.strict) {
            return Err(Error::Query(warning.message.clone()));
        }
        let (ranked, relaxed) = rank_relaxed(reader, request, &plan)?;
        warnings.extend(relaxed.map(|left| relaxed_warning(left, plan.words())));
        let results = Results {
            query: request.queries.join(" OR "),
            parsed: parsed.node.to_string(),
            relaxed: relaxed.is_some(),
            total: ranked.total,
            index: IndexState::of(reader),
            warnings,
            hits: Vec::new(),
            took: start.elapsed(),
        };
        Ok(Self { start, plan, ranked, results })
    }

    /// Reads the posts of the page back, with their passages.
    fn hits(&self, reader: &IndexReader, request: &Request) -> Result<Vec<Hit>> {
        let (lookup, languages) = (Lookup::new(&self.plan.patterns), reader.languages()?);
        let hits = self.ranked.hits.iter().zip(request.offset + 1..).map(|(found, rank)| {
            let stored = reader.post(found.address)?;
            let matcher = lookup.in_languages(languages.set_of(stored.post.language.as_deref()));
            Ok(Hit::new(rank, found.score, stored, &matcher, request.now))
        });
        hits.collect()
    }
}

/// Runs the query; if it finds nothing, with as many of its bare words as any post has. Returns how
/// many of them were left.
fn rank_relaxed(
    reader: &IndexReader,
    request: &Request,
    plan: &Plan,
) -> Result<(Ranked, Option<usize>)> {
    let strict = ranking::rank(reader, &plan.strict(), request)?;
    if strict.total > 0 || !request.relax || plan.words() == 0 {
        return Ok((strict, None));
    }
    // The more words are required, the fewer posts have them: halving finds the most that any has.
    let (mut some, mut none) = (None, plan.words());
    let mut least = plan.least_words();
    while least < none {
        let left = least.midpoint(none);
        let ranked = ranking::rank(reader, &plan.with_words(left), request)?;
        if ranked.total > 0 {
            some = Some((ranked, Some(left)));
            least = left + 1;
        } else {
            none = left;
        }
    }
    Ok(some.unwrap_or((strict, None)))
}

fn relaxed_warning(left: usize, words: usize) -> Warning {
    let message = match left {
        0 => "no post has these words too; showing posts without them".to_owned(),
        _ => format!("no post has all {words} words; showing posts with {left} of them"),
    };
    Warning { code: WarningCode::Relaxed, message }
}
