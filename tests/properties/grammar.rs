//! Writes posts by the rules of what they are made of, without much sense in them.

pub mod date;
pub mod front_matter;
pub mod html;
pub mod markdown;
pub mod prose;
pub mod query;

use fastrand::Rng;

/// One of several texts.
pub fn pick<'t>(rng: &mut Rng, texts: &[&'t str]) -> &'t str {
    texts[rng.usize(..texts.len())]
}

/// Once in so many times.
pub fn one_in(rng: &mut Rng, times: u8) -> bool {
    rng.u8(..times) == 0
}
