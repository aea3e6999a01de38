//! Plain text: paragraphs apart by blank lines.

use super::builder::BlockBuilder;
use super::{Extracted, lines};
use crate::corpus::BlockKind;

/// Reads plain text that begins on `first_line`.
pub fn read(source: &str, first_line: u32) -> Extracted {
    let mut builder = BlockBuilder::default();
    for (line, text) in (first_line..).zip(lines::split(source)) {
        if text.trim().is_empty() {
            builder.end_block(BlockKind::Paragraph);
        } else {
            builder.add(text, line);
            builder.add_blank();
        }
    }
    Extracted { blocks: builder.finish(), ..Extracted::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_part_paragraphs() {
        let table: &[(&str, &[(&str, u32)])] = &[
            ("", &[]),
            (" \n\n", &[]),
            ("one\n  two\n\n \nthree", &[("one two", 4), ("three", 8)]),
            ("one\r\n\r\ntwo\r\n", &[("one", 4), ("two", 6)]),
            ("one\rtwo\r\rthree", &[("one two", 4), ("three", 7)]),
        ];
        for (source, expected) in table {
            let blocks = read(source, 4).blocks;
            let found: Vec<_> =
                blocks.iter().map(|block| (block.text.as_str(), block.lines.first())).collect();
            assert_eq!(found, *expected, "{source:?}");
        }
    }

    #[test]
    fn each_line_of_a_paragraph_is_known() {
        let block = read("one\ntwo\nthree", 1).blocks.remove(0);
        assert_eq!(block.lines, [(0, 1), (4, 2), (8, 3)].into_iter().collect());
    }
}
