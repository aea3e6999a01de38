//! How much fits on a terminal before it scrolls.

use terminal_size::{Height, Width, terminal_size_of};
use textwrap::core::display_width;

/// What a terminal has that does not tell its size.
const USUAL: Screen = Screen { columns: 80, rows: 24 };

/// The size of a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    pub columns: usize,
    pub rows: usize,
}

impl Screen {
    /// The terminal that stdout goes to, which must be one.
    pub fn of_stdout() -> Self {
        terminal_size_of(std::io::stdout()).map_or(USUAL, |(Width(columns), Height(rows))| Self {
            columns: usize::from(columns),
            rows: usize::from(rows),
        })
    }

    /// How many rows a line takes, without its end.
    pub fn rows_of(&self, line: &str) -> usize {
        display_width(line).div_ceil(self.columns.max(1)).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_take_the_rows_that_they_fill() {
        let screen = Screen { columns: 4, rows: 9 };
        let table = [
            ("", 1),
            ("abcd", 1),
            ("abcde", 2),
            ("停火协议", 2),
            ("e\u{301}tat", 1),
            ("\u{1b}[1m\u{1b}[31mabcd\u{1b}[0m", 1),
            ("\u{1b}]8;;file:///a/very/long/path\u{1b}\\abcd\u{1b}]8;;\u{1b}\\", 1),
        ];
        for (line, expected) in table {
            assert_eq!(screen.rows_of(line), expected, "{line:?}");
        }
        assert_eq!(Screen { columns: 0, rows: 0 }.rows_of("ab"), 2);
    }
}
