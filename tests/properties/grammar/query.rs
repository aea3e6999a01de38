//! Queries by the rules of their language.

use fastrand::Rng;

use super::{one_in, pick};

const WORDS: [&str; 20] = [
    "truce",
    "cease-fire",
    "Lavrov",
    "停火",
    "état",
    "Лавров",
    "U.S.",
    "C++",
    "2020-10-14",
    "O'Brien",
    "the",
    "a",
    "=truce",
    "#tag",
    "@ann",
    "near",
    "karabakh",
    "x1",
    "e-mail",
    "of",
];
const PATTERNS: [&str; 16] = [
    "ceas*",
    "l?vrov",
    "*ire",
    "lavrof~1",
    "lavrof~",
    "/colou?rs?/",
    "/lav.*/",
    r"/\d{4}/",
    "e*",
    "*e*",
    "*a*b*c*",
    "??a*",
    "c*-f*",
    "/.*/",
    "/.*e.?/",
    "мир~2",
];
const TEXT_FIELDS: [&str; 6] = ["title", "body", "heading", "caption", "description", "author"];
const VALUES: [&str; 24] = [
    "tag:peace",
    "tag:*",
    "lang:ru",
    "lang:none",
    "path:2020/*",
    "link:example.org",
    "image:map.png",
    "date:2020",
    "date:2020-10..2020-11",
    "date:>2020-09",
    "date:yesterday",
    "date:\"last month\"",
    "date:<=2w",
    "wordcount:>500",
    "wordcount:100..500",
    "rating:[1 TO 5]",
    "rating:{1.5 TO *}",
    "updated:>=2020-10",
    "featured:true",
    "layout:post",
    "layout:*",
    "tag:/p.*/",
    "layout:p*",
    "extra.deep:..5",
];

/// A query with nothing odd in it.
pub fn query(rng: &mut Rng) -> String {
    let mut patterns = 0;
    let query = alternatives(rng, 3, &mut patterns);
    // In capitals throughout, operators are words, which is odd.
    if query.chars().any(char::is_lowercase) { query } else { format!("{query} the") }
}

fn alternatives(rng: &mut Rng, depth: u8, patterns: &mut u8) -> String {
    let count = if one_in(rng, 3) { 2 + rng.usize(..2) } else { 1 };
    let parts: Vec<_> = (0..count).map(|_| sequence(rng, depth, patterns)).collect();
    parts.join(" OR ")
}

fn sequence(rng: &mut Rng, depth: u8, patterns: &mut u8) -> String {
    let count = 1 + rng.usize(..3);
    let parts: Vec<_> = (0..count).map(|_| operand(rng, depth, patterns)).collect();
    parts.join(pick(rng, &[" ", " AND ", "  "]))
}

fn operand(rng: &mut Rng, depth: u8, patterns: &mut u8) -> String {
    let word = pick(rng, &WORDS);
    match rng.u8(..12) {
        0 => format!("-{}", quoted(rng)),
        1 => format!("NOT {}", pick(rng, &WORDS[..8])),
        2 => format!("+{}", pick(rng, &WORDS[..8])),
        3 => quoted(rng),
        4 if *patterns < 12 => {
            *patterns += 1;
            pick(rng, &PATTERNS).to_owned()
        }
        5 if *patterns < 12 => {
            *patterns += 1;
            pick(rng, &VALUES).to_owned()
        }
        6 => format!("{}:{word}", pick(rng, &TEXT_FIELDS)),
        7 => near(rng),
        8 => format!("{word}^{}", pick(rng, &["2", "0.5", "10", ".25"])),
        9 if depth > 0 => {
            let group = alternatives(rng, depth - 1, patterns);
            format!("{}({group}){}", pick(rng, &["", "-", "+"]), pick(rng, &["", "^2"]))
        }
        _ => word.to_owned(),
    }
}

fn quoted(rng: &mut Rng) -> String {
    let words: Vec<_> = (0..=rng.usize(..3)).map(|_| pick(rng, &WORDS[..8])).collect();
    format!("\"{}\"{}", words.join(" "), pick(rng, &["", "~3", "^2", "~1^3"]))
}

fn near(rng: &mut Rng) -> String {
    let word = |rng: &mut Rng| match rng.u8(..4) {
        0 => format!("({} OR {})", pick(rng, &WORDS[..8]), pick(rng, &WORDS[..8])),
        _ => pick(rng, &WORDS[..8]).to_owned(),
    };
    let operator = pick(rng, &[" NEAR ", " NEAR/5 ", " NEAR/0 "]);
    let words: Vec<_> = (0..2 + rng.usize(..2)).map(|_| word(rng)).collect();
    words.join(operator)
}
