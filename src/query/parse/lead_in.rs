//! How a question begins before it comes to what it is about: `please supply information on`, `has
//! anyone investigated`, `papers on`. English only.
//!
//! A list of words to leave out wherever they stand would spoil `information theory` and `data in
//! transit`, so a word counts as an opening only by its place: at the beginning, among others, with
//! the right word after it. What it brings is measured in ARCHITECTURE.md.

use crate::analysis::{is_function_word_of, normal_form, words};

/// So many words must be left that say something: short queries mean each word.
const LEAST_LEFT: usize = 2;

/// Words that only ask, and end an opening.
const ASKING: [&str; 14] = [
    "anybody",
    "anyone",
    "concerning",
    "could",
    "describe",
    "describing",
    "discuss",
    "discussing",
    "investigated",
    "please",
    "regarding",
    "supply",
    "wish",
    "would",
];
/// Words that ask if the right ones stand around them, and are a subject otherwise.
const MATTERS: [&str; 44] = [
    "anything",
    "article",
    "articles",
    "available",
    "data",
    "dealing",
    "document",
    "documents",
    "done",
    "find",
    "get",
    "give",
    "identify",
    "information",
    "interested",
    "know",
    "known",
    "like",
    "list",
    "literature",
    "locate",
    "looking",
    "material",
    "need",
    "paper",
    "papers",
    "provide",
    "publications",
    "published",
    "reference",
    "references",
    "relating",
    "relevant",
    "report",
    "reports",
    "retrieve",
    "show",
    "something",
    "studies",
    "study",
    "tell",
    "want",
    "work",
    "written",
];
/// Of these, one is an account *of* something.
const ACCOUNTS: [&str; 5] = ["description", "descriptions", "details", "discussion", "discussions"];
/// Function words after which a matter was none: `papers on`, but not `work from home`.
const LINKS: [&str; 9] = ["about", "are", "has", "have", "is", "on", "that", "there", "which"];

/// What a word does at the beginning of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Function,
    Asking,
    Matter,
    Account,
}

impl Role {
    fn of(word: &str) -> Option<Self> {
        if ASKING.contains(&word) {
            Some(Self::Asking)
        } else if MATTERS.contains(&word) {
            Some(Self::Matter)
        } else if ACCOUNTS.contains(&word) {
            Some(Self::Account)
        } else {
            is_function_word(word).then_some(Self::Function)
        }
    }

    /// Whether an opening may end with this word, which has that role.
    fn is_end(self, word: &str, before: Option<Self>) -> bool {
        match (self, before) {
            (Self::Asking, _) => true,
            (Self::Function, Some(Self::Account)) => word == "of" || LINKS.contains(&word),
            (Self::Function, Some(Self::Matter)) => LINKS.contains(&word),
            (Self::Function, _) => true,
            (Self::Matter | Self::Account, _) => false,
        }
    }
}

/// How many of the parts of a question come before what it is about; 0 if these are nothing but
/// function words, which say nothing anywhere, or if too little would be left.
pub(super) fn lead_in(parts: &[&str]) -> usize {
    let (mut end, mut asks, mut has_asked) = (0, false, false);
    let mut before = None;
    for (part, count) in parts.iter().zip(1..) {
        let word = normal(part);
        let Some(role) = Role::of(&word) else { break };
        asks |= role != Role::Function;
        let is_end = role.is_end(&word, before);
        if is_end {
            (end, has_asked) = (count, asks);
        }
        // `data in the` is no opening either: what `in` did not end, `the` does not.
        if is_end || role != Role::Function {
            before = Some(role);
        }
    }
    let left = parts[end..].iter().filter(|part| !is_function_word(&normal(part))).count();
    if has_asked && left >= LEAST_LEFT { end } else { 0 }
}

fn is_function_word(word: &str) -> bool {
    is_function_word_of("en", word)
}

/// The word of a part without the punctuation around it; nothing if it has several.
fn normal(part: &str) -> String {
    let mut form = String::new();
    let mut words = words(part);
    if let (Some(range), None) = (words.next(), words.next()) {
        normal_form(&part[range], &mut form);
    }
    form
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openings_are_told_by_their_place() {
        let table = [
            ("please supply information on the", "decay of neutrons"),
            ("Has anyone investigated the", "shelling of towns"),
            ("What articles are there about", "peace talks in Minsk"),
            ("I would like to know about", "border crossings at night"),
            ("papers on", "wool markets"),
            ("Papers, reports on", "wool markets"),
            ("describe", "information flow between ministries"),
            ("give details of", "bridge inspection"),
            ("Articles concerning the", "price of bread"),
            ("", "information theory of channels"),
            ("", "work from home rules"),
            ("", "work and family life"),
            ("", "data in transit"),
            ("", "data in the cellars of banks"),
            ("", "list comprehension performance"),
            ("", "report writing course"),
            ("", "what is the price of bread"),
            ("", "information is power"),
            ("", "papers on wool"),
            ("", "details of the bridge"),
            ("", "what is known about it"),
            ("", "Woran stirbt die Post"),
            ("", ""),
        ];
        for (opening, rest) in table {
            let text = format!("{opening} {rest}");
            let parts: Vec<&str> = text.split_whitespace().collect();
            let expected = opening.split_whitespace().count();
            assert_eq!(lead_in(&parts), expected, "{text}");
        }
    }
}
