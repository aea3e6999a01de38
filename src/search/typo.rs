//! The words of a query that no post has, and what may have been meant by them.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::ops::Range;

use super::variant::Variant;
use crate::analysis::words;
use crate::error::Result;
use crate::index::IndexReader;
use crate::query::{
    Filters, Leaf, Neighbour, Neighbourhood, Node, Place, Scope, Term, leaves, parse, revised,
};

/// So many of what may have been meant are looked at.
const MOST_CANDIDATES: usize = 8;
/// So many words that no post has are looked at.
const MOST_TYPOS: usize = 4;

/// A word of a query that no post has.
pub struct Typo {
    /// In which of the queries it is.
    pub query: usize,
    /// The query, read.
    pub node: Node,
    /// The word as it was typed.
    pub word: String,
    /// Whether it was typed in quotes, with `=` or with `+`, by somebody who is sure of it.
    pub is_firm: bool,
    /// Whether it is in no field of any post; else it is only missing in the field asked for.
    pub is_unknown: bool,
    /// What may have been meant, nearest first; each is another word.
    pub candidates: Vec<Candidate>,
}

/// What may have been meant by a word.
pub struct Candidate {
    /// The word, or the words, with their distance and frequency.
    pub neighbour: Neighbour,
    /// What is to be replaced, of how many parts, by what.
    pub change: Change,
    /// What of the query is replaced.
    pub from: String,
}

/// A part of a query with what it is to be replaced by.
pub struct Change {
    place: Place,
    count: usize,
    others: Vec<Node>,
}

impl Change {
    /// A query with the part replaced.
    pub fn applied(&self, node: &Node) -> Node {
        revised(node, &self.place, self.count, self.others.clone())
    }
}

/// Finds the words of some queries that no post has.
///
/// `missing` holds the words and phrases of which no post has any form.
pub fn typos(reader: &IndexReader, asked: &Variant, missing: &HashSet<&str>) -> Result<Vec<Typo>> {
    let mut typos = Vec::new();
    for (query, text) in asked.queries.iter().enumerate() {
        let node = parse(text, asked.today)?.node;
        for (place, leaf) in leaves(&node) {
            let Some(text) = text_of(leaf).filter(|text| missing.contains(text)) else { continue };
            if typos.len() < MOST_TYPOS
                && let Some(found) = Found::of(reader, &node, &place, leaf, text)?
            {
                typos.push(found.typo(query)?);
            }
        }
    }
    Ok(typos)
}

/// The text in which a letter may be wrong.
fn text_of(leaf: &Leaf) -> Option<&str> {
    match &leaf.term {
        _ if !leaf.scope().is_text() => None,
        Term::Phrase { text, .. } => Some(text),
        // Addresses, file names and the like are not words.
        Term::Word(text) | Term::Exact(text) => {
            let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '_');
            text.chars().all(is_plain).then_some(text)
        }
        _ => None,
    }
}

/// A word that no post has, in its place.
struct Found<'a> {
    reader: &'a IndexReader,
    node: &'a Node,
    place: &'a Place,
    leaf: &'a Leaf,
    text: &'a str,
    range: Range<usize>,
    is_unknown: bool,
    neighbourhood: Neighbourhood<'a>,
}

impl<'a> Found<'a> {
    fn of(
        reader: &'a IndexReader,
        node: &'a Node,
        place: &'a Place,
        leaf: &'a Leaf,
        text: &'a str,
    ) -> Result<Option<Self>> {
        let neighbourhood = Neighbourhood::of(reader, &leaf.scope())?;
        for range in words(text) {
            if neighbourhood.has(&text[range.clone()])? {
                continue;
            }
            let everywhere = Neighbourhood::of(reader, &Scope::Anywhere)?;
            let is_unknown = !everywhere.has(&text[range.clone()])?;
            return Ok(Some(Self {
                reader,
                node,
                place,
                leaf,
                text,
                range,
                is_unknown,
                neighbourhood,
            }));
        }
        Ok(None)
    }

    fn typo(self, query: usize) -> Result<Typo> {
        let mut candidates = self.respelled()?;
        candidates.extend(self.with_blank()?);
        candidates.extend(self.without_blank()?);
        // Stable: a letter comes before a blank.
        candidates.sort_by_key(|candidate| candidate.neighbour.distance);
        candidates.truncate(MOST_CANDIDATES);
        let candidates = self.distinct(candidates)?;
        Ok(Typo {
            query,
            node: self.node.clone(),
            word: self.word().to_owned(),
            is_firm: self.leaf.required || !matches!(self.leaf.term, Term::Word(_)),
            is_unknown: self.is_unknown,
            candidates,
        })
    }

