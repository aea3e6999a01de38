//! Words that were not asked for, taken from the posts that answer a long question best.
//!
//! Pseudo-relevance feedback, in the manner of Rocchio 1971 over the weights of BM25: a word of the
//! best posts counts by its rarity and by how often it stands in them near words of the question
//! (Lv and Zhai 2010, "Positional relevance model"). It ranks and does not match. The constants were
//! measured: see the table in ARCHITECTURE.md.

use std::collections::{BTreeMap, HashMap};

use tantivy::Term;

use super::ranking::{self, Found};
use super::{Request, Sort};
use crate::analysis::{Stemmer, TokenKind, fold, is_function_word_of, tokens};
use crate::corpus::Post;
use crate::error::Result;
use crate::index::IndexReader;
use crate::query::Plan;
use crate::scoring::{TermSet, rarity, saturated};

/// Shorter questions mean each of their words.
const LEAST_GROUPS: usize = 6;
/// So many of the best posts are read.
const POSTS: usize = 10;
/// So many words are taken from them at most, those of the question among them.
const WORDS: usize = 20;
/// A word of one post says what that post is about, and not what the question is.
const LEAST_POSTS: usize = 2;
/// How far a word may be from one of the question, in words: a sentence or two.
const WINDOW: usize = 20;
/// What a word counts, against one that was asked for, that the best posts hold as much of as of any:
/// the one that they hold most of is nearly always a word of the question.
const WEIGHT: f32 = 0.3;
/// A post counts by its share of the best post's score to this power: where one stands out, it is
/// most likely the answer, and what is below it is not.
const SHARPNESS: i32 = 8;
/// Shorter words are abbreviations of anything, in letters.
const SHORTEST: usize = 3;

/// Whether a request is a question that is long enough to be understood by its answers.
pub fn is_wanted(request: &Request, plan: &Plan) -> bool {
    let is_ranked = request.sort == Sort::Relevance && request.limit > 0;
    request.any && is_ranked && plan.ranking().groups.len() >= LEAST_GROUPS
}

/// The words, the weightiest first, with what each is multiplied with.
///
/// # Errors
/// If the index cannot be read.
pub fn words(reader: &IndexReader, request: &Request, plan: &Plan) -> Result<Vec<(String, f32)>> {
    let best = Request { limit: POSTS, offset: 0, recency: None, ..request.clone() };
    let found = ranking::rank(reader, &plan.strict(), &best)?.hits;
    let top = found.first().map_or(0.0, |best| best.score);
    let mut feedback = Feedback::new(reader, plan);
    for found in &found {
        feedback.add(found, (found.score / top).powi(SHARPNESS))?;
    }
    feedback.best()
}

/// What was found in the best posts.
struct Feedback<'a> {
    reader: &'a IndexReader,
    plan: &'a Plan,
    /// The words of the question in all forms.
    asked: Vec<&'a str>,
    /// By stem.
    candidates: BTreeMap<String, Candidate>,
}

/// A word in all its forms.
#[derive(Default)]
struct Candidate {
    weight: f32,
    posts: usize,
    forms: BTreeMap<String, usize>,
}

impl Candidate {
    /// What it says, by its commonest form.
    fn rarity(&self, reader: &IndexReader) -> Result<f32> {
        let mut holders = 1;
        for form in self.forms.keys() {
            let term = Term::from_field_text(reader.fields().body, form);
            holders = holders.max(reader.searcher().doc_freq(&term)?);
        }
        Ok(rarity(holders, reader.posts()))
    }
}

impl<'a> Feedback<'a> {
    fn new(reader: &'a IndexReader, plan: &'a Plan) -> Self {
        let forms = plan.ranking().groups.iter().flat_map(|counted| &counted.group.forms);
        let mut asked: Vec<&str> =
            forms.flat_map(|form| &form.steps).flat_map(TermSet::terms).collect();
        asked.sort_unstable();
        asked.dedup();
        Self { reader, plan, asked, candidates: BTreeMap::new() }
    }

