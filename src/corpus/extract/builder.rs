//! How text from anywhere becomes blocks: white space folded, lines remembered, captions said once.

use std::collections::HashSet;

use super::furniture;
use crate::corpus::{Block, BlockKind, LineMap};

/// A heading longer than this (in characters) is a paragraph whose tag was never closed.
const LONGEST_HEADING: usize = 400;

/// A caption longer than this (in characters) is text that stands under a caption's class.
const LONGEST_CAPTION: usize = 800;

/// Blocks of this length (in bytes) and more are said once in a whole page: it may hold its text in
/// several copies, for several sizes of screen.
const SAID_ONCE_IN_PAGE: usize = 60;

/// Collects text into the block at hand, and finished blocks into a list.
#[derive(Debug, Default)]
pub struct BlockBuilder {
    blocks: Vec<Block>,
    /// Captions met within the block at hand, which stand after it.
    captions: Vec<Block>,
    /// What was said already, of blocks that are said once.
    said: HashSet<String>,
    /// The text is a whole page, where long blocks are said once too.
    is_page: bool,
    text: String,
    lines: LineMap,
    line: u32,
    /// White space was met since the last word.
    blank: bool,
    /// In code: where the line at hand began in `text`, if nothing but blanks followed yet.
    fresh_line: Option<usize>,
}

impl BlockBuilder {
    /// Collects the text of a whole page.
    pub fn of_page() -> Self {
        Self { is_page: true, ..Self::default() }
    }

    /// Adds text that begins on `line`, each run of white space as one blank.
    pub fn add(&mut self, text: &str, mut line: u32) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let blank = blank_len(text, at);
            if blank > 0 {
                line = line.saturating_add(u32::from(bytes[at] == b'\n'));
                self.blank = true;
                at += blank;
                continue;
            }
            let start = at;
            at = words_end(text, start);
            self.add_words(&text[start..at], line);
        }
    }

    /// Adds code that begins on `line`, its white space as it is.
    pub fn add_code(&mut self, text: &str, mut line: u32) {
        for (index, part) in text.split('\n').enumerate() {
            if index > 0 {
                line = line.saturating_add(1);
                self.break_line();
            }
            self.add_code_line(part, line);
        }
    }

    /// Ends a line of code.
    pub fn break_line(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
            self.fresh_line = Some(self.text.len());
        }
    }

    /// Adds a blank between two words.
    pub fn add_blank(&mut self) {
        self.blank = true;
    }

    /// Adds a caption that stands after the block at hand, as it does not belong to its sentence.
    pub fn add_caption(&mut self, text: &str, line: u32) {
        let mut caption = Self::default();
        caption.add(text, line);
        caption.end_block(BlockKind::Caption);
        self.captions.append(&mut caption.blocks);
    }

    /// Ends the block at hand.
    pub fn end_block(&mut self, kind: BlockKind) {
        self.blank = false;
        self.fresh_line = None;
        let text = self.text.trim_end();
        if !text.is_empty() {
            let kind = settled(kind, text);
            let lines = std::mem::take(&mut self.lines);
            // A copy of the right size; the buffer serves again.
            let block = Block { kind, text: text.to_owned(), lines };
            self.push(block);
        }
        self.text.clear();
        for caption in std::mem::take(&mut self.captions) {
            self.push(caption);
        }
    }

    /// All the blocks.
    pub fn finish(mut self) -> Vec<Block> {
        self.end_block(BlockKind::Paragraph);
        self.blocks
    }

    fn push(&mut self, block: Block) {
        if !self.is_said_once(&block) || self.said.insert(block.text.clone()) {
            self.blocks.push(block);
        }
    }

    fn is_said_once(&self, block: &Block) -> bool {
        !block.kind.is_text()
            || self.is_page
                && block.kind != BlockKind::Code
                && block.text.len() >= SAID_ONCE_IN_PAGE
    }

    /// Adds words of one line with single blanks between them.
    fn add_words(&mut self, words: &str, line: u32) {
        if self.text.is_empty() {
            self.lines = LineMap::starting_at(line);
            self.line = line;
        } else if self.blank {
            self.text.push(' ');
        }
        self.blank = false;
        self.stand_on(line, self.text.len());
        self.text.push_str(words);
    }

    fn add_code_line(&mut self, part: &str, line: u32) {
        let part = if self.text.is_empty() { part.trim_start() } else { part };
        if part.is_empty() {
            return;
        }
        if self.text.is_empty() {
            self.lines = LineMap::starting_at(line);
            self.line = line;
        }
        // A line of blanks gets no entry: it may be the last one, and be trimmed.
        if part.contains(|c: char| !c.is_whitespace()) {
            let start = self.fresh_line.take().unwrap_or(self.text.len());
            self.stand_on(line, start);
        }
        self.text.push_str(part);
    }

    fn stand_on(&mut self, line: u32, offset: usize) {
        if line != self.line {
            self.lines.push(u32::try_from(offset).unwrap_or(u32::MAX), line);
            self.line = line;
        }
    }
}

/// What a block turns out to be once its text is known.
fn settled(kind: BlockKind, text: &str) -> BlockKind {
    match kind {
        BlockKind::Heading(_) if is_longer(text, LONGEST_HEADING) => BlockKind::Paragraph,
        BlockKind::Heading(_) | BlockKind::Code => kind,
        BlockKind::Caption if is_longer(text, LONGEST_CAPTION) => BlockKind::Paragraph,
        BlockKind::Furniture if is_longer(text, furniture::LONGEST_BY_CLASS) => {
            BlockKind::Paragraph
        }
        _ if furniture::is_phrase(text) => BlockKind::Furniture,
        _ => kind,
    }
}

