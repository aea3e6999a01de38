//! Names of people in lines such as `By Ann Lee and Bo Cy, Staff Writers | 14 May 2010`.

use super::byline_label::after_prefix;
use crate::corpus::date::PostDate;

/// A name has no more words than this.
const MAX_WORDS: usize = 5;
/// A name is no longer than this, in characters; a paragraph about somebody is.
const MAX_CHARS: usize = 60;
/// A line names no more people than this.
const MAX_NAMES: usize = 20;

/// Words in lower case that are part of names.
const PARTICLES: [&str; 27] = [
    "af", "al", "av", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos",
    "du", "el", "ibn", "la", "le", "ten", "ter", "van", "vom", "von", "y", "zu", "zur",
];

/// Words between two names.
const CONJUNCTIONS: [&str; 8] = ["and", "&", "und", "et", "with", "mit", "och", "og"];

/// Words in capitals, here in lower case, that end a name.
const STOPS: [&str; 40] = [
    "about",
    "associate",
    "at",
    "by",
    "chief",
    "contributing",
    "contributor",
    "correspondent",
    "edited",
    "editor",
    "fact",
    "filed",
    "follow",
    "for",
    "founder",
    "from",
    "guest",
    "in",
    "last",
    "medically",
    "min",
    "minute",
    "on",
    "posted",
    "published",
    "read",
    "reporter",
    "reviewed",
    "senior",
    "share",
    "special",
    "staff",
    "the",
    "to",
    "updated",
    "view",
    "views",
    "written",
    "writer",
    "your",
];

/// Words, in lower case, that no name of one or more words consists of or holds.
const NO_NAMES: [&str; 30] = [
    "admin",
    "administrator",
    "all",
    "anonymous",
    "article",
    "articles",
    "author",
    "authors",
    "blog",
    "byline",
    "category",
    "comment",
    "comments",
    "contact",
    "date",
    "editorial",
    "guide",
    "home",
    "learn",
    "leave",
    "more",
    "name",
    "news",
    "posts",
    "profile",
    "subscribe",
    "tags",
    "team",
    "user",
    "webmaster",
];

/// How a line goes on after its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rest {
    /// Not at all, or with something set apart: a date, a title, the next label.
    Apart,
    /// In the same sentence.
    Sentence,
}

/// The names that a line without its label begins with, and how it goes on.
pub(super) fn names(line: &str) -> (Vec<String>, Rest) {
    let mut reading = Reading::default();
    for word in line.split_whitespace() {
        if let Some(rest) = reading.take(word) {
            return (reading.finish(), rest);
        }
    }
    (reading.finish(), Rest::Apart)
}

#[derive(Default)]
struct Reading<'a> {
    names: Vec<Vec<&'a str>>,
    open: Vec<&'a str>,
    /// There are several names: what stands behind a comma is not the title of the first one.
    is_list: bool,
}

impl<'a> Reading<'a> {
    /// Takes the next word. If the names end before it, says how the line goes on.
    fn take(&mut self, word: &'a str) -> Option<Rest> {
        let bare = word.trim_end_matches([',', ';', ':']);
        let lower = bare.to_lowercase();
        if CONJUNCTIONS.contains(&lower.as_str()) {
            self.is_list = true;
            self.close();
            return None;
        }
        if word.bytes().any(|byte| byte.is_ascii_digit()) {
            self.drop_day();
            return Some(Rest::Apart);
        }
        let is_stop = STOPS.contains(&lower.trim_end_matches('.'));
        if is_stop
            || !is_name_start(bare)
                && !(self.open.is_empty())
                && !bare.chars().any(char::is_lowercase)
        {
            return Some(Rest::Apart);
        }
        let is_particle = PARTICLES.contains(&lower.as_str());
        if !is_name_start(bare) && !is_particle {
            let is_sentence = bare.chars().all(|c| c.is_alphabetic() || c == '\'');
            return Some(if is_sentence { Rest::Sentence } else { Rest::Apart });
        }
        self.open.push(bare);
        if bare.len() < word.len() {
            self.is_list |= word.ends_with(';');
            self.close();
        }
        (self.names.len() >= MAX_NAMES || self.open.len() > MAX_WORDS).then_some(Rest::Sentence)
    }

    /// Drops the beginning of a date before its number.
    fn drop_day(&mut self) {
        while self.open.last().is_some_and(|word| is_of_date(word)) {
            self.open.pop();
        }
    }

    fn close(&mut self) {
        let words = std::mem::take(&mut self.open);
        if !words.is_empty() {
            self.names.push(words);
        }
    }

    /// The names; what follows the first one after a comma is a title unless there is a list.
    fn finish(mut self) -> Vec<String> {
        self.close();
        let is_list = self.is_list;
        let names = self.names.iter().enumerate().filter(|(index, words)| {
            let is_title = !is_list || words.len() < 2 || words.iter().all(|word| is_degree(word));
            *index == 0 || !is_title
        });
        let names = names.map(|(_, words)| words.join(" "));
        names.filter(|name| is_name(name)).collect()
    }
}

