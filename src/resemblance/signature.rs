//! What stands for a text where its copies are looked for.

use xxhash_rust::xxh3::{Xxh3Default, xxh3_64, xxh3_64_with_seed};

use super::shingles::{MIN_WORDS, SHINGLE_WORDS, Shingles, shingle_hashes, word_hashes};
use crate::analysis::{normal_form, words};
use crate::corpus::Post;

/// How many hashes a sketch holds, one byte of each.
pub const SKETCH_LEN: usize = 126;

/// How many bytes the hash of a text takes.
const TEXT_LEN: usize = size_of::<u64>();

/// How often two hashes of different shingles have the same byte.
const CHANCE: f64 = 1.0 / 256.0;

/// The hash of a text, and a sketch of its shingles unless it is short.
///
/// In a sketch, the share of places at which two texts agree estimates their resemblance with a
/// standard error of `sqrt(r (1 - r) / 126)`, at most .045. One byte of each hash is kept, as P. Li and
/// C. König show that few bits do ("b-Bit minwise hashing", 2010).
///
/// The text that is hashed is all of its words; of a text of fewer than [`MIN_WORDS`] words also the
/// title's. Two short texts are copies if they say just the same under the same title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Signature {
    text: u64,
    sketch: Option<[u8; SKETCH_LEN]>,
}

impl Signature {
    /// The signature of a post's text; `None` if there are no words in it.
    pub fn of(post: &Post) -> Option<Self> {
        let mut hashes = word_hashes(post);
        if hashes.is_empty() {
            return None;
        }
        let sketch = (hashes.len() >= MIN_WORDS).then(|| sketch(&shingle_hashes(&hashes)));
        if sketch.is_none() {
            // No word has this hash, so that none passes from the title into the text.
            hashes.push(0);
            let mut form = String::new();
            hashes.extend(words(&post.title).map(|range| {
                normal_form(&post.title[range], &mut form);
                xxh3_64(form.as_bytes())
            }));
        }
        Some(Self { text: digest(&hashes), sketch })
    }

    /// The signature of a part of a text, by its shingles. It is not to be compared with those of
    /// whole texts.
    pub fn of_shingles(shingles: &Shingles) -> Self {
        let ordered = shingles.ordered();
        let is_long = ordered.len() + SHINGLE_WORDS > MIN_WORDS;
        Self { text: digest(ordered), sketch: is_long.then(|| sketch(ordered)) }
    }

    /// The sketch; `None` if the text is short.
    pub fn sketch(&self) -> Option<&[u8; SKETCH_LEN]> {
        self.sketch.as_ref()
    }

    /// The resemblance of two texts, from 0 to 1, as far as it can be told. It is exact if they are
    /// the same, or if one is short.
    pub fn estimate(&self, other: &Self) -> f64 {
        match (&self.sketch, &other.sketch) {
            _ if self.text == other.text => 1.0,
            (Some(one), Some(other)) => {
                let same = one.iter().zip(other).filter(|(a, b)| a == b).count();
                let share = same as f64 / SKETCH_LEN as f64;
                ((share - CHANCE) / (1.0 - CHANCE)).max(0.0)
            }
            _ => 0.0,
        }
    }

    /// Its form in the index.
    pub fn to_bytes(self) -> Vec<u8> {
        let mut bytes = self.text.to_be_bytes().to_vec();
        bytes.extend(self.sketch.iter().flatten());
        bytes
    }

    /// The inverse of [`Signature::to_bytes`]; `None` if the bytes are none of a signature.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (text, sketch) = bytes.split_first_chunk::<TEXT_LEN>()?;
        let sketch = match sketch {
            [] => None,
            bytes => Some(bytes.try_into().ok()?),
        };
        Some(Self { text: u64::from_be_bytes(*text), sketch })
    }
}

/// The hash of hashes in a row.
fn digest(hashes: &[u64]) -> u64 {
    let mut digest = Xxh3Default::new();
    hashes.iter().for_each(|hash| digest.update(&hash.to_le_bytes()));
    digest.digest()
}