/// Whether `text` has more than `limit` characters.
fn is_longer(text: &str, limit: usize) -> bool {
    text.len() > limit && text.chars().nth(limit).is_some()
}

/// Where words end that begin at byte `start` and are apart by single blanks, as most words are.
fn words_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let is_letter = |at: usize| bytes.get(at).is_some_and(|&byte| !MAY_BE_BLANK[byte as usize]);
    let mut at = start;
    while at < bytes.len() {
        if is_letter(at) {
            at += 1;
        } else if bytes[at] == b' ' && is_letter(at + 1) {
            at += 2;
        } else if blank_len(text, at) == 0 {
            at += 1;
        } else {
            break;
        }
    }
    at
}

/// The bytes that white space begins with.
const MAY_BE_BLANK: [bool; 256] = {
    let mut may_be = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        may_be[byte] = matches!(byte, 0x20 | 0x09..=0x0d | 0xc2 | 0xe1 | 0xe2 | 0xe3);
        byte += 1;
    }
    may_be
};

/// The length of the white-space character at byte `at`, or 0 if another one (or none) begins there.
fn blank_len(text: &str, at: usize) -> usize {
    match text.as_bytes()[at] {
        b' ' | 0x09..=0x0d => 1,
        // The first bytes of all other white space: NEL, NBSP, and those of U+1680, U+20xx, U+3000.
        0xc2 | 0xe1 | 0xe2 | 0xe3 => {
            text[at..].chars().next().filter(|c| c.is_whitespace()).map_or(0, char::len_utf8)
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prose(parts: &[(&str, u32)]) -> Block {
        let mut builder = BlockBuilder::default();
        for (text, line) in parts {
            builder.add(text, *line);
        }
        builder.finish().remove(0)
    }

    #[test]
    fn white_space_folds_and_lines_stay() {
        type Case<'a> = (&'a [(&'a str, u32)], &'a str, &'a [(u32, u32)]);
        let table: &[Case] = &[
            (&[("  a \n\n b", 3)], "a b", &[(0, 3), (2, 5)]),
            (&[("cease", 1), ("-fire\nheld", 1)], "cease-fire held", &[(0, 1), (11, 2)]),
            (&[("a\u{a0}b\u{3000}c\u{2003}d", 1)], "a b c d", &[(0, 1)]),
            (&[("é\nあ\n", 1), ("z", 3)], "é あ z", &[(0, 1), (3, 2), (7, 3)]),
            (&[("a ", 1), (" ", 4), ("b", 9)], "a b", &[(0, 1), (2, 9)]),
        ];
        for (parts, text, lines) in table {
            let block = prose(parts);
            assert_eq!(block.text, *text);
            assert_eq!(block.lines, lines.iter().copied().collect(), "{text}");
        }
    }

    #[test]
    fn code_keeps_its_white_space() {
        type Case<'a> = (&'a str, &'a str, &'a [(u32, u32)]);
        let table: &[Case] = &[
            ("\n\n  if x:\n    y\n\n  z\n \n", "if x:\n    y\n\n  z", &[(0, 3), (6, 4), (13, 6)]),
            ("a", "a", &[(0, 1)]),
            ("é\n\té", "é\n\té", &[(0, 1), (3, 2)]),
        ];
        for (code, text, lines) in table {
            let mut builder = BlockBuilder::default();
            builder.add_code(code, 1);
            builder.end_block(BlockKind::Code);
            let block = builder.finish().remove(0);
            assert_eq!(block.text, *text);
            assert_eq!(block.lines, lines.iter().copied().collect(), "{text:?}");
        }
    }

    #[test]
    fn a_caption_is_said_once_and_after_its_paragraph() {
        let mut builder = BlockBuilder::default();
        builder.add("The lake", 1);
        builder.add_caption(" A\nboat ", 1);
        builder.add_caption("A boat", 2);
        builder.add(" is wide.", 3);
        let blocks = builder.finish();
        let texts: Vec<_> = blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(texts, ["The lake is wide.", "A boat"]);
        assert_eq!(blocks[1].lines.line_at(2), 2);
    }

    #[test]
    fn a_page_says_long_blocks_once() {
        let long = "The ferry was late again, and nobody on the quay was surprised.";
        for (mut builder, count) in [(BlockBuilder::of_page(), 3), (BlockBuilder::default(), 4)] {
            for text in [long, "Late.", long, "Late."] {
                builder.add(text, 1);
                builder.end_block(BlockKind::Paragraph);
            }
            assert_eq!(builder.finish().len(), count);
        }
    }

    #[test]
    fn a_block_is_judged_by_its_length() {
        let long = "word ".repeat(90);
        let table = [
            (BlockKind::Heading(1), "Truce", BlockKind::Heading(1)),
            (BlockKind::Heading(1), &long, BlockKind::Paragraph),
            (BlockKind::Furniture, "Tweet", BlockKind::Furniture),
            (BlockKind::Furniture, &long, BlockKind::Paragraph),
            (BlockKind::Paragraph, "Advertisement", BlockKind::Furniture),
            (BlockKind::Code, "Advertisement", BlockKind::Code),
        ];
        for (kind, text, expected) in table {
            assert_eq!(settled(kind, text), expected, "{kind:?} {text}");
        }
    }
}
