//! The words of a dictionary that somebody may have meant who typed another one.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::dictionary::Dictionary;
use super::plan::text_fields;
use super::{Scope, word};
use crate::analysis::{fold, normal_form};
use crate::error::Result;
use crate::index::IndexReader;
use crate::scoring::{Form, TermSet};

/// Words of fewer letters are no typo of anything: too many others are as near.
const SHORTEST: usize = 3;
/// From so many letters on, two of them may be wrong.
const SHORTEST_FOR_TWO: usize = 5;
/// Nobody types longer words by hand, in letters.
const LONGEST: usize = 40;
/// The parts of a word that was typed without a blank have at least so many letters.
const SHORTEST_PART: usize = 2;

/// A word, or two, that the dictionary has and that is near to what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// The word; or two words with a blank between them.
    pub text: String,
    /// How many letters or blanks were added, lost, changed or swapped: 1 or 2.
    pub distance: u8,
    /// In how many posts it is, counted once for each field.
    pub frequency: u64,
}

/// Finds neighbours in the words that a scope has in an index.
pub struct Neighbourhood<'a> {
    lexicon: word::Lexicon<'a>,
}

impl<'a> Neighbourhood<'a> {
    /// The words of a scope of running text.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn of(reader: &'a IndexReader, scope: &Scope) -> Result<Self> {
        let fields = text_fields(reader, scope).into_iter().map(|(field, _)| field);
        let dictionary = Dictionary::of(reader, fields.collect());
        Ok(Self { lexicon: word::Lexicon { dictionary, languages: reader.languages()? } })
    }

    /// Whether any post has the word, whatever its accents.
    ///
    /// # Errors
    /// If the dictionary cannot be read.
    pub fn has(&self, word: &str) -> Result<bool> {
        Ok(self.lexicon.dictionary.spelled(&folded(word))?.len() > 0)
    }

    /// The words with a letter or two wrong, nearest first. Numbers have none.
    ///
    /// # Errors
    /// If the dictionary cannot be read.
    pub fn of_word(&self, word: &str) -> Result<Vec<Neighbour>> {
        let typed = normal(word);
        let reach = reach(&typed);
        if reach == 0 {
            return Ok(Vec::new());
        }
        Ok(ranked(&typed, self.lexicon.dictionary.near(&typed, reach)?))
    }

    /// The two words that a word may be that lack the blank between them, likeliest first.
    ///
    /// # Errors
    /// If the dictionary cannot be read.
    pub fn apart(&self, word: &str) -> Result<Vec<Neighbour>> {
        let typed = normal(word);
        let letters = typed.chars().count();
        let mut found = Vec::new();
        if !is_word(&typed) || letters > LONGEST {
            return Ok(found);
        }
        let edges = typed.char_indices().map(|(at, _)| at).enumerate();
        for (_, edge) in edges
            .filter(|&(before, _)| before >= SHORTEST_PART && letters - before >= SHORTEST_PART)
        {
            let (first, second) = typed.split_at(edge);
            let frequency = |part| self.lexicon.dictionary.frequency(part);
            let frequency = frequency(first)?.min(frequency(second)?);
            if frequency > 0 {
                found.push(Neighbour { text: format!("{first} {second}"), distance: 1, frequency });
            }
        }
        found.sort_by_key(|neighbour| Reverse(neighbour.frequency));
        Ok(found)
    }

    /// The word that two words may be with a blank too many, if the dictionary has it.
    ///
    /// # Errors
    /// If the dictionary cannot be read.
    pub fn joined(&self, first: &str, second: &str) -> Result<Option<Neighbour>> {
        let text = format!("{}{}", normal(first), normal(second));
        if !is_word(&text) {
            return Ok(None);
        }
        let frequency = self.lexicon.dictionary.frequency(&text)?;
        Ok((frequency > 0).then_some(Neighbour { text, distance: 1, frequency }))
    }

    /// Whether whoever searches for one of these words finds the other as well.
    ///
    /// # Errors
    /// If the dictionary cannot be read.
    pub fn are_same(&self, one: &str, other: &str) -> Result<bool> {
        let is_form =
            |form: &Form| matches!(&form.steps[..], [step] if TermSet::contains(step, other));
        Ok(self.lexicon.forms(one)?.iter().any(is_form))
    }
}

