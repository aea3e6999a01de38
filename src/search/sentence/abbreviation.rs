//! What a full stop ends when it does not end a sentence.

/// A word with a full stop after it, by what must follow for the sentence to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// Anything: `Mr.`
    Always,
    /// A number: `No. 5`, `Sept. 27`.
    BeforeNumber,
    /// A name, as against a word that begins a sentence: `J. Smith`, `the U.S. Senate`.
    BeforeName,
    /// A weekday: `9 p.m. Saturday`.
    Hour,
    /// A month or a century, or anything after an article: `am 14. Oktober`, `der 3. Versuch`.
    Ordinal,
}

/// Titles and words that something always follows, in lower case and without their last full stop;
/// of several letters with full stops, without blanks. Those that end sentences as well (`etc.`,
/// `Inc.`, `usw.`, `и т. д.`) are left out: the letter that follows tells.
const ALWAYS: [&str; 84] = [
    "mr", "mrs", "ms", "mx", "dr", "prof", "st", "gen", "col", "lt", "capt", "cpl", "sgt", "maj",
    "cmdr", "adm", "gov", "sen", "rep", "rev", "hon", "pres", "supt", "messrs", "vs", "cf", "viz",
    "e.g", "i.e", "hr", "fr", "frl", "dir", "dipl", "ing", "bzw", "ca", "vgl", "evtl", "ggf",
    "sog", "insb", "inkl", "zzgl", "geb", "nr", "z.b", "d.h", "u.a", "i.d.r", "o.ä", "m.e", "s.o",
    "mme", "mlle", "mgr", "p.ex", "env", "sr", "sra", "srta", "dña", "ud", "uds", "p.ej", "ej",
    "v.gr", "ee", "sig", "sig.ra", "dott", "dr.ssa", "dhr", "mevr", "bijv", "d.w.z", "т.е", "т.н",
    "т.к", "им", "ул", "проф", "акад", "гр",
];

/// Words that stand before a number, and end sentences otherwise.
const BEFORE_NUMBER: [&str; 38] = [
    "no", "nos", "vol", "fig", "figs", "p", "pp", "art", "sec", "ch", "ver", "eq", "tab", "abb",
    "kap", "bd", "abs", "núm", "pág", "стр", "рис", "гл", "ст", "jan", "feb", "mar", "apr", "jun",
    "jul", "aug", "sep", "sept", "oct", "okt", "nov", "dec", "dez", "approx",
];

/// What stands before an ordinal number in German.
const GERMAN_ARTICLES: [&str; 18] = [
    "der", "die", "das", "den", "dem", "des", "am", "vom", "zum", "zur", "im", "beim", "bis", "ab",
    "seit", "ihr", "sein", "jeder",
];

/// What a German date or age goes on with after its number.
const GERMAN_DATES: [&str; 20] = [
    "januar",
    "jänner",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
    "jahrhundert",
    "jahrhunderts",
    "jahrhunderte",
    "geburtstag",
    "jahrestag",
    "klasse",
    "mal",
];

const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// More digits are no ordinal number but a year or an amount.
const LONGEST_ORDINAL: usize = 2;
/// The last words of a sentence are looked for in so many of its last bytes.
const LONGEST_LOOK: usize = 48;

/// The last word of a text, before a full stop.
pub struct LastWord<'a> {
    /// The last word, with full stops inside but without the last one.
    word: &'a str,
    /// What stands before it.
    before: &'a str,
}

impl<'a> LastWord<'a> {
    /// Takes the last word of a text.
    pub fn of(text: &'a str) -> Self {
        let start = text.ceil_char_boundary(text.len().saturating_sub(LONGEST_LOOK));
        let word_start = text[start..].rfind(parts_words);
        let word = word_start
            .map_or(&text[start..], |at| text[start + at..].trim_start_matches(parts_words));
        Self { word, before: &text[..text.len() - word.len()] }
    }

    /// Whether there is nothing but a number: that of an item in a list.
    pub fn is_alone_number(&self) -> bool {
        let is_number =
            !self.word.is_empty() && self.word.bytes().all(|byte| byte.is_ascii_digit());
        is_number && self.before.trim().is_empty()
    }

    /// What its full stop may be, other than the end of a sentence.
    pub fn abbreviation(&self) -> Option<Abbreviation> {
        if self.word.is_empty() {
            return None;
        }
        if self.word.bytes().all(|byte| byte.is_ascii_digit()) {
            return (self.word.len() <= LONGEST_ORDINAL).then_some(Abbreviation::Ordinal);
        }
        let whole = self.joined().to_lowercase();
        let small = self.word.to_lowercase();
        let is_in =
            |list: &[&str]| list.contains(&whole.as_str()) || list.contains(&small.as_str());
        if is_in(&ALWAYS) {
            Some(Abbreviation::Always)
        } else if is_in(&BEFORE_NUMBER) {
            Some(Abbreviation::BeforeNumber)
        } else if matches!(whole.as_str(), "a.m" | "p.m") {
            Some(Abbreviation::Hour)
        } else if self.word.split('.').all(is_letter) {
            Some(Abbreviation::BeforeName)
        } else {
            (self.word.len() > 1 && self.word.bytes().all(|byte| b"IVX".contains(&byte)))
                .then_some(Abbreviation::Ordinal)
                .filter(|_| self.follows_german_article())
        }
    }

    /// Whether the word before is one that a German ordinal number follows.
    pub fn follows_german_article(&self) -> bool {
        let before = Self::of(self.before.trim_end());
        GERMAN_ARTICLES.contains(&before.word.to_lowercase().as_str())
    }

    /// The word with the single letters before it, without the blanks in between: `z. B` is `z.B`.
    fn joined(&self) -> String {
        let mut joined = self.word.to_owned();
        let mut before = self.before;
        while let Some(rest) = before.trim_end().strip_suffix('.') {
            let last = Self::of(rest);
            if !is_letter(last.word) {
                break;
            }
            joined.insert(0, '.');
            joined.insert_str(0, last.word);
            before = last.before;
        }
        joined
    }
}

/// Whether a word after a number makes a date or the like of it in German.
pub fn is_dated(word: &str) -> bool {
    GERMAN_DATES.contains(&word.to_lowercase().as_str())
}

/// Whether a word is a day of the week.
pub fn is_weekday(word: &str) -> bool {
    WEEKDAYS.contains(&word.to_lowercase().as_str())
}

fn parts_words(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '(' | '[' | '"' | '“' | '„' | '«' | '»' | '-' | '–' | '—' | '/')
}

fn is_letter(part: &str) -> bool {
    let mut letters = part.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_stops_are_told_by_the_word_before() {
        use Abbreviation::{Always, BeforeName, BeforeNumber, Hour, Ordinal};
        let table = [
            ("said Mr", Some(Always)),
            ("die Bahn, z. B", Some(Always)),
            ("die Bahn, z.B", Some(Always)),
            ("in the U.S", Some(BeforeName)),
            ("J", Some(BeforeName)),
            ("и т. д", Some(BeforeName)),
            ("at 9 p.m", Some(Hour)),
            ("by No", Some(BeforeNumber)),
            ("am 14", Some(Ordinal)),
            ("Papst Johannes der XXIII", Some(Ordinal)),
            ("the year 2020", None),
            ("the word", None),
            ("World War II", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(LastWord::of(text).abbreviation(), expected, "{text}");
        }
    }
}