/// Sketches a set of shingles: at each place the least of their hashes there, by its last byte.
///
/// Hashing each shingle anew for each place is most of the work of plain MinHash. Here a round gives
/// each shingle one place, and rounds go on until every place has one; texts of some hundred words
/// need one or two (S. Dahlgaard, M. Knudsen, M. Thorup, "Fast similarity sketching", 2017). The later
/// half of the rounds fills one place each, so that they come to an end.
fn sketch(shingles: &[u64]) -> [u8; SKETCH_LEN] {
    let mut least = [u64::MAX; SKETCH_LEN];
    for round in 0..2 * SKETCH_LEN as u64 {
        for shingle in shingles {
            let hash = xxh3_64_with_seed(&shingle.to_le_bytes(), round);
            let place = match (round as usize).checked_sub(SKETCH_LEN) {
                Some(place) => place,
                None => (((hash >> 32) * SKETCH_LEN as u64) >> 32) as usize,
            };
            // What an earlier round put there is less than anything of this one.
            least[place] = least[place].min(round << 32 | hash & u64::from(u32::MAX));
        }
        if !least.contains(&u64::MAX) {
            break;
        }
    }
    least.map(|hash| hash as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resemblance::Shingles;
    use crate::resemblance::tests::{post, prose};

    #[test]
    fn estimates_are_near_the_truth() {
        let base = post("A", &prose(0, 400));
        let signature = Signature::of(&base).expect("has words");
        for shift in (0..400).step_by(20) {
            let other = post("B", &prose(shift, 400));
            let truth = Shingles::of(&base).resemblance(&Shingles::of(&other));
            let found = signature.estimate(&Signature::of(&other).expect("has words"));
            assert!((truth - found).abs() < 4.0 * 0.045, "{truth} {found}");
        }
    }

    #[test]
    fn estimates_are_right_on_the_average() {
        for words in [MIN_WORDS, 60, 1000] {
            let errors = (0..40).map(|n| {
                let (one, other) = (prose(n * 5000, words), prose(n * 5000 + words / 4, words));
                let (one, other) = (post("A", &one), post("B", &other));
                let truth = Shingles::of(&one).resemblance(&Shingles::of(&other));
                let signature = Signature::of(&one).expect("has words");
                signature.estimate(&Signature::of(&other).expect("has words")) - truth
            });
            let mean = errors.sum::<f64>() / 40.0;
            assert!(mean.abs() < 0.03, "{words} words: {mean}");
        }
    }

    #[test]
    fn short_texts_are_the_same_or_not() {
        let signature = |title: &str, text: &str| Signature::of(&post(title, text));
        let short = signature("Dividend", "Ten cents on May 5.").expect("has words");
        for (title, text, expected) in [
            ("Dividend", "Ten cents on May 5.", 1.0),
            ("DIVIDEND", "ten cents\n\non May 5", 1.0),
            ("Another firm", "Ten cents on May 5.", 0.0),
            ("Dividend", "Ten cents on May 6.", 0.0),
            ("5", "Dividend Ten cents on May", 0.0),
            ("Dividend", &prose(0, 100), 0.0),
        ] {
            let found = signature(title, text).expect("has words").estimate(&short);
            assert_eq!(found, expected, "{title}: {text}");
        }
        assert_eq!(signature("Dividend", ""), None);
        assert_eq!(signature("Dividend", "— !"), None);
        let long = prose(0, MIN_WORDS);
        assert_eq!(signature("One", &long), signature("Another", &long));
    }

    #[test]
    fn signatures_are_read_back() {
        for text in ["Ten cents.", &prose(0, 100)] {
            let signature = Signature::of(&post("A", text)).expect("has words");
            assert_eq!(Signature::from_bytes(&signature.to_bytes()), Some(signature));
        }
        for length in [0, 1, 7, 9, 133, 135] {
            assert_eq!(Signature::from_bytes(&vec![0; length]), None, "{length}");
        }
    }
}
