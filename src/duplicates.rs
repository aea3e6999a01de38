//! Copies among the posts of an index: wire copy, reposts, stories that were sent again with a few
//! words changed.
//!
//! ```text
//! signatures -band-> pairs that may be alike -estimate, compare-> connected texts -> Clusters
//! Clusters -read back-> DuplicateCluster (similarities, differences) -> render
//! ```
//!
//! Two posts are copies if the resemblance of their texts is at least [`MIN_SIMILARITY`] and one is
//! found again in the other throughout (see
//! [`is_copy_of`](crate::resemblance::Shingles::is_copy_of)). A cluster is a connected component of such pairs, so
//! that its first and last post may be less alike than that.

mod report;

mod bands;
mod components;
mod connector;
mod difference;
mod finder;
mod form;
mod order;
mod texts;
mod whole;

pub use difference::Difference;
pub use report::{DuplicateCluster, DuplicatePost, Duplicates, DuplicatesRequest, duplicates};

use crate::error::Result;
use crate::index::{Clusters, IndexReader};

/// Texts that are at least as alike as this are copies, from 0 to 1.
///
/// A copy that lacks a third of the text has .67, one with every tenth word changed .54 or more.
pub const MIN_SIMILARITY: f64 = 0.5;

/// Among so many posts copies are found before a reader notices: in half a second, since 53,515 posts
/// took 1.4 s.
const FEW_POSTS: u64 = 20_000;

/// Whether the copies are known already, or found in no time.
pub fn copies_are_at_hand(reader: &IndexReader) -> bool {
    reader.posts() <= FEW_POSTS || reader.has_clusters()
}

/// The copies among the posts of an index, as they were kept beside its commit or are found now. Who
/// asks from several threads finds them once beforehand, since each would do so by itself.
///
/// # Errors
/// If the index cannot be read.
pub fn clusters(reader: &IndexReader) -> Result<&Clusters> {
    reader.clusters(|| finder::find(reader, MIN_SIMILARITY))
}