    fn word(&self) -> &'a str {
        &self.text[self.range.clone()]
    }

    fn candidate(&self, neighbour: Neighbour, others: Vec<Node>) -> Candidate {
        let change = Change { place: self.place.clone(), count: 1, others };
        Candidate { neighbour, change, from: self.word().to_owned() }
    }

    /// The word with a letter or two changed.
    fn respelled(&self) -> Result<Vec<Candidate>> {
        let neighbours = self.neighbourhood.of_word(self.word())?.into_iter();
        let candidates = neighbours.take(MOST_CANDIDATES).filter_map(|neighbour| {
            let word = capitalised_like(self.word(), &neighbour.text);
            let (before, after) = (&self.text[..self.range.start], &self.text[self.range.end..]);
            let leaf = self.leaf.with_text(&format!("{before}{word}{after}"))?;
            Some(self.candidate(Neighbour { text: word, ..neighbour }, vec![Node::Leaf(leaf)]))
        });
        Ok(candidates.collect())
    }

    /// The word in two, which stand side by side in some post.
    fn with_blank(&self) -> Result<Vec<Candidate>> {
        let mut candidates = Vec::new();
        if !self.is_single_word() {
            return Ok(candidates);
        }
        for neighbour in self.neighbourhood.apart(self.word())?.into_iter().take(MOST_CANDIDATES) {
            let text = neighbour.text.clone();
            let row = Leaf { term: Term::Phrase { text, slop: 0 }, ..self.leaf.clone() };
            let query = Variant::new(row.to_string(), Filters::default());
            let frequency = query.posts(self.reader)?;
            let leaves = neighbour.text.split(' ').map(|word| self.leaf.with_text(word));
            let leaves = leaves.map(|leaf| leaf.map(Node::Leaf)).collect::<Option<Vec<_>>>();
            if let Some(leaves) = leaves.filter(|_| frequency > 0) {
                candidates.push(self.candidate(Neighbour { frequency, ..neighbour }, leaves));
            }
        }
        candidates.sort_by_key(|candidate| Reverse(candidate.neighbour.frequency));
        Ok(candidates)
    }

    /// The word together with the one before or after it.
    fn without_blank(&self) -> Result<Vec<Candidate>> {
        let mut candidates = Vec::new();
        let Some((&own, _)) = self.place.split_last().filter(|_| self.is_single_word()) else {
            return Ok(candidates);
        };
        let all = leaves(self.node);
        for first in [own.checked_sub(1), Some(own)].into_iter().flatten() {
            let at = |index: usize| {
                let mut place = self.place.clone();
                place.pop();
                place.push(index);
                let leaf = all.iter().find(|(known, _)| *known == place)?.1;
                (leaf.field == self.leaf.field && matches!(leaf.term, Term::Word(_)))
                    .then_some(leaf)
            };
            let (Some(one), Some(two)) = (at(first), at(first + 1)) else { continue };
            let (Some(one), Some(two)) = (text_of(one), text_of(two)) else { continue };
            let Some(neighbour) = self.neighbourhood.joined(one, two)? else { continue };
            let Some(leaf) = self.leaf.with_text(&neighbour.text) else { continue };
            let mut place = self.place.clone();
            place.pop();
            place.push(first);
            let change = Change { place, count: 2, others: vec![Node::Leaf(leaf)] };
            candidates.push(Candidate { neighbour, change, from: format!("{one} {two}") });
        }
        Ok(candidates)
    }

    fn is_single_word(&self) -> bool {
        matches!(self.leaf.term, Term::Word(_)) && self.range == (0..self.text.len())
    }

    /// The candidates without those that are only other forms of an earlier one.
    fn distinct(&self, candidates: Vec<Candidate>) -> Result<Vec<Candidate>> {
        let mut distinct: Vec<Candidate> = Vec::new();
        for candidate in candidates {
            let text = candidate.neighbour.text.to_lowercase();
            let mut is_known = false;
            for known in &distinct {
                is_known |= self.neighbourhood.are_same(&known.neighbour.text, &text)?;
            }
            if !is_known {
                distinct.push(candidate);
            }
        }
        Ok(distinct)
    }
}

/// A word with a capital where another one has it: `Lavrof`, `lavrov` to `Lavrov`.
fn capitalised_like(typed: &str, word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if typed.starts_with(char::is_uppercase) => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_kept() {
        let table = [
            ("Lavrof", "lavrov", "Lavrov"),
            ("lavrof", "lavrov", "lavrov"),
            ("Перимирие", "перемирие", "Перемирие"),
            ("", "x", "x"),
            ("X", "", ""),
        ];
        for (typed, word, expected) in table {
            assert_eq!(capitalised_like(typed, word), expected, "{typed}");
        }
    }
}
