//! Texts compared as wholes.

use super::connector::{Guess, Likeness};
use super::texts::Texts;
use crate::error::Result;
use crate::index::IndexReader;
use crate::resemblance::Shingles;

/// Estimates that are this far from the least similarity are believed: five standard errors at .5.
pub(super) const SURELY: f64 = 0.22;

/// Whether a text is a copy of another, if both are taken as wholes.
#[derive(Clone, Copy)]
pub(super) struct Whole<'a> {
    pub reader: &'a IndexReader,
    pub texts: &'a Texts,
    /// How alike two texts are to be, from 0 to 1.
    pub min_similarity: f64,
}

impl Likeness for Whole<'_> {
    type Text = Shingles;

    fn guess(&self, one: u32, other: u32) -> Guess {
        let signatures = self.texts.signatures();
        let estimate = signatures[one as usize].estimate(&signatures[other as usize]);
        if estimate < self.min_similarity - SURELY {
            Guess::Unlike
        } else if estimate >= self.min_similarity + SURELY {
            Guess::Alike
        } else {
            Guess::Open { likely: estimate >= self.min_similarity }
        }
    }

    fn read(&self, text: u32) -> Result<Shingles> {
        self.texts.read(self.reader, text)
    }

    fn size(text: &Shingles) -> usize {
        text.len()
    }

    fn are_alike(&self, one: &Shingles, other: &Shingles) -> bool {
        one.is_copy_of(other, self.min_similarity)
    }
}
