//! From text to tokens: its words, and the wholes that words and signs make up.

use std::ops::Range;

use super::normal_form;
use super::whole::wholes_at;
use super::words::{Words, words_within};

/// What is indexed and searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// The number of the word that it begins with, from 0.
    pub position: usize,
}

/// Words, and what is found as a whole, or in part, beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A run of letters and digits; each is at a position of its own.
    Word,
    /// Words joined by hyphens: `cease-fire`.
    Hyphenated,
    /// Letters with dots between them: `U.S.`
    Dotted,
    /// A word in capitals that is a function word in small letters: `US`, `IT`, `WHO`.
    Capitals,
    /// A number whose thousands are set apart: `1,200`.
    Number,
    /// A word with the signs that belong to it: `C++`, `.NET`, `#tag`, `@name`.
    Sign,
    /// A part of a word: `Case` of `camelCase`.
    Hump,
}

impl Token {
    /// Writes what the token of this text is indexed as into `form`.
    pub fn form(&self, text: &str, form: &mut String) {
        let text = &text[self.range.clone()];
        match self.kind {
            TokenKind::Word | TokenKind::Hump | TokenKind::Sign => normal_form(text, form),
            TokenKind::Capitals => {
                form.clear();
                form.push_str(text);
            }
            TokenKind::Hyphenated => {
                normal_form(text, form);
                if !form.is_ascii() {
                    *form = form.chars().map(|c| if is_hyphen(c) { '-' } else { c }).collect();
                }
            }
            TokenKind::Dotted => {
                normal_form(text, form);
                if !form.ends_with('.') {
                    form.push('.');
                }
            }
            TokenKind::Number => {
                form.clear();
                form.extend(text.chars().filter(char::is_ascii_digit));
            }
        }
    }
}

/// A hyphen, breaking or not, or the dash that is set between the ends of a range or a pair.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}')
}

/// The tokens of a text, in the order of their positions: first a word, then what begins with it.
pub fn tokens(text: &str) -> Tokens<'_> {
    tokens_within(text, 0..text.len())
}

/// The tokens of a part of a text, with positions counted from 0. They are those of the whole text
/// if the part begins and ends beside blanks (those of ASCII).
pub fn tokens_within(text: &str, part: Range<usize>) -> Tokens<'_> {
    let words = words_within(text, part);
    Tokens { text, words, wholes: Vec::new(), position: 0, has_small: None }
}

/// Iterator over the tokens of a text; see [`tokens`].
pub struct Tokens<'a> {
    text: &'a str,
    words: Words<'a>,
    /// What begins with the word that was given last, the last one first.
    wholes: Vec<(TokenKind, Range<usize>)>,
    /// The position of the next word.
    position: usize,
    /// Whether the text has small letters, once asked for: where it has none, capitals say nothing.
    has_small: Option<bool>,
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        if let Some((kind, range)) = self.wholes.pop() {
            return Some(Token { kind, range, position: self.position - 1 });
        }
        let range = self.words.next()?;
        let (text, has_small) = (self.text, &mut self.has_small);
        let mut has_small =
            || *has_small.get_or_insert_with(|| text.chars().any(char::is_lowercase));
        wholes_at(text, &range, &mut has_small, &mut self.wholes);
        let position = self.position;
        self.position += 1;
        Some(Token { kind: TokenKind::Word, range, position })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tokens of a text as `form@position`.
    fn short(text: &str) -> String {
        let mut form = String::new();
        let short = tokens(text).map(|token| {
            token.form(text, &mut form);
            format!("{form}@{}", token.position)
        });
        short.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn texts_have_words_and_wholes() {
        let table = [
            ("A Cease-Fire.", "a@0 cease@1 cease-fire@1 fire@2"),
            ("cease‑fire cease–fire", "cease@0 cease-fire@0 fire@1 cease@2 cease-fire@2 fire@3"),
            ("cease - fire -x y- a--b", "cease@0 fire@1 x@2 y@3 a@4 b@5"),
            ("co\u{ad}op-er", "coop@0 coop-er@0 er@1"),
            ("a-b-c-d", "a@0 a-b-c-d@0 b@1 c@2 d@3"),
            ("a-b-c-d-e", "a@0 b@1 c@2 d@3 e@4"),
            ("PIO-1384 2020-10-14", "pio@0 pio-1384@0 1384@1 2020@2 10@3 14@4"),
            ("the U.S. and U.K", "the@0 u@1 u.s.@1 s@2 and@3 u@4 u.k.@4 k@5"),
            ("e.g. a.b.cd", "e@0 e.g.@0 g@1 a@2 b@3 cd@4"),
            ("told US that IT and NATO", "told@0 us@1 US@1 that@2 it@3 IT@3 and@4 nato@5"),
            ("US AND IT", "us@0 and@1 it@2"),
            ("1,200.50 12,345,678", "1@0 1200@0 200@1 50@2 12@3 12345678@3 345@4 678@5"),
            ("3.14 1,2 0.123", "3@0 14@1 1@2 2@3 0@4 123@5"),
            ("C++ C# .NET", "c@0 c++@0 c@1 c#@1 net@2 .net@2"),
            ("a++b x+ ...net v.NET", "a@0 b@1 x@2 net@3 v@4 net@5"),
            ("#tag @a_b, x@y.org c#d", "tag@0 #tag@0 a@1 @a_b@1 b@2 x@3 y@4 org@5 c@6 d@7"),
            (
                "camelCase getElementById",
                "camelcase@0 camel@0 case@0 \
             getelementbyid@1 get@1 element@1 by@1 id@1",
            ),
            ("McDonald YouTube iPhone HTTPServer", "mcdonald@0 youtube@1 iphone@2 httpserver@3"),
            ("停火 Nagorno-Karabakh", "停@0 火@1 nagorno@2 nagorno-karabakh@2 karabakh@3"),
        ];
        for (text, expected) in table {
            assert_eq!(short(text), expected, "{text}");
        }
    }

    #[test]
    fn parts_have_the_tokens_of_the_text() {
        let text = "told US that état-major C++ 停火";
        for (part, expected) in
            [(5..7, "us@0 US@0"), (13..35, "état@0 état-major@0 major@1 c@2 c++@2 停@3 火@4")]
        {
            let mut form = String::new();
            let found = tokens_within(text, part).map(|token| {
                token.form(text, &mut form);
                format!("{form}@{}", token.position)
            });
            assert_eq!(found.collect::<Vec<_>>().join(" "), expected);
        }
    }

    #[test]
    fn wholes_cover_their_signs() {
        let table = [
            ("the U.S. is", 1, "U.S."),
            ("in C++.", 1, "C++"),
            ("use .NET now", 1, ".NET"),
            ("a cease‑fire", 1, "cease‑fire"),
            ("getName", 0, "Name"),
        ];
        for (text, position, expected) in table {
            let found = tokens(text).filter(|token| token.position == position).last();
            let found = found.map(|token| &text[token.range]);
            assert_eq!(found, Some(expected), "{text}");
        }
    }
}
