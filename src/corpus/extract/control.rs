//! Control characters that each parser treats in its own way.

use std::borrow::Cow;

/// The text with a `\n` for each lone `\r` and a blank for each NUL, which changes neither offsets
/// nor lines.
///
/// A lone `\r` ends a line in HTML and in Markdown, but the parser of Markdown loses text over it.
/// A NUL is dropped by parsers of HTML, so that the words around it would become one.
pub fn settled(text: &str) -> Cow<'_, str> {
    let is_alone = |at: usize| text.as_bytes().get(at + 1) != Some(&b'\n');
    let is_settled = |at: usize| text.as_bytes()[at] == b'\r' && !is_alone(at);
    if memchr::memchr2_iter(b'\r', b'\0', text.as_bytes()).all(is_settled) {
        return Cow::Borrowed(text);
    }
    let settle = |(at, c)| match c {
        '\r' if is_alone(at) => '\n',
        '\0' => ' ',
        c => c,
    };
    Cow::Owned(text.char_indices().map(settle).collect())
}

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;

    #[test]
    fn offsets_and_lines_stay() {
        let table = [
            ("a\r\nb\n", "a\r\nb\n"),
            ("é\rb\r\r\nc\r", "é\nb\n\r\nc\n"),
            ("zebra\0walks\r\n", "zebra walks\r\n"),
        ];
        for (text, expected) in table {
            assert_eq!(settled(text), expected, "{text:?}");
            assert_eq!(lines::count(text), lines::count(expected), "{text:?}");
            assert_eq!(text.len(), expected.len(), "{text:?}");
        }
    }
}
