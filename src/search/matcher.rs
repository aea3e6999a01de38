//! Finds what a query matched inside a text.

use std::collections::HashMap;
use std::ops::Range;

use crate::analysis::tokens;
use crate::index::LanguageSet;
use crate::query::{Pattern, Scope};
use crate::scoring::{Form, TermSet};

/// The patterns of a query, ready to be looked for.
pub struct Lookup<'a> {
    patterns: &'a [Pattern],
    /// The forms that may begin with a term, as indices of pattern and form.
    beginnings: HashMap<&'a str, Vec<(usize, usize)>>,
}

/// Looks for the patterns of a query in the texts of one post.
pub struct Matcher<'a> {
    lookup: &'a Lookup<'a>,
    languages: LanguageSet,
}

/// A place where a pattern matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Which pattern, as its index in the query.
    pub pattern: usize,
    /// The bytes of the text, from the first token's start to the last one's end.
    pub range: Range<usize>,
}

impl<'a> Lookup<'a> {
    /// Prepares these patterns.
    pub fn new(patterns: &'a [Pattern]) -> Self {
        let mut beginnings: HashMap<&str, Vec<(usize, usize)>> = HashMap::new();
        for (pattern, Pattern { counted, .. }) in patterns.iter().enumerate() {
            for (index, form) in counted.group.forms.iter().enumerate() {
                let steps =
                    if form.slop == 0 { form.steps.get(..1) } else { Some(&form.steps[..]) };
                for term in steps.into_iter().flatten().flat_map(TermSet::terms) {
                    let forms = beginnings.entry(term).or_default();
                    if forms.last() != Some(&(pattern, index)) {
                        forms.push((pattern, index));
                    }
                }
            }
        }
        Self { patterns, beginnings }
    }

    /// A matcher of the texts of a post in one of these languages.
    pub fn in_languages(&'a self, languages: LanguageSet) -> Matcher<'a> {
        Matcher { lookup: self, languages }
    }
}

impl Matcher<'_> {
    /// How much a match of a pattern says: the rarer it is in the corpus, the more.
    pub fn weight(&self, pattern: usize) -> f32 {
        self.lookup.patterns.get(pattern).map_or(0.0, |pattern| pattern.counted.rarity())
    }

    /// Every match in a text of the given scope, by where it begins.
    pub fn matches(&self, scope: &Scope, text: &str) -> Vec<Match> {
        let words = Words::of(text);
        let mut found = Vec::new();
        for (position, token) in words.tokens() {
            for &(pattern, form) in self.lookup.beginnings.get(token).into_iter().flatten() {
                let Pattern { scope: wanted, counted } = &self.lookup.patterns[pattern];
                let form = &counted.group.forms[form];
                if applies(wanted, scope)
                    && form.languages.meets(self.languages)
                    && let Some(range) = words.match_at(form, position)
                {
                    found.push(Match { pattern, range });
                }
            }
        }
        found.sort_by_key(|found| (found.range.start, found.range.end, found.pattern));
        found.dedup();
        found
    }

    /// What matched in a text, as ranges of characters: ascending and apart.
    pub fn highlights(&self, scope: &Scope, text: &str) -> Vec<Range<usize>> {
        let matches = self.matches(scope, text);
        char_ranges(text, &merged(matches.into_iter().map(|found| found.range)))
    }
}

/// Whether a pattern for one scope counts in a text of another.
fn applies(wanted: &Scope, scope: &Scope) -> bool {
    match wanted {
        Scope::Anywhere => true,
        // Headings are part of the body.
        Scope::Body => matches!(scope, Scope::Body | Scope::Headings),
        wanted => wanted == scope,
    }
}

/// The tokens of a text, by their position.
struct Words(Vec<Vec<(String, Range<usize>)>>);

impl Words {
    fn of(text: &str) -> Self {
        let mut words: Vec<Vec<(String, Range<usize>)>> = Vec::new();
        for token in tokens(text) {
            let mut form = String::new();
            token.form(text, &mut form);
            match words.get_mut(token.position) {
                Some(word) => word.push((form, token.range)),
                None => words.push(vec![(form, token.range)]),
            }
        }
        Self(words)
    }