/// Whether a word is the name of a month or, in English, of a weekday.
fn is_of_date(word: &str) -> bool {
    const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let word = word.to_lowercase();
    let word = word.trim_end_matches(['.', ',']);
    let is_weekday =
        WEEKDAYS.iter().any(|&day| word == day || word.starts_with(day) && word.ends_with("day"));
    is_weekday || PostDate::parse(&format!("1 {word} 2020")).is_ok()
}

/// Whether a word may begin a name or stand in one: it has a capital, or its script has none.
fn is_name_start(word: &str) -> bool {
    let mut letters = word.chars();
    let first = letters.next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
    first && letters.all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’' | '‐' | '·'))
}

/// Whether a word is an abbreviation such as MD or Ph.D.
fn is_degree(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    word.contains('.') || capitals > 1 && capitals * 2 > word.chars().count()
}

/// Whether this can be the name of a person.
fn is_name(name: &str) -> bool {
    let mut words = 0;
    let is_plain = name.split_whitespace().all(|word| {
        words += 1;
        !NO_NAMES.contains(&word.to_lowercase().as_str())
    });
    let chars = name.chars().count();
    let is_plain = is_plain && !(words == 1 && is_of_date(name));
    is_plain && (1..=MAX_WORDS).contains(&words) && (2..=MAX_CHARS).contains(&chars)
}

/// Whether a name, in lower case, is that of nobody in particular: "admin", "editorial team".
pub(super) fn is_nobody(name: &str) -> bool {
    name.split_whitespace()
        .all(|word| NO_NAMES.contains(&word) || STOPS.contains(&word) || word.contains('@'))
}

/// A name that was given as one, without a label before it and addresses in it; `None` if nothing
/// is left, or if it is the address of a profile.
pub(super) fn given(text: &str) -> Option<String> {
    let text = text.trim();
    let text =
        ["written by ", "by "].iter().find_map(|label| after_prefix(text, label)).unwrap_or(text);
    if text.contains("://") || text.starts_with(['/', '@']) || text.chars().count() > 3 * MAX_CHARS
    {
        return None;
    }
    let is_address = |word: &&str| word.contains('@');
    let words: Vec<_> = text.split_whitespace().filter(|word| !is_address(word)).collect();
    let name = words.join(" ");
    name.chars().any(char::is_alphabetic).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_end_where_something_else_begins() {
        use Rest::{Apart, Sentence};
        let table: [(&str, &[&str], Rest); 21] = [
            ("Ann Lee", &["Ann Lee"], Apart),
            ("Ann Lee and Bo van der Cy", &["Ann Lee", "Bo van der Cy"], Apart),
            ("Ann Lee, Bo Cy & Di Eff", &["Ann Lee", "Bo Cy", "Di Eff"], Apart),
            ("Ann Lee, MD, FOMA", &["Ann Lee"], Apart),
            ("Ann Lee, Senior Editor", &["Ann Lee"], Apart),
            ("Ann Lee | The Site", &["Ann Lee"], Apart),
            ("Ann Lee - 2025-09-13", &["Ann Lee"], Apart),
            ("Ann Lee on May 3", &["Ann Lee"], Apart),
            ("Ann Lee Updated May 3", &["Ann Lee"], Apart),
            ("A. J. O'Neal", &["A. J. O'Neal"], Apart),
            ("李安", &["李安"], Apart),
            ("Ann Lee, Sat 3 May", &["Ann Lee"], Apart),
            ("Ann Lee May 3", &["Ann Lee"], Apart),
            ("April Lee", &["April Lee"], Apart),
            ("Sat, 3 May", &[], Apart),
            ("Anger the troops", &["Anger"], Apart),
            ("Anger all was over", &["Anger"], Sentence),
            ("Ann Lee; Bo Cy", &["Ann Lee", "Bo Cy"], Apart),
            ("Ann Lee, Great Cook", &["Ann Lee"], Apart),
            ("Editorial Team", &[], Apart),
            ("", &[], Apart),
        ];
        for (line, expected, rest) in table {
            assert_eq!(
                names(line),
                (expected.iter().map(|n| (*n).to_owned()).collect(), rest),
                "{line}"
            );
        }
    }

    #[test]
    fn given_names_are_cleaned() {
        let table = [
            ("By Ann Lee", Some("Ann Lee")),
            (" Ann  Lee ann@example.org", Some("Ann Lee")),
            ("The Site", Some("The Site")),
            ("https://example.org/ann", None),
            ("@ann", None),
            ("--", None),
        ];
        for (text, expected) in table {
            assert_eq!(given(text).as_deref(), expected, "{text}");
        }
    }
}
