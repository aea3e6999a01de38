//! In which words two texts differ.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::analysis::{normal_form, words};
use crate::corpus::Post;

/// Only so many words of each text are compared: the work may grow with their product.
const MOST_WORDS: usize = 4000;

/// How many words before a difference say where it is.
const BEFORE: usize = 3;

/// A place at which two texts differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Up to three words before it.
    pub before: String,
    /// What only the first text has there; empty if nothing.
    pub removed: String,
    /// What only the second text has there; empty if nothing.
    pub added: String,
}

/// A word as it is written, with the signs about it, and in the form that is compared.
struct Word<'a> {
    written: &'a str,
    form: String,
}

/// The places at which the texts of two posts differ, in their order, as far as their first
/// thousands of words go. Case, punctuation and where paragraphs end make no difference.
pub(super) fn differences(first: &Post, second: &Post) -> Vec<Difference> {
    let (first, second) = (words_of(first), words_of(second));
    let forms = |words: &[Word<'_>]| words.iter().map(|word| word.form.clone()).collect::<Vec<_>>();
    let (old, new) = (forms(&first), forms(&second));
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let places = ops.into_iter().filter(|op| !matches!(op, DiffOp::Equal { .. })).map(|op| {
        let (old, new) = (op.old_range(), op.new_range());
        Difference {
            before: written(&first, old.start.saturating_sub(BEFORE)..old.start),
            removed: written(&first, old),
            added: written(&second, new),
        }
    });
    places.collect()
}

/// Some words in a row, apart by blanks unless they touch in the text.
fn written(words: &[Word<'_>], range: Range<usize>) -> String {
    let (mut text, mut end) = (String::new(), None);
    for word in &words[range] {
        let bytes = word.written.as_bytes().as_ptr_range();
        if end.is_some_and(|end| end != bytes.start) {
            text.push(' ');
        }
        text.push_str(word.written);
        end = Some(bytes.end);
    }
    text
}

/// What stands between blanks in a post's text and holds a word. In scripts without blanks each word
/// stands by itself.
fn words_of(post: &Post) -> Vec<Word<'_>> {
    let blocks = post.text_blocks().map(|block| block.text.as_str());
    let pieces = blocks.flat_map(str::split_whitespace).flat_map(pieces);
    pieces.take(MOST_WORDS).collect()
}

/// A stretch between blanks as one word, or, if it holds letters of a script without blanks, as the
/// words of which it is made.
fn pieces(stretch: &str) -> Vec<Word<'_>> {
    let ranges: Vec<Range<usize>> = words(stretch).collect();
    let touch = |pair: &[Range<usize>]| pair[0].end == pair[1].start;
    let mut form = String::new();
    let mut form_of = |text: &str| {
        normal_form(text, &mut form);
        form.clone()
    };
    if ranges.windows(2).any(touch) {
        let word = |range: Range<usize>| {
            let written = &stretch[range];
            Word { written, form: form_of(written) }
        };
        return ranges.into_iter().map(word).collect();
    }
    let forms: Vec<_> = ranges.into_iter().map(|range| form_of(&stretch[range])).collect();
    let is_word = !forms.is_empty();
    is_word.then(|| Word { written: stretch, form: forms.join(" ") }).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resemblance::tests::post;

    /// The differences of two texts as `before [-removed-]{+added+}`.
    fn short(one: &str, other: &str) -> Vec<String> {
        let found = differences(&post("One", one), &post("Other", other));
        let short = found
            .into_iter()
            .map(|it| format!("{}[-{}-]{{+{}+}}", it.before, it.removed, it.added));
        short.collect()
    }

    #[test]
    fn texts_differ_in_words() {
        let table: [(&str, &str, &[&str]); 8] = [
            ("A truce holds.", "A truce holds.", &[]),
            ("A truce, holds — in\n\nGanja", "a *truce* holds in ganja!", &[]),
            (
                "The two sides agreed on Monday.",
                "The two sides agreed on Friday.",
                &["sides agreed on[-Monday.-]{+Friday.+}"],
            ),
            ("one two three", "one three", &["one[-two-]{++}"]),
            ("one three", "one two three", &["one[--]{+two+}"]),
            ("start a b c end", "a b c end now", &["[-start-]{++}", "b c end[--]{+now+}"]),
            ("双方停火协议生效", "双方停火生效", &["方停火[-协议-]{++}"]),
            ("a cease-fire", "a ceasefire", &["a[-cease-fire-]{+ceasefire+}"]),
        ];
        for (one, other, expected) in table {
            assert_eq!(short(one, other), expected, "{one}: {other}");
        }
    }

    #[test]
    fn texts_of_any_length_are_compared() {
        let (mut one, mut other) = (String::new(), String::new());
        for number in 0..100_000 {
            one += &format!("{number} ");
            other += &format!("{} ", number * 7 % 100_000);
        }
        assert!(!short(&one, &other).is_empty());
    }
}
