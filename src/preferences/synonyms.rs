//! Words that mean the same, or of which one means the other.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::{fold, is_function_word, normal_form, words};

/// More words that mean the same make every search for one of them slow.
const MOST_WORDS: usize = 64;
/// What parts the words of a one-way rule from what they mean.
const ARROW: &str = "=>";

/// Words with what else is to be searched for where one of them is.
///
/// A rule is a group of words that mean the same (`truce, armistice`), or words with what they mean
/// beside themselves (`usa => united states`). Several words with blanks between them are a phrase.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synonyms {
    /// The synonyms of some words in a row.
    by_row: BTreeMap<Vec<String>, BTreeSet<String>>,
    /// How many words the longest row has.
    longest: usize,
}

/// Why a rule cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SynonymFault {
    /// Nothing is said to mean anything else.
    #[error("a rule names at least two words, as in `truce, armistice` or `usa => united states`")]
    TooFew,
    /// A part without a letter or digit in it.
    #[error("there is no word between two commas, or beside `=>`")]
    NoWord,
    /// More than one `=>`.
    #[error("a rule has one `=>` at most")]
    TwoArrows,
    /// More words than are searched for.
    #[error("a rule names at most {MOST_WORDS} words")]
    TooMany,
}

impl Synonyms {
    /// Adds a rule.
    ///
    /// # Errors
    /// If it does not say which words mean which.
    pub fn add(&mut self, rule: &str) -> Result<(), SynonymFault> {
        let sides: Vec<&str> = rule.split(ARROW).collect();
        let (from, to) = match sides.as_slice() {
            [group] => (parts(group)?, parts(group)?),
            [from, to] => (parts(from)?, parts(to)?),
            _ => return Err(SynonymFault::TwoArrows),
        };
        if from.len().max(to.len()) > MOST_WORDS {
            return Err(SynonymFault::TooMany);
        }
        let mut says_something = false;
        for word in &from {
            let row = row_of_words(word);
            let others: Vec<_> = to.iter().filter(|other| row_of_words(other) != row).collect();
            says_something |= !others.is_empty();
            self.longest = self.longest.max(row.len());
            let known = self.by_row.entry(row).or_default();
            known.extend(others.into_iter().map(|&other| other.to_owned()));
        }
        if says_something { Ok(()) } else { Err(SynonymFault::TooFew) }
    }

    /// What else is to be searched for where these words stand in a row, by the alphabet.
    pub fn of(&self, row: &[String]) -> impl Iterator<Item = &str> {
        self.by_row.get(row).into_iter().flatten().map(String::as_str)
    }

    /// Of how many words in a row there may be synonyms.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.by_row.is_empty()
    }
}

fn parts(side: &str) -> Result<Vec<&str>, SynonymFault> {
    let parts = side.split(',').map(str::trim);
    let part =
        |part| if words(part).next().is_some() { Ok(part) } else { Err(SynonymFault::NoWord) };
    parts.map(part).collect()
}

/// The words of a text as rules are looked up by them: without regard to case, accents and hyphens,
/// but for a function word in capitals (`US`), which is most likely another word.
pub fn row_of_words(text: &str) -> Vec<String> {
    let (mut normal, mut folded) = (String::new(), String::new());
    let mut row = Vec::new();
    for range in words(text) {
        let word = &text[range];
        normal_form(word, &mut normal);
        let is_shouted = word.len() > 1
            && word.bytes().all(|byte| byte.is_ascii_uppercase())
            && is_function_word(&normal);
        if is_shouted {
            row.push(word.to_owned());
        } else {
            fold(&normal, &mut folded);
            row.push(folded.clone());
        }
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(synonyms: &Synonyms, typed: &str) -> String {
        synonyms.of(&row_of_words(typed)).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn rules_are_groups_or_one_way() {
        let mut synonyms = Synonyms::default();
        for rule in ["cease-fire, truce,armistice", "USA => united states, America", "us, US"] {
            let _ = synonyms.add(rule);
        }
        let table = [
            ("truce", "armistice, cease-fire"),
            ("Cease fire", "armistice, truce"),
            ("armisticé", "cease-fire, truce"),
            ("usa", "America, united states"),
            ("america", ""),
            ("united states", ""),
            ("peace", ""),
            ("us", "US"),
            ("US", "us"),
        ];
        for (typed, expected) in table {
            assert_eq!(of(&synonyms, typed), expected, "{typed}");
        }
        assert_eq!(synonyms.longest(), 2);
    }

    #[test]
    fn rules_that_say_nothing_are_refused() {
        let many = (0..=MOST_WORDS).map(|n| format!("w{n}")).collect::<Vec<_>>().join(",");
        let table = [
            ("truce", SynonymFault::TooFew),
            ("truce, Truce", SynonymFault::TooFew),
            ("truce => truce", SynonymFault::TooFew),
            ("", SynonymFault::NoWord),
            ("truce, , armistice", SynonymFault::NoWord),
            ("truce =>", SynonymFault::NoWord),
            ("a => b => c", SynonymFault::TwoArrows),
            (&many, SynonymFault::TooMany),
        ];
        for (rule, fault) in table {
            assert_eq!(Synonyms::default().add(rule), Err(fault), "{rule}");
        }
    }
}
