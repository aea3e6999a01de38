//! One tag in the source: where it ends, and where its attributes stand.

use std::ops::Range;

/// The most attributes of one tag that are read.
pub const MOST_ATTRIBUTES: usize = 256;

/// Where a tag ends.
#[derive(Debug, PartialEq, Eq)]
pub struct Extent {
    /// The offset after its `>`, or the end of the source.
    pub end: usize,
    /// Whether it has a `>`.
    pub is_closed: bool,
}

/// Measures the tag whose `<` stands at `start` and is followed by a name, or by `/` and a name.
pub fn measure(source: &[u8], start: usize) -> Extent {
    let mut attributes = Attributes::of(source, start);
    attributes.by_ref().for_each(drop);
    attributes.extent()
}

/// Where an attribute stands in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Its name.
    pub name: Range<usize>,
    /// Its value with the quotation marks; empty without one.
    pub value: Range<usize>,
}

/// An iterator over the attributes of one tag.
///
/// It sees them as an HTML tokenizer does, so that both agree on where the tag ends.
#[derive(Debug)]
pub struct Attributes<'a> {
    scan: Scan<'a>,
    /// The name of the element.
    name: Range<usize>,
}

impl<'a> Attributes<'a> {
    /// The attributes of the tag whose `<` stands at `start`, followed by a name, or by `/` and a
    /// name.
    pub fn of(source: &'a [u8], start: usize) -> Self {
        let is_end = source.get(start + 1) == Some(&b'/');
        let name = start + 1 + usize::from(is_end);
        let mut scan = Scan { source, at: name };
        scan.skip_until(|byte| is_space(byte) || matches!(byte, b'/' | b'>'));
        Self { name: name..scan.at, scan }
    }

    /// Where the name of the element stands.
    pub fn element(&self) -> Range<usize> {
        self.name.clone()
    }

    /// Where the tag ends, once all attributes were seen.
    pub fn extent(&self) -> Extent {
        let len = self.scan.source.len();
        Extent { end: len.min(self.scan.at + 1), is_closed: self.scan.at < len }
    }
}

impl Iterator for Attributes<'_> {
    type Item = Attribute;

    fn next(&mut self) -> Option<Attribute> {
        self.scan.skip_while(|byte| is_space(byte) || byte == b'/');
        match self.scan.byte() {
            None | Some(b'>') => None,
            Some(_) => Some(self.scan.attribute()),
        }
    }
}

/// Whether a start tag or an end tag begins at `at`, which holds a `<`.
pub fn is_tag(source: &[u8], at: usize) -> bool {
    match source.get(at + 1) {
        Some(b'/') => source.get(at + 2).is_some_and(u8::is_ascii_alphabetic),
        Some(byte) => byte.is_ascii_alphabetic(),
        None => false,
    }
}

#[derive(Debug)]
struct Scan<'a> {
    source: &'a [u8],
    at: usize,
}

impl Scan<'_> {
    fn byte(&self) -> Option<u8> {
        self.source.get(self.at).copied()
    }

    fn skip_while(&mut self, mut pass: impl FnMut(u8) -> bool) {
        self.skip_until(|byte| !pass(byte));
    }

    fn skip_until(&mut self, mut stop: impl FnMut(u8) -> bool) {
        let rest = self.source.get(self.at..).unwrap_or_default();
        let len = rest.iter().position(|&byte| stop(byte)).unwrap_or(rest.len());
        self.at += len;
    }

    fn attribute(&mut self) -> Attribute {
        let start = self.at;
        // A name may begin with `=`.
        self.at += 1;
        self.skip_until(|byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'='));
        let name = start..self.at;
        if self.byte().is_some_and(is_space) {
            self.skip_blanks_before_equals();
        }
        if self.byte() != Some(b'=') {
            return Attribute { value: name.end..name.end, name };
        }
        self.at += 1;
        self.skip_while(is_space);
        let value = self.at;
        self.skip_value();
        Attribute { name, value: value..self.at }
    }

    /// Skips white space if a `=` follows it.
    fn skip_blanks_before_equals(&mut self) {
        let blanks = self.at;
        self.skip_while(is_space);
        if self.byte() != Some(b'=') {
            self.at = blanks;
        }
    }

    fn skip_value(&mut self) {
        match self.byte() {
            Some(quote @ (b'"' | b'\'')) => {
                let close = memchr::memchr(quote, &self.source[self.at + 1..]);
                self.at = close.map_or(self.source.len(), |close| self.at + close + 2);
            }
            _ => self.skip_until(|byte| is_space(byte) || byte == b'>'),
        }
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_ends_where_a_tokenizer_ends_it() {
        let table = [
            ("<p>x", 3),
            ("</p >x", 5),
            ("<a href=x>y", 10),
            ("<a href='>'>y", 12),
            ("<a href=\">\" b>y", 14),
            ("<a b = '>' / c>y", 15),
            ("<a b=>y", 6),
            ("<a ==>y", 6),
            ("<a/b>y", 5),
            ("<a b=x'>y", 8),
            ("<a b", 4),
            ("<a b='", 6),
            ("<a", 2),
        ];
        for (source, end) in table {
            let is_closed = source[..end].ends_with('>');
            let extent = Extent { end, is_closed };
            assert_eq!(measure(source.as_bytes(), 0), extent, "{source}");
        }
    }

    #[test]
    fn attributes_stand_where_a_tokenizer_finds_them() {
        let table: &[(&str, &[(&str, &str)])] = &[
            ("<p class=a id='b c'/hidden>", &[("class", "a"), ("id", "'b c'"), ("hidden", "")]),
            ("<p a = \">\" b c>", &[("a", "\">\""), ("b", ""), ("c", "")]),
            ("</p a=b/ =c>", &[("a", "b/"), ("=c", "")]),
            ("<p a='b", &[("a", "'b")]),
            ("<p>", &[]),
        ];
        for (source, expected) in table {
            let attributes = Attributes::of(source.as_bytes(), 0);
            assert_eq!(&source[attributes.element()], "p", "{source}");
            let found: Vec<_> =
                attributes.map(|found| (&source[found.name], &source[found.value])).collect();
            assert_eq!(found, *expected, "{source}");
        }
    }
}
