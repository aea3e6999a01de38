//! Terms of a dictionary with their frequencies.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

/// Terms with the number of posts that have each, counted once for each field and segment in which
/// they were found. They lie one behind the other in one piece of memory: a pattern may match every
/// word of an index.
#[derive(Default)]
pub struct TermList {
    bytes: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    place: Range<usize>,
    frequency: u64,
}

impl TermList {
    /// Adds a term, which may be there already.
    pub fn push(&mut self, term: &[u8], frequency: u64) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(term);
        self.entries.push(Entry { place: start..self.bytes.len(), frequency });
    }

    /// Puts the terms in the order of their bytes, and adds up the frequencies of each.
    pub fn merged(mut self) -> Self {
        let bytes = &self.bytes;
        let term = |entry: &Entry| &bytes[entry.place.clone()];
        // Stable, and so quick with what comes from a few dictionaries, each in order.
        self.entries.sort_by(|a, b| term(a).cmp(term(b)));
        self.entries.dedup_by(|again, first| {
            let is_same = term(again) == term(first);
            if is_same {
                first.frequency += again.frequency;
            }
            is_same
        });
        self
    }

    /// How many terms there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// The terms in order.
    pub fn terms(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.entries.iter().map(|entry| self.term(entry))
    }

    /// The terms with their frequencies.
    pub fn frequencies(&self) -> BTreeMap<String, u64> {
        self.entries.iter().map(|entry| (self.term(entry).into_owned(), entry.frequency)).collect()
    }

    /// The most frequent terms, most frequent first; of equals, the first in order.
    pub fn most_frequent(&self, count: usize) -> Vec<String> {
        let mut ranked: Vec<(Reverse<u64>, usize)> =
            self.entries.iter().map(|entry| Reverse(entry.frequency)).zip(0..).collect();
        if count < ranked.len() {
            ranked.select_nth_unstable(count);
            ranked.truncate(count);
        }
        ranked.sort_unstable();
        ranked.into_iter().map(|(_, at)| self.term(&self.entries[at]).into_owned()).collect()
    }

    fn term(&self, entry: &Entry) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes[entry.place.clone()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(terms: &[(&str, u64)]) -> TermList {
        let mut list = TermList::default();
        terms.iter().for_each(|&(term, frequency)| list.push(term.as_bytes(), frequency));
        list.merged()
    }

    #[test]
    fn terms_of_several_dictionaries_are_one_list() {
        let list = list(&[("a", 1), ("c", 2), ("b", 3), ("c", 4), ("état", 1), ("a", 1)]);
        assert_eq!(list.len(), 4);
        assert_eq!(list.terms().collect::<Vec<_>>(), ["a", "b", "c", "état"]);
        let frequencies: Vec<_> = list.frequencies().into_values().collect();
        assert_eq!(frequencies, [2, 3, 6, 1]);
    }

    #[test]
    fn the_most_frequent_come_first() {
        let list = list(&[("d", 2), ("a", 1), ("b", 2), ("c", 9)]);
        for (count, expected) in
            [(0, ""), (1, "c"), (2, "cb"), (3, "cbd"), (4, "cbda"), (9, "cbda")]
        {
            assert_eq!(list.most_frequent(count).concat(), expected, "{count}");
        }
    }
}
