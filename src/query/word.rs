//! What a word means that somebody typed: the forms in which posts may hold it.

use std::collections::BTreeSet;

use super::dictionary::Dictionary;
use super::family::{Relative, accented, family};
use crate::analysis::{Token, TokenKind, fold, is_function_word, normal_form, tokens};
use crate::error::Result;
use crate::index::Languages;
use crate::scoring::{Form, FormKind, TermSet};

/// What an occurrence counts that has other accents than what was typed.
const ACCENT: f32 = 0.9;
/// What one counts that is inflected otherwise.
const INFLECTION: f32 = 0.7;
/// What one counts that is written with a hyphen, in one or in two, unlike what was typed.
const SPELLING: f32 = 0.8;
/// What an acronym counts with dots instead of without, or the other way round.
const ACRONYM: f32 = 0.9;
/// What a function word counts where its capitals were typed: `us` for `US`.
const SMALL_LETTERS: f32 = 0.05;
/// Both parts of a word must have so many letters to be looked for apart without a hyphen to prove
/// that they are parts.
const SHORTEST_PART: usize = 3;
/// Words of more letters are no acronyms.
const LONGEST_ACRONYM: usize = 5;

/// What stands before an apostrophe and is no part of the word after it, in French, Italian and
/// Catalan.
const ELISIONS: [&str; 20] = [
    "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "dell", "all",
    "nell", "dall", "sull", "un", "quell", "quest",
];

/// Finds the forms of words in the dictionary of an index.
pub struct Lexicon<'a> {
    /// The words of the fields that are searched.
    pub dictionary: Dictionary<'a>,
    /// The languages of the posts.
    pub languages: &'a Languages,
}

