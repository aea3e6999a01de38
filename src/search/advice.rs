//! What is done and said about a query that finds nothing, or only posts that lack words of it.

use std::collections::HashSet;

use super::correction::{Correction, Reading, plain};
use super::no_hits::NoHits;
use super::suggestion::{Suggestion, readings_of_one, suggestions};
use super::typo::{Typo, typos};
use super::variant::Variant;
use super::{Attempt, Request};
use crate::error::Result;
use crate::index::IndexReader;

/// Longer queries, in words and phrases, are given none: each piece of advice takes a search for
/// the query as a whole.
const MOST_WORDS: usize = 32;

/// Nor are those with more variants of their words: patterns that match much are slow to count.
const MOST_TERMS: usize = 1024;

/// What to do about a query.
#[derive(Default)]
pub struct Advice {
    /// What was searched for instead.
    pub correction: Option<Correction>,
    /// Why nothing was found.
    pub no_hits: Option<NoHits>,
    /// Other searches.
    pub suggestions: Vec<Suggestion>,
}

impl Advice {
    /// Gives advice on an attempt that falls short. It comes with the attempt whose hits are to be
    /// shown: the corrected one, if a word was plainly a typo, and else the one that was made.
    pub fn on(
        reader: &IndexReader,
        request: &Request,
        attempt: Attempt,
    ) -> Result<(Attempt, Self)> {
        let words = attempt.plan.patterns.len();
        if words > MOST_WORDS || attempt.plan.terms() > MOST_TERMS {
            let found_nothing = attempt.relaxation.ranked.total == 0;
            let no_hits = found_nothing.then(|| NoHits::unknown(words));
            return Ok((attempt, Self { no_hits, ..Self::default() }));
        }
        let asked = Variant::of(request);
        let missing: HashSet<&str> = attempt.plan.missing().collect();
        let typos = typos(reader, &asked, &missing)?;
        let readings = readings_of_one(reader, &asked, &typos)?;
        if request.correct
            && let Some((corrected, correction)) = corrected(reader, request, &typos, &readings)?
            && corrected.relaxation.is_better_than(&attempt.relaxation)
        {
            return Ok((corrected, Self { correction: Some(correction), ..Self::default() }));
        }
        let mut suggestions = suggestions(reader, request, &typos, readings)?;
        let mut no_hits = None;
        if attempt.relaxation.ranked.total == 0 {
            let (reason, others) = NoHits::of(reader, &asked)?;
            no_hits = Some(reason);
            suggestions.extend(others);
        }
        Ok((attempt, Self { correction: None, no_hits, suggestions }))
    }
}

/// The query with a typo corrected, if it is plain what was meant.
fn corrected(
    reader: &IndexReader,
    request: &Request,
    typos: &[Typo],
    readings: &[Reading],
) -> Result<Option<(Attempt, Correction)>> {
    let [typo] = typos else { return Ok(None) };
    let Some(reading) = plain(typo, readings) else { return Ok(None) };
    let correction = Correction::from(reading);
    let attempt = Attempt::of(reader, request, &correction.queries)?;
    Ok(Some((attempt, correction)))
}
