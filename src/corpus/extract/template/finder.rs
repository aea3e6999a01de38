//! Looking ahead in a source without ever looking at the same part of it twice.

use std::collections::HashMap;

/// Finds closers by ascending offsets.
///
/// What was found (or not) for a closer answers all questions up to there, so that a source full of
/// openers without closers takes no longer than any other.
#[derive(Debug)]
pub struct Finder<'a> {
    source: &'a str,
    /// For each closer, from where it was looked for and where it is.
    known: HashMap<&'static str, (usize, Option<usize>)>,
}

impl<'a> Finder<'a> {
    /// A finder that has looked at nothing yet.
    pub fn new(source: &'a str) -> Self {
        Self { source, known: HashMap::new() }
    }

    /// The source.
    pub fn source(&self) -> &'a str {
        self.source
    }

    /// The offset of the next `closer` at or after `from`.
    pub fn find(&mut self, closer: &'static str, from: usize) -> Option<usize> {
        if let Some(&(since, found)) = self.known.get(closer)
            && since <= from
            && found.is_none_or(|at| from <= at)
        {
            return found;
        }
        let found = self.source.get(from..)?.find(closer).map(|offset| from + offset);
        self.known.insert(closer, (from, found));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_still_right() {
        let mut finder = Finder::new("a}} b}} c");
        let table = [
            (0, Some(1)),
            (1, Some(1)),
            (2, Some(5)),
            (0, Some(1)),
            (6, None),
            (7, None),
            (99, None),
        ];
        for (from, expected) in table {
            assert_eq!(finder.find("}}", from), expected, "from {from}");
        }
    }
}
