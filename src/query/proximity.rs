//! What NEAR means: all of its words within one stretch of text, in any order and inflection.

use super::Warning;
use super::spellings::Spellings;
use super::word::{Lexicon, Typed};
use crate::error::Result;
use crate::scoring::{Form, TermSet};

impl Lexicon<'_> {
    /// The forms of words near each other: a stretch that holds all of them, in any order, and at
    /// most `distance` other words. If they are spelled in more ways than are searched for, that is
    /// said in a warning.
    ///
    /// # Errors
    /// If the dictionary cannot be read.
    pub fn near(
        &self,
        words: &[String],
        distance: u32,
        warnings: &mut Vec<Warning>,
    ) -> Result<Vec<Form>> {
        let mut all = Spellings::of_nothing();
        for word in words {
            let ways = self.ways(word)?;
            if !ways.is_empty() {
                all = Spellings::before(ways.into_iter().map(|row| (row, &all)));
            }
        }
        warnings.extend(all.warning(&words.join(" NEAR ")));
        let forms = all.forms().filter(|form| !form.steps.is_empty());
        Ok(forms.map(|form| Form { slop: Some(distance), ..form }).collect())
    }

    /// The ways to write a word, as one or in its parts; as typed comes first. What has a hyphen is
    /// found by its parts.
    fn ways(&self, word: &str) -> Result<Vec<Vec<TermSet>>> {
        let typed = Typed::of(word);
        let mut ways = Vec::new();
        match typed.parts.as_slice() {
            [] => {}
            [part] => {
                ways.push(vec![self.inflected(part)?]);
                for split in self.spellings_apart(part)? {
                    ways.push(self.row_of(&split)?);
                }
            }
            parts => {
                ways.push(self.row_of(parts)?);
                let joined = parts.concat();
                let inflected = self.inflected(&joined)?;
                // The word itself is among its inflections even where no post has it.
                let is_known =
                    inflected.terms().nth(1).is_some() || self.dictionary.contains(&joined)?;
                if typed.hyphenated_row().is_some() && is_known {
                    ways.push(vec![inflected]);
                }
            }
        }
        Ok(ways)
    }

    /// The parts of a word, the last one in any inflection.
    pub(super) fn row_of(&self, parts: &[String]) -> Result<Vec<TermSet>> {
        let mut row = self.accented(parts)?;
        if let (Some(last), Some(part)) = (row.last_mut(), parts.last()) {
            *last = self.inflected(part)?;
        }
        Ok(row)
    }
}
