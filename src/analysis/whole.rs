//! What stands around a word and belongs to it: hyphens and more words, dots, signs; and its parts.

use std::ops::Range;

use super::TokenKind;
use super::function_words::is_function_word;
use super::token::is_hyphen;
use super::words::is_word_character;

/// More words in a row than this are no compound but an address or a file's name, which is found
/// as the row of its words.
const MOST_PARTS: usize = 4;
/// Longer compounds are not indexed as a whole, in bytes.
const LONGEST: usize = 64;
/// A word with signs after it is a name (`C++`, `F#`, `Notepad++`), not an exclamation.
const LONGEST_NAME: usize = 12;
/// Words of more capitals than this are no function words in any language.
const MOST_CAPITALS: usize = 5;

/// Finds what begins with the word at `word`, or lies in it. The last one comes first.
pub(super) fn wholes_at(
    text: &str,
    word: &Range<usize>,
    has_small: &mut dyn FnMut() -> bool,
    wholes: &mut Vec<(TokenKind, Range<usize>)>,
) {
    let inside = &text[word.clone()];
    humps(inside, word.start, wholes);
    if is_shouted(inside) && has_small() {
        wholes.push((TokenKind::Capitals, word.clone()));
    }
    // Almost every word stands between blanks.
    let before = text[..word.start].chars().next_back();
    let after = text[word.end..].chars().next();
    if before.is_none_or(char::is_whitespace) && after.is_none_or(char::is_whitespace) {
        return;
    }
    let around = Surroundings { text, word, before, after };
    let found = [
        (TokenKind::Hyphenated, around.hyphenated()),
        (TokenKind::Dotted, around.dotted()),
        (TokenKind::Number, around.number()),
        (TokenKind::Sign, around.with_signs_after().or_else(|| around.with_sign_before())),
    ];
    let found = found.into_iter().filter_map(|(kind, range)| Some((kind, range?)));
    wholes.extend(found.filter(|(_, range)| range.len() <= LONGEST));
}

/// A word in capitals that small letters would make a function word.
fn is_shouted(word: &str) -> bool {
    (2..=MOST_CAPITALS).contains(&word.len())
        && word.bytes().all(|byte| byte.is_ascii_uppercase())
        && is_function_word(&word.to_ascii_lowercase())
}

/// The parts of a word in camel case: one that begins with a small letter, or has three parts or
/// more. `McDonald` and `YouTube` are names.
fn humps(word: &str, start: usize, wholes: &mut Vec<(TokenKind, Range<usize>)>) {
    let bytes = word.as_bytes();
    let is_edge = |pair: &[u8]| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase();
    let edges = || bytes.windows(2).enumerate().filter(|(_, pair)| is_edge(pair));
    let count = edges().count();
    if count == 0 || (count == 1 && !bytes[0].is_ascii_lowercase()) {
        return;
    }
    let first = wholes.len();
    let mut from = 0;
    for end in edges().map(|(at, _)| at + 1).chain([bytes.len()]) {
        wholes.push((TokenKind::Hump, start + from..start + end));
        from = end;
    }
    // A letter alone is no word: `iPhone`.
    if wholes[first..].iter().any(|(_, range)| range.len() < 2) {
        wholes.truncate(first);
    }
    wholes[first..].reverse();
}

struct Surroundings<'a> {
    text: &'a str,
    word: &'a Range<usize>,
    before: Option<char>,
    after: Option<char>,
}

impl<'a> Surroundings<'a> {
    fn inside(&self) -> &'a str {
        &self.text[self.word.clone()]
    }

    /// Whether the word comes after another one with one such sign between them.
    fn continues(&self, is_joint: impl Fn(char) -> bool) -> bool {
        self.before.is_some_and(is_joint)
            && self.text[..self.word.start].chars().rev().nth(1).is_some_and(is_word_character)
    }

    /// The words that follow with one such sign before each, the first one being this word.
    fn row(&self, is_joint: impl Fn(char) -> bool + 'a) -> impl Iterator<Item = Range<usize>> + 'a {
        let text = self.text;
        std::iter::successors(Some(self.word.clone()), move |part| {
            let joint = text[part.end..].chars().next().filter(|&c| is_joint(c))?;
            let start = part.end + joint.len_utf8();
            let rest = &text[start..];
            let length = rest.find(|c| !is_word_character(c)).unwrap_or(rest.len());
            (length > 0).then(|| start..start + length)
        })
    }

    fn hyphenated(&self) -> Option<Range<usize>> {
        if !self.after.is_some_and(is_hyphen) || self.continues(is_hyphen) {
            return None;
        }
        let parts: Vec<_> = self.row(is_hyphen).take(MOST_PARTS + 1).collect();
        let range = self.word.start..parts.last()?.end;
        let has_letter = self.text[range.clone()].contains(char::is_alphabetic);
        ((2..=MOST_PARTS).contains(&parts.len()) && has_letter).then_some(range)
    }

    fn dotted(&self) -> Option<Range<usize>> {
        let is_dot = |c| c == '.';
        if self.after != Some('.') || !is_letter(self.inside()) || self.continues(is_dot) {
            return None;
        }
        let text = self.text;
        let parts: Vec<_> = self.row(is_dot).take(LONGEST / 2).collect();
        let end = parts.last()?.end;
        let is_acronym = parts.len() > 1 && parts.iter().all(|part| is_letter(&text[part.clone()]));
        let last_dot = usize::from(text[end..].starts_with('.'));
        is_acronym.then(|| self.word.start..end + last_dot)
    }

    fn number(&self) -> Option<Range<usize>> {
        let sign = self.after.filter(|&c| is_thousands_sign(c))?;
        let first = self.inside();
        let is_start = first.len() <= 3 && is_digits(first) && !first.starts_with('0');
        if !is_start || self.continues(|c| c == sign) {
            return None;
        }
        let text = self.text;
        let groups = self.row(move |c| c == sign).skip(1);
        let last = groups
            .take_while(|part| part.len() == 3 && is_digits(&text[part.clone()]))
            .take(LONGEST / 4)
            .last()?;
        Some(self.word.start..last.end)
    }

    /// `C++`, `F#`
    fn with_signs_after(&self) -> Option<Range<usize>> {
        let inside = self.inside();
        let is_name =
            inside.len() <= LONGEST_NAME && inside.bytes().all(|byte| byte.is_ascii_alphabetic());
        if !is_name || self.continues(|c| c == '.') {
            return None;
        }
        let rest = &self.text[self.word.end..];
        let length = ["++", "#"].iter().find(|signs| rest.starts_with(**signs))?.len();
        let next = rest[length..].chars().next();
        let is_end = next.is_none_or(|c| !is_word_character(c) && !matches!(c, '+' | '#'));
        is_end.then(|| self.word.start..self.word.end + length)
    }

    /// `.NET`, `#tag`, `@name`
    fn with_sign_before(&self) -> Option<Range<usize>> {
        let sign = self.before.filter(|c| matches!(c, '.' | '#' | '@'))?;
        if sign == '.' && !self.inside().starts_with(char::is_alphabetic) {
            return None;
        }
        let start = self.word.start - 1;
        let before = self.text[..start].chars().next_back();
        let opens = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '\'' | '“' | ',');
        let last = self.row(|c| c == '_').take(MOST_PARTS).last()?;
        before.is_none_or(opens).then_some(start..last.end)
    }
}

fn is_letter(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

fn is_digits(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// What is set between thousands in one language or another.
fn is_thousands_sign(c: char) -> bool {
    matches!(c, ',' | '.' | '\'' | '’' | '\u{a0}' | '\u{202f}')
}
