//! The forms of patterns and of words with letters wrong.

use std::collections::BTreeSet;
use std::ops::Range;

use super::dictionary::{Dictionary, Expansion, MAX_TERMS};
use super::{Warning, WarningCode};
use crate::analysis::{is_unspaced, is_word_character, normal_form, words};
use crate::error::Result;
use crate::scoring::{Form, FormKind, TermSet};

/// What an occurrence counts that has one letter wrong, and two.
const TYPOS: [f32; 2] = [0.7, 0.4];
/// So many terms of all patterns in a row (`c*-f*`) are searched for: each is looked at in every post
/// that holds all of the row.
const MAX_ROW_TERMS: usize = 128;
/// How many characters a `*` may stand for inside a run: as many as lie between words that are NEAR.
const WIDEST_STAR: u32 = 10;

/// A pattern is split at hyphens and the like as a word is, but `*` and `?` are letters in it.
///
/// In a run without blanks each character is a word, so that a `*` at its ends says nothing, and one
/// inside stands for other characters between.
pub fn wildcard(
    dictionary: &Dictionary,
    pattern: &str,
    warnings: &mut Vec<Warning>,
) -> Result<Vec<Form>> {
    let most = most_terms(letters_of(pattern).count());
    let mut steps = Vec::new();
    let mut slop = 0;
    for part in letters_of(pattern) {
        let pieces = pieces(part);
        let room = pieces.iter().map(|piece| piece.room).sum::<u32>();
        slop += room;
        for piece in pieces {
            let form = normal(&part[piece.range]);
            if !form.contains(['*', '?']) {
                steps.push(TermSet::One(form));
                continue;
            }
            let expansion = dictionary.wildcard(&form, most)?;
            warnings.extend(too_many(&expansion, pattern));
            steps.push(TermSet::Any(expansion.terms.into_iter().collect()));
        }
    }
    let slop = (slop > 0).then_some(slop);
    Ok(possible(vec![Form { slop, ..Form::of_steps(FormKind::Pattern, steps, 1.0) }]))
}

/// The parts of a pattern between other signs than `*` and `?`.
pub fn letters_of(pattern: &str) -> impl Iterator<Item = &str> {
    let is_letter = |c: char| is_word_character(c) || is_sign(c);
    pattern.split(move |c| !is_letter(c)).filter(|part| !part.is_empty())
}

/// How many terms of each pattern are searched for, where so many stand in a row.
fn most_terms(places: usize) -> usize {
    if places > 1 { (MAX_ROW_TERMS / places).max(1) } else { MAX_TERMS }
}

/// A part of a pattern that one word meets.
#[derive(Debug, PartialEq)]
struct Piece {
    /// Its bytes.
    range: Range<usize>,
    /// How many other words may lie between it and the one before.
    room: u32,
}

/// The pieces of a pattern: all of it, unless it holds characters of a run without blanks.
fn pieces(pattern: &str) -> Vec<Piece> {
    if !pattern.contains(is_unspaced) {
        return vec![Piece { range: 0..pattern.len(), room: 0 }];
    }
    let mut pieces: Vec<Piece> = Vec::new();
    let mut end = 0;
    for word in words(pattern) {
        let mut signs = end..word.start;
        end = word.end;
        let is_of_run = pattern[word.clone()].starts_with(is_unspaced);
        let is_after_run = pieces.last().is_some_and(|last| last.range.end == signs.start);
        if is_of_run || (is_after_run && !signs.is_empty()) {
            let room = if pieces.is_empty() { 0 } else { room(&pattern[signs]) };
            pieces.push(Piece { range: word, room });
            continue;
        }
        // A word of letters takes the signs around it.
        let after = pattern[word.end..].find(|c| !is_sign(c)).unwrap_or(pattern.len() - word.end);
        signs.end = word.end + after;
        end = signs.end;
        pieces.push(Piece { range: signs, room: 0 });
    }
    pieces
}

fn room(signs: &str) -> u32 {
    let room = |sign| if sign == '*' { WIDEST_STAR } else { 1 };
    signs.chars().map(room).sum::<u32>().min(WIDEST_STAR)
}

fn is_sign(c: char) -> bool {
    matches!(c, '*' | '?')
}

