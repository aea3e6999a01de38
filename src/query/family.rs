//! The words of a dictionary that are the same word to a reader: its inflections, and its spellings
//! with other accents or a hyphen.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::dictionary::Dictionary;
use super::term_list::TermList;
use super::usage::rare_languages;
use crate::analysis::{Stemmer, fold};
use crate::error::Result;
use crate::index::{LanguageSet, Languages};
use crate::scoring::FormKind;

/// Shorter beginnings are shared by too many words, in letters.
const SHORTEST_BEGINNING: usize = 2;
/// A syllable or two at the end of a Korean word say what it does in the sentence.
const KOREAN_ENDING: usize = 2;
/// What stands after a Korean noun and says what it does in the sentence; the longer ones first.
const KOREAN_PARTICLES: [&str; 21] = [
    "에서", "에게", "으로", "부터", "까지", "한테", "께서", "처럼", "보다", "은", "는", "이", "가",
    "을", "를", "의", "에", "로", "와", "과", "도",
];
/// A Korean noun of one syllable is not told from the beginning of another word.
const SHORTEST_KOREAN: usize = 2;
/// What may stand before an Arabic word without a blank: the article and short prepositions.
const ARABIC_BEGINNINGS: [&str; 7] = ["ال", "وال", "بال", "كال", "فال", "لل", "و"];

/// A word of the dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relative {
    /// The word.
    pub term: String,
    /// How it is related.
    pub kind: FormKind,
    /// The languages in which it is.
    pub languages: LanguageSet,
}

/// Finds the words of a dictionary that are related to a word in its normal form, itself among them
/// whether or not the dictionary has it, in the order of the alphabet.
///
/// # Errors
/// If the dictionary cannot be read.
pub fn family(form: &str, dictionary: &Dictionary, languages: &Languages) -> Result<Vec<Relative>> {
    let find = || {
        let rare = rare_languages(form, dictionary)?;
        let is_possible = |set: LanguageSet| !set.meets(languages.rare()) || set.meets(rare);
        family_of(&Word::of(form, languages, is_possible), dictionary)
    };
    Ok(dictionary.of_word(form, find)?.as_ref().clone())
}

fn family_of(word: &Word, dictionary: &Dictionary) -> Result<Vec<Relative>> {
    let mut family: Vec<Relative> = word.relation(word.form).into_iter().collect();
    let mut add = |list: &TermList| {
        let others = list.terms().filter(|term| term != word.form);
        family.extend(others.filter_map(|term| word.relation(&term)));
    };
    if word.stems.is_empty() && word.korean.is_none() {
        add(&dictionary.spelled(&word.folded)?);
    } else {
        for beginning in word.beginnings() {
            add(&dictionary.beginning_with(beginning)?);
        }
    }
    family.sort_by(|a, b| a.term.cmp(&b.term));
    Ok(family)
}

/// The words of a dictionary that differ from a word in accents at most.
///
/// # Errors
/// If the dictionary cannot be read.
pub fn accented(form: &str, dictionary: &Dictionary) -> Result<BTreeSet<String>> {
    let mut folded = String::new();
    fold(form, &mut folded);
    let spelled = dictionary.spelled(&folded)?;
    let unhyphenated = spelled.terms().filter(|term| !term.contains('-'));
    let mut terms: BTreeSet<String> = unhyphenated.map(Cow::into_owned).collect();
    terms.insert(form.to_owned());
    Ok(terms)
}

/// A word whose relatives are looked for.
struct Word<'a> {
    form: &'a str,
    folded: String,
    stems: Vec<Stem>,
    /// The set of the Korean posts.
    korean: Option<LanguageSet>,
    /// The noun that it is with a Korean particle.
    korean_noun: Option<&'a str>,
}

/// The stem of a word in one language.
struct Stem {
    stemmer: Stemmer,
    languages: LanguageSet,
    /// The stem without accents.
    folded: String,
    /// What its relatives begin with, without accents.
    beginnings: Vec<String>,
}

impl Stem {
    /// Whether a word may have the stem.
    fn may_be_of(&self, folded: &str) -> bool {
        self.beginnings.iter().any(|beginning| folded.starts_with(beginning.as_str()))
    }
}

impl<'a> Word<'a> {
    /// The word, which may be one of those languages that are possible.
    fn of(form: &'a str, languages: &Languages, is_possible: impl Fn(LanguageSet) -> bool) -> Self {
        let mut folded = String::new();
        fold(form, &mut folded);
        let joined: String = form.chars().filter(|&c| c != '-').collect();
        // Numbers and single letters have no inflections.
        let is_word = joined.chars().filter(|c| c.is_alphabetic()).nth(2).is_some()
            && !joined.contains(|c: char| c.is_ascii_digit());
        let mut stems: Vec<Stem> = Vec::new();
        for code in languages.codes().filter(|_| is_word) {
            let languages = languages.set_of(Some(code));
            let Some(stemmer) = Stemmer::of(code).filter(|_| is_possible(languages)) else {
                continue;
            };
            let mut stem = String::new();
            fold(&stemmer.stem(&joined), &mut stem);
            let beginnings = beginnings(code, &folded, &stem);
            stems.push(Stem { stemmer, languages, folded: stem, beginnings });
        }
        let is_korean = form.chars().all(|c| matches!(c, '\u{ac00}'..='\u{d7a3}'));
        let korean = is_korean.then(|| languages.set_of(Some("ko")));
        let korean_noun = korean.and_then(|_| korean_noun(form));
        Self { form, folded, stems, korean, korean_noun }
    }