    fn tokens(&self) -> impl Iterator<Item = (usize, &str)> {
        let numbered = self.0.iter().enumerate();
        numbered.flat_map(|(at, word)| word.iter().map(move |(form, _)| (at, form.as_str())))
    }

    /// The bytes of what stands for a step at a position.
    fn step_at(&self, step: &TermSet, position: usize) -> Option<Range<usize>> {
        let word = self.0.get(position)?.iter();
        let met = word.filter(|(form, _)| step.contains(form)).map(|(_, range)| range);
        met.cloned().reduce(|a, b| a.start.min(b.start)..a.end.max(b.end))
    }

    /// The bytes that a form matches from a position on.
    fn match_at(&self, form: &Form, position: usize) -> Option<Range<usize>> {
        if form.slop > 0 {
            return self.loosely(&form.steps, position, form.slop as usize);
        }
        let mut steps = form.steps.iter().zip(position..);
        let first = steps.next().and_then(|(step, at)| self.step_at(step, at))?;
        steps.try_fold(first, |range, (step, at)| Some(range.start..self.step_at(step, at)?.end))
    }

    /// The shortest window from a position that holds each step once and no more than `slop` other
    /// words. The first word of the window is one of the steps.
    fn loosely(&self, steps: &[TermSet], position: usize, slop: usize) -> Option<Range<usize>> {
        let mut missing: Vec<&TermSet> = steps.iter().collect();
        let mut found: Option<Range<usize>> = None;
        for at in position..position.saturating_add(steps.len()).saturating_add(slop) {
            self.0.get(at)?;
            let met = missing.iter().enumerate();
            let met = met.filter_map(|(index, step)| Some((index, self.step_at(step, at)?))).next();
            match (met, &found) {
                (Some((index, range)), _) => {
                    missing.remove(index);
                    let start = found.map_or(range.start, |found| found.start);
                    found = Some(start..range.end);
                }
                (None, None) => return None,
                (None, Some(_)) => {}
            }
            if missing.is_empty() {
                return found;
            }
        }
        None
    }
}

/// Ranges in ascending order, with those that touch or overlap made one.
pub fn merged(ranges: impl IntoIterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

/// From ascending ranges of bytes to ranges of characters.
pub fn char_ranges(text: &str, ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let (mut bytes, mut chars) = (0, 0);
    let mut count_to = |byte: usize| {
        chars += text[bytes..byte].chars().count();
        bytes = byte;
        chars
    };
    ranges.iter().map(|range| count_to(range.start)..count_to(range.end)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::FormKind;

    #[test]
    fn forms_match_where_they_stand() {
        let one = |text: &str| -> Vec<TermSet> {
            text.split(' ').map(|token| TermSet::One(token.to_owned())).collect()
        };
        let table = [
            ("cease fire", 0, "A Cease-Fire; cease the fire.", Some("Cease-Fire")),
            ("cease-fire", 0, "A Cease-Fire; cease the fire.", Some("Cease-Fire")),
            ("military observers", 0, "military, observers", Some("military, observers")),
            ("fire cease", 1, "état: cease the fire", Some("cease the fire")),
            ("fire cease", 0, "cease fire", None),
            ("停 火", 0, "双方停火协议", Some("停火")),
        ];
        for (steps, slop, text, expected) in table {
            let form = Form { slop, ..Form::of_steps(FormKind::Typed, one(steps), 1.0) };
            let words = Words::of(text);
            let found = (0..words.0.len()).find_map(|at| words.match_at(&form, at));
            assert_eq!(found.map(|range| &text[range]), expected, "{steps}");
        }
    }

    #[test]
    fn ranges_that_touch_are_one() {
        assert_eq!(merged([0..3, 2..5, 5..6, 8..9]), [0..6, 8..9]);
        assert_eq!(char_ranges("état é", &[0..5, 6..8]), [0..4, 5..6]);
    }
}