/// The forms of a run with a character wrong, or two side by side: it lacks them.
fn fuzzy_run(tokens: &[String], distance: u8) -> Vec<Form> {
    let row = |tokens: &[String]| tokens.iter().cloned().map(TermSet::One).collect::<Vec<_>>();
    let mut forms = vec![Form::of_steps(FormKind::Typed, row(tokens), 1.0)];
    for (wrong, weight) in (1..=usize::from(distance)).zip(TYPOS) {
        // What is left says something only if it is most of the word.
        if tokens.len() < 2 * wrong + 1 {
            break;
        }
        for at in 0..=tokens.len() - wrong {
            let (before, after) = (&tokens[..at], &tokens[at + wrong..]);
            let is_inside = !before.is_empty() && !after.is_empty();
            let slop = is_inside.then_some(wrong as u32);
            let steps = row(&[before, after].concat());
            forms.push(Form { slop, ..Form::of_steps(FormKind::Typo, steps, weight) });
        }
    }
    forms
}

/// Words with letters wrong: the fewer, the more they count.
pub fn fuzzy(
    dictionary: &Dictionary,
    text: &str,
    distance: u8,
    warnings: &mut Vec<Warning>,
) -> Result<Vec<Form>> {
    let tokens = tokens(text);
    if tokens.iter().all(|token| token.starts_with(is_unspaced)) {
        return Ok(possible(fuzzy_run(&tokens, distance)));
    }
    let exact = tokens.iter().cloned().map(TermSet::One).collect();
    let mut forms = vec![Form::of_steps(FormKind::Typed, exact, 1.0)];
    let mut known: Vec<BTreeSet<String>> =
        tokens.iter().map(|token| [token.clone()].into()).collect();
    for (distance, weight) in (1..=distance).zip(TYPOS) {
        let mut steps = Vec::new();
        for (token, known) in tokens.iter().zip(&mut known) {
            let expansion = dictionary.fuzzy(token, distance, most_terms(tokens.len()))?;
            warnings.extend(too_many(&expansion, text));
            let found: BTreeSet<String> = expansion.terms.into_iter().collect();
            // Of one token only what is farther off than before; of several, all combinations.
            let new = if tokens.len() == 1 { &found - known } else { &found | known };
            known.extend(found);
            steps.push(TermSet::Any(new));
        }
        forms.push(Form::of_steps(FormKind::Typo, steps, weight));
    }
    Ok(possible(forms))
}

/// The forms of which each step has a variant.
pub fn possible(forms: Vec<Form>) -> Vec<Form> {
    let is_possible =
        |form: &Form| !form.steps.is_empty() && form.steps.iter().all(|step| !is_nothing(step));
    forms.into_iter().filter(is_possible).collect()
}

pub fn too_many(expansion: &Expansion, typed: &str) -> Option<Warning> {
    let is_cut = expansion.total > expansion.terms.len();
    is_cut.then(|| Warning {
        code: WarningCode::TooManyTerms,
        message: format!(
            "`{typed}` matches {} words, of which only the {} most frequent are searched for; more \
             letters make it match fewer",
            expansion.total,
            expansion.terms.len(),
        ),
    })
}

fn is_nothing(step: &TermSet) -> bool {
    matches!(step, TermSet::Any(forms) if forms.is_empty())
}

fn tokens(text: &str) -> Vec<String> {
    words(text).map(|range| normal(&text[range])).collect()
}

fn normal(word: &str) -> String {
    let mut form = String::new();
    normal_form(word, &mut form);
    form
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_have_pieces() {
        let table = [
            ("ceas*", "ceas*"),
            ("東*", "東"),
            ("*東京*", "東 京"),
            ("東?都", "東 +1 都"),
            ("停*议", "停 +10 议"),
            ("データ*", "データ*"),
            ("東京データ*", "東 京 データ*"),
            ("น้ำ*", "น้ำ"),
        ];
        for (pattern, expected) in table {
            let short = |piece: Piece| match piece.room {
                0 => pattern[piece.range].to_owned(),
                room => format!("+{room} {}", &pattern[piece.range]),
            };
            let found: Vec<_> = pieces(pattern).into_iter().map(short).collect();
            assert_eq!(found.join(" "), expected, "{pattern}");
        }
    }

    #[test]
    fn runs_may_lack_a_character() {
        let table = [
            ("停火", 1, "停火"),
            ("停火协", 1, "停火协 火协 停协~1 停火"),
            ("停火协议", 2, "停火协议 火协议 停协议~1 停火议~1 停火协"),
        ];
        for (text, distance, expected) in table {
            let short = |form: Form| {
                let text: String = form.steps.iter().flat_map(TermSet::terms).collect();
                form.slop.map_or(text.clone(), |slop| format!("{text}~{slop}"))
            };
            let found: Vec<_> = fuzzy_run(&tokens(text), distance).into_iter().map(short).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }
}