    /// What the relatives begin with in any language. None of these begins with another one.
    fn beginnings(&self) -> Vec<&str> {
        let of_stems = self.stems.iter().flat_map(|stem| &stem.beginnings).map(String::as_str);
        let mut all: Vec<&str> =
            of_stems.chain([self.folded.as_str()]).chain(self.korean_noun).collect();
        all.sort_unstable();
        all.dedup_by(|longer, shorter| longer.starts_with(*shorter));
        all
    }

    /// How a word of the dictionary is related to this one, if it is.
    fn relation(&self, term: &str) -> Option<Relative> {
        let all = LanguageSet::ALL;
        let relative = |kind, languages| Relative { term: term.to_owned(), kind, languages };
        if term == self.form {
            return Some(relative(FormKind::Typed, all));
        }
        // What has other signs than a hyphen is a whole of another kind.
        if term.contains(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric() && c != '-') {
            return None;
        }
        let mut folded = String::new();
        fold(term, &mut folded);
        let is_hyphen_other = term.contains('-') != self.form.contains('-');
        if folded == self.folded {
            let kind = if is_hyphen_other { FormKind::Spelling } else { FormKind::Accent };
            return Some(relative(kind, all));
        }
        let languages = self.languages_of_inflection(term, &folded);
        let kind = if is_hyphen_other { FormKind::Spelling } else { FormKind::Inflection };
        (languages != LanguageSet::NONE).then(|| relative(kind, languages))
    }

    /// The languages in which a word has the same stem as this one, or is its stem.
    fn languages_of_inflection(&self, term: &str, folded: &str) -> LanguageSet {
        let joined = match term.contains('-') {
            true => Cow::Owned(term.replace('-', "")),
            false => Cow::Borrowed(term),
        };
        let is_ascii = joined.is_ascii() && self.folded.is_ascii();
        let mut languages = LanguageSet::NONE;
        let mut stem_folded = String::new();
        let may_have = |stem: &&Stem| {
            // What a stemmer leaves as it is shares its stem with nothing else.
            !(is_ascii && stem.stemmer.is_for_another_script()) && stem.may_be_of(folded)
        };
        for stem in self.stems.iter().filter(may_have) {
            fold(&stem.stemmer.stem(&joined), &mut stem_folded);
            // Some stemmers take a name for an inflection (`Лавров`) and not its cases.
            let is_same =
                stem_folded == stem.folded || stem_folded == self.folded || folded == stem.folded;
            if is_same {
                languages = languages.or(stem.languages);
            }
        }
        if let Some(korean) = self.korean
            && self.is_korean_inflection(folded)
        {
            languages = languages.or(korean);
        }
        languages
    }

    /// Whether a word is this one with an ending, or the noun in it with another particle or none.
    fn is_korean_inflection(&self, folded: &str) -> bool {
        let ending = folded.strip_prefix(self.folded.as_str());
        let of_noun = self.korean_noun.and_then(|noun| folded.strip_prefix(noun));
        ending.is_some_and(|ending| ending.chars().count() <= KOREAN_ENDING)
            || of_noun.is_some_and(|rest| rest.is_empty() || KOREAN_PARTICLES.contains(&rest))
    }
}

/// A Korean word without the particle at its end.
fn korean_noun(form: &str) -> Option<&str> {
    let noun = KOREAN_PARTICLES.iter().find_map(|particle| form.strip_suffix(particle))?;
    (noun.chars().count() >= SHORTEST_KOREAN).then_some(noun)
}

/// What words with a stem begin with in a language: what the word shares with its stem, or, where
/// the stemmer takes off the beginning of a word, the stem itself.
fn beginnings(code: &str, folded: &str, stem: &str) -> Vec<String> {
    let shared = shared_letters(folded, stem);
    let letters = folded.chars().count();
    let is_cut_in_front = shared < SHORTEST_BEGINNING || shared * 2 < letters;
    let mut beginnings: Vec<String> = match is_cut_in_front {
        true => vec![stem.to_owned()],
        false => vec![folded.chars().take(shared).collect()],
    };
    if code == "ar" {
        beginnings.extend(ARABIC_BEGINNINGS.map(|start| format!("{start}{stem}")));
    }
    beginnings.retain(|beginning| beginning.chars().nth(SHORTEST_BEGINNING - 1).is_some());
    beginnings
}

fn shared_letters(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn korean_nouns_lose_their_particle() {
        let table = [
            ("협정은", Some("협정")),
            ("서울에서", Some("서울")),
            ("협정", None),
            ("나는", None),
            ("고양이가", Some("고양이")),
        ];
        for (form, expected) in table {
            assert_eq!(korean_noun(form), expected, "{form}");
        }
    }

    #[test]
    fn relatives_begin_with_what_the_word_shares_with_its_stem() {
        let table: [(&str, &str, &str, &[&str]); 5] = [
            ("en", "flies", "fli", &["fli"]),
            ("en", "happiness", "happi", &["happi"]),
            ("de", "hauser", "haus", &["haus"]),
            ("id", "menulis", "tulis", &["tulis"]),
            ("en", "y", "y", &[]),
        ];
        for (code, folded, stem, expected) in table {
            assert_eq!(beginnings(code, folded, stem), expected, "{folded}");
        }
        assert!(beginnings("ar", "الكتاب", "كتاب").contains(&"وكتاب".to_owned()));
    }
}
