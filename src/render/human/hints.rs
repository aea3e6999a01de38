//! What may be typed next.

use std::io::{self, Write};

use crate::render::line_wrap::wrap;

/// Hints take no more lines than this.
const MOST_LINES: usize = 2;
const LEAD: &str = "hint: ";

/// Something to add to the command, and what comes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The flag with its value, or the command: `--offset 10`.
    pub typed: String,
    /// What it does, as a verb with its object: `shows the next 10`.
    pub effect: String,
}

impl Hint {
    /// A hint to type this.
    pub fn new(typed: impl Into<String>, effect: impl Into<String>) -> Self {
        Self { typed: typed.into(), effect: effect.into() }
    }
}

/// Prints hints, as many of the first as go into two lines of `width` columns.
///
/// # Errors
/// If they cannot be written.
pub fn hints(hints: &[Hint], width: usize, out: &mut dyn Write) -> io::Result<()> {
    let told: Vec<_> =
        hints.iter().map(|Hint { typed, effect }| format!("`{typed}` {effect}")).collect();
    let texts = (1..=told.len()).rev().map(|count| format!("{LEAD}{}", told[..count].join(", ")));
    let mut wrapped = texts.map(|text| (wrap(&text, width), text));
    let Some((lines, text)) = wrapped.find(|(lines, _)| lines.len() <= MOST_LINES) else {
        return Ok(());
    };
    lines.into_iter().try_for_each(|line| {
        let line: String = text.chars().skip(line.start).take(line.len()).collect();
        writeln!(out, "{line}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_take_two_lines_at_most() {
        let all = [
            Hint::new("--offset 3", "shows the next 3"),
            Hint::new("--open 1", "opens the first"),
            Hint::new("--facet tag", "counts their tags"),
        ];
        let table = [
            (
                200,
                &all[..],
                "hint: `--offset 3` shows the next 3, `--open 1` opens the first, `--facet tag` counts \
                 their tags\n",
            ),
            (
                60,
                &all[..],
                "hint: `--offset 3` shows the next 3, `--open 1` opens the\n\
                 first, `--facet tag` counts their tags\n",
            ),
            (30, &all[..], "hint: `--offset 3` shows the\nnext 3\n"),
            (9, &all[..], ""),
            (60, &[], ""),
        ];
        for (width, given, expected) in table {
            let mut out = Vec::new();
            hints(given, width, &mut out).expect("writes");
            assert_eq!(String::from_utf8_lossy(&out), expected, "{width}");
        }
    }
}
