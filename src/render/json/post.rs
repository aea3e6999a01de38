//! A post as kwic reads it.

use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::date::DateWire;
use super::error::{ErrorWire, Reason};
use super::path::PathWire;
use super::problem::ProblemWire;
use super::{FORMAT_VERSION, document};
use crate::corpus::{LanguageSource, Map};
use crate::error::Error;
use crate::index::StoredPost;

/// A post as kwic reads it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Post")]
pub(super) struct PostWire<'a> {
    /// The version of this format: 1. Keys are only ever added under the same version.
    format_version: u32,
    /// The post's id, which edits and renames leave as it is.
    id: &'a str,
    #[serde(flatten)]
    path: PathWire,
    /// The title, never empty.
    title: &'a str,
    /// The summary that the post has of its own.
    description: Option<&'a str>,
    #[serde(flatten)]
    date: DateWire,
    authors: &'a [String],
    tags: &'a [String],
    categories: &'a [String],
    /// The language's code, such as `en`; null if it is not known.
    language: Option<&'a str>,
    /// Where the language is from, such as `front_matter`, `path` or `detected`.
    language_source: Option<&'static str>,
    /// The address at which it was published.
    url: Option<&'a str>,
    /// The address of its picture.
    image: Option<&'a str>,
    /// Whether its front matter calls it a draft.
    draft: bool,
    headings: Vec<&'a str>,
    /// What stands below its pictures.
    captions: Vec<&'a str>,
    /// The addresses that it links to, as written.
    links: &'a [String],
    /// The addresses of the pictures in its text, as written.
    images: &'a [String],
    /// The text of the article, blocks apart by a blank line.
    text: String,
    /// Every other key of the front matter, as it was written.
    #[schemars(with = "BTreeMap<String, serde_json::Value>")]
    meta: &'a Map,
    /// What is wrong with its file, in the order of the lines.
    problems: Vec<ProblemWire<'a>>,
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
    line(&PostLineWire::Post(Box::new(PostWire::from(stored))))
}

/// A post that cannot be shown, among lines of others.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FailedPost")]
pub(super) struct FailedPostWire<'a> {
    /// The version of this format: 1. Keys are only ever added under the same version.
    format_version: u32,
    /// The id or path that was asked for.
    name: &'a str,
    error: ErrorWire<'a>,
}

/// A line of the posts that were asked for.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "PostLine")]
pub(super) enum PostLineWire<'a> {
    /// One that was found.
    Post(Box<PostWire<'a>>),
    /// One that was not.
    Failed(FailedPostWire<'a>),
}

/// Why a post cannot be shown, on one line: the name that was asked for and the error.
///
/// # Errors
/// None that has been seen: everything in an error has a form in JSON.
pub fn failed_post_line(name: &str, error: &Error) -> io::Result<Vec<u8>> {
    let reason = Reason::from(error);
    let error = ErrorWire::from(&reason);
    line(&PostLineWire::Failed(FailedPostWire { format_version: FORMAT_VERSION, name, error }))
}

fn line(wire: &PostLineWire<'_>) -> io::Result<Vec<u8>> {
    let mut line = serde_json::to_vec(wire)?;
    line.push(b'\n');
    Ok(line)
}

impl<'a> From<&'a StoredPost> for PostWire<'a> {
    fn from(StoredPost { id, post }: &'a StoredPost) -> Self {
        Self {
            format_version: FORMAT_VERSION,
            id: id.as_str(),
            path: PathWire::from(&post.path),
            title: &post.title,
            description: post.description.as_deref(),
            date: DateWire::from(post),
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
            problems: post.problems.iter().map(ProblemWire::from).collect(),
        }
    }
}
