//! Single values as an author spells them: quotes, comments, template tags, binary text.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The text inside a pair of quotes, escapes resolved; unquoted text as it is.
///
/// A quotation mark that is opened and never closed is dropped; one that does not enclose the
/// whole text belongs to it.
pub(super) fn unquote(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        return Cow::Borrowed(text);
    };
    let inner = &text[1..];
    let Some(last) = inner.rfind(quote) else {
        return Cow::Borrowed(inner.trim_end());
    };
    if last + 1 < inner.len() {
        return Cow::Borrowed(text);
    }
    let inner = &inner[..last];
    match quote {
        '\'' if inner.contains("''") => Cow::Owned(inner.replace("''", "'")),
        '"' if inner.contains('\\') => Cow::Owned(unescape(inner)),
        _ => Cow::Borrowed(inner),
    }
}

/// Resolves the escapes that YAML, JSON and TOML share; others are left as they stand.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let escape = &rest[at + 1..];
        let (resolved, used) = resolve_escape(escape);
        out.push(resolved);
        rest = &escape[used..];
    }
    out.push_str(rest);
    out
}

/// The character of the escape that `text` begins with, and how many bytes of `text` it takes.
fn resolve_escape(text: &str) -> (char, usize) {
    let digits = match text.bytes().next() {
        Some(b'n') => return ('\n', 1),
        Some(b't') => return ('\t', 1),
        Some(b'r') => return ('\r', 1),
        Some(byte @ (b'"' | b'\\' | b'/' | b'\'')) => return (char::from(byte), 1),
        Some(b'x') => 2,
        Some(b'u') => 4,
        Some(b'U') => 8,
        _ => return ('\\', 0),
    };
    let code = text.get(1..=digits).and_then(|hex| u32::from_str_radix(hex, 16).ok());
    code.and_then(char::from_u32).map_or(('\\', 0), |c| (c, digits + 1))
}

/// A plain scalar without the comment after it.
///
/// `#` and a digit is no comment: `title: Issue #5` counts issues.
pub(super) fn strip_comment(text: &str) -> &str {
    let is_comment = |at: usize| {
        let after = text[at + 1..].chars().next();
        text[..at].ends_with([' ', '\t']) && !after.is_some_and(|c| c.is_ascii_digit())
    };
    let comment = text.match_indices('#').map(|(at, _)| at).find(|&at| at == 0 || is_comment(at));
    text[..comment.unwrap_or(text.len())].trim()
}

/// Whether a number sign in a plain scalar is the author's, although YAML begins a comment there.
pub(super) fn has_number_sign(text: &str) -> bool {
    let digit = |at: usize| text[at + 2..].starts_with(|c: char| c.is_ascii_digit());
    text.match_indices(" #").any(|(at, _)| digit(at))
}

/// Whether a value is a tag that a template engine was to fill in, and nothing else.
pub fn is_template_tag(text: &str) -> bool {
    let text = text.trim();
    let pairs = [("{{", "}}"), ("{%", "%}"), ("<%", "%>")];
    pairs.iter().any(|(open, close)| {
        let inner = text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        inner.is_some_and(|inner| !inner.contains(close))
    })
}

/// Whether a value begins with a template tag, which YAML would read as a map in a map.
pub(super) fn begins_with_template(text: &str) -> bool {
    text.starts_with("{{") || text.starts_with("{%")
}

/// The text of a `!binary` value, if it is text at all.
pub(super) fn decode_binary(base64: &str) -> Option<String> {
    let digits: String = base64.split_whitespace().collect();
    String::from_utf8(STANDARD.decode(digits).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_come_off() {
        let table = [
            ("x", "x"),
            ("'It''s'", "It's"),
            ("'It's'", "It's"),
            ("\"a \\\"b\\\" \\u00e9\\n\\x41\"", "a \"b\" é\nA"),
            ("\"C:\\Users\\u12\"", "C:\\Users\\u12"),
            ("\"Quoted\" and more", "\"Quoted\" and more"),
            ("\"never closed", "never closed"),
            ("'", ""),
            ("\"\"", ""),
            ("\"\\", "\\"),
            ("\"\\U0001F600\"", "😀"),
            ("«ä»", "«ä»"),
        ];
        for (text, expected) in table {
            assert_eq!(unquote(text), expected, "{text:?}");
        }
    }

    #[test]
    fn comments_come_off() {
        let table = [
            ("x # c", "x"),
            ("x #c", "x"),
            ("# c", ""),
            ("C# and F#", "C# and F#"),
            ("Issue #5", "Issue #5"),
            ("Issue #5 # c", "Issue #5"),
            ("#", ""),
            ("é #", "é"),
        ];
        for (text, expected) in table {
            assert_eq!(strip_comment(text), expected, "{text:?}");
        }
    }

    #[test]
    fn template_tags_are_known() {
        let table = [
            ("{{Title}}", true),
            (" {{ page.title | escape }} ", true),
            ("{% title %}", true),
            ("<%= title %>", true),
            ("{{a}} and {{b}}", false),
            ("On {{mustache}}", false),
            ("{a}", false),
            ("{{", false),
        ];
        for (text, expected) in table {
            assert_eq!(is_template_tag(text), expected, "{text:?}");
        }
    }

    #[test]
    fn binary_is_decoded() {
        assert_eq!(decode_binary("5L2/\n  55So\n").as_deref(), Some("使用"));
        assert_eq!(decode_binary("/w=="), None);
        assert_eq!(decode_binary("no base64"), None);
    }
}
