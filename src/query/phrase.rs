//! What a phrase means: its words in a row, as written, in each of their spellings.

use super::word::{Lexicon, Typed};
use crate::error::Result;
use crate::scoring::{Form, FormKind, TermSet};

/// What an occurrence counts that is spelled otherwise than the phrase.
const SPELLING: f32 = 0.8;
/// A phrase has at most so many spellings that are searched for.
const MOST_SPELLINGS: usize = 16;

/// One way to write the words of a phrase.
type Row = Vec<TermSet>;

impl Lexicon<'_> {
    /// The forms of a phrase: its words, at most `slop` places out of a row.
    ///
    /// # Errors
    /// If the dictionary cannot be read.
    pub fn phrase(&self, text: &str, slop: u32) -> Result<Vec<Form>> {
        let parts = Typed::of(text).parts;
        if parts.is_empty() {
            return Ok(Vec::new());
        }
        let rows = self.rows(&parts)?;
        let forms = rows.into_iter().enumerate().map(|(index, steps)| {
            let (kind, weight) = match index {
                0 => (FormKind::Typed, 1.0),
                _ => (FormKind::Spelling, SPELLING),
            };
            Form { slop, ..Form::of_steps(kind, steps, weight) }
        });
        Ok(forms.collect())
    }

    /// The forms of words near each other: all of them, in any order and inflection, with at most
    /// `distance` other words between.
    ///
    /// # Errors
    /// If the dictionary cannot be read.
    pub fn near(&self, words: &[String], distance: u32) -> Result<Vec<Form>> {
        let parts = words.iter().flat_map(|word| Typed::of(word).parts);
        let steps: Vec<TermSet> = parts.map(|part| self.inflected(&part)).collect::<Result<_>>()?;
        if steps.is_empty() {
            return Ok(Vec::new());
        }
        Ok(vec![Form { slop: distance, ..Form::of_steps(FormKind::Typed, steps, 1.0) }])
    }

    /// The ways to write some words in a row; the one that was typed comes first.
    fn rows(&self, parts: &[String]) -> Result<Vec<Row>> {
        // The ways to write what comes after each word.
        let mut rows: Vec<Vec<Row>> = vec![Vec::new(); parts.len() + 1];
        rows[parts.len()].push(Vec::new());
        for at in (0..parts.len()).rev() {
            let mut here: Vec<Row> = Vec::new();
            for beginning in self.beginnings(&parts[at..])? {
                let after = &rows[at + beginning.parts];
                here.extend(after.iter().map(|row| [&beginning.row[..], row].concat()));
            }
            here.truncate(MOST_SPELLINGS);
            rows[at] = here;
        }
        Ok(rows.swap_remove(0))
    }

    /// The ways to write the first word, alone or together with the second.
    fn beginnings(&self, parts: &[String]) -> Result<Vec<Beginning>> {
        let first = &parts[0];
        let as_typed = self.accented(std::slice::from_ref(first))?;
        let mut beginnings = vec![Beginning { parts: 1, row: as_typed }];
        if let Some(second) = parts.get(1)
            && self.may_be_joined(first, second)?
        {
            let joined = format!("{first}{second}");
            if self.dictionary.contains(&joined)? {
                beginnings.push(Beginning { parts: 2, row: vec![TermSet::One(joined)] });
            }
        }
        for split in self.spellings_apart(first)? {
            let row = split.into_iter().map(TermSet::One).collect();
            beginnings.push(Beginning { parts: 1, row });
        }
        Ok(beginnings)
    }
}

struct Beginning {
    /// How many of the words it covers.
    parts: usize,
    row: Row,
}
