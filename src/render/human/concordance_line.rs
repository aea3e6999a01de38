//! Left context, keyword and right context side by side.

use std::io::{self, Write};

use textwrap::WordSeparator;
use unicode_segmentation::UnicodeSegmentation;

use crate::render::direction::{END, isolate};
use crate::render::line_wrap::display_width;
use crate::render::style::Role;
use crate::render::{Style, terminal_text};

/// A keyword takes no more than one part of the width in so many.
const KEYWORD_SHARE: usize = 3;

/// A line's texts, harmless to a terminal.
pub(super) struct Row {
    left: String,
    keyword: String,
    right: String,
}

/// Lines of which the keywords begin in the same column.
pub(super) struct Rows {
    rows: Vec<Row>,
    /// How wide they are.
    width: usize,
    /// The column in which the keywords begin.
    column: usize,
    /// Whether lines with right-to-left text are set apart from what stands beside them.
    has_isolates: bool,
}

impl Row {
    /// A line of these texts.
    pub(super) fn of(left: &str, keyword: &str, right: &str) -> Self {
        let [left, keyword, right] = [left, keyword, right].map(terminal_text);
        Self { left, keyword, right }
    }

    fn text(&self) -> String {
        [self.left.as_str(), &self.keyword, &self.right].concat()
    }
}

impl Rows {
    /// Lines of so many columns. With isolates, a line in a right-to-left script is mirrored by a
    /// terminal that can: it is read as it is written, and its columns are straight too.
    pub(super) fn new(rows: Vec<Row>, width: usize, has_isolates: bool) -> Self {
        let widest = rows.iter().map(|row| display_width(&row.keyword)).max().unwrap_or_default();
        let column = (width - widest.min(width / KEYWORD_SHARE)) / 2;
        Self { rows, width, column, has_isolates }
    }

    /// Writes a line, filled up with blanks to its width.
    pub(super) fn write(&self, index: usize, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let row = &self.rows[index];
        let left = end_of(&row.left, self.column);
        let room = self.width - self.column;
        let keyword = cut(&row.keyword, room);
        let right = beginning_of(&row.right, room - display_width(keyword));
        let before = " ".repeat(self.column - display_width(left));
        let after = " ".repeat(room - display_width(keyword) - display_width(right));
        let isolate = self.isolate(&row.text());
        if let Some(begin) = isolate {
            write!(out, "{begin}")?;
        }
        write!(out, "{before}{left}{}{right}{after}", style.paint(Role::Match, keyword))?;
        if isolate.is_some() {
            write!(out, "{END}")?;
        }
        Ok(())
    }

    /// What sets a line apart from the date and the path beside it, if it needs that.
    fn isolate(&self, text: &str) -> Option<char> {
        if self.has_isolates { isolate(text) } else { None }
    }
}

/// The beginning of a keyword that fits into so many columns.
fn cut(keyword: &str, columns: usize) -> &str {
    let ends = keyword.grapheme_indices(true).map(|(at, part)| at + part.len());
    let end = ends.take_while(|&end| display_width(&keyword[..end]) <= columns).last();
    &keyword[..end.unwrap_or_default()]
}

/// The first words of a text that fit into so many columns.
fn beginning_of(text: &str, columns: usize) -> &str {
    let fits = |end: &usize| display_width(text[..*end].trim_end()) <= columns;
    let part = &text[..edges(text).take_while(fits).last().unwrap_or_default()];
    if display_width(part) <= columns { part } else { part.trim_end() }
}

/// The last words of a text that fit into so many columns.
fn end_of(text: &str, columns: usize) -> &str {
    let fits = |start: &usize| display_width(&text[*start..]) <= columns;
    &text[std::iter::once(0).chain(edges(text)).find(fits).unwrap_or(text.len())..]
}

/// Where a text may be broken into lines, in bytes; its end too.
fn edges(text: &str) -> impl Iterator<Item = usize> {
    let mut end = 0;
    WordSeparator::UnicodeBreakProperties.find_words(text).map(move |word| {
        end += word.len() + word.whitespace.len();
        end
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::direction::{LEFT_TO_RIGHT, RIGHT_TO_LEFT};

    #[test]
    fn texts_are_cut_at_words_by_their_width() {
        let table = [
            ("one two three", 99, "one two three", "one two three"),
            ("one two three", 7, "one two", "three"),
            ("one two three", 6, "one ", "three"),
            (" one two", 3, " ", "two"),
            ("one two three", 2, "", ""),
            ("双方停火协议", 5, "双方", "协议"),
            ("e\u{301}tat e\u{301}tat", 4, "e\u{301}tat", "e\u{301}tat"),
            ("a cease-fire", 6, "a ", ""),
            ("", 3, "", ""),
            ("word", 0, "", ""),
        ];
        for (text, columns, beginning, end) in table {
            assert_eq!(beginning_of(text, columns), beginning, "beginning: {text} {columns}");
            assert_eq!(end_of(text, columns), end, "end: {text} {columns}");
        }
    }

    #[test]
    fn keywords_begin_in_one_column() {
        let texts = [
            ("the order to ", "cease fire", " came at noon"),
            ("数小时后，双方", "停火", "协议生效"),
            ("", "e\u{301}tat", ""),
            ("one ", "cease-fire-cease-fire-cease-fire", " two"),
        ];
        for width in [1, 9, 20, 41, 100] {
            let rows = texts.map(|(left, keyword, right)| Row::of(left, keyword, right));
            let rows = Rows::new(rows.into(), width, false);
            let colour = Style { colour: true, ..Style::default() };
            for index in 0..texts.len() {
                let mut out = Vec::new();
                rows.write(index, &colour, &mut out).expect("is written");
                let line = String::from_utf8(out).expect("is text");
                let plain = line.replace("\u{1b}[1m\u{1b}[31m", "").replace("\u{1b}[0m", "");
                assert_eq!(display_width(&plain), width, "{plain}");
                if let Some((before, _)) = line.split_once('\u{1b}') {
                    assert_eq!(display_width(before), rows.column, "{plain}");
                }
            }
        }
    }

    #[test]
    fn right_to_left_lines_are_set_apart() {
        let table = [
            ("أعلن ", "هدنة", " في", true, Some(RIGHT_TO_LEFT)),
            ("he said ", "هدنة", "", true, Some(LEFT_TO_RIGHT)),
            ("he said ", "truce", "", true, None),
            ("أعلن ", "هدنة", "", false, None),
        ];
        for (left, keyword, right, has_isolates, expected) in table {
            let rows = Rows::new(vec![Row::of(left, keyword, right)], 40, has_isolates);
            let mut out = Vec::new();
            rows.write(0, &Style::default(), &mut out).expect("is written");
            let line = String::from_utf8(out).expect("is text");
            let first = line.chars().next().filter(|&c| c != ' ');
            assert_eq!(first, expected, "{line}");
            assert_eq!(line.ends_with(END), expected.is_some());
            assert!(line.contains(&[left, keyword, right].concat()), "{line}");
        }
    }
}