impl Lexicon<'_> {
    /// The forms of a word as it was typed, without blanks in it; none if it is punctuation.
    ///
    /// # Errors
    /// If the dictionary cannot be read.
    pub fn forms(&self, typed: &str) -> Result<Vec<Form>> {
        let word = Typed::of(typed);
        if let Some(whole) = word.whole(TokenKind::Sign)
            && self.dictionary.contains(&whole)?
        {
            return Ok(vec![Form::of_token(FormKind::Typed, whole, 1.0)]);
        }
        if let Some(whole) = word.whole(TokenKind::Dotted) {
            return self.dotted(&whole, &word.parts.concat());
        }
        if let Some(core) = word.core() {
            return self.forms(core);
        }
        match word.parts.as_slice() {
            [] => Ok(Vec::new()),
            [part] if is_shouted(typed) => Ok(shouted(part)),
            [part] => self.single(part),
            parts => match word.whole(TokenKind::Hyphenated) {
                Some(whole) => self.hyphenated(&whole, parts),
                None => self.row(&word),
            },
        }
    }

    /// The forms of a word just as it was typed.
    pub fn exactly(&self, typed: &str) -> Vec<Form> {
        let word = Typed::of(typed);
        let wholes = [TokenKind::Sign, TokenKind::Dotted, TokenKind::Hyphenated];
        if let Some(whole) = wholes.into_iter().find_map(|kind| word.whole(kind)) {
            return vec![Form::of_token(FormKind::Typed, whole, 1.0)];
        }
        let steps: Vec<_> = word.parts.into_iter().map(TermSet::One).collect();
        if steps.is_empty() {
            return Vec::new();
        }
        vec![Form::of_steps(FormKind::Typed, steps, 1.0)]
    }

    /// The forms of two words that are also written as one.
    ///
    /// # Errors
    /// If the dictionary cannot be read.
    pub fn joined(&self, first: &str, second: &str) -> Result<Vec<Form>> {
        let (first, second) = (Typed::of(first), Typed::of(second));
        let ([first], [second]) = (first.parts.as_slice(), second.parts.as_slice()) else {
            return Ok(Vec::new());
        };
        if !self.may_be_joined(first, second)? {
            return Ok(Vec::new());
        }
        let relatives = family(&format!("{first}{second}"), &self.dictionary, self.languages)?;
        // What has a hyphen has both words too.
        let joined = relatives.into_iter().filter(|relative| !relative.term.contains('-'));
        Ok(joined.map(|relative| form_of(relative, SPELLING, FormKind::Spelling)).collect())
    }

    /// Whether two words side by side may be a spelling of one: a hyphen proves it, and two
    /// function words (`to day`) do not.
    pub(super) fn may_be_joined(&self, first: &str, second: &str) -> Result<bool> {
        let is_content =
            |word: &str| word.chars().nth(SHORTEST_PART - 1).is_some() && !is_function_word(word);
        if is_content(first) && is_content(second) {
            return Ok(true);
        }
        let is_word = |word: &str| word.contains(char::is_alphabetic);
        Ok(is_word(first)
            && is_word(second)
            && self.dictionary.contains(&format!("{first}-{second}"))?)
    }

    /// The words that a word is written as with a hyphen or a blank in it.
    pub(super) fn spellings_apart(&self, part: &str) -> Result<BTreeSet<Vec<String>>> {
        let mut folded = String::new();
        fold(part, &mut folded);
        let spelled = self.dictionary.spelled(&folded)?;
        let hyphenated = spelled.terms().filter(|term| term.contains('-'));
        let mut rows: BTreeSet<Vec<String>> = hyphenated.map(|term| parts_of(&term)).collect();
        rows.extend(self.splits(part)?);
        Ok(rows)
    }

    /// A word without signs in it.
    fn single(&self, part: &str) -> Result<Vec<Form>> {
        let relatives = family(part, &self.dictionary, self.languages)?;
        let mut forms: Vec<Form> = Vec::new();
        let mut splits: BTreeSet<Vec<String>> = BTreeSet::new();
        for relative in relatives {
            if relative.term.contains('-') {
                splits.insert(parts_of(&relative.term));
            } else {
                forms.push(weighed(relative));
            }
        }
        splits.extend(self.splits(part)?);
        let rows = splits.into_iter().map(|row| row.into_iter().map(TermSet::One).collect());
        forms.extend(rows.map(|steps| Form::of_steps(FormKind::Spelling, steps, SPELLING)));
        forms.extend(self.with_dots(part)?);
        forms.extend(self.katakana(part)?);
        Ok(forms)
    }

    /// `NATO` with dots, where the index has it.
    fn with_dots(&self, part: &str) -> Result<Option<Form>> {
        let letters = part.chars().count();
        if !(2..=LONGEST_ACRONYM).contains(&letters) || is_function_word(part) {
            return Ok(None);
        }
        let dotted = dotted(part);
        let is_known = self.dictionary.contains(&dotted)?;
        Ok(is_known.then(|| Form::of_token(FormKind::Acronym, dotted, ACRONYM)))
    }

    /// The two words that a word may be written as, without a hyphen to prove it.
    fn splits(&self, part: &str) -> Result<Vec<Vec<String>>> {
        let edges = part.char_indices().map(|(at, _)| at).skip(SHORTEST_PART);
        let mut splits = Vec::new();
        for edge in edges {
            let (first, second) = part.split_at(edge);
            let is_long = second.chars().nth(SHORTEST_PART - 1).is_some();
            if is_long
                && !is_function_word(first)
                && !is_function_word(second)
                && self.dictionary.contains(first)?
                && self.dictionary.contains(second)?
            {
                splits.push(vec![first.to_owned(), second.to_owned()]);
            }
        }
        Ok(splits)
    }

    /// A word with hyphens: its parts in a row, of which the hyphenated ones count most, and what
    /// is written as one.
    fn hyphenated(&self, whole: &str, parts: &[String]) -> Result<Vec<Form>> {
        let relatives = family(whole, &self.dictionary, self.languages)?;
        let mut forms = Vec::new();
        for relative in relatives {
            let kind = relative.kind;
            // What has a hyphen is counted as a row too.
            let weight = match kind {
                _ if !relative.term.contains('-') => SPELLING,
                FormKind::Inflection => (1.0 - SPELLING) * INFLECTION,
                _ => 1.0 - SPELLING,
            };
            forms.push(form_of(relative, weight, kind));
        }
        let row = self.accented(parts)?;
        if let Some(inflected) = self.otherwise_inflected(&row, parts)? {
            let weight = SPELLING * INFLECTION;
            forms.push(Form::of_steps(FormKind::Inflection, inflected, weight));
        }
        forms.push(Form::of_steps(FormKind::Spelling, row, SPELLING));
        Ok(forms)
    }

    /// The row of some parts with another inflection of the last one, if there is any.
    fn otherwise_inflected(
        &self,
        row: &[TermSet],
        parts: &[String],
    ) -> Result<Option<Vec<TermSet>>> {
        let (Some((last, first)), Some(part)) = (row.split_last(), parts.last()) else {
            return Ok(None);
        };
        let inflected = self.inflected(part)?;
        let others = inflected.terms().filter(|term| !last.contains(term)).map(str::to_owned);
        let others: BTreeSet<String> = others.collect();
        Ok((!others.is_empty()).then(|| [first, &[TermSet::Any(others)]].concat()))
    }

    /// A word with its inflections.
    pub(super) fn inflected(&self, part: &str) -> Result<TermSet> {
        let relatives = family(part, &self.dictionary, self.languages)?;
        let terms = relatives.into_iter().map(|relative| relative.term);
        Ok(TermSet::Any(terms.filter(|term| !term.contains('-')).collect()))
    }

    /// Each part with whatever accents.
    pub(super) fn accented(&self, parts: &[String]) -> Result<Vec<TermSet>> {
        parts.iter().map(|part| self.accents_of(part)).collect()
    }

    fn accents_of(&self, part: &str) -> Result<TermSet> {
        let terms = accented(part, &self.dictionary)?;
        Ok(if terms.len() == 1 { TermSet::One(part.to_owned()) } else { TermSet::Any(terms) })
    }

    /// An acronym with dots, and without.
    fn dotted(&self, whole: &str, joined: &str) -> Result<Vec<Form>> {
        let mut forms = vec![Form::of_token(FormKind::Typed, whole, 1.0)];
        if is_function_word(joined) {
            forms.push(Form::of_token(FormKind::Acronym, joined.to_uppercase(), ACRONYM));
        } else {
            forms.push(Form::of_token(FormKind::Acronym, joined, ACRONYM));
        }
        Ok(forms)
    }

    /// Words with other signs between them, in a row: addresses, names, file names, numbers.
    fn row(&self, word: &Typed) -> Result<Vec<Form>> {
        let steps = self.accented(&word.parts)?;
        let mut forms = vec![Form::of_steps(FormKind::Typed, steps, 1.0)];
        if let Some(number) = word.whole(TokenKind::Number) {
            forms.push(Form::of_token(FormKind::Spelling, number, SPELLING));
        }
        let joined = word.parts.concat();
        if word.is_one_word() && self.dictionary.contains(&joined)? {
            forms.push(Form::of_token(FormKind::Spelling, joined, SPELLING));
        }
        Ok(forms)
    }
}

