//! The extent of one tag in the source, and how much of it is worth parsing.

use std::ops::Range;

/// The most attributes of one tag that are read.
pub const MOST_ATTRIBUTES: usize = 256;

/// Where a tag ends, and what of it is too much.
#[derive(Debug, PartialEq, Eq)]
pub struct Extent {
    /// The offset after its `>`, or the end of the source.
    pub end: usize,
    /// Whether it has a `>`.
    pub is_closed: bool,
    /// The attributes beyond [`MOST_ATTRIBUTES`], without the `>`.
    pub excess: Option<Range<usize>>,
}

/// Measures the tag whose `<` stands at `start` and is followed by a name, or by `/` and a name.
///
/// It sees attributes as an HTML tokenizer does, so that both agree on where the tag ends.
pub fn measure(source: &[u8], start: usize) -> Extent {
    let mut scan = Scan { source, at: start + 2 };
    scan.skip_until(|byte| is_space(byte) || matches!(byte, b'/' | b'>'));
    let mut excess = None;
    for number in 1.. {
        scan.skip_while(|byte| is_space(byte) || byte == b'/');
        if matches!(scan.byte(), None | Some(b'>')) {
            break;
        }
        if number == MOST_ATTRIBUTES + 1 {
            excess = Some(scan.at);
        }
        scan.skip_attribute();
    }
    let close = scan.at.min(source.len());
    Extent {
        end: source.len().min(close + 1),
        is_closed: close < source.len(),
        excess: excess.map(|start| start..close),
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

struct Scan<'a> {
    source: &'a [u8],
    at: usize,
}

impl Scan<'_> {
    fn byte(&self) -> Option<u8> {
        self.source.get(self.at).copied()
    }

    fn skip_while(&mut self, mut pass: impl FnMut(u8) -> bool) {
        while self.byte().is_some_and(&mut pass) {
            self.at += 1;
        }
    }

    fn skip_until(&mut self, mut stop: impl FnMut(u8) -> bool) {
        self.skip_while(|byte| !stop(byte));
    }

    fn skip_attribute(&mut self) {
        // A name may begin with `=`.
        self.at += 1;
        self.skip_until(|byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'='));
        self.skip_while(is_space);
        if self.byte() == Some(b'=') {
            self.at += 1;
            self.skip_while(is_space);
            self.skip_value();
        }
    }

    fn skip_value(&mut self) {
        match self.byte() {
            Some(quote @ (b'"' | b'\'')) => {
                self.at += 1;
                self.skip_until(|byte| byte == quote);
                self.at += 1;
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
            let extent = Extent { end, is_closed, excess: None };
            assert_eq!(measure(source.as_bytes(), 0), extent, "{source}");
        }
    }

    #[test]
    fn attributes_beyond_the_limit_are_excess() {
        let most = " a".repeat(MOST_ATTRIBUTES);
        let source = format!("<p{most} b c='>'>x");
        let start = 3 + most.len();
        let end = source.len() - 1;
        let extent = Extent { end, is_closed: true, excess: Some(start..source.len() - 2) };
        assert_eq!(measure(source.as_bytes(), 0), extent);
    }
}
