//! What stands before and after a keyword, cut at words.

use crate::analysis::{is_word_character, words};

/// The end of a text, at most so many characters, beginning with a whole word.
pub fn before(text: &str, chars: usize) -> String {
    let start = text.char_indices().rev().take(chars).last().map_or(text.len(), |(at, _)| at);
    if is_edge(text, start) {
        return flat(&text[start..]).trim_start().to_owned();
    }
    let cut = &text[start..];
    let blank = cut.find(char::is_whitespace);
    let is_torn = text[..start].ends_with(is_word_character);
    let starts = || words(cut).map(|word| word.start).filter(|&at| at > 0 || !is_torn);
    let inside = starts().find(|&at| is_inside_run(cut, at));
    // Of what is longer than all that is wanted, some words are shown.
    let edge = [blank, inside].into_iter().flatten().min();
    let edge = edge.filter(|&edge| !cut[edge..].trim().is_empty()).or_else(|| starts().next());
    let edge = edge.unwrap_or(cut.len());
    flat(&cut[edge..]).trim_start().to_owned()
}

/// The beginning of a text, at most so many characters, ending with a whole word.
pub fn after(text: &str, chars: usize) -> String {
    let end = text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at);
    if is_edge(text, end) {
        return flat(&text[..end]).trim_end().to_owned();
    }
    let cut = &text[..end];
    let blank = cut.rfind(char::is_whitespace);
    let starts = || words(cut).map(|word| word.start);
    let inside = starts().filter(|&at| is_inside_run(cut, at)).last();
    let edge = [blank, inside].into_iter().flatten().max();
    let edge = edge.filter(|&edge| !cut[..edge].trim().is_empty());
    let edge = edge.or_else(|| starts().last()).unwrap_or(0);
    flat(&cut[..edge]).trim_end().to_owned()
}

/// A text with each run of white space one blank, also at its ends.
pub fn flat(text: &str) -> String {
    let mut flat = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_whitespace() {
            flat.push(c);
        } else if !flat.ends_with(' ') {
            flat.push(' ');
        }
    }
    flat
}

/// Whether a text may be parted here without harm to a word: at a blank, or between characters that
/// are words by themselves.
fn is_edge(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().next();
    let (Some(before), Some(after)) = (before, after) else { return true };
    let pair = String::from_iter([before, after]);
    before.is_whitespace() || after.is_whitespace() || words(&pair).count() == 2
}

/// Whether the word that begins here follows another one without a blank, as in Chinese.
fn is_inside_run(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(is_word_character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contexts_are_cut_at_words() {
        let table = [
            ("", 9, "", ""),
            ("one two three", 99, "one two three", "one two three"),
            ("one two three", 8, "three", "one two"),
            ("one two three", 9, "two three", "one two"),
            ("one two three", 7, "three", "one two"),
            ("one two three", 4, "", "one"),
            ("one\n  two ", 99, "one two ", "one two"),
            (" two three", 99, "two three", " two three"),
            ("双方停火协议", 4, "停火协议", "双方停火"),
            ("a cease-fire", 6, "fire", "a"),
            ("a/b/c/d", 4, "c/d", "a/"),
            ("e\u{301}tat e\u{301}tat", 7, "e\u{301}tat", "e\u{301}tat"),
            ("word", 0, "", ""),
            (" a@b.example; ", 9, "example; ", " a@b."),
        ];
        for (text, chars, left, right) in table {
            assert_eq!(before(text, chars), left, "before: {text} {chars}");
            assert_eq!(after(text, chars), right, "after: {text} {chars}");
        }
    }
}
