//! What a single word, phrase, range or expression of a query looks for.

use super::super::calendar::days_named;
use super::super::glued::Glued;
use super::super::interval::{Comparison, Interval};
use super::super::lex::LexemeKind;
use super::super::node::{Node, Term};
use super::super::{DayRange, RegexFault, Scope, TermRegex, ValueRange};
use super::Parser;
use crate::analysis::words;
use crate::error::{Error, Result};

/// Longer patterns are searched as words, in bytes: no term of the index is longer.
const MAX_PATTERN: usize = 255;

/// Words further apart are not near each other, and the engine counts no further.
const MAX_SLOP: u32 = 255;

impl Parser<'_> {
    /// What a word looks for; `None` if it is punctuation alone.
    pub(super) fn word_term(&mut self, field: Option<&str>, word: &Glued) -> Option<Term> {
        let text = word.text.trim_end_matches('?');
        let is_star = !text.is_empty() && text.chars().all(|c| c == '*');
        if is_star || (field.is_none() && text == "*:*") {
            return Some(Term::Anything);
        }
        let scope = field.map_or(Scope::Anywhere, Scope::of_name);
        if let Some(range) = self.range_in(&scope, text) {
            return Some(range);
        }
        if scope.is_address() {
            return Some(Term::Word(text.to_owned()));
        }
        words(text).next()?;
        if field.is_none() {
            self.warn_of_operator(text);
        }
        if let Some(exact) = text.strip_prefix('=') {
            return Some(Term::Exact(exact.to_owned()));
        }
        let is_pattern = word.tilde.is_some() || text.contains(['*', '?']);
        if is_pattern && text.len() > MAX_PATTERN {
            self.warn_before(&format!(
                "a pattern is at most {MAX_PATTERN} bytes long; this one is searched as words"
            ));
        } else if let Some(distance) = word.tilde {
            return Some(self.fuzzy(text, distance));
        } else if is_pattern {
            return Some(Term::Wildcard(text.to_owned()));
        }
        Some(Term::Word(text.to_owned()))
    }

    /// Warns of a word that looks like an operator and is none.
    fn warn_of_operator(&mut self, text: &str) {
        if text.starts_with("NEAR/") {
            self.warn_before("NEAR/ takes a number of words; this is searched as words");
        }
        if let Some(word) = text.strip_prefix('!') {
            self.warn_before(&format!(
                "`!` is no operator; for posts without the word, write `NOT {word}`"
            ));
        }
        let field = text.strip_suffix(':').map(Scope::of_name);
        if field.is_some_and(|scope| !matches!(scope, Scope::Meta(_) | Scope::Anywhere)) {
            self.warn_before(&format!(
                "nothing stands directly after `{text}`; it is searched as a word"
            ));
        }
    }

    fn fuzzy(&mut self, text: &str, distance: Option<u32>) -> Term {
        let typed = distance.unwrap_or(1);
        let distance = typed.clamp(1, 2) as u8;
        if typed != u32::from(distance) {
            let typed = match typed {
                u32::MAX => "so large a number".to_owned(),
                typed => format!("`~{typed}`"),
            };
            self.warn_before(&format!("{typed} is read as `~{distance}`: one letter wrong or two"));
        }
        Term::Fuzzy { text: text.to_owned(), distance }
    }

    /// A date, or a range with two dots, where a field takes one.
    fn range_in(&mut self, scope: &Scope, text: &str) -> Option<Term> {
        match scope {
            Scope::Date => match DayRange::parse(text, self.today) {
                Some(days) => Some(self.days(days)),
                None => {
                    self.warn_of_date(text);
                    None
                }
            },
            // Two dots may belong to a text (`../a`): only numbers and dates make them a range.
            Scope::Meta(_) => {
                let Some(interval) = Interval::dotted(text) else {
                    let days = self.today.and_then(|today| days_named(text, today))?;
                    return Some(Term::NamedDays { text: text.to_owned(), days });
                };
                let range = ValueRange::new(interval, self.today);
                (!range.is_text()).then(|| self.values(range))
            }
            _ => None,
        }
    }

    fn days(&mut self, days: DayRange) -> Term {
        if days.is_reversed() {
            self.warn_reversed();
        }
        Term::Days(days)
    }

    fn values(&mut self, range: ValueRange) -> Term {
        if range.is_reversed() {
            self.warn_reversed();
        }
        Term::Range(range)
    }

    fn warn_reversed(&mut self) {
        self.warn_before("this range ends before it begins");
    }

    fn warn_of_date(&mut self, text: &str) {
        let message = format!(
            "`{text}` is no date such as 2020-10-14, 2020-10..2020-11, >2020, yesterday, 2w or \
             \"last month\" (in quotes); it is searched as words"
        );
        self.warn_before(&message);
    }

    pub(super) fn phrase_term(&mut self, field: Option<&str>, phrase: &Glued) -> Option<Term> {
        let scope = field.map_or(Scope::Anywhere, Scope::of_name);
        if scope == Scope::Date {
            return self.word_term(field, phrase);
        }
        if let Some(range) = self.range_in(&scope, &phrase.text) {
            return Some(range);
        }
        words(&phrase.text).next()?;
        let slop = phrase.tilde.flatten().unwrap_or(0);
        let slop = self.slop(self.next - 1, slop);
        Some(Term::Phrase { text: phrase.text.clone(), slop })
    }

    /// How many words may lie between others, as the part of this index says.
    pub(super) fn slop(&mut self, index: usize, typed: u32) -> u32 {
        if typed > MAX_SLOP {
            let typed = if typed == u32::MAX { "so many".to_owned() } else { typed.to_string() };
            self.warn_at(index, &format!("{typed} words between others are read as {MAX_SLOP}"));
        }
        typed.min(MAX_SLOP)
    }

    /// A field's value after `>`, `>=`, `<` or `<=`.
    pub(super) fn compared(
        &mut self,
        field: Option<&str>,
        comparison: Comparison,
    ) -> Result<Option<Node>> {
        let value = match self.lexemes.get(self.next).map(|lexeme| &lexeme.kind) {
            Some(LexemeKind::Word(value) | LexemeKind::Quoted(value)) => value.clone(),
            _ => {
                self.warn_before("a value is missing after this sign");
                return Ok(None);
            }
        };
        self.next += 1;
        let interval = Interval::compared(comparison, &value.text);
        self.leaf(field, &value, |parser, field, _| parser.interval_term(field, interval))
    }

    /// What lies between two ends; in a field of text the words of the ends.
    pub(super) fn interval_term(
        &mut self,
        field: Option<&str>,
        interval: Interval,
    ) -> Option<Term> {
        let text = interval.texts().join(" ");
        match field.map_or(Scope::Anywhere, Scope::of_name) {
            Scope::Date => {
                if let Some(days) = DayRange::of(&interval, self.today) {
                    return Some(self.days(days));
                }
                self.warn_of_date(&text);
            }
            Scope::Meta(_) => {
                let range = ValueRange::new(interval, self.today);
                if range.is_text() {
                    words(&text).next()?;
                    self.warn_before(
                        "an end of this range is neither number nor date; the words of the values \
                         are compared by their letters",
                    );
                }
                return Some(self.values(range));
            }
            _ => self.warn_before(
                "only `date` and the keys of the front matter have ranges; this is searched as words",
            ),
        }
        words(&text).next()?;
        Some(Term::Phrase { text, slop: 0 })
    }

    /// What stands between slashes; one that breaks the syntax is searched as words.
    pub(super) fn regex(&mut self, field: Option<&str>, typed: &Glued) -> Result<Option<Node>> {
        let reason = match TermRegex::new(&typed.text) {
            _ if field.is_some_and(is_date) => "a date has no words".to_owned(),
            Ok(regex) => return self.leaf(field, typed, |_, _, _| Some(Term::Regex(regex))),
            Err(fault @ RegexFault::TooComplex) => {
                return Err(Error::Query(format!(
                    "`/{}/` cannot be searched for: {fault}",
                    typed.text
                )));
            }
            Err(RegexFault::Syntax(reason)) => reason,
        };
        let text = typed.text.clone();
        self.warn_before(&format!(
            "`/{text}/` is no regular expression ({reason}); it is searched as words"
        ));
        self.leaf(field, typed, |_, _, _| {
            words(&text).next()?;
            Some(Term::Phrase { text, slop: 0 })
        })
    }
}

/// Whether a field is the date of the posts.
pub(super) fn is_date(field: &str) -> bool {
    field.eq_ignore_ascii_case("date")
}
