//! From a query to results: ranked hits, each with the passage that answers.

mod request;

mod advice;
mod association;
mod batch;
mod calendar_unit;
mod collapse;
mod collocates;
mod completion;
mod concordance;
mod content_word;
mod copies;
mod correction;
mod date_key;
mod explanation;
mod facet;
mod feedback;
mod hit;
mod known_value;
mod marks;
mod matcher;
mod news;
mod no_hits;
mod occurrence;
mod passage;
mod ranking;
mod recency;
mod relaxation;
mod selection;
mod sentence;
mod significant_terms;
mod similar;
mod snippet;
mod suggestion;
mod term_count;
mod text_fragment;
mod timeline;
mod typo;
mod unspaced_pair;
mod variant;

use std::time::Instant;

use tantivy::DocAddress;

pub use association::Contingency;
pub use batch::{BatchQuery, answer_batch, read_batch, read_csv_batch};
pub use calendar_unit::CalendarUnit;
pub use collocates::{Collocate, CollocateOptions, Collocates, collocates};
pub use completion::{Completion, CompletionSlot, completions, name_completions};
pub use concordance::{Concordance, ConcordanceLine, ConcordanceOptions, LineOrder, concordance};
pub use copies::{Copies, Copy};
pub use correction::Correction;
pub use explanation::{
    Contribution, ExplainedForm, ExplainedQuery, ExplainedWord, Explanation, Source,
};
pub use facet::{FACET_LIMIT, Facet, FacetValue, facets};
pub use hit::{Hit, IndexState, Listed, Results};
pub use news::News;
pub use no_hits::{Clause, ClauseKind, NoHits, filter_flags};
pub use occurrence::OccurrenceField;
pub use recency::Recency;
pub use request::{Request, Sort};
pub use selection::Selection;
pub use sentence::sentences;
pub use significant_terms::{
    SignificantTerm, SignificantTerms, SignificantTermsOptions, significant_terms,
};
pub use similar::{Similar, TellingWord, similar};
pub use snippet::{Snippet, SnippetField, SnippetLimits};
pub use suggestion::{Suggestion, SuggestionKind};
pub use timeline::{Bucket, Burst, MOST_BUCKETS, Series, Timeline, timeline};
pub use variant::Variant;

use crate::error::{Error, Result};
use crate::index::{IndexReader, shielded};
use crate::query::{Plan, Warning, parse_any, parse_words_any, plan};
use advice::Advice;
use matcher::Lookup;
use ranking::Ranked;
use relaxation::Relaxation;

/// Searches an index.
///
/// # Errors
/// If the query is empty or beyond the limits, if it has oddities and the request is strict, or
/// if the index cannot be read.
pub fn search(reader: &IndexReader, request: &Request) -> Result<Results> {
    shielded(reader.folder().root(), || {
        let answer = Answer::page_of(reader, request)?;
        let hits = answer.hits(reader, request)?;
        let facets = answer.facets(reader, request)?;
        Ok(Results { hits, facets, took: answer.start.elapsed(), ..answer.results })
    })
}

