//! Posts that tell what another one tells.

use schemars::JsonSchema;
use serde::Serialize;

use super::date::DateWire;
use super::number::rounded;
use super::path::PathWire;
use crate::index::StoredPost;
use crate::search::{Copies, Copy};

/// The copies of a hit that match the query too.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Copies")]
pub(super) struct CopiesWire<'a> {
    /// The earliest of them, by date, then by path; a hundred at most.
    copies: Vec<CopyWire<'a>>,
    /// How many there are.
    copies_total: u64,
}

/// A post that tells what another one tells.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Copy")]
pub(super) struct CopyWire<'a> {
    #[serde(flatten)]
    post: NamedPostWire<'a>,
    /// How alike its text is to that of the other post: the share of their runs of three words that
    /// both have, from 0 to 1.
    similarity: f64,
}

/// What a post is called, and of when it is.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "NamedPost")]
pub(super) struct NamedPostWire<'a> {
    /// The post's id.
    id: &'a str,
    #[serde(flatten)]
    path: PathWire,
    /// Its title.
    title: &'a str,
    #[serde(flatten)]
    date: DateWire,
}

impl<'a> From<&'a Copies> for CopiesWire<'a> {
    fn from(copies: &'a Copies) -> Self {
        let listed = copies.listed.iter();
        let copies_wire =
            listed.map(|Copy { stored, similarity }| CopyWire::new(stored, *similarity));
        Self { copies: copies_wire.collect(), copies_total: copies.total }
    }
}

impl<'a> CopyWire<'a> {
    pub fn new(stored: &'a StoredPost, similarity: f64) -> Self {
        Self { post: NamedPostWire::from(stored), similarity: rounded(similarity) }
    }
}

impl<'a> From<&'a StoredPost> for NamedPostWire<'a> {
    fn from(StoredPost { id, post }: &'a StoredPost) -> Self {
        Self {
            id: id.as_str(),
            path: PathWire::from(&post.path),
            title: &post.title,
            date: DateWire::from(post),
        }
    }
}
