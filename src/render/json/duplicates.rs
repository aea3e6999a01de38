//! The copies in an index.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::copies::{CopyWire, NamedPostWire};
use super::search::IndexWire;
use super::{FORMAT_VERSION, document};
use crate::duplicates::{Difference, DuplicateCluster, DuplicatePost, Duplicates};
use crate::search::IndexState;

/// The answer of `kwic duplicates`: posts that tell one story, in clusters.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Duplicates")]
pub(super) struct DuplicatesWire<'a> {
    /// The version of this format.
    format_version: u32,
    /// How alike the posts of a pair are at least, from 0 to 1.
    min_similarity: f64,
    /// How many clusters there are, listed or not.
    total: u64,
    /// How many posts are in them.
    posts: u64,
    index: IndexWire,
    /// Those that are listed: the largest first, then those that begin earliest.
    clusters: Vec<ClusterWire<'a>>,
}

/// Posts of which each is a copy of another one.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Cluster")]
struct ClusterWire<'a> {
    /// How many there are.
    posts: u64,
    /// The earliest, by date, then by path.
    first: NamedPostWire<'a>,
    /// The next ones, as many as `--copies` says.
    copies: Vec<ComparedWire<'a>>,
}

/// A copy, compared with the first post of its cluster.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ComparedCopy")]
struct ComparedWire<'a> {
    #[serde(flatten)]
    copy: CopyWire<'a>,
    /// Where their texts differ, as far as the first 4000 words go.
    differences: Vec<DifferenceWire<'a>>,
}

/// A place at which two texts differ.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Difference")]
struct DifferenceWire<'a> {
    /// Up to three words before it.
    before: &'a str,
    /// What only the first post has there; empty if nothing.
    removed: &'a str,
    /// What only the copy has there; empty if nothing.
    added: &'a str,
}

/// Prints the copies in an index.
///
/// # Errors
/// If they cannot be written.
pub fn duplicates(
    duplicates: &Duplicates,
    index: &IndexState,
    out: &mut dyn Write,
) -> io::Result<()> {
    let wire = DuplicatesWire {
        format_version: FORMAT_VERSION,
        min_similarity: duplicates.min_similarity,
        total: duplicates.total,
        posts: duplicates.posts,
        index: IndexWire::from(index),
        clusters: duplicates.clusters.iter().map(ClusterWire::from).collect(),
    };
    document(&wire, out)
}

impl<'a> From<&'a DuplicateCluster> for ClusterWire<'a> {
    fn from(cluster: &'a DuplicateCluster) -> Self {
        Self {
            posts: cluster.posts,
            first: NamedPostWire::from(&cluster.first),
            copies: cluster.copies.iter().map(ComparedWire::from).collect(),
        }
    }
}

impl<'a> From<&'a DuplicatePost> for ComparedWire<'a> {
    fn from(post: &'a DuplicatePost) -> Self {
        Self {
            copy: CopyWire::new(&post.stored, post.similarity),
            differences: post.differences.iter().map(DifferenceWire::from).collect(),
        }
    }
}

impl<'a> From<&'a Difference> for DifferenceWire<'a> {
    fn from(Difference { before, removed, added }: &'a Difference) -> Self {
        Self { before, removed, added }
    }
}
