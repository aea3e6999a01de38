//! Japanese words in katakana, which are indexed as they stand: their long last vowel, and the
//! compounds that they are part of.

use std::collections::BTreeSet;

use super::TermRegex;
use super::dictionary::MAX_TERMS;
use super::word::Lexicon;
use crate::error::Result;
use crate::scoring::{Form, FormKind, TermSet};

/// What an occurrence counts with the last vowel long instead of short, or the other way round.
const LONG_VOWEL: f32 = 0.8;
/// What one counts that is a part of a compound.
const COMPOUND: f32 = 0.7;
/// What is shorter is found in words that have nothing to do with it.
const SHORTEST_PART: usize = 2;
/// The sign of a long vowel.
const LONG: char = 'ー';

impl Lexicon<'_> {
    /// The forms of a word in katakana but for itself: `サーバー` is `サーバ` too, and is in
    /// `メールサーバー` if there is a word `メール`. None if it is not in katakana.
    ///
    /// # Errors
    /// If the dictionary cannot be read.
    pub(super) fn katakana(&self, part: &str) -> Result<Vec<Form>> {
        let stem = part.trim_end_matches(LONG);
        if !part.chars().all(is_katakana) || !is_part(stem) {
            return Ok(Vec::new());
        }
        let Ok(around) = TermRegex::new(&format!("[ァ-ヿ]*{stem}[ァ-ヿ]*")) else {
            return Ok(Vec::new());
        };
        let (mut spellings, mut compounds) = (BTreeSet::new(), BTreeSet::new());
        for term in self.dictionary.regex(&around, MAX_TERMS)?.terms {
            if term == part {
                continue;
            }
            if term.trim_end_matches(LONG) == stem {
                spellings.insert(term);
            } else if self.is_compound(&term, stem)? {
                compounds.insert(term);
            }
        }
        let forms =
            [(FormKind::Spelling, spellings, LONG_VOWEL), (FormKind::Pattern, compounds, COMPOUND)];
        let forms = forms.into_iter().filter(|(_, terms, _)| !terms.is_empty());
        let form = |(kind, terms, weight)| Form::of_steps(kind, vec![TermSet::Any(terms)], weight);
        Ok(forms.map(form).collect())
    }

    /// Whether a word begins or ends with another, and the rest is one too.
    fn is_compound(&self, term: &str, stem: &str) -> Result<bool> {
        let rests = [
            term.strip_prefix(stem).map(|rest| rest.trim_start_matches(LONG)),
            term.trim_end_matches(LONG).strip_suffix(stem),
        ];
        for rest in rests.into_iter().flatten().filter(|rest| is_part(rest)) {
            let short = rest.trim_end_matches(LONG);
            if self.dictionary.contains(short)?
                || self.dictionary.contains(&format!("{short}{LONG}"))?
            {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30fe}')
}

fn is_part(text: &str) -> bool {
    text.chars().nth(SHORTEST_PART - 1).is_some()
}