/// How many letters of a word may be wrong.
fn reach(typed: &str) -> u8 {
    match typed.chars().count() {
        _ if !is_word(typed) => 0,
        SHORTEST_FOR_TWO..=LONGEST => 2,
        SHORTEST..SHORTEST_FOR_TWO => 1,
        _ => 0,
    }
}

/// How many letters tell two texts apart, without regard to case, accents and hyphens; two that
/// changed places are one.
pub fn distance(a: &str, b: &str) -> usize {
    strsim::osa_distance(&folded(a), &folded(b))
}

/// Puts words near to what was typed in order: by distance, then the frequent first, then those
/// with the same first letter, then by the alphabet. Spellings of one word are one.
fn ranked(typed: &str, frequencies: BTreeMap<String, u64>) -> Vec<Neighbour> {
    let mut by_letters: BTreeMap<String, Neighbour> = BTreeMap::new();
    for (text, frequency) in frequencies {
        let distance = distance(typed, &text) as u8;
        // What differs in accents alone is found anyway.
        if !is_word(&text) || !(1..=2).contains(&distance) {
            continue;
        }
        let known = by_letters.entry(folded(&text));
        let known =
            known.or_insert_with(|| Neighbour { text: text.clone(), distance, frequency: 0 });
        if known.text.contains('-') {
            known.text = text;
        }
        known.frequency += frequency;
    }
    let mut neighbours: Vec<_> = by_letters.into_values().collect();
    let first = typed.chars().next();
    neighbours.sort_by_key(|neighbour| {
        let is_alike = neighbour.text.chars().next() == first;
        (neighbour.distance, Reverse(neighbour.frequency), !is_alike)
    });
    neighbours
}

/// Letters, perhaps with a hyphen: no number, file name or acronym with dots.
fn is_word(text: &str) -> bool {
    text.contains(char::is_alphabetic) && !text.contains(|c: char| c.is_ascii() && !is_letter(c))
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '-'
}

fn normal(word: &str) -> String {
    let mut form = String::new();
    normal_form(word, &mut form);
    form
}

fn folded(word: &str) -> String {
    let mut letters = String::new();
    fold(&normal(word), &mut letters);
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_count_letters() {
        let table = [
            ("lavrof", "lavrov", 1),
            ("linotpye", "linotype", 1),
            ("Wrold", "world", 1),
            ("ceasefyre", "cease-fire", 1),
            ("étta", "etat", 1),
            ("état", "etat", 0),
            ("gaspacho", "gazpacho", 1),
            ("kitten", "sitting", 3),
            ("停火", "停戰", 1),
        ];
        for (a, b, expected) in table {
            assert_eq!(distance(a, b), expected, "{a} {b}");
        }
    }

    #[test]
    fn short_words_and_numbers_are_left_alone() {
        let table = [
            ("of", 0),
            ("teh", 1),
            ("wrod", 1),
            ("wrold", 2),
            ("1987", 0),
            ("covid19", 0),
            ("停火", 0),
            ("u.s.", 0),
        ];
        for (typed, expected) in table {
            assert_eq!(reach(typed), expected, "{typed}");
        }
        assert_eq!(reach(&"x".repeat(LONGEST + 1)), 0);
    }

    #[test]
    fn the_nearest_come_first_and_then_the_frequent() {
        let table: [(&str, &[(&str, u64)], &str); 6] = [
            ("lavrof", &[("lavrov", 5), ("lavrova", 90)], "lavrov1 lavrova2"),
            ("truse", &[("true", 9), ("truce", 40)], "truce1 true1"),
            ("ceas", &[("seas", 3), ("cease", 3)], "cease1 seas1"),
            ("ceasefyre", &[("cease-fire", 2), ("ceasefire", 3)], "ceasefire1"),
            ("ceasefyre", &[("cease-fire", 2), ("ceasefire2", 3)], "cease-fire1"),
            ("etat", &[("état", 2), ("a.tat", 3)], ""),
        ];
        for (typed, words, expected) in table {
            let words = words.iter().map(|&(word, count)| (word.to_owned(), count)).collect();
            let found = ranked(typed, words).into_iter();
            let found: Vec<_> =
                found.map(|near| format!("{}{}", near.text, near.distance)).collect();
            assert_eq!(found.join(" "), expected, "{typed}");
        }
    }
}
