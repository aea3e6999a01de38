//! The clusters of an index as a result.

use rayon::prelude::*;
use tantivy::DocAddress;

use super::difference::{Difference, differences};
use super::{MIN_SIMILARITY, clusters, finder};
use crate::error::Result;
use crate::index::{Cluster, Clusters, IndexReader, StoredPost, shielded};
use crate::resemblance::Shingles;

/// What is asked of the copies in an index.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DuplicatesRequest {
    /// How alike two posts are to be at least, from [`MIN_SIMILARITY`] to 1.
    pub min_similarity: f64,
    /// How many clusters to list at most.
    pub limit: usize,
    /// How many clusters to pass over first.
    pub offset: usize,
    /// How many copies of each to list at most.
    pub copies: usize,
}

/// The copies in an index.
#[derive(Clone, Debug)]
pub struct Duplicates {
    /// How alike the posts of a pair are at least.
    pub min_similarity: f64,
    /// How many clusters there are.
    pub total: u64,
    /// How many posts are in them.
    pub posts: u64,
    /// Those that are listed: the largest first, then those that begin earliest.
    pub clusters: Vec<DuplicateCluster>,
}

/// Posts that tell one story.
#[derive(Clone, Debug)]
pub struct DuplicateCluster {
    /// How many posts there are, two or more.
    pub posts: u64,
    /// The earliest, by date, then by path; those without a date are last.
    pub first: StoredPost,
    /// The next ones.
    pub copies: Vec<DuplicatePost>,
}

/// A copy of the first post of a cluster.
#[derive(Clone, Debug)]
pub struct DuplicatePost {
    /// The copy.
    pub stored: StoredPost,
    /// Its resemblance to the first post, from 0 to 1. It may be below the least one if others
    /// connect the two.
    pub similarity: f64,
    /// Where its text differs from that of the first post.
    pub differences: Vec<Difference>,
}

/// Finds the copies in an index.
///
/// # Errors
/// If the index cannot be read.
pub fn duplicates(reader: &IndexReader, request: &DuplicatesRequest) -> Result<Duplicates> {
    shielded(reader.folder().root(), || {
        if request.min_similarity <= MIN_SIMILARITY {
            list(reader, clusters(reader)?, request)
        } else {
            list(reader, &finder::find(reader, request.min_similarity)?, request)
        }
    })
}

fn list(reader: &IndexReader, found: &Clusters, request: &DuplicatesRequest) -> Result<Duplicates> {
    let listed: Vec<&Cluster> = found.iter().skip(request.offset).take(request.limit).collect();
    let clusters = listed.par_iter().map(|cluster| read(reader, &cluster.posts, request.copies));
    Ok(Duplicates {
        min_similarity: request.min_similarity,
        total: found.iter().count() as u64,
        posts: found.iter().map(|cluster| cluster.posts.len() as u64).sum(),
        clusters: clusters.collect::<Result<_>>()?,
    })
}

fn read(reader: &IndexReader, posts: &[DocAddress], copies: usize) -> Result<DuplicateCluster> {
    let first = reader.post(posts[0])?;
    let shingles = Shingles::of(&first.post);
    let copy = |&post: &DocAddress| {
        let stored = reader.post(post)?;
        let similarity = shingles.resemblance(&Shingles::of(&stored.post));
        let differences = differences(&first.post, &stored.post);
        Ok(DuplicatePost { stored, similarity, differences })
    };
    let copies = posts[1..].iter().take(copies).map(copy).collect::<Result<_>>()?;
    Ok(DuplicateCluster { posts: posts.len() as u64, first, copies })
}
