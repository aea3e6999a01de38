//! Texts as sets of short runs of words.

use std::collections::HashSet;

use xxhash_rust::xxh3::xxh3_64;

use crate::analysis::{normal_form, words};
use crate::corpus::Post;

/// How many words in a row make a shingle.
///
/// With three, changing one word in ten leaves a resemblance of .54 or more (each changed word is
/// in three shingles), and unrelated texts of one language share next to nothing.
pub const SHINGLE_WORDS: usize = 3;

/// Shorter texts, in words, are alike by chance: such a text is compared as a whole.
pub const MIN_WORDS: usize = 32;

/// Into so many stretches a text is cut to see whether another has something of each.
const STRETCHES: usize = 8;

/// The shingles of a text, as hashes.
///
/// The text is the article's own, without title, captions and furniture. Words are compared in
/// their normal form; where paragraphs end says nothing, since copies are often set anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shingles {
    /// In the order of the text.
    ordered: Vec<u64>,
    /// Each once, ascending.
    distinct: Vec<u64>,
}

impl Shingles {
    /// The shingles of a post's text.
    pub fn of(post: &Post) -> Self {
        let ordered = shingle_hashes(&word_hashes(post));
        let mut distinct = ordered.clone();
        distinct.sort_unstable();
        distinct.dedup();
        Self { ordered, distinct }
    }

    /// The resemblance of two texts, from 0 to 1: how many shingles both have, out of those that
    /// either has (A. Broder, "On the resemblance and containment of documents", 1997).
    pub fn resemblance(&self, other: &Self) -> f64 {
        let either = self.distinct.len() + other.distinct.len();
        let both = self.shared(other);
        if either == 0 { 0.0 } else { both as f64 / (either - both) as f64 }
    }

    /// Whether one text is a copy of the other: if they are at least so alike, and one of them is
    /// found again in the other throughout.
    ///
    /// Pages with the same menu and their own text between may be as alike as a story and its copy
    /// with a word in ten changed. But what they share is in one place, and there are stretches of
    /// each of which the other has nothing.
    pub fn is_copy_of(&self, other: &Self, min_similarity: f64) -> bool {
        self.resemblance(other) >= min_similarity
            && (self.is_throughout_in(other) || other.is_throughout_in(self))
    }

    /// Whether seven of the eight stretches of this text have a quarter of their shingles in the
    /// other.
    fn is_throughout_in(&self, other: &Self) -> bool {
        let length = self.ordered.len().div_ceil(STRETCHES).max(1);
        let is_lacking = |stretch: &&[u64]| {
            let is_there = |shingle: &&u64| other.distinct.binary_search(shingle).is_ok();
            4 * stretch.iter().filter(is_there).count() < stretch.len()
        };
        self.ordered.chunks(length).filter(is_lacking).count() <= 1
    }

    /// What is left without some shingles.
    pub fn without(&self, some: &HashSet<u64>) -> Self {
        let rest = |all: &[u64]| all.iter().filter(|it| !some.contains(it)).copied().collect();
        Self { ordered: rest(&self.ordered), distinct: rest(&self.distinct) }
    }

    /// Each shingle once, ascending.
    pub fn distinct(&self) -> &[u64] {
        &self.distinct
    }

    /// The shingles in the order of the text.
    pub(super) fn ordered(&self) -> &[u64] {
        &self.ordered
    }

    /// How many shingles there are, those that occur again too.
    pub fn len(&self) -> usize {
        self.ordered.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ordered.is_empty()
    }

    /// How many shingles are in both.
    fn shared(&self, other: &Self) -> usize {
        let (mut count, mut others) = (0, other.distinct.iter().peekable());
        for shingle in &self.distinct {
            while others.next_if(|other| *other < shingle).is_some() {}
            count += usize::from(others.next_if_eq(&shingle).is_some());
        }
        count
    }
}

/// The hashes of the words of a post's text in their normal form.
pub(super) fn word_hashes(post: &Post) -> Vec<u64> {
    let (mut hashes, mut form) = (Vec::new(), String::new());
    for block in post.text_blocks() {
        hashes.extend(words(&block.text).map(|range| {
            normal_form(&block.text[range], &mut form);
            xxh3_64(form.as_bytes())
        }));
    }
    hashes
}

