//! Finds what a query matched inside a text.

use std::ops::Range;

use crate::analysis::{normal_form, words};
use crate::query::{Pattern, Scope, TermSet};

/// The patterns of a query, ready to be looked for.
pub struct Matcher<'a> {
    patterns: &'a [Pattern],
}

/// A place where a pattern matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Which pattern, as its index in the query.
    pub pattern: usize,
    /// The bytes of the text, from the first token's start to the last one's end.
    pub range: Range<usize>,
}

struct Token {
    range: Range<usize>,
    form: String,
}

impl<'a> Matcher<'a> {
    /// A matcher of these patterns.
    pub fn new(patterns: &'a [Pattern]) -> Self {
        Self { patterns }
    }

    /// How much a match of a pattern says.
    pub fn weight(&self, pattern: usize) -> f32 {
        self.patterns.get(pattern).map_or(0.0, |pattern| pattern.weight)
    }

    /// Every match in a text of the given scope, by where it begins.
    pub fn matches(&self, scope: &Scope, text: &str) -> Vec<Match> {
        let tokens = tokens(text);
        let mut found = Vec::new();
        for (index, pattern) in self.patterns.iter().enumerate() {
            if !applies(&pattern.scope, scope) {
                continue;
            }
            for start in 0..tokens.len() {
                if let Some(range) = match_at(pattern, &tokens, start) {
                    found.push(Match { pattern: index, range });
                }
            }
        }
        found.sort_by_key(|found| (found.range.start, found.range.end));
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

fn tokens(text: &str) -> Vec<Token> {
    words(text)
        .map(|range| {
            let mut form = String::new();
            normal_form(&text[range.clone()], &mut form);
            Token { range, form }
        })
        .collect()
}

/// The bytes that a pattern matches from the token at `start` on.
fn match_at(pattern: &Pattern, tokens: &[Token], start: usize) -> Option<Range<usize>> {
    let last = match pattern.slop {
        0 => in_row(&pattern.steps, tokens, start)?,
        slop => loosely(&pattern.steps, tokens, start, slop as usize)?,
    };
    Some(tokens[start].range.start..tokens[last].range.end)
}

/// The index of the last token if the steps match one after the other from `start`.
fn in_row(steps: &[TermSet], tokens: &[Token], start: usize) -> Option<usize> {
    let end = start + steps.len();
    let row = tokens.get(start..end)?;
    let is_match = steps.iter().zip(row).all(|(step, token)| step.contains(&token.form));
    (is_match && end > start).then(|| end - 1)
}

/// The index of the last token of the shortest window from `start` that holds each step once and
/// no more than `slop` other tokens. The first token of the window is one of the steps.
fn loosely(steps: &[TermSet], tokens: &[Token], start: usize, slop: usize) -> Option<usize> {
    let mut missing: Vec<&TermSet> = steps.iter().collect();
    let end = tokens.len().min(start.saturating_add(steps.len()).saturating_add(slop));
    for (offset, token) in tokens[start..end].iter().enumerate() {
        match missing.iter().position(|step| step.contains(&token.form)) {
            Some(step) => {
                missing.remove(step);
            }
            None if offset == 0 => return None,
            None => {}
        }
        if missing.is_empty() {
            return Some(start + offset);
        }
    }
    None
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

    fn pattern(text: &str, slop: u32) -> Pattern {
        let steps = text.split(' ').map(|token| TermSet::One(token.to_owned())).collect();
        Pattern { scope: Scope::Anywhere, steps, slop, weight: 1.0 }
    }

    /// A text with its highlights in brackets.
    fn marked(patterns: &[Pattern], text: &str) -> String {
        let mut marked: Vec<char> = text.chars().collect();
        for range in Matcher::new(patterns).highlights(&Scope::Body, text).into_iter().rev() {
            marked.insert(range.end, ']');
            marked.insert(range.start, '[');
        }
        marked.into_iter().collect()
    }

    #[test]
    fn only_what_matched_is_marked() {
        let table = [
            ("cease fire", 0, "A Cease-Fire; cease the fire.", "A [Cease-Fire]; cease the fire."),
            ("military observers", 0, "military, observers", "[military, observers]"),
            ("fire cease", 1, "état: cease the fire", "état: [cease the fire]"),
            ("fire cease", 0, "cease fire", "cease fire"),
            ("лавров", 0, "Сергей Лавров — Лаврову", "Сергей [Лавров] — Лаврову"),
            ("停 火", 0, "双方停火协议", "双方[停火]协议"),
            ("a", 0, "a b a", "[a] b [a]"),
        ];
        for (steps, slop, text, expected) in table {
            assert_eq!(marked(&[pattern(steps, slop)], text), expected);
        }
    }

    #[test]
    fn a_pattern_counts_in_its_scope_alone() {
        let title = Pattern { scope: Scope::Title, ..pattern("truce", 0) };
        let patterns = [title];
        let matcher = Matcher::new(&patterns);
        assert_eq!(matcher.highlights(&Scope::Title, "A truce"), std::slice::from_ref(&(2..7)));
        assert!(matcher.highlights(&Scope::Body, "A truce").is_empty());
    }

    #[test]
    fn overlapping_matches_are_one_range() {
        assert_eq!(marked(&[pattern("a b", 0), pattern("b c", 0)], "a b c d"), "[a b c] d");
    }
}
