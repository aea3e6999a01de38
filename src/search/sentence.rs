//! Splits a block's text into sentences.
//!
//! The rules of Unicode (annex 29) know neither abbreviations nor sentences that scraping glued
//! together, and a library that follows them reads a text from its beginning. Whether a sentence
//! ends here is decided by what stands around each sign that may end one, so that a long text costs
//! no more than a look for these signs.

mod abbreviation;
mod sign;

use std::ops::Range;

use crate::analysis::is_function_word;
use abbreviation::{Abbreviation, LastWord, is_dated, is_weekday};
use sign::{Sign, is_clause_letter, is_closing, is_han_or_kana, is_opening, may_open, sign_of};

/// The byte ranges of the sentences of `text`, in order, without blanks around them.
///
/// Between them is nothing but white space.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut next = 0;
    while let Some(at) = text[next..].find(|c| sign_of(c).is_some()).map(|offset| next + offset) {
        let (end, is_end) = Ending::at(text, start, at).judge();
        if is_end {
            found.extend(trimmed(text, start..end));
            start = end;
        }
        next = end;
    }
    found.extend(trimmed(text, start..text.len()));
    found
}

/// Whether a text ends as a sentence does, with a sign of its end.
pub fn is_ended(text: &str) -> bool {
    let text = text.trim_end_matches(|c| is_closing(c) || c == ' ');
    text.chars().next_back().and_then(sign_of).is_some_and(Sign::is_visible)
}

fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let inside = &text[range.clone()];
    let start = range.start + (inside.len() - inside.trim_start().len());
    let end = start + inside.trim().len();
    (end > start).then_some(start..end)
}

/// A place where a sentence may end.
struct Ending<'a> {
    text: &'a str,
    /// Where the sentence begins.
    start: usize,
    /// Where the first of the signs stands.
    at: usize,
    sign: Option<Sign>,
    /// Whether it is one full stop and no more.
    is_lone_dot: bool,
    /// Where what belongs to the sentence ends: more signs, quotation marks, brackets.
    end: usize,
    /// Whether quotation marks or brackets were closed.
    is_closed: bool,
}

impl<'a> Ending<'a> {
    fn at(text: &'a str, start: usize, at: usize) -> Self {
        let first = text[at..].chars().next();
        let sign = first.and_then(sign_of);
        let mut end = at + first.map_or(0, char::len_utf8);
        if matches!(sign, Some(Sign::Blank | Sign::LineEnd)) {
            return Self { text, start, at, sign, is_lone_dot: false, end, is_closed: false };
        }
        let more = text[end..].find(|c| !sign_of(c).is_some_and(Sign::is_visible));
        let signs = more.map_or(text.len(), |length| end + length);
        let is_lone_dot = sign == Some(Sign::Dot) && signs == end;
        end = after_closing(text, signs);
        Self { text, start, at, sign, is_lone_dot, end, is_closed: end > signs }
    }

    /// Where the signs end, and whether the sentence does.
    fn judge(&self) -> (usize, bool) {
        let is_end = match self.sign {
            None => false,
            Some(Sign::LineEnd) => true,
            Some(Sign::Blank) => self.parts_without_blanks(),
            Some(Sign::Full) => !self.is_quoted_by_what_follows(),
            Some(Sign::Dot | Sign::Stop) => self.is_end_of_spaced(),
        };
        (self.end, is_end)
    }

