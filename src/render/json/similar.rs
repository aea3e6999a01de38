//! Posts like a given one.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::hit::HitWire;
use super::number::milliseconds;
use super::path::PathWire;
use super::search::IndexWire;
use super::{FORMAT_VERSION, document};
use crate::search::{Similar, TellingWord};

/// Posts like a given one.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Similar")]
pub(super) struct SimilarWire<'a> {
    /// The version of this format: 1. Keys are only ever added under the same version.
    format_version: u32,
    post: LikeWire<'a>,
    /// The words of the post that tell most of it, by which others were searched for.
    words: Vec<WordWire<'a>>,
    /// How many posts share enough of these words, shown or not.
    total: u64,
    /// How long it took, in milliseconds.
    took_ms: f64,
    index: IndexWire,
    /// The posts, the most similar first.
    hits: Vec<SimilarHitWire<'a>>,
}

/// The post that was asked about.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Like")]
struct LikeWire<'a> {
    id: &'a str,
    #[serde(flatten)]
    path: PathWire,
    title: &'a str,
}

/// A word that tells a post from others.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "TellingWord")]
struct WordWire<'a> {
    /// The word in lower case.
    word: &'a str,
    /// How much it tells: its frequency in the post, saturating, times its rarity.
    weight: f32,
    /// How many posts hold it.
    posts: u64,
}

/// A post like the given one.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SimilarHit")]
struct SimilarHitWire<'a> {
    #[serde(flatten)]
    hit: HitWire<'a>,
    /// The words that it shares with the post, those that made up most of its score first.
    shared: &'a [String],
}

/// Prints the posts like a given one.
///
/// # Errors
/// If they cannot be written.
pub fn similar(similar: &Similar, out: &mut dyn Write) -> io::Result<()> {
    let Similar { post, words, results, shared } = similar;
    let hits = results.hits.iter().zip(shared);
    let wire = SimilarWire {
        format_version: FORMAT_VERSION,
        post: LikeWire {
            id: post.id.as_str(),
            path: PathWire::from(&post.post.path),
            title: &post.post.title,
        },
        words: words.iter().map(WordWire::from).collect(),
        total: results.total,
        took_ms: milliseconds(results.took),
        index: IndexWire::from(&results.index),
        hits: hits
            .map(|(hit, shared)| SimilarHitWire { hit: HitWire::from(hit), shared })
            .collect(),
    };
    document(&wire, out)
}

impl<'a> From<&'a TellingWord> for WordWire<'a> {
    fn from(word: &'a TellingWord) -> Self {
        Self { word: &word.word, weight: word.weight, posts: word.posts }
    }
}