/// A word as it was typed, taken apart.
pub(super) struct Typed<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    /// Its words in their normal form.
    pub parts: Vec<String>,
}

impl<'a> Typed<'a> {
    pub fn of(text: &'a str) -> Self {
        let tokens: Vec<Token> = tokens(text).collect();
        let is_word = |token: &&Token| token.kind == TokenKind::Word;
        let parts = tokens.iter().filter(is_word).map(|token| form(text, token)).collect();
        Self { text, tokens, parts }
    }

    /// What the whole word is indexed as, if it is such a whole.
    fn whole(&self, kind: TokenKind) -> Option<String> {
        let words = || self.tokens.iter().filter(|token| token.kind == TokenKind::Word);
        let (first, last) = (words().next()?, words().next_back()?);
        let covers = |token: &&Token| {
            token.kind == kind
                && token.range.start <= first.range.start
                && token.range.end >= last.range.end
        };
        self.tokens.iter().find(covers).map(|token| form(self.text, token))
    }

    /// Its words in a row, each whole with hyphens in the place of its first word; `None` if there is
    /// no such whole. A whole is indexed at the position of its first word.
    pub fn hyphenated_row(&self) -> Option<Vec<String>> {
        let mut row: Vec<String> = Vec::new();
        let mut is_other = false;
        for token in &self.tokens {
            match token.kind {
                TokenKind::Word => row.push(form(self.text, token)),
                TokenKind::Hyphenated => {
                    row.pop();
                    row.push(form(self.text, token));
                    is_other = true;
                }
                _ => {}
            }
        }
        is_other.then_some(row)
    }