    fn before(&self) -> &'a str {
        &self.text[self.start..self.at]
    }

    fn after(&self) -> &'a str {
        &self.text[self.end..]
    }

    /// In Thai and Lao a blank is what ends a sentence or a clause.
    fn parts_without_blanks(&self) -> bool {
        self.before().chars().next_back().is_some_and(is_clause_letter)
            && self.after().chars().next().is_some_and(is_clause_letter)
    }

    /// Whether a Japanese sentence goes on after what it quotes: `「…！」と言った`.
    fn is_quoted_by_what_follows(&self) -> bool {
        self.is_closed && self.after().starts_with(|c| matches!(c, '\u{3041}'..='\u{309f}'))
    }

    /// After a full stop, a question or an exclamation mark of scripts that put blanks between words.
    fn is_end_of_spaced(&self) -> bool {
        let after = self.after();
        let rest = after.trim_start();
        let Some(next) = rest.chars().next() else { return true };
        if rest.len() == after.len() {
            return self.is_glued(next);
        }
        if matches!(next, ',' | ';' | ':') {
            return false;
        }
        let word = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        if word.chars().next().is_some_and(char::is_lowercase) {
            return false;
        }
        !(self.is_lone_dot && !self.is_closed && self.goes_on(word))
    }

    /// Whether a sentence ends without a blank after it: between Chinese characters, or where a
    /// small letter, the sign and a capital meet in prose.
    fn is_glued(&self, next: char) -> bool {
        let before = self.before();
        let Some(last) = before.chars().next_back() else { return false };
        if is_han_or_kana(last) {
            let is_pause = self.text[self.at..].starts_with('…');
            return !is_pause && (is_han_or_kana(next) || is_opening(next));
        }
        let word_start = before.trim_end_matches(|c: char| !c.is_whitespace()).len();
        let is_prose = |word: &str| {
            let letters = word.trim_start_matches(is_opening);
            letters.chars().nth(1).is_some()
                && letters.chars().all(|c| c.is_lowercase() || c == '-')
        };
        is_prose(&before[word_start..]) && begins_prose(self.after())
    }

    /// Whether a full stop only ends an abbreviation, an initial or an ordinal number.
    fn goes_on(&self, next: &str) -> bool {
        let last = LastWord::of(self.before());
        if last.is_alone_number() {
            return true;
        }
        let word = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or(next);
        match last.abbreviation() {
            None => false,
            Some(Abbreviation::Always) => true,
            Some(Abbreviation::BeforeNumber) => word.starts_with(char::is_numeric),
            Some(Abbreviation::BeforeName) => is_initial(next, word) || !begins_sentence(word),
            Some(Abbreviation::Hour) => is_weekday(word),
            Some(Abbreviation::Ordinal) => last.follows_german_article() || is_dated(word),
        }
    }
}

/// Where the quotation marks, brackets and note numbers end that belong to a sentence before them.
fn after_closing(text: &str, signs: usize) -> usize {
    let mut end = signs;
    while let Some(c) = text[end..].chars().next() {
        let next = text[end + c.len_utf8()..].chars().next();
        let is_closed = is_closing(c) && !(may_open(c) && next.is_some_and(char::is_alphanumeric));
        let note = note(&text[end..]);
        if !is_closed && note.is_none() {
            break;
        }
        end += note.unwrap_or(c.len_utf8());
    }
    // French sets a blank before the mark that closes.
    let rest = text[end..].trim_start();
    let is_spaced = rest.len() < text.len() - end;
    if is_spaced && let Some(rest) = rest.strip_prefix('»') {
        text.len() - rest.len()
    } else {
        end
    }
}

/// The length of the number of a note: `[12]`.
fn note(text: &str) -> Option<usize> {
    let (number, _) = text.strip_prefix('[')?.split_once(']')?;
    let is_number = (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    is_number.then_some(number.len() + 2)
}

/// Whether a text begins as a sentence does: a capital, and then small letters or a blank. `Log(`
/// and `Bar.baz` are names in code.
fn begins_prose(text: &str) -> bool {
    let text = text.trim_start_matches(is_opening);
    let mut rest = text.chars();
    let begins = rest.next().is_some_and(char::is_uppercase);
    let after = rest.find(|c| !c.is_lowercase());
    begins && after.is_none_or(|c| c.is_whitespace() || matches!(c, ',' | '-' | '’' | '\''))
}

/// Whether a word is the next initial of a name.
fn is_initial(text: &str, word: &str) -> bool {
    word.chars().nth(1).is_none() && text[word.len()..].starts_with('.')
}

/// Whether a word with a capital is more likely the first one of a sentence than a name.
fn begins_sentence(word: &str) -> bool {
    is_function_word(&word.to_lowercase())
}

#[cfg(test)]
mod tests;
