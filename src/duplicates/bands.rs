//! Pairs of texts that may be alike, without a look at every pair.

use crate::resemblance::{SKETCH_LEN, Signature};

/// How many places of a sketch make a band. Texts that agree in all places of any band may be alike.
///
/// With 42 bands of 3 places, a pair of resemblance s is met with probability 1 - (1 - s^3)^42: .996
/// at .5, .999 at .54, .04 at .1 (J. Leskovec, A. Rajaraman, J. Ullman, "Mining of massive datasets",
/// section 3.4).
const BAND: usize = 3;

/// How many bands there are.
const BANDS: usize = SKETCH_LEN / BAND;

/// Up to so many texts, every pair is looked at.
const EVERY_PAIR: usize = 1000;

/// A text is compared with so many at most that follow it in the order of a band, so that a template
/// that thousands of posts share makes no quadratic work.
const WINDOW: usize = 64;

/// Calls `look` with pairs of texts, given by their place in the list, that may be alike; with some
/// of them more than once. In what order depends on nothing but the signatures.
pub(super) fn for_each_pair(signatures: &[Signature], mut look: impl FnMut(u32, u32)) {
    // Short texts have no sketch: they are the same or not.
    let sketched = (0..).zip(signatures).filter_map(|(at, it)| Some((at, it.sketch()?)));
    let sketched: Vec<(u32, &[u8; SKETCH_LEN])> = sketched.collect();
    if sketched.len() <= EVERY_PAIR {
        for (place, &(one, _)) in sketched.iter().enumerate() {
            sketched[place + 1..].iter().for_each(|&(other, _)| look(one, other));
        }
        return;
    }
    let mut keys: Vec<(u64, u32)> = Vec::with_capacity(sketched.len());
    for band in 0..BANDS {
        keys.clear();
        keys.extend(sketched.iter().map(|&(text, sketch)| (key(sketch, band), text)));
        keys.sort_unstable();
        for (place, &(key, one)) in keys.iter().enumerate() {
            let near = keys[place + 1..].iter().take(WINDOW);
            let near = near.take_while(|(other, _)| is_in_band(key ^ other));
            near.for_each(|&(_, other)| look(one, other));
        }
    }
}

/// The places of a band, and after them those of the next bands: what is most alike stands nearest
/// to each other in a band that many texts share.
fn key(sketch: &[u8; SKETCH_LEN], band: usize) -> u64 {
    let places = sketch.iter().cycle().skip(band * BAND).take(size_of::<u64>());
    places.fold(0, |key, &place| key << 8 | u64::from(place))
}

/// Whether two keys with this difference agree in the band.
fn is_in_band(difference: u64) -> bool {
    difference.leading_zeros() as usize >= 8 * BAND
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// A signature whose sketch agrees with that of others of the same seed in about this share of
    /// places.
    fn signature(seed: u64, share: f64, random: &mut fastrand::Rng) -> Signature {
        let mut own = fastrand::Rng::with_seed(seed);
        let mut bytes = random.u64(..).to_be_bytes().to_vec();
        bytes.extend((0..SKETCH_LEN).map(|_| {
            let (common, other) = (own.u8(..), random.u8(..));
            if random.f64() < share { common } else { other }
        }));
        Signature::from_bytes(&bytes).expect("is one")
    }

    fn pairs(signatures: &[Signature]) -> BTreeSet<(u32, u32)> {
        let mut pairs = BTreeSet::new();
        for_each_pair(signatures, |one, other| {
            pairs.insert((one.min(other), one.max(other)));
        });
        pairs
    }

    #[test]
    fn few_texts_are_all_compared() {
        let mut random = fastrand::Rng::with_seed(1);
        let signatures: Vec<_> = (0..40).map(|seed| signature(seed, 1.0, &mut random)).collect();
        assert_eq!(pairs(&signatures).len(), 40 * 39 / 2);
    }

    #[test]
    fn among_many_texts_the_alike_are_met() {
        let mut random = fastrand::Rng::with_seed(1);
        // A share of s in each of two sketches leaves a pair that agrees in s * s of the places.
        let share = 0.5_f64.sqrt();
        let signatures: Vec<_> =
            (0..4000).map(|at| signature(at / 2, share, &mut random)).collect();
        let pairs = pairs(&signatures);
        let met = (0..2000).filter(|at| pairs.contains(&(2 * at, 2 * at + 1))).count();
        assert!(met >= 1975, "{met} of 2000");
        assert!(pairs.len() < 20_000, "{}", pairs.len());
    }

    #[test]
    fn a_template_makes_no_quadratic_work() {
        let mut random = fastrand::Rng::with_seed(1);
        let signatures: Vec<_> = (0..5000).map(|_| signature(7, 0.99, &mut random)).collect();
        let mut looks = 0;
        for_each_pair(&signatures, |_, _| looks += 1);
        assert!(looks <= 5000 * BANDS * WINDOW);
    }
}
