//! Finds quickly where in a text a term may stand.

use std::borrow::Cow;
use std::ops::Range;

use aho_corasick::AhoCorasick;

use crate::analysis::{is_hyphen, is_word_character, normal_char};

/// Parts nearer to each other than this are looked at as one, in bytes.
const NEAR: usize = 64;
/// What may stand between the thousands of a number that is a term without them, but for blanks
/// beyond ASCII, beside which everything is looked at.
const THOUSANDS_SIGNS: [char; 4] = [',', '.', '\'', '’'];

/// Finds the parts of a text that may hold a term.
///
/// To split a text into words and bring each into its normal form takes ten times as long as to
/// look for some strings in it, and most posts hold a query in a few places.
pub struct Finder {
    /// `None` if all of every text is to be looked at.
    needles: Option<AhoCorasick>,
}

impl Finder {
    /// A finder of these terms.
    pub fn of<'a>(terms: impl Iterator<Item = &'a str>) -> Self {
        let needles: Vec<String> = terms.flat_map(needles).collect();
        let automaton = AhoCorasick::builder().ascii_case_insensitive(true).build(needles);
        Self { needles: automaton.ok() }
    }

    /// A finder that finds all of every text.
    pub fn of_everything() -> Self {
        Self { needles: None }
    }

    /// The parts of a text outside of which no term stands: in order, apart, and each between
    /// blanks. Words of two parts are never neighbours.
    pub fn parts(&self, text: &str) -> Vec<Range<usize>> {
        let Some(needles) = &self.needles else { return std::iter::once(0..text.len()).collect() };
        let (plain, odd) = plain(text);
        let found = needles.find_iter(plain.as_ref()).map(|found| found.start());
        let mut parts: Vec<Range<usize>> = Vec::new();
        for at in merged_in_order(found, odd.into_iter()) {
            if parts.last().is_some_and(|last| at < last.end) {
                continue;
            }
            let start = text.as_bytes()[..at].iter().rposition(is_blank).map_or(0, |at| at + 1);
            let length = text.as_bytes()[at..].iter().position(is_blank);
            let end = length.map_or(text.len(), |length| at + length);
            match parts.last_mut() {
                Some(last) if is_near(text, last.end..start) => last.end = end,
                _ => parts.push(start..end),
            }
        }
        parts
    }
}

/// What is looked for in a text in lower case to find a term.
fn needles(term: &str) -> Vec<String> {
    let small = term.to_ascii_lowercase();
    if let Some(hyphen) = small.find('-') {
        // There are hyphens of many kinds.
        let (first, second) = (&small[..hyphen], &small[hyphen + 1..]);
        let longest =
            if first.is_empty() { second.split('-').next().unwrap_or(second) } else { first };
        return vec![longest.to_owned()];
    }
    if let Some(undotted) = small.strip_suffix('.') {
        return vec![undotted.to_owned()];
    }
    let mut needles = vec![small];
    let digits = &needles[0];
    if digits.len() > 3 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let first = &digits[..(digits.len() - 1) % 3 + 1];
        let signed: Vec<_> = THOUSANDS_SIGNS.iter().map(|sign| format!("{first}{sign}")).collect();
        needles.extend(signed);
    }
    needles
}

/// A text in lower case, and where it has characters that may be normalised otherwise.
fn plain(text: &str) -> (Cow<'_, str>, Vec<usize>) {
    if text.is_ascii() {
        return (Cow::Borrowed(text), Vec::new());
    }
    let mut odd = Vec::new();
    let plain = text.char_indices().map(|(at, c)| {
        normal_char(c).unwrap_or_else(|| {
            if is_in_token(c) {
                odd.push(at);
            }
            c
        })
    });
    (Cow::Owned(plain.collect()), odd)
}

/// Whether a token may hold a character: other punctuation parts them, whatever becomes of it.
fn is_in_token(c: char) -> bool {
    is_word_character(c) || is_hyphen(c) || c.is_whitespace()
}

/// Whether so little stands between two parts that they are one.
fn is_near(text: &str, gap: Range<usize>) -> bool {
    gap.len() < NEAR || !text[gap].contains(char::is_alphanumeric)
}

fn is_blank(byte: &u8) -> bool {
    byte.is_ascii_whitespace()
}

fn merged_in_order(
    a: impl Iterator<Item = usize>,
    b: impl Iterator<Item = usize>,
) -> impl Iterator<Item = usize> {
    let (mut a, mut b) = (a.peekable(), b.peekable());
    std::iter::from_fn(move || match (a.peek(), b.peek()) {
        (Some(first), Some(second)) if first > second => b.next(),
        (Some(_), _) => a.next(),
        _ => b.next(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tokens;

    #[test]
    fn each_term_of_a_text_is_found() {
        let texts = [
            "A Cease-Fire, cease‑fire; the U.S. and U.K said 1,200.50 or 12’345’678",
            "État e\u{301}tat ÉTAT co\u{ad}operation Ｌａｖｒｏｖ İstanbul ΛΌΓΟΣ λόγος ﬁnance ½",
            "told US C++ .NET #tag getElementById PIO-1384 双方停火 정전 هدنة",
            "1\u{a0}200 1\u{202f}200 x",
        ];
        for text in texts {
            for token in tokens(text) {
                let mut form = String::new();
                token.form(text, &mut form);
                let parts = Finder::of([form.as_str()].into_iter()).parts(text);
                let is_in = |part: &Range<usize>| {
                    part.start <= token.range.start && token.range.end <= part.end
                };
                assert!(parts.iter().any(is_in), "{form} in {text}: {parts:?}");
            }
        }
    }

    #[test]
    fn what_holds_no_term_is_passed_over() {
        let far = "word ".repeat(40);
        let text = format!("{far}Truce {far}truce, truce{}truce {far}½", " - ".repeat(40));
        let finder = Finder::of(["truce"].into_iter());
        let found: Vec<_> = finder.parts(&text).into_iter().map(|part| text[part].len()).collect();
        assert_eq!(found, [5, 137, 2]);
        assert!(Finder::of(["peace"].into_iter()).parts("No truce.").is_empty());
    }
}
