//! How alike two texts are, whatever their markup: the share of runs of words that they have in
//! common, and a signature by which that is estimated without the texts.

mod shingles;
mod signature;

pub use shingles::{MIN_WORDS, SHINGLE_WORDS, Shingles};
pub use signature::{SKETCH_LEN, Signature};

#[cfg(test)]
pub(crate) mod tests;
