//! A post that matches.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use super::copies::CopiesWire;
use super::date::DateWire;
use super::explanation::ExplanationWire;
use super::highlight::{HighlightWire, highlights};
use super::path::PathWire;
use super::schema::keys;
use crate::corpus::{LanguageSource, PostPath};
use crate::error::{Error, Result};
use crate::search::{Hit, Snippet};

/// A post that matches, with the passages that answer.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Hit")]
pub(super) struct HitWire<'a, P = PathWire> {
    /// Its place among all hits, from 1.
    rank: usize,
    /// How well it matches; comparable within one answer only.
    score: f32,
    /// The post's id, which edits and renames leave as it is.
    id: &'a str,
    #[serde(flatten)]
    path: P,
    /// The title, never empty.
    title: &'a str,
    /// What matched in the title, sorted and apart from each other.
    title_highlights: Vec<HighlightWire>,
    /// The summary that the post has of its own.
    description: Option<&'a str>,
    /// The address at which it was published.
    url: Option<&'a str>,
    /// The address of its picture.
    image: Option<&'a str>,
    #[serde(flatten)]
    date: DateWire,
    /// Present, and true, if the date is in the future.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    date_future: bool,
    authors: &'a [String],
    tags: &'a [String],
    categories: &'a [String],
    /// The language's code, such as `en`; null if it is not known.
    language: Option<&'a str>,
    /// Where the language is from, such as `front_matter`, `path` or `detected`.
    language_source: Option<&'static str>,
    /// The passages that answer, best first.
    snippets: Vec<SnippetWire<'a>>,
    /// With `--explain`: what made up the score.
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<ExplanationWire<'a>>,
    /// With `--collapse`.
    #[serde(flatten)]
    copies: Option<CopiesWire<'a>>,
}

/// A passage of a post.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Snippet")]
pub(super) struct SnippetWire<'a> {
    /// The part of the post that it is from, such as `body` or `description`.
    field: &'static str,
    text: &'a str,
    /// What matched in the text, sorted and apart from each other.
    highlights: Vec<HighlightWire>,
    /// The nearest heading above it.
    section: Option<&'a str>,
    /// The line of the source file where it begins, from 1.
    line: Option<u32>,
    /// Where it is on the web: the post's address with a text fragment, on which a browser scrolls
    /// to it.
    url: Option<String>,
}

impl<'a, P: From<&'a PostPath>> From<&'a Hit> for HitWire<'a, P> {
    fn from(hit: &'a Hit) -> Self {
        let post = &hit.post;
        Self {
            rank: hit.rank,
            score: hit.score,
            id: hit.id.as_str(),
            path: P::from(&post.path),
            title: &post.title,
            title_highlights: highlights(&hit.title_highlights),
            description: post.description.as_deref(),
            url: post.url.as_deref(),
            image: post.image.as_deref(),
            date: DateWire::from(post),
            date_future: hit.is_future,
            authors: &post.authors,
            tags: &post.tags,
            categories: &post.categories,
            language: post.language.as_deref(),
            language_source: post.language_source.map(LanguageSource::as_str),
            snippets: hit.snippets.iter().map(|passage| SnippetWire::of(hit, passage)).collect(),
            explanation: hit.explanation.as_ref().map(ExplanationWire::from),
            copies: hit.copies.as_ref().map(CopiesWire::from),
        }
    }
}

impl<'a> SnippetWire<'a> {
    fn of(hit: &Hit, snippet: &'a Snippet) -> Self {
        Self {
            field: snippet.field.as_str(),
            text: &snippet.text,
            highlights: highlights(&snippet.highlights),
            section: snippet.section.as_deref(),
            line: snippet.line,
            url: hit.address_of(snippet),
        }
    }
}

/// A hit as the object that it is in JSON.
///
/// # Errors
/// None that has been seen: everything in a hit has a form in JSON.
pub(in crate::render) fn hit_object(hit: &Hit) -> Result<Map<String, Value>> {
    let wire: HitWire<'_> = HitWire::from(hit);
    // By way of the text, in which a number has the digits that it has in JSON, and no more.
    let object = serde_json::to_string(&wire).and_then(|text| serde_json::from_str(&text));
    object.map_err(|error| Error::Internal(error.to_string()))
}

/// The keys of [`hit_object`], those too that are not always there.
pub(in crate::render) fn hit_keys() -> Vec<String> {
    keys::<HitWire<'_>>()
}
