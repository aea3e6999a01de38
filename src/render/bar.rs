//! Bars of block characters, and columns that stand straight.

use super::line_wrap::display_width;

/// Blocks that fill one to seven eighths of a column from the left, and a whole one.
const BLOCKS: [char; 8] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];

/// A bar whose length is to `width` columns as `value` is to `most`, in eighths of a column. Only
/// nothing at all has no bar.
pub(super) fn bar(value: u64, most: u64, width: usize) -> String {
    let share = if most == 0 { 0.0 } else { value as f64 / most as f64 };
    let eighths = (share.min(1.0) * width as f64 * 8.0).round() as usize;
    let eighths = if value > 0 { eighths.max(1) } else { 0 };
    let mut bar = String::from(BLOCKS[7]).repeat(eighths / 8);
    bar.extend((eighths % 8).checked_sub(1).map(|rest| BLOCKS[rest]));
    bar
}

/// A text in a column: filled up with blanks, or cut with a sign of it.
pub(super) fn fitted(text: &str, width: usize) -> String {
    let text = shortened(text, width);
    let blanks = width.saturating_sub(display_width(&text));
    text + &" ".repeat(blanks)
}

/// A text that is no wider than a column, cut with a sign of it.
pub(super) fn shortened(text: &str, width: usize) -> String {
    if display_width(text) <= width {
        return text.to_owned();
    }
    let mut cut = String::new();
    for c in text.chars() {
        cut.push(c);
        if display_width(&cut) >= width {
            cut.pop();
            break;
        }
    }
    if width > 0 {
        cut.push('…');
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_their_share() {
        let table = [
            (0, 10, ""),
            (10, 10, "████"),
            (5, 10, "██"),
            (1, 3, "█▍"),
            (1, 1000, "▏"),
            (11, 10, "████"),
            (0, 0, ""),
        ];
        for (value, most, expected) in table {
            assert_eq!(bar(value, most, 4), expected, "{value} of {most}");
        }
    }

    #[test]
    fn columns_stand_straight() {
        let table = [
            ("abc", 5, "abc  "),
            ("abcdef", 5, "abcd…"),
            ("停火协议", 5, "停火…"),
            ("停火协", 6, "停火协"),
            ("停火协议", 6, "停火… "),
            ("e\u{301}tat", 4, "e\u{301}tat"),
            ("abc", 1, "…"),
            ("abc", 0, ""),
        ];
        for (text, width, expected) in table {
            assert_eq!(fitted(text, width), expected, "{text} in {width}");
            assert_eq!(display_width(&fitted(text, width)), width, "{text} in {width}");
        }
    }
}
