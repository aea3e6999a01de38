//! The top-level keys of a front matter, found by looking at its lines alone.
//!
//! This is no parser: it says where each key stands and which lines belong to it, whether or not
//! they keep to the syntax. The lenient reader works entry by entry, and the strict one looks up
//! here how a value was spelled and on which line.

use std::borrow::Cow;

use super::lines::{Line, Lines, lines};
use super::scalar::unquote;

/// What stands between a key and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Separator {
    /// YAML and JSON.
    Colon,
    /// TOML.
    Equals,
}

/// A key with the lines that belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry<'a> {
    /// The key, without quotes.
    pub key: Cow<'a, str>,
    /// What stands on the key's own line, trimmed.
    pub inline: &'a str,
    /// The lines after it, up to the next key.
    pub block: &'a str,
    /// All lines of the entry.
    pub source: &'a str,
    /// How many lines stand before it.
    pub line: u32,
}

impl Entry<'_> {
    /// Whether the key has no value.
    pub fn is_empty(&self) -> bool {
        self.inline.is_empty() && self.block.trim().is_empty()
    }
}

/// Keys longer than this are prose with a colon in it.
const MAX_KEY: usize = 128;

/// Lines that are looked at: no author writes as many.
const MAX_LINES: u32 = 1 << 18;

/// Splits a line into its key, as written, and what follows the separator.
pub(super) fn key_of(line: &str, separator: Separator) -> Option<(&str, &str)> {
    let line = line.trim_start_matches([' ', '\t']);
    let quote = line.chars().next().filter(|c| matches!(c, '"' | '\''));
    let (key, rest) = match (quote, separator) {
        (Some(quote), _) => quoted_key(line, quote, separator)?,
        (None, Separator::Colon) => plain_key(line)?,
        (None, Separator::Equals) => line.split_once('=')?,
    };
    let key = key.trim_end();
    let is_key = !key.is_empty() && key.len() <= MAX_KEY;
    let begins_well = !key.starts_with(['#', '[', '{', '|', '>', '<']) || key == "<<";
    let is_item = key.starts_with("- ") || key == "-";
    (is_key && begins_well && !is_item).then_some((key, rest))
}

fn quoted_key(line: &str, quote: char, separator: Separator) -> Option<(&str, &str)> {
    let end = line[1..].find(quote)? + 2;
    let rest = line[end..].trim_start();
    let symbol = if separator == Separator::Colon { ':' } else { '=' };
    Some((&line[..end], rest.strip_prefix(symbol)?))
}

/// A key ends at the first colon before a blank; a single word also at one before a letter.
fn plain_key(line: &str) -> Option<(&str, &str)> {
    let first = line.find(':')?;
    let divide = |at: usize| (&line[..at], &line[at + 1..]);
    let proper = line
        .match_indices(':')
        .map(|(at, _)| divide(at))
        .find(|(_, rest)| rest.chars().next().is_none_or(char::is_whitespace));
    let (key, rest) = divide(first);
    let is_joined = is_word(key) && !rest.starts_with(['/', ':', '\\']);
    // `og:title: x` is one key; `note:read this: x` is the key `note`.
    match proper {
        Some((key, rest)) if !is_joined || !key.contains(' ') => Some((key, rest)),
        _ => is_joined.then_some((key, rest)),
    }
}

fn is_word(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// The entries of a YAML or JSON front matter; lines before the first key are in none of them.
pub(super) fn entries(text: &str) -> Entries<'_> {
    Entries { text, lines: lines(text), passed: 0, indent: None, next: None }
}

/// Iterates over the entries of a text.
pub(super) struct Entries<'a> {
    text: &'a str,
    lines: Lines<'a>,
    passed: u32,
    /// The indentation of the first key, and with it of all keys.
    indent: Option<usize>,
    next: Option<Opening<'a>>,
}

/// A line that begins an entry.
struct Opening<'a> {
    line: Line<'a>,
    number: u32,
    key: &'a str,
    inline: &'a str,
}

impl<'a> Iterator for Entries<'a> {
    type Item = Entry<'a>;

    fn next(&mut self) -> Option<Entry<'a>> {
        let opening = self.next.take().or_else(|| self.advance())?;
        self.next = self.advance();
        let end = self.next.as_ref().map_or(self.text.len(), |next| next.line.start);
        Some(Entry {
            key: unquote(opening.key),
            inline: opening.inline.trim(),
            block: &self.text[opening.line.end..end],
            source: &self.text[opening.line.start..end],
            line: opening.number,
        })
    }
}

impl<'a> Entries<'a> {
    /// Goes on to the next line that begins an entry.
    fn advance(&mut self) -> Option<Opening<'a>> {
        loop {
            let line = self.lines.next().filter(|_| self.passed < MAX_LINES)?;
            let number = self.passed;
            self.passed = self.passed.saturating_add(1);
            let indent = line.indent();
            if self.indent.is_some_and(|base| indent > base) {
                continue;
            }
            if let Some((key, inline)) = opening_of(line) {
                self.indent = Some(self.indent.map_or(indent, |base| base.min(indent)));
                return Some(Opening { line, number, key, inline });
            }
        }
    }
}

fn opening_of(line: Line<'_>) -> Option<(&str, &str)> {
    let text = line.trimmed();
    match text.strip_prefix("? ") {
        Some(complex) => Some((complex.trim(), "")),
        None => key_of(text, Separator::Colon),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_told_from_prose() {
        let table = [
            ("title: x", Some(("title", " x"))),
            ("title:", Some(("title", ""))),
            ("title:\tx", Some(("title", "\tx"))),
            ("title:x", Some(("title", "x"))),
            ("  'my key' : x", Some(("'my key'", " x"))),
            ("\"a: b\": c", Some(("\"a: b\"", " c"))),
            ("Publish Date: x", Some(("Publish Date", " x"))),
            ("заголовок: x", Some(("заголовок", " x"))),
            ("@type: x", Some(("@type", " x"))),
            ("<<: *base", Some(("<<", " *base"))),
            ("og:title: x", Some(("og:title", " x"))),
            ("note:read this: x", Some(("note", "read this: x"))),
            ("http://example.org", None),
            ("std::vector", None),
            ("10:30", None),
            ("- a: b", None),
            ("# a: b", None),
            ("{a: b}", None),
            ("<a href=\"x\">: y", None),
            ("prose", None),
            ("\"unclosed: x", None),
        ];
        for (line, expected) in table {
            assert_eq!(key_of(line, Separator::Colon), expected, "{line:?}");
        }
        assert_eq!(key_of("a.b = 1", Separator::Equals), Some(("a.b", " 1")));
    }

    #[test]
    fn lines_belong_to_the_key_above() {
        let text = "# c\na: 1\ntags:\n- x: y\n  z: w\n\nb: |\n  c: d\n? e\n: f\n";
        let found: Vec<_> =
            entries(text).map(|e| (e.key.into_owned(), e.inline, e.block, e.line)).collect();
        let expected = [
            ("a", "1", "", 1),
            ("tags", "", "- x: y\n  z: w\n\n", 2),
            ("b", "|", "  c: d\n", 6),
            ("e", "", ": f\n", 8),
        ];
        assert_eq!(found, expected.map(|(k, i, b, l)| (k.to_owned(), i, b, l)));
    }
}
