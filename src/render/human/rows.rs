//! What is known of one thing, a name and a value a line.

use std::fmt::Display;
use std::io::{self, Write};

use super::MAX_WIDTH;
use crate::render::direction::{END, isolate};
use crate::render::line_wrap::wrap;
use crate::render::style::Role;
use crate::render::{Style, terminal_text};

/// How wide the names are.
const NAMES: usize = 12;

/// A blank at which no line ends.
pub(super) const UNBROKEN: char = '\u{a0}';

/// Prints a name and its value, wrapped beside the name; nothing if the value is empty.
pub(super) fn write_row(
    name: &str,
    value: &str,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    write_harmless_row(name, &terminal_text(value), style, out)
}

/// Prints a name and a value that holds nothing a terminal would obey, as [`write_row`] does.
pub(super) fn write_harmless_row(
    name: &str,
    value: &str,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(width) = style.width else {
        return write_whole_row(name, &value.replace(UNBROKEN, " "), style, out);
    };
    let lines = wrap(value, width.min(MAX_WIDTH).saturating_sub(NAMES));
    let direction = isolate(value);
    for (number, line) in lines.into_iter().enumerate() {
        let name = if number == 0 { name } else { "" };
        let line: String = value.chars().skip(line.start).take(line.len()).collect();
        let line = line.replace(UNBROKEN, " ");
        match direction {
            Some(begin) => write_whole_row(name, &format!("{begin}{line}{END}"), style, out)?,
            None => write_whole_row(name, &line, style, out)?,
        }
    }
    Ok(())
}

/// Prints a name and a value that must stay in one piece, such as a path; nothing if it is empty.
pub(super) fn write_whole_row(
    name: &str,
    value: &dyn Display,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let value = value.to_string();
    if value.is_empty() {
        return Ok(());
    }
    let gap = " ".repeat(NAMES.saturating_sub(name.len()));
    writeln!(out, "{}{gap}{value}", style.paint(Role::Label, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_wrapped_beside_their_names() {
        let table = [
            (None, "one two three", "tags        one two three\n"),
            (Some(20), "one two three", "tags        one two\n            three\n"),
            (Some(20), "", ""),
            (Some(20), "one two\u{a0}3", "tags        one\n            two 3\n"),
            (None, "one two\u{a0}3", "tags        one two 3\n"),
            (
                Some(20),
                "שלום שלום",
                "tags        \u{2067}שלום\u{2069}\n            \u{2067}שלום\u{2069}\n",
            ),
            (Some(3), "a b", "tags        a\n            b\n"),
        ];
        for (width, value, expected) in table {
            let mut out = Vec::new();
            let style = Style { width, ..Style::default() };
            write_row("tags", value, &style, &mut out).expect("writes");
            assert_eq!(String::from_utf8_lossy(&out), expected, "{width:?} {value}");
        }
    }
}
