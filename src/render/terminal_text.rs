//! Text of strangers on a terminal.

/// A character without width and without a meaning of its own.
const WORD_JOINER: char = '\u{2060}';

/// The text with everything replaced that a terminal would obey: escape sequences, line ends,
/// marks that turn the reading direction around. A character stays one character, so ranges stay
/// true.
pub fn terminal_text(text: &str) -> String {
    text.chars().map(harmless).collect()
}

fn harmless(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' => ' ',
        // Unicode has a picture of each control character.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}' | '\u{202d}' | '\u{202e}' => '\u{fffd}',
        // These do no harm but to what stands beside the text, and say nothing to be missed.
        '\u{2066}'..='\u{2069}' => WORD_JOINER,
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_to_obey() {
        let table = [
            ("plain état 停火 🙂", "plain état 停火 🙂"),
            ("a\x1b[31mred\x07", "a␛[31mred␇"),
            ("a\r\nb\tc", "a  b c"),
            ("\u{2067}שלום\u{2069}", "\u{2060}שלום\u{2060}"),
            ("\u{9b}31m \u{202e}evil", "\u{fffd}31m \u{fffd}evil"),
        ];
        for (text, expected) in table {
            assert_eq!(terminal_text(text), expected);
            assert_eq!(terminal_text(text).chars().count(), text.chars().count());
        }
    }
}
