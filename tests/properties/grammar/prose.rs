//! Words, and what stands between them.

use fastrand::Rng;

use super::{one_in, pick};

const WORDS: [&str; 40] = [
    "truce",
    "held",
    "the",
    "a",
    "Lavrov",
    "cease-fire",
    "U.S.",
    "d’été",
    "naïve",
    "Ağrı",
    "停火",
    "協定が",
    "정전",
    "мир",
    "هدنة",
    "שלום",
    "e\u{301}tat",
    "co\u{ad}op",
    "\u{200d}",
    "🙂",
    "👩‍👩‍👧",
    "12.5",
    "2020-10-19",
    "C++",
    "snake_case",
    "x*y",
    "a_b_c",
    "[x]",
    "(y)",
    "\"z\"",
    "'w'",
    "…",
    "—",
    "http://a.example/b?c=d&e=f",
    "me@b.example",
    "\\*",
    "50%",
    "#5",
    "@ann",
    "Advertisement",
];

const ENTITIES: [&str; 14] = [
    "&amp;",
    "&lt;",
    "&gt;",
    "&nbsp;",
    "&#8211;",
    "&#x1F600;",
    "&#10;",
    "&#0;",
    "&#xD800;",
    "&eacute",
    "&notin;",
    "&bogus;",
    "&",
    "&amp;lt;",
];

/// Writes some words.
pub fn write(rng: &mut Rng, out: &mut String) {
    for number in 0..=rng.usize(..8) {
        if number > 0 {
            out.push_str(pick(
                rng,
                &[" ", " ", " ", " ", "\n", "  ", "\t", ", ", "\u{a0}", "\r\n"],
            ));
        }
        out.push_str(word(rng));
    }
}

/// A word, or what goes for one.
pub fn word(rng: &mut Rng) -> &'static str {
    if one_in(rng, 8) { pick(rng, &ENTITIES) } else { pick(rng, &WORDS) }
}

/// A text of one line with anything in it that a line can hold.
pub fn line(rng: &mut Rng) -> String {
    let mut line = String::new();
    write(rng, &mut line);
    line.replace(['\n', '\r'], " ")
}

/// A word in lower case that stands for a number and for no other.
pub fn numbered_word(number: usize) -> String {
    let syllables = ["ba", "ke", "mi", "no", "ru", "ta", "ve", "zi"];
    let digits = [number / 512, number / 64, number / 8, number];
    digits.iter().map(|digit| syllables[digit % 8]).collect()
}

#[test]
fn numbered_words_differ() {
    let words: std::collections::HashSet<_> = (0..4096).map(numbered_word).collect();
    assert_eq!(words.len(), 4096);
}
