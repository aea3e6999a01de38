//! Other posts that tell what a hit tells.

use rayon::prelude::*;
use tantivy::DocAddress;

use crate::corpus::Post;
use crate::error::Result;
use crate::index::{IndexReader, StoredPost};
use crate::resemblance::Shingles;

/// More copies of a hit than this are counted only.
const MOST_LISTED: usize = 100;

/// The copies of a hit.
#[derive(Clone, Debug, Default)]
pub struct Copies {
    /// How many there are.
    pub total: u64,
    /// The earliest of them, by date, then by path; a hundred at most.
    pub listed: Vec<Copy>,
}

/// A copy of a post.
#[derive(Clone, Debug)]
pub struct Copy {
    /// The copy.
    pub stored: StoredPost,
    /// Its resemblance to the post, from 0 to 1. Where copies are connected by way of others, it may
    /// be below [`MIN_SIMILARITY`](crate::duplicates::MIN_SIMILARITY).
    pub similarity: f64,
}

impl Copies {
    pub(super) fn of(reader: &IndexReader, post: &Post, copies: &[DocAddress]) -> Result<Self> {
        if copies.is_empty() {
            return Ok(Self::default());
        }
        let shingles = Shingles::of(post);
        let copy = |&address: &DocAddress| {
            let stored = reader.post(address)?;
            let similarity = shingles.resemblance(&Shingles::of(&stored.post));
            Ok(Copy { stored, similarity })
        };
        let listed = copies.par_iter().take(MOST_LISTED).map(copy).collect::<Result<_>>()?;
        Ok(Self { total: copies.len() as u64, listed })
    }
}
