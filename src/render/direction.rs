//! The reading direction of a text on a terminal that orders letters by the rules of Unicode annex 9.

use super::Style;

/// Begins a text that is set from left to right, whatever stands around it.
pub(super) const LEFT_TO_RIGHT: char = '\u{2066}';
/// Begins a text that is set from right to left.
pub(super) const RIGHT_TO_LEFT: char = '\u{2067}';
/// Ends either.
pub(super) const END: char = '\u{2069}';

/// A letter of no width that is read from left to right.
const LEFT_TO_RIGHT_MARK: &str = "\u{200e}";

/// What sets a text apart from what stands beside it, if it needs that: if a letter of it is written
/// from right to left. The first letter decides on the direction of the whole.
pub(super) fn isolate(text: &str) -> Option<char> {
    if !text.chars().any(is_right_to_left) {
        return None;
    }
    let first = text.chars().find(|&c| c.is_alphabetic());
    Some(if first.is_some_and(is_right_to_left) { RIGHT_TO_LEFT } else { LEFT_TO_RIGHT })
}

/// A text that is set apart from what stands beside it, if it needs that and lines go to a terminal.
pub(super) fn on_terminal(text: String, style: &Style) -> String {
    match style.width.and_then(|_| isolate(&text)) {
        Some(begin) => format!("{begin}{text}{END}"),
        None => text,
    }
}

/// A text after which numbers keep their place: with a mark at its end if it needs one, so that nothing
/// of no width stands in a command that is copied.
pub(super) fn before_numbers(text: String) -> String {
    if text.chars().any(is_right_to_left) { text + LEFT_TO_RIGHT_MARK } else { text }
}

/// Whether a letter is written from right to left: the blocks of which this is the default (the table
/// `DerivedBidiClass` of Unicode).
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
        && c.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_decides() {
        let table = [
            ("Ceasefire 停火 12", None),
            ("12 هدنة", Some(RIGHT_TO_LEFT)),
            ("«שלום» said he", Some(RIGHT_TO_LEFT)),
            ("he said «שלום»", Some(LEFT_TO_RIGHT)),
        ];
        for (text, expected) in table {
            assert_eq!(isolate(text), expected, "{text}");
        }
    }

    #[test]
    fn a_mark_stands_before_numbers() {
        for (text, expected) in [("kwic search نمل", "kwic search نمل\u{200e}"), ("truce", "truce")]
        {
            assert_eq!(before_numbers(text.to_owned()), expected);
        }
    }

    #[test]
    fn only_a_terminal_is_told() {
        let table = [
            ("هدنة", None, "هدنة"),
            ("هدنة", Some(80), "\u{2067}هدنة\u{2069}"),
            ("truce", Some(80), "truce"),
        ];
        for (text, width, expected) in table {
            let style = Style { width, ..Style::default() };
            assert_eq!(on_terminal(text.to_owned(), &style), expected, "{text} {width:?}");
        }
    }
}
