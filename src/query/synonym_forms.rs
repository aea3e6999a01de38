//! The forms of other words that are said to mean the same as what was typed.

use std::collections::BTreeSet;

use super::word::Lexicon;
use crate::analysis::fold;
use crate::error::Result;
use crate::preferences::{Synonyms, row_of_words};
use crate::scoring::{Form, FormKind, TermSet};

/// What an occurrence of a synonym counts: less than any way to write what was typed itself.
const SYNONYM: f32 = 0.5;

impl Lexicon<'_> {
    /// The forms of a word and of its synonyms.
    ///
    /// # Errors
    /// If the dictionary cannot be read.
    pub fn meanings(&self, typed: &str, synonyms: &Synonyms) -> Result<Vec<Form>> {
        let mut forms = self.forms(typed)?;
        let others = self.synonyms(typed, &forms, synonyms)?;
        forms.extend(others);
        Ok(forms)
    }

    /// The forms of the synonyms of a word, or of some words in a row, that are not among its own.
    ///
    /// # Errors
    /// If the dictionary cannot be read.
    pub fn synonyms(&self, typed: &str, forms: &[Form], synonyms: &Synonyms) -> Result<Vec<Form>> {
        if synonyms.is_empty() {
            return Ok(Vec::new());
        }
        let mut rows = BTreeSet::from([row_of_words(typed)]);
        rows.extend(forms.iter().filter_map(row_of_form));
        let texts: BTreeSet<&str> = rows.iter().flat_map(|row| synonyms.of(row)).collect();
        let mut found: Vec<Form> = Vec::new();
        for text in texts {
            for form in self.forms_of_text(text)? {
                let is_known = forms.iter().chain(&found).any(|known| known.steps == form.steps);
                if !is_known {
                    let weight = SYNONYM * form.weight;
                    found.push(Form { kind: FormKind::Synonym, weight, ..form });
                }
            }
        }
        Ok(found)
    }

    /// Several words are a phrase.
    fn forms_of_text(&self, text: &str) -> Result<Vec<Form>> {
        match text.contains(char::is_whitespace) {
            true => self.phrase(text, 0, &mut Vec::new()),
            false => self.forms(text),
        }
    }
}

/// The words of a form as rules are looked up by them; `None` if they may be several.
fn row_of_form(form: &Form) -> Option<Vec<String>> {
    let (mut row, mut letters) = (Vec::new(), String::new());
    for step in &form.steps {
        let TermSet::One(term) = step else { return None };
        for part in term.split('-') {
            fold(part, &mut letters);
            row.push(letters.clone());
        }
    }
    Some(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_looked_up_by_their_words() {
        let one = |term: &str| TermSet::One(term.to_owned());
        let any = TermSet::Any(["a".to_owned(), "b".to_owned()].into());
        let table = [
            (vec![one("cease-fire")], Some("cease fire")),
            (vec![one("cease"), one("fire")], Some("cease fire")),
            (vec![one("état")], Some("etat")),
            (vec![one("US")], Some("US")),
            (vec![any], None),
        ];
        for (steps, expected) in table {
            let row = row_of_form(&Form::of_steps(FormKind::Typed, steps, 1.0));
            assert_eq!(row.map(|row| row.join(" ")).as_deref(), expected);
        }
    }
}
