//! How a query was understood, and what made up the score of each hit.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::number::rounded;
use crate::search::{
    Contribution, ExplainedForm, ExplainedQuery, ExplainedWord, Explanation, Source,
};

/// What each word of a query was taken for.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ExplainedQuery")]
pub(super) struct ExplainedWire<'a> {
    /// How many posts the index holds.
    posts: u64,
    words: Vec<WordWire<'a>>,
}

/// What a word was taken for.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ExplainedWord")]
struct WordWire<'a> {
    /// The word as it was typed.
    text: &'a str,
    /// The weight of each field that it was looked for in.
    fields: BTreeMap<&'a str, f64>,
    /// How many posts have one of the forms.
    posts: u64,
    /// What a single occurrence counts at most, the more the fewer posts have it.
    rarity: f32,
    /// What the score is multiplied by, as with `word^2`.
    boost: f32,
    /// Whether it is a word of the best posts that was not asked for.
    feedback: bool,
    /// What it was looked for as.
    forms: Vec<FormWire<'a>>,
}

/// A form of a word.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ExplainedForm")]
struct FormWire<'a> {
    text: &'a str,
    /// How it came from the word.
    kind: &'static str,
    /// What it counts against the word itself, 0 to 1.
    weight: f64,
    /// The languages of the posts in which it stands for the word; null for every one.
    languages: Option<&'a [String]>,
    /// How many posts have it.
    posts: u64,
}

/// What made up the score of a hit.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Explanation")]
pub(super) struct ExplanationWire<'a> {
    /// The length of the post, 1 being usual.
    length: f32,
    /// Their scores add up to that of the hit.
    parts: Vec<PartWire<'a>>,
}

/// A part of a score.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ScorePart")]
struct PartWire<'a> {
    /// `word`, `nearness` for two words close to each other, `title` if that holds all words, or
    /// `recency`.
    kind: &'static str,
    words: Vec<&'a str>,
    score: f32,
    /// How often it occurs, weighed by fields; of the title, the share of it that the words are.
    count: f32,
    /// How many posts have the word; null but for words.
    posts: Option<u64>,
    /// What the score was multiplied by; null but for words.
    boost: Option<f32>,
    /// How old the post is, in days; null but for recency.
    age_days: Option<f64>,
}

impl<'a> From<&'a ExplainedQuery> for ExplainedWire<'a> {
    fn from(query: &'a ExplainedQuery) -> Self {
        Self { posts: query.posts, words: query.words.iter().map(WordWire::from).collect() }
    }
}

impl<'a> From<&'a ExplainedWord> for WordWire<'a> {
    fn from(word: &'a ExplainedWord) -> Self {
        Self {
            text: &word.text,
            fields: word
                .fields
                .iter()
                .map(|(name, weight)| (name.as_str(), rounded((*weight).into())))
                .collect(),
            posts: word.posts,
            rarity: word.rarity,
            boost: word.boost,
            feedback: word.is_feedback,
            forms: word.forms.iter().map(FormWire::from).collect(),
        }
    }
}

impl<'a> From<&'a ExplainedForm> for FormWire<'a> {
    fn from(form: &'a ExplainedForm) -> Self {
        let ExplainedForm { text, kind, weight, languages, posts } = form;
        let languages = languages.as_deref();
        Self {
            text,
            kind: kind.as_str(),
            weight: rounded((*weight).into()),
            languages,
            posts: *posts,
        }
    }
}

impl<'a> From<&'a Explanation> for ExplanationWire<'a> {
    fn from(explanation: &'a Explanation) -> Self {
        let parts = explanation.parts.iter().map(PartWire::from).collect();
        Self { length: explanation.length, parts }
    }
}

impl<'a> From<&'a Contribution> for PartWire<'a> {
    fn from(Contribution { source, count, score }: &'a Contribution) -> Self {
        let (score, count) = (*score, *count);
        let part = |kind, words| Self {
            kind,
            words,
            score,
            count,
            posts: None,
            boost: None,
            age_days: None,
        };
        match source {
            Source::Word { text, posts, boost } => {
                let (posts, boost) = (Some(*posts), Some(*boost));
                Self { posts, boost, ..part("word", vec![text]) }
            }
            Source::Nearness { first, second } => part("nearness", vec![first, second]),
            Source::Title => part("title", Vec::new()),
            Source::Recency { age, .. } => {
                Self { age_days: Some(*age), ..part("recency", Vec::new()) }
            }
        }
    }
}
