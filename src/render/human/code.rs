//! Lines of code, as they were written.

use std::io::{self, Write};

use super::INDENT;
use crate::render::line_wrap::{display_width, wrap};
use crate::render::{Style, terminal_text};

/// How many columns a tab reaches at most.
const TAB: usize = 4;
/// How much further than its beginning the rest of a long line is set in.
const HANG: usize = 2;

/// Prints code, set in. On a terminal, tabs become blanks, and what does not fit the width goes on
/// below, set in further than its line.
pub(super) fn write_code(code: &str, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    code.lines().try_for_each(|line| match style.width {
        Some(width) => write_wrapped(&without_tabs(line), width, out),
        None => writeln!(out, "{INDENT}{}", terminal_text(line)),
    })
}

fn write_wrapped(line: &str, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let line = terminal_text(line);
    let code = line.trim_start();
    let room = width.saturating_sub(INDENT.len());
    // Deep code keeps half of the width.
    let depth = (line.len() - code.len()).min(room / 2);
    if depth + display_width(code) <= room {
        return writeln!(out, "{INDENT}{:depth$}{code}", "");
    }
    for (number, part) in wrap(code, room.saturating_sub(depth + HANG)).into_iter().enumerate() {
        let depth = if number == 0 { depth } else { depth + HANG };
        let part: String = code.chars().skip(part.start).take(part.len()).collect();
        writeln!(out, "{INDENT}{:depth$}{part}", "")?;
    }
    Ok(())
}

/// The line with blanks up to where its tabs reach.
fn without_tabs(line: &str) -> String {
    let mut shown = String::with_capacity(line.len());
    for (number, part) in line.split('\t').enumerate() {
        if number > 0 {
            let reached = display_width(&shown);
            shown.extend(std::iter::repeat_n(' ', TAB - reached % TAB));
        }
        shown.push_str(part);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_go_on_below() {
        let table = [
            ("let a = 1;", Some(20), "    let a = 1;\n"),
            ("  let a = b + c;", Some(16), "      let a =\n        b + c;\n"),
            ("  let a = b + c;", None, "      let a = b + c;\n"),
            ("a\n\n  b", Some(20), "    a\n    \n      b\n"),
            ("\tif a\t{", Some(20), "        if a    {\n"),
            ("\tif a", None, "     if a\n"),
            ("停火协议", Some(10), "    停火\n      协议\n"),
            ("a\u{1b}[31m", Some(20), "    a␛[31m\n"),
            ("                deep", Some(16), "          deep\n"),
        ];
        for (code, width, expected) in table {
            let mut out = Vec::new();
            write_code(code, &Style { width, ..Style::default() }, &mut out).expect("writes");
            assert_eq!(String::from_utf8_lossy(&out), expected, "{code:?} {width:?}");
        }
    }
}
