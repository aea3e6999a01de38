//! Words with numbers beside them.

use std::io::{self, Write};

use crate::render::direction::on_terminal;
use crate::render::line_wrap::display_width;
use crate::render::style::Role;
use crate::render::{Style, terminal_text};

/// Prints a table of words, each with its numbers in straight columns below their names.
pub(super) fn write_table(
    names: &[&str],
    rows: &[(&str, Vec<String>)],
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let words: Vec<_> = rows.iter().map(|(word, _)| terminal_text(word)).collect();
    let widest = words.iter().map(|word| display_width(word)).max().unwrap_or_default().max(4);
    let width = |column: usize| {
        let numbers = rows.iter().filter_map(|(_, numbers)| numbers.get(column));
        numbers.map(String::len).chain([names[column].len()]).max().unwrap_or_default()
    };
    let mut header = format!("{:widest$}", "word");
    for (column, name) in names.iter().enumerate() {
        header += &format!("  {name:>width$}", width = width(column));
    }
    writeln!(out, "{}", style.paint(Role::Label, header))?;
    for (word, (_, numbers)) in words.iter().zip(rows) {
        // Numbers beside a word that is read from right to left would change places with it.
        let shown = on_terminal(word.clone(), style);
        write!(out, "{shown}{}", " ".repeat(widest - display_width(word)))?;
        for (column, number) in numbers.iter().enumerate() {
            write!(out, "  {number:>width$}", width = width(column))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(numbers: &[&str]) -> Vec<String> {
        numbers.iter().map(|&number| number.to_owned()).collect()
    }

    #[test]
    fn right_to_left_words_are_set_apart_on_a_terminal() {
        let rows = [("هدنة", numbers(&["7", "12"])), ("truces", numbers(&["1", "2"]))];
        for (width, word) in [(None, "هدنة"), (Some(80), "\u{2067}هدنة\u{2069}")] {
            let mut out = Vec::new();
            let style = Style { width, ..Style::default() };
            write_table(&["count", "all"], &rows, &style, &mut out).expect("is written");
            let expected =
                format!("word    count  all\n{word}        7   12\ntruces      1    2\n");
            assert_eq!(String::from_utf8(out).expect("is text"), expected, "{width:?}");
        }
    }

    #[test]
    fn columns_are_straight() {
        let rows = [("停火协", numbers(&["7", "1.25"])), ("a\x1b", numbers(&["1234567", "0.5"]))];
        let mut out = Vec::new();
        write_table(&["count", "score"], &rows, &Style::default(), &mut out).expect("is written");
        let expected = "\
word      count  score
停火协        7   1.25
a␛      1234567    0.5
";
        assert_eq!(String::from_utf8(out).expect("is text"), expected);
    }
}
