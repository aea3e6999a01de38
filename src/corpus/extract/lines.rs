//! Where the lines of a source begin.

/// Counts the line ends in `text`: `\n`, `\r\n` and a lone `\r`.
pub fn count(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let feeds = memchr::memchr_iter(b'\n', bytes).count();
    let alone = |at: usize| bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
    // Most texts have no `\r` at all, and finding that out is much cheaper than looking at pairs.
    let returns = match memchr::memchr(b'\r', bytes) {
        Some(first) => (first..bytes.len()).filter(|&at| alone(at)).count(),
        None => 0,
    };
    u32::try_from(feeds + returns).unwrap_or(u32::MAX)
}

/// Splits `text` into lines without their ends.
pub fn split(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(end) = text.find(['\n', '\r']) else {
            return rest.take();
        };
        let after = if text[end..].starts_with("\r\n") { end + 2 } else { end + 1 };
        rest = Some(&text[after..]);
        Some(&text[..end])
    })
}

/// The line of ascending byte offsets, found by counting on from the last one.
#[derive(Clone, Debug)]
pub struct Cursor<'a> {
    source: &'a str,
    offset: usize,
    line: u32,
}

impl<'a> Cursor<'a> {
    /// A cursor at the start of `source`, which is on `first_line`.
    pub fn new(source: &'a str, first_line: u32) -> Self {
        Self { source, offset: 0, line: first_line }
    }

    /// The line of the character at `offset`; for an offset behind the last one, the last line.
    pub fn line_at(&mut self, offset: usize) -> u32 {
        // Between the halves of a `\r\n`, the line has not ended yet.
        let is_within_end = self.source[..self.source.floor_char_boundary(offset)].ends_with('\r')
            && self.source.as_bytes().get(offset) == Some(&b'\n');
        let offset = offset - usize::from(is_within_end);
        if let Some(passed) = self.source.get(self.offset..offset) {
            self.line = self.line.saturating_add(count(passed));
            self.offset = offset;
        }
        self.line
    }
}

/// Finds the text of lines by their number.
#[derive(Clone, Debug)]
pub struct Index<'a> {
    source: &'a str,
    first_line: u32,
    starts: Vec<usize>,
}

impl<'a> Index<'a> {
    /// Looks where the lines of `source` begin, the first of which is `first_line`.
    pub fn new(source: &'a str, first_line: u32) -> Self {
        let ends = source.char_indices().filter(|&(at, c)| {
            c == '\n' || c == '\r' && source.as_bytes().get(at + 1) != Some(&b'\n')
        });
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        Self { source, first_line, starts }
    }

    /// The text from the start of line `first` to the end of line `last`.
    pub fn text(&self, first: u32, last: u32) -> &'a str {
        let start = |line: u32| {
            let index = line.saturating_sub(self.first_line) as usize;
            self.starts.get(index).copied().unwrap_or(self.source.len())
        };
        self.source.get(start(first)..start(last.saturating_add(1))).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_line_end_counts_once() {
        for (text, expected) in [("", 0), ("a\nb", 1), ("a\r\nb", 1), ("a\rb", 1), ("\r\r\n\n", 3)]
        {
            assert_eq!(count(text), expected, "{text:?}");
            assert_eq!(split(text).count(), expected as usize + 1, "{text:?}");
        }
    }

    #[test]
    fn lines_lose_their_ends_only() {
        let lines: Vec<_> = split("a\r\n b\rc\n").collect();
        assert_eq!(lines, ["a", " b", "c", ""]);
    }

    #[test]
    fn lines_are_found_by_number() {
        let index = Index::new("a\nb\r\nc", 10);
        let table =
            [(10, 10, "a\n"), (10, 11, "a\nb\r\n"), (12, 99, "c"), (40, 50, ""), (12, 3, "")];
        for (first, last, text) in table {
            assert_eq!(index.text(first, last), text, "{first} to {last}");
        }
    }

    #[test]
    fn a_cursor_counts_on() {
        let mut cursor = Cursor::new("a\nb\r\nc", 10);
        for (offset, line) in [(0, 10), (2, 11), (4, 11), (5, 12), (0, 12), (99, 12)] {
            assert_eq!(cursor.line_at(offset), line, "at {offset}");
        }
    }
}
