//! Breaks a text into lines of a terminal without losing count of its characters.

use std::ops::Range;

pub use textwrap::core::display_width;
use textwrap::{Options, WordSplitter};

/// The ranges of characters of `text` that make the lines of a column `width` wide. Blanks at line
/// ends belong to no line.
pub fn wrap(text: &str, width: usize) -> Vec<Range<usize>> {
    // A hyphen inside a word is no place to break it: `cease-fire` is to be seen whole.
    let options = Options::new(width.max(1)).word_splitter(WordSplitter::NoHyphenation);
    let mut chars = text.chars();
    let mut position = 0;
    let lines = textwrap::wrap(text, options);
    let ranges = lines.iter().map(|line| {
        let first = line.chars().next();
        let rest = chars.as_str();
        let blanks = rest.chars().take_while(|&c| Some(c) != first && c.is_whitespace()).count();
        let start = position + blanks;
        let length = line.chars().count();
        if blanks + length > 0 {
            chars.nth(blanks + length - 1);
        }
        position = start + length;
        start..position
    });
    ranges.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_ranges_of_the_text() {
        let table: [(&str, usize, &[&str]); 5] = [
            ("", 10, &[""]),
            ("a shaky cease-fire holds", 11, &["a shaky", "cease-fire", "holds"]),
            ("état d’été à Paris", 9, &["état", "d’été à", "Paris"]),
            ("双方停火协议生效", 8, &["双方停火", "协议生效"]),
            ("a  b", 1, &["a", "b"]),
        ];
        for (text, width, expected) in table {
            let chars: Vec<char> = text.chars().collect();
            let lines: Vec<String> =
                wrap(text, width).into_iter().map(|range| chars[range].iter().collect()).collect();
            assert_eq!(lines, expected, "{text}");
        }
    }
}
