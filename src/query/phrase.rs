//! What a phrase means: its words in a row, as written, in each of their spellings.

use super::Warning;
use super::spellings::{SPELLING, Spellings};
use super::word::{Lexicon, Typed};
use crate::error::Result;
use crate::scoring::{Form, FormKind, TermSet};

impl Lexicon<'_> {
    /// The forms of a phrase: its words, with at most `slop` others between. If they are spelled in
    /// more ways than are searched for, that is said in a warning.
    ///
    /// # Errors
    /// If the dictionary cannot be read.
    pub fn phrase(&self, text: &str, slop: u32, warnings: &mut Vec<Warning>) -> Result<Vec<Form>> {
        let typed = Typed::of(text);
        if typed.parts.is_empty() {
            return Ok(Vec::new());
        }
        let spellings = self.spellings(&typed.parts)?;
        warnings.extend(spellings.warning(&format!("\"{text}\"")));
        let mut forms: Vec<Form> = spellings.forms().collect();
        if let Some(row) = typed.hyphenated_row() {
            // With the hyphen, each occurrence is one of the row of the parts too.
            forms[0] = Form { kind: FormKind::Spelling, weight: SPELLING, ..forms[0].clone() };
            let steps = row.into_iter().map(TermSet::One).collect();
            forms.insert(0, Form::of_steps(FormKind::Typed, steps, 1.0 - SPELLING));
        }
        let slop = (slop > 0).then_some(slop);
        Ok(forms.into_iter().map(|form| Form { slop, ..form }).collect())
    }

    /// The ways to write some words in a row.
    fn spellings(&self, parts: &[String]) -> Result<Spellings> {
        // Those of what comes from each word on, the last word first.
        let mut from = vec![Spellings::of_nothing()];
        for at in (0..parts.len()).rev() {
            let beginnings = self.beginnings(&parts[at..])?.into_iter();
            let ways = beginnings.map(|(row, covered)| (row, &from[from.len() - covered]));
            from.push(Spellings::before(ways));
        }
        Ok(from.swap_remove(parts.len()))
    }

    /// The ways to write the first word, alone or together with the second, and how many of the words
    /// each covers; as typed comes first.
    fn beginnings(&self, parts: &[String]) -> Result<Vec<(Vec<TermSet>, usize)>> {
        let first = &parts[0];
        let mut beginnings = vec![(self.accented(std::slice::from_ref(first))?, 1)];
        if let Some(second) = parts.get(1)
            && self.may_be_joined(first, second)?
        {
            let joined = format!("{first}{second}");
            if self.dictionary.contains(&joined)? {
                beginnings.push((vec![TermSet::One(joined)], 2));
            }
        }
        for split in self.spellings_apart(first)? {
            beginnings.push((split.into_iter().map(TermSet::One).collect(), 1));
        }
        Ok(beginnings)
    }
}
