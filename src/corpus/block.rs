//! A post's text as a sequence of blocks, each of which knows its lines in the source file.

use serde::{Deserialize, Serialize};

/// One paragraph, heading, list item, table cell, caption ... of a post.
///
/// A phrase never crosses from one block into the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What the block is.
    pub kind: BlockKind,
    /// Its text: never empty, trimmed, each run of white space one blank (in code, lines are kept).
    pub text: String,
    /// Where its text stands in the source file.
    pub lines: LineMap,
}

/// What a block of text is to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A paragraph, or any other prose.
    Paragraph,
    /// The text of a list item (or term or definition).
    ListItem,
    /// A quotation.
    Quote,
    /// One cell of a table.
    TableCell,
    /// Preformatted text or code.
    Code,
    /// A caption, a credit or the alternative text of an image.
    Caption,
    /// What surrounds an article without being of it: "toggle caption", share lines, advertisements.
    Furniture,
}

impl BlockKind {
    /// Whether the block is part of the article's own text.
    pub fn is_text(self) -> bool {
        !matches!(self, Self::Caption | Self::Furniture)
    }
}

/// From a byte offset in a block's text to the line of the source file it stands on.
///
/// White space is folded in a block's text, so line ends are remembered apart from it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineMap {
    /// The line of the block's first character, counted from 1.
    first: u32,
    /// Where the line changes: (byte offset in the text, line from there on), by ascending offset.
    breaks: Vec<(u32, u32)>,
}

impl LineMap {
    /// A block whose text begins at `first`.
    pub fn starting_at(first: u32) -> Self {
        Self { first, breaks: Vec::new() }
    }

    /// Records that the text from byte `offset` on stands on `line`.
    ///
    /// Offsets are given in ascending order; an offset given twice keeps its last line.
    pub fn push(&mut self, offset: u32, line: u32) {
        if self.line_at(offset) == line {
            return;
        }
        match self.breaks.last_mut() {
            _ if offset == 0 => self.first = line,
            Some(last) if last.0 == offset => last.1 = line,
            _ => self.breaks.push((offset, line)),
        }
    }

    /// The line of the character at byte `offset`, counted from 1.
    pub fn line_at(&self, offset: u32) -> u32 {
        let after = self.breaks.partition_point(|&(start, _)| start <= offset);
        after.checked_sub(1).map_or(self.first, |index| self.breaks[index].1)
    }

    /// The line of the first character.
    pub fn first(&self) -> u32 {
        self.first
    }

    /// Where the line changes after the first one, as (byte offset, line).
    pub fn breaks(&self) -> &[(u32, u32)] {
        &self.breaks
    }
}

impl FromIterator<(u32, u32)> for LineMap {
    /// The inverse of [`LineMap::first`] (at offset 0) followed by [`LineMap::breaks`].
    fn from_iter<I: IntoIterator<Item = (u32, u32)>>(pairs: I) -> Self {
        let mut map = Self::default();
        for (offset, line) in pairs {
            map.push(offset, line);
        }
        map
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_by_offset() {
        let map: LineMap = [(0, 7), (5, 7), (12, 8), (30, 11)].into_iter().collect();
        for (offset, line) in [(0, 7), (5, 7), (11, 7), (12, 8), (29, 8), (30, 11), (900, 11)] {
            assert_eq!(map.line_at(offset), line, "at {offset}");
        }
        assert_eq!(map.breaks(), [(12, 8), (30, 11)]);
    }
}
