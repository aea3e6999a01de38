//! Cuts a passage out of sentences that are too long to be quoted whole.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::candidate::{Candidate, MatchedBlock};
use crate::corpus::{BlockKind, Post};
use crate::search::marks::char_ranges;
use crate::search::{Snippet, SnippetField};

impl Candidate {
    /// The passage as it is shown.
    pub fn snippet(&self, post: &Post, matched: &MatchedBlock, length: usize) -> Snippet {
        let block = matched.block();
        let marks = matched.marks_within(&self.sentences);
        let cut =
            cut_out(SnippetField::Body, &block.text, &self.sentences, &self.core, length, &marks);
        let offset = window(&block.text, &self.sentences, &self.core, length).start;
        let offset = u32::try_from(offset).unwrap_or(u32::MAX);
        let line = Some(block.lines.line_at(offset));
        Snippet { section: section(post, matched.index), line, ..cut }
    }
}

/// The nearest heading before a block, unless it only says the title again.
fn section(post: &Post, block: usize) -> Option<String> {
    let mut before = post.blocks[..block].iter().rev();
    let heading = before.find(|block| matches!(block.kind, BlockKind::Heading(_)))?;
    (heading.text != post.title).then(|| heading.text.clone())
}

/// Makes a snippet of some sentences of a text, cut at words around their core if they are longer
/// than `length` characters.
pub fn cut_out(
    field: SnippetField,
    text: &str,
    sentences: &Range<usize>,
    core: &Range<usize>,
    length: usize,
    marks: &[Range<usize>],
) -> Snippet {
    let window = window(text, sentences, core, length);
    let mut shown = String::new();
    if window.start > sentences.start {
        shown.push_str("… ");
    }
    let shift = shown.len();
    // A line end inside code is as good as a blank here.
    shown.extend(text[window.clone()].chars().map(|c| if c == '\n' { ' ' } else { c }));
    let inside = marks.iter().filter(|mark| window.start <= mark.start && mark.end <= window.end);
    let inside: Vec<_> = inside
        .map(|mark| mark.start - window.start + shift..mark.end - window.start + shift)
        .collect();
    if window.end < sentences.end {
        shown.push_str(" …");
    }
    let highlights = char_ranges(&shown, &inside);
    Snippet { field, text: shown, highlights, section: None, line: None }
}

/// The part of some sentences that is shown: all of it, or `length` characters around the core, from
/// one word's start to another one's end.
fn window(
    text: &str,
    sentences: &Range<usize>,
    core: &Range<usize>,
    length: usize,
) -> Range<usize> {
    let Some(first_end) = forward(text, sentences.clone(), length) else {
        return sentences.clone();
    };
    let room = length.saturating_sub(text[core.clone()].chars().count());
    let lead = back(text, sentences.start..core.start, room / 3);
    let start = lead.map_or(sentences.start, |at| start_of_word(text, at..core.start));
    if start == sentences.start {
        return start..end_of_word(text, core.end.min(first_end).max(start)..first_end);
    }
    match forward(text, start..sentences.end, length) {
        Some(end) => start..end_of_word(text, core.end.min(end)..end),
        // What is left over at the end is shown before.
        None => {
            let earlier = back(text, sentences.start..sentences.end, length);
            let earlier = earlier.unwrap_or(sentences.start).min(start);
            start_of_word(text, earlier..core.start)..sentences.end
        }
    }
}

/// Where `count` characters from the start of a range end; `None` if it has no more.
fn forward(text: &str, range: Range<usize>, count: usize) -> Option<usize> {
    text[range.clone()].char_indices().nth(count).map(|(at, _)| range.start + at)
}

/// Where the last `count` characters of a range begin; `None` if it has no more.
fn back(text: &str, range: Range<usize>, count: usize) -> Option<usize> {
    let mut chars = text[range.clone()].char_indices().rev();
    let begin = chars.by_ref().take(count).last().map_or(range.end, |(at, _)| range.start + at);
    chars.next().map(|_| begin)
}

/// Where the first word begins that lies in a range as a whole; the end of the range if none does.
fn start_of_word(text: &str, range: Range<usize>) -> usize {
    let inside = &text[range.clone()];
    let is_start = range.start == 0 || ends_piece(text[..range.start].chars().next_back());
    if is_start && !inside.starts_with(char::is_whitespace) {
        return range.start;
    }
    let blank = inside.char_indices().find(|&(_, c)| ends_piece(Some(c)));
    let after = blank.map(|(at, c)| range.start + at + c.len_utf8());
    let after =
        after.map(|at| at + (text[at..range.end].len() - text[at..range.end].trim_start().len()));
    after.filter(|&at| at <= range.end).unwrap_or_else(|| {
        // The range may begin within a cluster: its second bound is the first sure one.
        inside.split_word_bound_indices().nth(1).map_or(range.end, |(at, _)| range.start + at)
    })
}

/// Where the last word ends that lies in a range as a whole; the start of the range if none does.
fn end_of_word(text: &str, range: Range<usize>) -> usize {
    let inside = &text[range.clone()];
    let next = text[range.end..].chars().next();
    if next.is_none_or(char::is_whitespace) || ends_piece(inside.chars().next_back()) {
        return range.start + inside.trim_end().len();
    }
    let blank = inside.char_indices().rev().find(|&(_, c)| ends_piece(Some(c)));
    let end = blank.map(|(at, c)| range.start + at + c.len_utf8());
    let end = end.map(|end| range.start + text[range.start..end].trim_end().len());
    let bound = || inside.split_word_bound_indices().next_back().map(|(at, _)| range.start + at);
    let end = end.or_else(bound).filter(|&end| end > range.start);
    // A word that is longer than a passage is cut between two clusters.
    let cluster = || inside.grapheme_indices(true).next_back().map(|(at, _)| range.start + at);
    end.or_else(cluster).filter(|&end| end > range.start).unwrap_or(range.end)
}

/// Whether a text may be cut after a character: a blank, or a sign where none parts words.
fn ends_piece(c: Option<char>) -> bool {
    c.is_none_or(|c| {
        c.is_whitespace()
            || matches!(c, '，' | '、' | '；' | '：' | '。' | '！' | '？' | '」' | '』' | '”')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_sentences_are_cut_at_words() {
        let table = [
            ("one two three four", "one", 100, "one two three four"),
            ("one two three four five six", "one", 12, "one two"),
            ("one two three four five six", "four", 12, "four five"),
            ("one two three four five six", "six", 12, "five six"),
            ("aa bb cc dd ee ff gg hh ii jj", "ee", 14, "dd ee ff gg hh"),
            ("state-of-the-art cease-fire talks", "fire", 16, "cease-fire talks"),
            ("aaaaaaaaaaaaaaaa", "", 10, "aaaaaaaaa"),
            ("双方停火，随后交火，然后谈判，最后签字", "交火", 8, "随后交火，"),
            (
                "e\u{301}e\u{301}e\u{301} e\u{301}e\u{301}e\u{301}",
                "",
                9,
                "e\u{301}e\u{301}e\u{301}",
            ),
            ("ผู้คนหนีขึ้นที่สูง ทุกคนปลอดภัย", "ทุกคน", 14, "ทุกคนปลอดภัย"),
        ];
        for (text, core, length, expected) in table {
            let at = text.find(core).unwrap_or_default();
            let found = window(text, &(0..text.len()), &(at..at + core.len()), length);
            assert_eq!(&text[found], expected, "{text}, {core}, {length}");
        }
    }
}
