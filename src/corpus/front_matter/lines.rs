//! The lines of a text, whichever way they end.

/// One line of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// The line without its end.
    pub text: &'a str,
    /// Where it begins in the whole text.
    pub start: usize,
    /// Where the next line begins.
    pub end: usize,
}

impl<'a> Line<'a> {
    /// Whether nothing but white space stands on the line.
    pub fn is_blank(self) -> bool {
        self.text.trim().is_empty()
    }

    /// The line without blanks and tabs before and white space after it.
    pub fn trimmed(self) -> &'a str {
        self.text.trim_start_matches([' ', '\t']).trim_end()
    }

    /// How far the line is indented, in bytes.
    pub fn indent(self) -> usize {
        self.text.len() - self.text.trim_start_matches([' ', '\t']).len()
    }
}

/// Iterates over lines that end with LF, CRLF or a lone CR, also when they are mixed.
#[derive(Clone, Debug)]
pub(super) struct Lines<'a> {
    text: &'a str,
    position: usize,
    /// Where the next LF stands; remembered, so that a text without any is not searched per line.
    line_feed: usize,
}

/// The lines of `text`; none if it is empty.
pub(super) fn lines(text: &str) -> Lines<'_> {
    Lines { text, position: 0, line_feed: find_line_feed(text, 0) }
}

fn find_line_feed(text: &str, from: usize) -> usize {
    text[from..].find('\n').map_or(text.len(), |found| from + found)
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        let start = self.position;
        if start >= self.text.len() {
            return None;
        }
        let (stop, end) = self.stop_and_end(start);
        self.position = end;
        if end > self.line_feed {
            self.line_feed = find_line_feed(self.text, end);
        }
        Some(Line { text: &self.text[start..stop], start, end })
    }
}

impl Lines<'_> {
    /// Where the line that begins at `start` stops, and where the next one begins.
    fn stop_and_end(&self, start: usize) -> (usize, usize) {
        let line_feed = self.line_feed;
        match self.text[start..line_feed].find('\r').map(|found| start + found) {
            Some(cr) if cr + 1 == line_feed => (cr, (line_feed + 1).min(self.text.len())),
            Some(cr) => (cr, cr + 1),
            None => (line_feed, (line_feed + 1).min(self.text.len())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_counts_once() {
        let table: [(&str, &[&str]); 8] = [
            ("", &[]),
            ("a", &["a"]),
            ("a\nb\n", &["a", "b"]),
            ("a\r\nb\r\n", &["a", "b"]),
            ("a\rb\r", &["a", "b"]),
            ("a\r\r\nb", &["a", "", "b"]),
            ("\n\nä\r\n", &["", "", "ä"]),
            ("a\r\n\rb\nc", &["a", "", "b", "c"]),
        ];
        for (text, expected) in table {
            let found: Vec<_> = lines(text).map(|line| line.text).collect();
            assert_eq!(found, expected, "{text:?}");
            assert_eq!(lines(text).last().map_or(0, |line| line.end), text.len(), "{text:?}");
        }
    }
}