/// The shingles of words that follow one another, in their order. Fewer words than make one are one.
pub(super) fn shingle_hashes(words: &[u64]) -> Vec<u64> {
    match words.len() {
        0 => Vec::new(),
        count => words.windows(SHINGLE_WORDS.min(count)).map(hash_of_words).collect(),
    }
}

/// The hash of some words in a row, whose own hashes are as good as random: a polynomial in an odd
/// number does (Knuth's multiplier of 64 bits, *The art of computer programming*, 3.3.4).
fn hash_of_words(words: &[u64]) -> u64 {
    const MULTIPLIER: u64 = 6_364_136_223_846_793_005;
    words.iter().fold(0, |hash: u64, word| hash.wrapping_mul(MULTIPLIER).wrapping_add(*word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Block, BlockKind, LineMap};
    use crate::resemblance::tests::{post, prose};

    fn resemblance(one: &str, other: &str) -> f64 {
        Shingles::of(&post("One", one)).resemblance(&Shingles::of(&post("Other", other)))
    }

    #[test]
    fn resemblance_is_the_share_of_common_shingles() {
        let table = [
            (prose(0, 30), prose(0, 30), 1.0),
            (prose(0, 30), prose(100, 30), 0.0),
            // 28 shingles each, of which the last ones of one are the first ones of the other.
            (prose(0, 30), prose(14, 30), 14.0 / 42.0),
            (prose(0, 62), prose(0, 42), 40.0 / 60.0),
            (prose(0, 30), prose(0, 30).to_uppercase().replace(' ', ", "), 1.0),
            (prose(0, 30), prose(0, 15) + "\n\n* " + &prose(15, 15), 1.0),
            (String::new(), String::new(), 0.0),
            ("one two".into(), "one two".into(), 1.0),
        ];
        for (one, other, expected) in table {
            assert!((resemblance(&one, &other) - expected).abs() < 1e-9, "{one}: {other}");
            assert!((resemblance(&other, &one) - expected).abs() < 1e-9, "{other}: {one}");
        }
    }

    #[test]
    fn a_word_changed_in_ten_leaves_more_than_half() {
        let changed: String =
            (0..200).map(|n| format!("{}{n} ", if n % 10 == 5 { "new" } else { "word" })).collect();
        let found = resemblance(&prose(0, 200), &changed);
        assert!((0.53..0.56).contains(&found), "{found}");
    }

    #[test]
    fn a_copy_is_found_again_throughout() {
        let changed: String =
            (0..200).map(|n| format!("{}{n} ", if n % 10 == 5 { "new" } else { "word" })).collect();
        let table = [
            (prose(0, 200), prose(0, 200), true),
            (prose(0, 200), changed, true),
            (prose(0, 200), prose(0, 134), true),
            (prose(0, 200), prose(100, 100) + &prose(0, 100), true),
            // A menu of 140 words, and sixty of their own.
            (prose(0, 200), prose(0, 140) + &prose(500, 60), false),
            (prose(0, 200), prose(500, 30) + &prose(30, 140) + &prose(600, 30), false),
            (prose(0, 200), prose(0, 90), false),
        ];
        for (one, other, expected) in table {
            let (one, other) = (Shingles::of(&post("A", &one)), Shingles::of(&post("B", &other)));
            let alike = one.resemblance(&other);
            assert_eq!(one.is_copy_of(&other, 0.5), expected, "{alike}");
            assert_eq!(other.is_copy_of(&one, 0.5), expected, "{alike}");
        }
    }

    #[test]
    fn what_is_left_without_some_shingles() {
        let menu = Shingles::of(&post("A", &prose(0, 60)));
        let page = Shingles::of(&post("B", &(prose(0, 60) + &prose(100, 40))));
        let form: HashSet<u64> = menu.distinct().iter().copied().collect();
        // Two shingles lie across the end of the menu.
        assert_eq!(page.without(&form).len(), 40);
        assert_eq!(page.without(&form).resemblance(&menu), 0.0);
        assert_eq!(menu.without(&form), Shingles::default());
        assert_eq!(page.without(&HashSet::new()), page);
    }

    #[test]
    fn only_the_article_counts() {
        let plain = post("A", &prose(0, 40));
        let mut decorated = plain.clone();
        let lines = LineMap::default();
        decorated.blocks.insert(0, Block { kind: BlockKind::Caption, text: prose(90, 40), lines });
        assert_eq!(Shingles::of(&plain), Shingles::of(&decorated));
    }
}