    /// Adds the words of a post, which counts so much.
    fn add(&mut self, found: &Found, weight: f32) -> Result<()> {
        let segment = self.reader.searcher().segment_reader(found.address.segment_ord);
        let length = self.plan.ranking().lengths.of_segment(segment)?.get(found.address.doc_id);
        let post = self.reader.post(found.address)?.post;
        for (stem, forms) in self.near_words(&post) {
            let count = forms.values().sum::<usize>() as f32;
            let candidate = self.candidates.entry(stem).or_default();
            candidate.weight += weight * saturated(count, length);
            candidate.posts += 1;
            for (form, count) in forms {
                *candidate.forms.entry(form).or_default() += count;
            }
        }
        Ok(())
    }

    /// The words that stand near one of the question in a post, by stem, each form with its count.
    fn near_words(&self, post: &Post) -> BTreeMap<String, BTreeMap<String, usize>> {
        let language = post.language.as_deref().unwrap_or_default();
        let stemmer = Stemmer::of(language);
        let mut counts: HashMap<String, usize> = HashMap::new();
        let blocks = post.text_blocks().map(|block| block.text.as_str());
        for text in std::iter::once(post.title.as_str()).chain(blocks) {
            for form in self.near_words_of(text, language) {
                *counts.entry(form).or_default() += 1;
            }
        }
        let mut stems: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
        for (form, count) in counts {
            let stemmed = stemmer.as_ref().map_or((&form).into(), |stemmer| stemmer.stem(&form));
            let mut stem = String::new();
            fold(&stemmed, &mut stem);
            stems.entry(stem).or_default().insert(form, count);
        }
        stems
    }

    fn near_words_of(&self, text: &str, language: &str) -> Vec<String> {
        let mut forms = Vec::new();
        for token in tokens(text).filter(|token| token.kind == TokenKind::Word) {
            let mut form = String::new();
            token.form(text, &mut form);
            forms.push(form);
        }
        let is_asked = |form: &str| self.asked.binary_search(&form).is_ok();
        let places: Vec<usize> = (0..forms.len()).filter(|&at| is_asked(&forms[at])).collect();
        let is_near = |at: usize| {
            let next = places.partition_point(|&place| place < at);
            let around = &places[next.saturating_sub(1)..(next + 1).min(places.len())];
            around.iter().any(|place| place.abs_diff(at) <= WINDOW)
        };
        let is_telling = |form: &str| {
            form.chars().nth(SHORTEST - 1).is_some()
                && form.chars().all(char::is_alphabetic)
                && !is_function_word_of(language, form)
        };
        let near = forms.iter().enumerate().filter(|(at, form)| is_near(*at) && is_telling(form));
        near.map(|(_, form)| form.clone()).collect()
    }

    fn best(self) -> Result<Vec<(String, f32)>> {
        let candidates = self.candidates.into_iter();
        let mut candidates: Vec<(String, Candidate)> =
            candidates.filter(|(_, candidate)| candidate.posts >= LEAST_POSTS).collect();
        for (_, candidate) in &mut candidates {
            candidate.weight *= candidate.rarity(self.reader)?;
        }
        // Equals stay in the order of the alphabet.
        candidates.sort_by(|(_, a), (_, b)| b.weight.total_cmp(&a.weight));
        candidates.truncate(WORDS);
        let most = candidates.first().map_or(1.0, |(_, best)| best.weight);
        let asked = self.asked;
        let is_new = |(_, candidate): &(String, Candidate)| {
            !candidate.forms.keys().any(|form| asked.binary_search(&form.as_str()).is_ok())
        };
        let new = candidates.into_iter().filter(is_new);
        let words = new.filter_map(|(_, Candidate { weight, forms, .. })| {
            let (form, _) = forms.into_iter().rev().max_by_key(|&(_, count)| count)?;
            Some((form, WEIGHT * weight / most))
        });
        Ok(words.collect())
    }
}