    /// What is left without an `’s` at the end or an `l’` at the beginning.
    fn core(&self) -> Option<&'a str> {
        let is_apostrophe = |c| matches!(c, '\'' | '’' | 'ʼ');
        let mut words = self.tokens.iter().filter(|token| token.kind == TokenKind::Word);
        let (first, last) = (words.next()?, words.next_back()?);
        let last_form = self.parts.last()?;
        let before_last = self.text[..last.range.start].trim_end_matches(is_apostrophe);
        if last_form == "s" && before_last.len() < last.range.start {
            return Some(before_last);
        }
        let after_first = self.text[first.range.end..].trim_start_matches(is_apostrophe);
        let is_elided = ELISIONS.contains(&self.parts.first()?.as_str());
        let has_apostrophe = after_first.len() < self.text.len() - first.range.end;
        (is_elided && has_apostrophe).then_some(after_first)
    }

    /// Whether only an apostrophe or a low line parts its words: `O’Brien`, `don’t`, `snake_case`.
    fn is_one_word(&self) -> bool {
        let mut words = self.tokens.iter().filter(|token| token.kind == TokenKind::Word);
        let Some(mut before) = words.next() else { return false };
        words.all(|word| {
            let between = &self.text[before.range.end..word.range.start];
            before = word;
            matches!(between, "'" | "’" | "ʼ" | "_")
        })
    }
}

fn parts_of(hyphenated: &str) -> Vec<String> {
    hyphenated.split('-').map(str::to_owned).collect()
}

fn form(text: &str, token: &Token) -> String {
    let mut form = String::new();
    token.form(text, &mut form);
    form
}

/// A function word that was typed in capitals: most likely an acronym.
fn is_shouted(typed: &str) -> bool {
    let mut small = String::new();
    normal_form(typed, &mut small);
    (2..=LONGEST_ACRONYM).contains(&typed.len())
        && typed.bytes().all(|byte| byte.is_ascii_uppercase())
        && is_function_word(&small)
}

fn shouted(small: &str) -> Vec<Form> {
    vec![
        Form::of_token(FormKind::Typed, small.to_ascii_uppercase(), 1.0 - SMALL_LETTERS),
        Form::of_token(FormKind::Acronym, dotted(small), ACRONYM),
        Form::of_token(FormKind::Acronym, small, SMALL_LETTERS),
    ]
}

fn dotted(letters: &str) -> String {
    letters.chars().flat_map(|letter| [letter, '.']).collect()
}

fn weighed(relative: Relative) -> Form {
    let kind = relative.kind;
    let weight = match kind {
        FormKind::Typed => 1.0,
        FormKind::Accent => ACCENT,
        FormKind::Inflection => INFLECTION,
        _ => SPELLING,
    };
    form_of(relative, weight, kind)
}

fn form_of(relative: Relative, weight: f32, kind: FormKind) -> Form {
    Form { languages: relative.languages, ..Form::of_token(kind, relative.term, weight) }
}
