//! A post that matches.

use schemars::JsonSchema;
use serde::Serialize;

use super::date::DateWire;
use super::explanation::ExplanationWire;
use super::highlight::{HighlightWire, highlights};
use super::path::PathWire;
use crate::corpus::LanguageSource;
use crate::search::{Hit, Snippet};

/// A post that matches, with the passages that answer.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Hit")]
pub(super) struct HitWire<'a> {
    /// Its place among all hits, from 1.
    rank: usize,
    /// How well it matches; comparable within one answer only.
    score: f32,
    /// The post's id, which edits and renames leave as it is.
    id: &'a str,
    #[serde(flatten)]
    path: PathWire,
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

impl<'a> From<&'a Hit> for HitWire<'a> {
    fn from(hit: &'a Hit) -> Self {
        let post = &hit.post;
        Self {
            rank: hit.rank,
            score: hit.score,
            id: hit.id.as_str(),
            path: PathWire::from(&post.path),
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