/// Finds the same posts in the same order, but only their paths and scores: none is read
/// back, which makes long lists quick. The results hold no hits.
///
/// # Errors
/// As [`search`].
pub fn list(reader: &IndexReader, request: &Request) -> Result<(Results, Vec<Listed>)> {
    shielded(reader.folder().root(), || {
        let answer = Answer::page_of(reader, request)?;
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
    /// How many of the plan's bare words each hit has at least.
    left: usize,
    ranked: Ranked,
    /// The copies of each hit that match too, if they are put together.
    copies: Vec<Vec<DocAddress>>,
    results: Results,
}

/// A query, read and run.
struct Attempt {
    parsed: String,
    plan: Plan,
    warnings: Vec<Warning>,
    relaxation: Relaxation,
}

impl Attempt {
    fn of(reader: &IndexReader, request: &Request, queries: &[String]) -> Result<Self> {
        let parsed = if request.any {
            parse_words_any(queries)?
        } else {
            parse_any(queries, request.today)?
        };
        let mut plan = plan(&parsed.node, &request.filters, reader)?;
        if feedback::is_wanted(request, &plan) {
            let words = feedback::words(reader, request, &plan)?;
            plan.rank_also_by(&words, reader)?;
        }
        let mut warnings = parsed.warnings;
        warnings.append(&mut plan.warnings);
        if let Some(warning) = warnings.first().filter(|_| request.strict) {
            return Err(Error::Query(warning.message.clone()));
        }
        let relaxation = relaxation::rank(reader, request, &plan)?;
        Ok(Self { parsed: parsed.node.to_string(), plan, warnings, relaxation })
    }

    /// Whether no post has all that is asked for.
    fn falls_short(&self) -> bool {
        self.relaxation.ranked.total == 0 || self.relaxation.is_relaxed()
    }
}

impl Answer {
    fn of(reader: &IndexReader, request: &Request) -> Result<Self> {
        let start = Instant::now();
        let typed = request;
        let request = &*typed.expanded(&reader.preferences().queries);
        let mut attempt = Attempt::of(reader, request, &request.queries)?;
        let mut advice = Advice::default();
        if attempt.falls_short() && !request.any {
            (attempt, advice) = Advice::on(reader, request, attempt)?;
        }
        let Attempt { parsed, plan, mut warnings, relaxation } = attempt;
        warnings.extend(advice.correction.as_ref().map(Correction::warning));
        warnings.extend(relaxation.warning());
        warnings.extend(advice.no_hits.as_ref().and_then(NoHits::warning));
        let explained = request.explain.then(|| ExplainedQuery::of(&plan, reader)).transpose()?;
        let results = Results {
            query: typed.queries.join(" OR "),
            parsed,
            explained,
            relaxed: relaxation.is_relaxed(),
            correction: advice.correction,
            total: relaxation.ranked.total,
            index: IndexState::of(reader),
            warnings,
            hits: Vec::new(),
            facets: Vec::new(),
            no_hits: advice.no_hits,
            suggestions: advice.suggestions,
            took: start.elapsed(),
        };
        let Relaxation { ranked, left, .. } = relaxation;
        Ok(Self { start, plan, left, ranked, copies: Vec::new(), results })
    }

    /// The page that is asked for, with copies put together if that is asked for.
    fn page_of(reader: &IndexReader, request: &Request) -> Result<Self> {
        if !request.collapse {
            return Self::of(reader, request);
        }
        let answer = Self::of(reader, &collapse::widened(request))?;
        let query = answer.plan.with_words(answer.left);
        let (ranked, copies) = collapse::collapse(reader, &query, request, answer.ranked)?;
        Ok(Self { ranked, copies, ..answer })
    }

    /// Reads the posts of the page back, with their passages.
    fn hits(&self, reader: &IndexReader, request: &Request) -> Result<Vec<Hit>> {
        let lookup = Lookup::new(&self.plan.patterns);
        let hits = self.ranked.hits.iter().zip(request.offset + 1..).map(|(found, rank)| {
            let stored = reader.post(found.address)?;
            let language = stored.post.language.as_deref();
            let matcher = lookup.in_post(reader, found.address, language)?;
            let mut hit = Hit::new(rank, found.score, stored, &matcher, request);
            if request.explain {
                let explanation =
                    Explanation::of(self.plan.ranking(), found.address, request.recency, reader)?;
                hit.explanation = Some(explanation);
            }
            Ok(hit)
        });
        let mut hits: Vec<Hit> = hits.collect::<Result<_>>()?;
        for (hit, copies) in hits.iter_mut().zip(&self.copies) {
            hit.copies = Some(Copies::of(reader, &hit.post, copies)?);
        }
        Ok(hits)
    }

    /// Counts the values of all posts that match for the fields that the request asks for.
    fn facets(&self, reader: &IndexReader, request: &Request) -> Result<Vec<Facet>> {
        if request.facets.is_empty() {
            return Ok(Vec::new());
        }
        facets(reader, &self.posts(reader)?, &request.facets, request.facet_limit)
    }
}
