//! What lines of a concordance are sorted by.

use std::ops::Range;

use super::LineOrder;
use crate::analysis::{fold, normal_form, words};

/// So many words are compared, the nearest first.
const WORDS: usize = 6;
/// No more of a text is looked through for them, in bytes.
const REACH: usize = 512;
/// What stands after each word of a key: less than every letter, so that a word stands before those
/// that it begins.
const END_OF_WORD: char = '\0';

/// The key of the occurrence at some bytes of a text: words in their normal form without accents.
pub fn line_key(order: LineOrder, text: &str, keyword: &Range<usize>) -> String {
    let mut key = String::new();
    match order {
        LineOrder::Posts(_) => {}
        LineOrder::Right => push(&mut key, words_after(text, keyword.end)),
        LineOrder::Keyword => {
            push(&mut key, words(&text[keyword.clone()]).map(|word| &text[keyword.clone()][word]));
            key.push(END_OF_WORD);
            push(&mut key, words_after(text, keyword.end));
        }
        LineOrder::Left => push(&mut key, words_before(text, keyword.start).into_iter()),
    }
    key
}

fn push<'a>(key: &mut String, words: impl Iterator<Item = &'a str>) {
    let (mut form, mut folded) = (String::new(), String::new());
    for word in words {
        normal_form(word, &mut form);
        fold(&form, &mut folded);
        key.push_str(&folded);
        key.push(END_OF_WORD);
    }
}

fn words_after(text: &str, from: usize) -> impl Iterator<Item = &str> {
    let rest = &text[from..];
    let rest = &rest[..rest.floor_char_boundary(REACH)];
    words(rest).take(WORDS).map(move |word| &rest[word])
}

/// The words before a place, the nearest first.
fn words_before(text: &str, to: usize) -> Vec<&str> {
    let rest = &text[..to];
    let rest = &rest[rest.floor_char_boundary(rest.len().saturating_sub(REACH))..];
    let all: Vec<_> = words(rest).map(|word| &rest[word]).collect();
    all.into_iter().rev().take(WORDS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Sort;

    #[test]
    fn keys_are_the_words_around() {
        let text = "In the État, a shaky Cease-Fire held; c’était 停火 tout";
        let keyword = text.find("Cease").expect("is there")..text.find(" held").expect("is there");
        let table = [
            (LineOrder::Right, "held c etait 停 火 tout "),
            (LineOrder::Left, "shaky a etat the in "),
            (LineOrder::Keyword, "cease fire  held c etait 停 火 tout "),
            (LineOrder::Posts(Sort::Path), ""),
        ];
        for (order, expected) in table {
            let key = line_key(order, text, &keyword);
            assert_eq!(key, expected.replace(' ', "\0"), "{order:?}");
        }
        assert!(
            line_key(LineOrder::Right, "x a z", &(0..1))
                < line_key(LineOrder::Right, "x ab", &(0..1))
        );
    }
}
