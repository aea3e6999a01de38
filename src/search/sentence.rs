//! Splits a block's text into sentences.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// Abbreviations after which a sentence goes on, in lower case and without their last dot. Those
/// that can end a sentence as well ("etc.", "Inc.", "p.m.") are left out: the letter that follows
/// tells, and the rules of Unicode look at it.
const ABBREVIATIONS: [&str; 38] = [
    "mr", "mrs", "ms", "dr", "prof", "st", "gen", "col", "lt", "capt", "sgt", "gov", "sen", "rep",
    "rev", "hon", "pres", "vs", "no", "vol", "fig", "jan", "feb", "mar", "apr", "jun", "jul",
    "aug", "sep", "sept", "oct", "nov", "dec", "hr", "fr", "dir", "bzw", "ca",
];

/// The byte ranges of the sentences of `text`, without blanks around them.
///
/// The rules are those of Unicode (annex 29), mended where a title, an initial or a month's short
/// form ends in a dot.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (start, sentence) in text.split_sentence_bound_indices() {
        let end = start + sentence.trim_end().len();
        match found.last_mut() {
            Some(last) if goes_on(&text[last.clone()]) => last.end = end.max(last.end),
            _ if end > start => found.push(start..end),
            _ => {}
        }
    }
    found
}

/// Whether a sentence only seems to end: with an abbreviation, an initial or an acronym.
fn goes_on(sentence: &str) -> bool {
    let Some(before) = sentence.strip_suffix('.') else { return false };
    let start = before.rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '-'));
    let word = start
        .map_or(before, |start| before[start..].trim_start_matches(|c: char| !c.is_alphanumeric()));
    if word.is_empty() {
        return false;
    }
    let is_initials = word.split('.').all(|part| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
    });
    is_initials || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_split_into_sentences() {
        let table: [(&str, &[&str]); 12] = [
            ("", &[]),
            ("One. Two!  Three? Four", &["One.", "Two!", "Three?", "Four"]),
            ("Mr. Lavrov met Dr. Ann. She left.", &["Mr. Lavrov met Dr. Ann.", "She left."]),
            ("More than 500 since Sept. 27. It has", &["More than 500 since Sept. 27.", "It has"]),
            ("The U.S. Senate met.", &["The U.S. Senate met."]),
            ("J. R. R. Tolkien wrote. So did", &["J. R. R. Tolkien wrote.", "So did"]),
            ("He said \"Stop.\" Then left.", &["He said \"Stop.\"", "Then left."]),
            ("Versions 1.6 and 2.0 work.", &["Versions 1.6 and 2.0 work."]),
            ("双方停火。随后交火！完", &["双方停火。", "随后交火！", "完"]),
            ("Лавров прибыл. Он сказал.", &["Лавров прибыл.", "Он сказал."]),
            ("وصل لافروف. ثم غادر؟ نعم", &["وصل لافروف.", "ثم غادر؟", "نعم"]),
            ("...", &["..."]),
        ];
        for (text, expected) in table {
            let found: Vec<_> = sentences(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
