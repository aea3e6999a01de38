//! How a query was understood, and what made up the score of each hit.

use std::collections::BTreeMap;

use serde::Serialize;

use super::rounded;
use crate::search::{
    Contribution, ExplainedForm, ExplainedQuery, ExplainedWord, Explanation, Source,
};

#[derive(Serialize)]
pub(super) struct ExplainedWire<'a> {
    posts: u64,
    words: Vec<WordWire<'a>>,
}

#[derive(Serialize)]
struct WordWire<'a> {
    text: &'a str,
    fields: BTreeMap<&'a str, f64>,
    posts: u64,
    rarity: f32,
    boost: f32,
    forms: Vec<FormWire<'a>>,
}

#[derive(Serialize)]
struct FormWire<'a> {
    text: &'a str,
    kind: &'static str,
    weight: f64,
    languages: Option<&'a [String]>,
    posts: u64,
}

#[derive(Serialize)]
pub(super) struct ExplanationWire<'a> {
    length: f32,
    parts: Vec<PartWire<'a>>,
}

#[derive(Serialize)]
struct PartWire<'a> {
    kind: &'static str,
    words: Vec<&'a str>,
    score: f32,
    count: f32,
    posts: Option<u64>,
    boost: Option<f32>,
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
        match source {
            Source::Word { text, posts, boost } => {
                let (posts, boost) = (Some(*posts), Some(*boost));
                Self { kind: "word", words: vec![text], score, count, posts, boost }
            }
            Source::Nearness { first, second } => {
                let words: Vec<&str> = vec![first, second];
                Self { kind: "nearness", words, score, count, posts: None, boost: None }
            }
        }
    }
}
