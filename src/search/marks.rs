//! What is marked in a text: ranges of what matched.

use std::ops::Range;

use crate::analysis::is_hyphen;

/// The ranges to be marked, in bytes, for matches in order of their start: those that touch or
/// overlap are one, and so are those that only a hyphen parts, since a reader takes what it joins
/// for one word.
pub fn marks(text: &str, matches: impl IntoIterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut marks: Vec<Range<usize>> = Vec::new();
    for range in matches {
        match marks.last_mut() {
            Some(last) if range.start <= last.end || is_joint(&text[last.end..range.start]) => {
                last.end = last.end.max(range.end);
            }
            _ => marks.push(range),
        }
    }
    marks
}

fn is_joint(between: &str) -> bool {
    let mut chars = between.chars();
    chars.next().is_some_and(is_hyphen) && chars.next().is_none()
}

/// From ascending ranges of bytes to ranges of characters.
pub fn char_ranges(text: &str, ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let (mut bytes, mut chars) = (0, 0);
    let mut count_to = |byte: usize| {
        chars += text[bytes..byte].chars().count();
        bytes = byte;
        chars
    };
    ranges.iter().map(|range| count_to(range.start)..count_to(range.end)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_that_touch_are_one() {
        assert_eq!(marks("abcdefghij", [0..3, 2..5, 5..6, 8..9]), [0..6, 8..9]);
        assert_eq!(char_ranges("état é", &[0..5, 6..8]), [0..4, 5..6]);
    }

    #[test]
    fn a_hyphen_joins_what_it_parts() {
        let table: [(&str, &[&str]); 4] = [
            ("cease-fire", &["cease-fire"]),
            ("cease\u{2011}fire", &["cease\u{2011}fire"]),
            ("cease - fire", &["cease", "fire"]),
            ("cease fire", &["cease", "fire"]),
        ];
        for (text, expected) in table {
            let words = ["cease", "fire"].map(|word| {
                let start = text.find(word).unwrap_or_default();
                start..start + word.len()
            });
            let found: Vec<_> = marks(text, words).into_iter().map(|mark| &text[mark]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
