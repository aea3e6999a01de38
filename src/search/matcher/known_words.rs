//! The words of a text that a query knows, and where its forms stand among them.

use std::collections::HashMap;
use std::ops::Range;

use super::finder::Finder;
use crate::analysis::tokens_within;
use crate::scoring::{Form, TermSet};

/// A token of a text that is a term of the query.
pub struct KnownWord<'a> {
    /// Its position in the text. Where words were passed over, positions are only known to be
    /// farther apart than any form is long.
    position: usize,
    /// The term.
    term: &'a str,
    /// Which term it is.
    pub index: usize,
    /// Its bytes.
    range: Range<usize>,
}

/// The terms of a query by what a text is searched for them.
pub struct Terms<'a> {
    indices: HashMap<&'a str, usize>,
    finder: Finder,
}

impl<'a> Terms<'a> {
    /// The terms of these forms, numbered in the order in which they come first.
    pub fn of(forms: impl Iterator<Item = &'a Form>) -> Self {
        let mut indices = HashMap::new();
        let mut has_slop = false;
        for form in forms {
            has_slop |= form.slop.is_some();
            for term in form.steps.iter().flat_map(TermSet::terms) {
                let next = indices.len();
                indices.entry(term).or_insert(next);
            }
        }
        // With slop, every word between two that are known counts.
        let finder = match has_slop {
            true => Finder::of_everything(),
            false => Finder::of(indices.keys().copied()),
        };
        Self { indices, finder }
    }

    /// The number of a term.
    pub fn index(&self, term: &str) -> Option<usize> {
        self.indices.get(term).copied()
    }

    /// How many terms there are.
    pub fn len(&self) -> usize {
        self.indices.len()
    }

    /// The words of a text that are terms, in the order of their positions.
    pub fn known_words(&self, text: &str) -> Vec<KnownWord<'a>> {
        let mut known = Vec::new();
        let mut form = String::new();
        let mut first = 0;
        for part in self.finder.parts(text) {
            let mut next = first;
            for token in tokens_within(text, part) {
                token.form(text, &mut form);
                let position = first + token.position;
                next = position + 1;
                if let Some((&term, &index)) = self.indices.get_key_value(form.as_str()) {
                    known.push(KnownWord { position, term, index, range: token.range });
                }
            }
            // What comes next is no neighbour.
            first = next + 1;
        }
        known
    }
}

/// The bytes that a form matches from the first of some words on, which may be any of its position.
pub fn match_at(form: &Form, words: &[KnownWord]) -> Option<Range<usize>> {
    let first = words.first()?;
    match (form.steps.as_slice(), form.slop) {
        ([_], _) => Some(first.range.clone()),
        (steps, None) => in_a_row(steps, words),
        (steps, Some(slop)) => {
            let found = loosely(steps, words, slop as usize)?;
            // What holds a shorter one is none: `military met military observers`.
            let later = words.iter().take_while(|word| word.range.start < found.end).count();
            let mut inside = (1..later).filter(|&at| words[at].position > first.position);
            let holds_shorter = inside.any(|at| {
                let shorter = loosely(steps, &words[at..], slop as usize);
                shorter.is_some_and(|shorter| shorter.end <= found.end)
            });
            (!holds_shorter).then_some(found)
        }
    }
}

fn in_a_row(steps: &[TermSet], words: &[KnownWord]) -> Option<Range<usize>> {
    let first = words.first()?;
    let (mut words, mut end) = (words, first.range.end);
    for (step, position) in steps.iter().zip(first.position..) {
        let (range, rest) = step_at(step, position, words)?;
        (words, end) = (rest, range.end);
    }
    Some(first.range.start..end)
}

/// What stands for a step at a position, and the words from that position on.
fn step_at<'w, 'a>(
    step: &TermSet,
    position: usize,
    words: &'w [KnownWord<'a>],
) -> Option<(Range<usize>, &'w [KnownWord<'a>])> {
    let skipped = words.iter().take_while(|word| word.position < position).count();
    let words = &words[skipped..];
    let here = words.iter().take_while(|word| word.position == position);
    let met = here.filter(|word| step.contains(word.term)).map(|word| word.range.clone());
    Some((met.reduce(|a, b| a.start.min(b.start)..a.end.max(b.end))?, words))
}

/// The shortest window from the first word on that holds each step once and no more than `slop`
/// other words.
fn loosely(steps: &[TermSet], words: &[KnownWord], slop: usize) -> Option<Range<usize>> {
    let first = words.first()?;
    let end = first.position.saturating_add(steps.len()).saturating_add(slop);
    let mut missing: Vec<&TermSet> = steps.iter().collect();
    if !steps.iter().any(|step| step.contains(first.term)) {
        return None;
    }
    let mut found = first.range.clone();
    let mut taken = None;
    for word in words.iter().take_while(|word| word.position < end) {
        // One word is not two of the steps.
        if taken == Some(word.position) {
            continue;
        }
        let Some(met) = missing.iter().position(|step| step.contains(word.term)) else { continue };
        missing.remove(met);
        taken = Some(word.position);
        found.end = found.end.max(word.range.end);
        if missing.is_empty() {
            return Some(found);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::FormKind;

    #[test]
    fn forms_match_where_they_stand() {
        let far = " x".repeat(90);
        let far = format!("cease{far} fire");
        let table = [
            ("cease fire", None, "A Cease-Fire; cease the fire.", Some("Cease-Fire")),
            ("cease-fire", None, "A Cease-Fire; cease the fire.", Some("Cease-Fire")),
            ("military observers", None, "military, observers", Some("military, observers")),
            ("fire cease", Some(1), "état: cease the fire", Some("cease the fire")),
            ("fire cease", None, "cease fire", None),
            ("fire cease", Some(0), "cease fire", Some("cease fire")),
            ("cease fire", None, far.as_str(), None),
            ("cease fire", Some(99), far.as_str(), Some(far.as_str())),
            ("停 火", None, "双方停火协议", Some("停火")),
        ];
        for (steps, slop, text, expected) in table {
            let terms = steps.split(' ').map(|term| TermSet::One(term.to_owned())).collect();
            let form = Form { slop, ..Form::of_steps(FormKind::Typed, terms, 1.0) };
            let words = Terms::of(std::iter::once(&form)).known_words(text);
            let found = (0..words.len()).find_map(|at| match_at(&form, &words[at..]));
            assert_eq!(found.map(|range| &text[range]), expected, "{steps}");
        }
    }
}
