//! The ways to write some words, of which only the nearest to what was typed are searched for.

use super::{Warning, WarningCode};
use crate::scoring::{Form, FormKind, TermSet};

/// What an occurrence counts that is spelled otherwise than what was typed.
pub(super) const SPELLING: f32 = 0.8;
/// At most so many spellings of a phrase are searched for.
const MOST_SPELLINGS: usize = 16;

/// The ways to write some words in a row.
pub(super) struct Spellings {
    /// The nearest to what was typed, which comes first.
    nearest: Vec<Spelling>,
    /// How many there are.
    total: usize,
}

/// One way to write some words.
struct Spelling {
    row: Vec<TermSet>,
    /// In how many places it differs from what was typed.
    changes: usize,
}

impl Spellings {
    /// The one way to write no words.
    pub fn of_nothing() -> Self {
        Self { nearest: vec![Spelling { row: Vec::new(), changes: 0 }], total: 1 }
    }

    /// The ways to write some words, each with all ways to write what comes after them. The first is
    /// what was typed.
    pub fn before<'a>(ways: impl IntoIterator<Item = (Vec<TermSet>, &'a Self)>) -> Self {
        let mut all = Self { nearest: Vec::new(), total: 0 };
        for (number, (row, after)) in ways.into_iter().enumerate() {
            all.total = all.total.saturating_add(after.total);
            all.nearest.extend(after.nearest.iter().map(|after| Spelling {
                row: [&row[..], &after.row].concat(),
                changes: after.changes + usize::from(number > 0),
            }));
        }
        // Stable: what was typed stays the first.
        all.nearest.sort_by_key(|spelling| spelling.changes);
        all.nearest.truncate(MOST_SPELLINGS);
        all
    }

    /// The spellings as forms, of which what was typed counts most.
    pub fn forms(self) -> impl Iterator<Item = Form> {
        self.nearest.into_iter().enumerate().map(|(number, Spelling { row, .. })| match number {
            0 => Form::of_steps(FormKind::Typed, row, 1.0),
            _ => Form::of_steps(FormKind::Spelling, row, SPELLING),
        })
    }

    /// Says that there are more than are searched for, if so.
    pub fn warning(&self, typed: &str) -> Option<Warning> {
        (self.total > self.nearest.len()).then(|| Warning {
            code: WarningCode::TooManyTerms,
            message: format!(
                "the words of {typed} are spelled in {} ways, of which only the {MOST_SPELLINGS} \
                 nearest to it are searched for",
                self.total
            ),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(term: &str) -> Vec<TermSet> {
        vec![TermSet::One(term.to_owned())]
    }

    #[test]
    fn the_nearest_spellings_are_kept() {
        let mut all = Spellings::of_nothing();
        for _ in 0..5 {
            all = Spellings::before([(step("typed"), &all), (step("other"), &all)]);
        }
        let warning = all.warning("\"it\"").expect("there are more than sixteen");
        assert!(warning.message.contains("in 32 ways, of which only the 16"), "{warning:?}");
        let others = all.forms().map(|form| {
            let others = form.steps.iter().filter(|step| step.contains("other")).count();
            (others, form.kind, form.weight)
        });
        let others: Vec<_> = others.collect();
        assert_eq!(others[0], (0, FormKind::Typed, 1.0));
        assert!(others[1..].iter().all(|&(count, kind, weight)| {
            (1..=2).contains(&count) && kind == FormKind::Spelling && weight == SPELLING
        }));
        let few = Spellings::before([(step("a"), &Spellings::of_nothing())]);
        assert_eq!(few.warning("a"), None);
    }
}
