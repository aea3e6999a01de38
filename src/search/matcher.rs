//! Finds what a query matched inside a text.

mod finder;
mod known_words;

use std::ops::Range;
use std::sync::Arc;

use tantivy::DocAddress;

use super::marks::{char_ranges, marks};
use crate::error::Result;
use crate::index::{IndexReader, LanguageSet};
use crate::query::{Branch, Pattern, Scope};
use crate::scoring::TermSet;
use known_words::{Terms, match_at};

/// The patterns of a query, ready to be looked for.
pub struct Lookup<'a> {
    patterns: &'a [Pattern],
    terms: Terms<'a>,
    /// The forms that may begin with each term, as indices of pattern and form.
    beginnings: Vec<Vec<(usize, usize)>>,
}

/// Looks for the patterns of a query in the texts of one post.
pub struct Matcher<'a> {
    lookup: &'a Lookup<'a>,
    languages: LanguageSet,
    /// Whether each pattern counts in the post.
    counts: Vec<bool>,
}

/// A place where a pattern matched.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Which pattern, as its index in the query.
    pub pattern: usize,
    /// The bytes of the text, from the first token's start to the last one's end.
    pub range: Range<usize>,
    /// What it counts, 1 being what was typed.
    pub weight: f32,
}

impl<'a> Lookup<'a> {
    /// Prepares these patterns.
    pub fn new(patterns: &'a [Pattern]) -> Self {
        let forms = patterns.iter().flat_map(|pattern| &pattern.counted.group.forms);
        let terms = Terms::of(forms);
        let mut beginnings: Vec<Vec<(usize, usize)>> = vec![Vec::new(); terms.len()];
        for (pattern, Pattern { counted, .. }) in patterns.iter().enumerate() {
            for (index, form) in counted.group.forms.iter().enumerate() {
                let steps =
                    if form.slop.is_none() { form.steps.get(..1) } else { Some(&form.steps[..]) };
                let first = steps.into_iter().flatten().flat_map(TermSet::terms);
                for term in first.filter_map(|term| terms.index(term)) {
                    if beginnings[term].last() != Some(&(pattern, index)) {
                        beginnings[term].push((pattern, index));
                    }
                }
            }
        }
        Self { patterns, terms, beginnings }
    }

    /// A matcher of the texts of a post of the index, in the language that it is in. Patterns that
    /// had no part in finding it are not looked for.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn in_post(
        &'a self,
        reader: &IndexReader,
        address: DocAddress,
        language: Option<&str>,
    ) -> Result<Matcher<'a>> {
        let mut known: Vec<(&Arc<Branch>, bool)> = Vec::new();
        let mut counts = Vec::with_capacity(self.patterns.len());
        for pattern in self.patterns {
            let mut is_found = true;
            for branch in &pattern.branches {
                let answer = known.iter().find(|(known, _)| Arc::ptr_eq(known, branch));
                let found = match answer {
                    Some(&(_, found)) => found,
                    None => branch.found(reader.searcher(), address)?,
                };
                known.push((branch, found));
                is_found &= found;
            }
            counts.push(is_found);
        }
        Ok(Matcher { lookup: self, languages: reader.languages()?.set_of(language), counts })
    }
}

impl Matcher<'_> {
    /// How much a match of a pattern says: the rarer it is in the corpus, the more.
    pub fn weight(&self, pattern: usize) -> f32 {
        self.lookup.patterns.get(pattern).map_or(0.0, |pattern| pattern.counted.rarity())
    }

    /// Every match in a text of the given scope, by where it begins.
    pub fn matches(&self, scope: &Scope, text: &str) -> Vec<Match> {
        let words = self.lookup.terms.known_words(text);
        let mut found: Vec<Match> = Vec::new();
        for (at, word) in words.iter().enumerate() {
            for &(pattern, form) in &self.lookup.beginnings[word.index] {
                let Pattern { scope: wanted, counted, .. } = &self.lookup.patterns[pattern];
                let form = &counted.group.forms[form];
                if self.counts[pattern]
                    && applies(wanted, scope)
                    && form.languages.meets(self.languages)
                    && let Some(range) = match_at(form, &words[at..])
                {
                    found.push(Match { pattern, range, weight: form.weight });
                }
            }
        }
        let place = |found: &Match| (found.range.start, found.range.end, found.pattern);
        found.sort_by_key(place);
        // Two forms that match the same place are counted together, as they are in the index.
        found.dedup_by(|again, first| {
            let is_same = place(again) == place(first);
            if is_same {
                first.weight += again.weight;
            }
            is_same
        });
        found
    }

    /// What matched in a text, as ranges of characters: ascending and apart.
    pub fn highlights(&self, scope: &Scope, text: &str) -> Vec<Range<usize>> {
        let matches = self.matches(scope, text);
        char_ranges(text, &marks(text, matches.into_iter().map(|found| found.range)))
    }
}

/// Whether a pattern for one scope counts in a text of another.
fn applies(wanted: &Scope, scope: &Scope) -> bool {
    match wanted {
        Scope::Anywhere => true,
        // Headings are part of the body.
        Scope::Body => matches!(scope, Scope::Body | Scope::Headings),
        wanted => wanted == scope,
    }
}
