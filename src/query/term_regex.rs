//! Regular expressions over the terms of an index.

use std::error::Error as _;
use std::sync::Arc;

use regex_automata::dfa::{Automaton as _, StartKind, dense};
use regex_automata::nfa::thompson;
use regex_automata::util::primitives::StateID;
use regex_automata::util::{start, syntax};
use regex_automata::{Anchored, MatchKind};
use unicode_normalization::UnicodeNormalization;

/// The most memory that an expression may take, in bytes, on its way to an automaton and as one.
/// `\w{20}`, with all letters of Unicode in twenty places, takes a good part of it.
const MAX_NFA: usize = 1 << 20;
const MAX_DFA: usize = 4 << 20;

/// Groups may be nested so deep.
const MAX_NESTING: u32 = 64;

/// A regular expression that whole terms match or do not.
#[derive(Clone)]
pub struct TermRegex {
    pattern: String,
    automaton: Arc<dense::DFA<Vec<u32>>>,
    start: StateID,
}

/// Why a text is no expression that can be searched for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegexFault {
    /// It breaks the syntax.
    #[error("{0}")]
    Syntax(String),
    /// Its automaton would be too large.
    #[error("it is too complex; fewer or smaller repetitions make it simpler")]
    TooComplex,
}

impl TermRegex {
    /// An expression in the syntax of Rust's `regex`, without regard to case.
    ///
    /// # Errors
    /// If it breaks the syntax, or its automaton would take more than a few megabytes.
    pub fn new(pattern: &str) -> Result<Self, RegexFault> {
        Self::compile(pattern, &in_lower_case(pattern))
    }

    /// An expression that tells capitals from small letters, for terms that are kept as written.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn as_written(pattern: &str) -> Result<Self, RegexFault> {
        Self::compile(pattern, pattern)
    }

    fn compile(typed: &str, pattern: &str) -> Result<Self, RegexFault> {
        let automaton = dense::Builder::new()
            .configure(
                dense::Config::new()
                    // A term matches as a whole, so shorter and longer matches count alike.
                    .match_kind(MatchKind::All)
                    .start_kind(StartKind::Anchored)
                    .accelerate(false)
                    .dfa_size_limit(Some(MAX_DFA))
                    .determinize_size_limit(Some(MAX_DFA)),
            )
            .thompson(thompson::Config::new().nfa_size_limit(Some(MAX_NFA)))
            .syntax(syntax::Config::new().nest_limit(MAX_NESTING))
            .build(pattern)
            .map_err(|error| RegexFault::of(&error))?;
        let start = automaton
            .start_state(&start::Config::new().anchored(Anchored::Yes))
            .map_err(|_| RegexFault::Syntax("it cannot be matched against words".into()))?;
        Ok(Self { pattern: typed.to_owned(), automaton: Arc::new(automaton), start })
    }

    /// Whether most letters may begin what it matches, so that it takes a look at most words.
    pub fn is_open(&self) -> bool {
        let dfa = &self.automaton;
        let lives = |state| !dfa.is_dead_state(state) && !dfa.is_quit_state(state);
        // A match is only told one byte later: a state may live for what ended before the letter.
        let goes_on = |state| {
            dfa.is_match_state(dfa.next_eoi_state(state))
                || (0..=u8::MAX).any(|byte| lives(dfa.next_state(state, byte)))
        };
        let begins = |&letter: &u8| goes_on(dfa.next_state(self.start, letter));
        (b'a'..=b'z').filter(begins).count() > 13
    }

    /// The expression as it was typed.
    pub fn pattern(&self) -> &str {
        &self.pattern
    }
}

impl RegexFault {
    fn of(error: &dense::BuildError) -> Self {
        if error.is_size_limit_exceeded() {
            return Self::TooComplex;
        }
        let mut message = error.to_string();
        let mut cause = error.source();
        // The innermost cause says most, and the last line of it what is wrong.
        while let Some(error) = cause {
            let nfa = error.downcast_ref::<thompson::BuildError>();
            if nfa.is_some_and(|error| error.size_limit().is_some()) {
                return Self::TooComplex;
            }
            message = error.to_string();
            cause = error.source();
        }
        let last = message.lines().next_back().unwrap_or_default();
        Self::Syntax(last.trim_start_matches("error: ").to_owned())
    }
}

impl PartialEq for TermRegex {
    fn eq(&self, other: &Self) -> bool {
        self.pattern == other.pattern
    }
}

impl std::fmt::Debug for TermRegex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("TermRegex").field(&self.pattern).finish()
    }
}

impl tantivy_fst::Automaton for TermRegex {
    type State = StateID;

    fn start(&self) -> StateID {
        self.start
    }

    fn is_match(&self, state: &StateID) -> bool {
        self.automaton.is_match_state(self.automaton.next_eoi_state(*state))
    }

    fn can_match(&self, state: &StateID) -> bool {
        !self.automaton.is_dead_state(*state) && !self.automaton.is_quit_state(*state)
    }

    fn accept(&self, state: &StateID, byte: u8) -> StateID {
        self.automaton.next_state(*state, byte)
    }
}

/// The expression with its letters in the lower case of the index; what follows a backslash has a
/// meaning by its case (`\W`, `\p{Lu}`) and stays.
fn in_lower_case(pattern: &str) -> String {
    let mut lower = String::with_capacity(pattern.len());
    let mut letters = pattern.nfc().peekable();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            lower.extend(letter.to_lowercase());
            continue;
        }
        lower.push(letter);
        let Some(class) = letters.next() else { break };
        lower.push(class);
        if matches!(class, 'p' | 'P' | 'x' | 'u' | 'U') && letters.peek() == Some(&'{') {
            for letter in letters.by_ref() {
                lower.push(letter);
                if letter == '}' {
                    break;
                }
            }
        } else if matches!(class, 'p' | 'P') {
            lower.extend(letters.next());
        }
    }
    lower
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use tantivy_fst::Automaton;

    use super::*;

    fn matches(regex: &TermRegex, term: &str) -> bool {
        let state = term.bytes().fold(regex.start(), |state, byte| regex.accept(&state, byte));
        regex.can_match(&state) && regex.is_match(&state)
    }

    #[test]
    fn whole_terms_are_matched() {
        let table: [(&str, &[&str], &[&str]); 14] = [
            ("lavr.*", &["lavr", "lavrov"], &["slavrov", "lav"]),
            ("colou?r(ed|s)?", &["color", "colours", "coloured"], &["colouring", "colou"]),
            ("a|ab", &["a", "ab"], &["abc", "b", ""]),
            ("LAVROV", &["lavrov"], &["LAVROV"]),
            ("[A-C]x", &["ax", "cx"], &["dx"]),
            (r"\d{4}", &["2020"], &["202", "20200"]),
            (r"\D+", &["abc"], &["ab1"]),
            (r"\p{Lu}|\pLx", &["жx"], &["ж"]),
            ("ЛАВ.*", &["лавров"], &["авров"]),
            ("^cease$", &["cease"], &["ceased"]),
            (".", &["é", "停"], &["", "ab"]),
            ("e\u{301}tat", &["état"], &["etat"]),
            ("(?i)a", &["a"], &["b"]),
            ("", &[""], &["a"]),
        ];
        for (pattern, found, passed) in table {
            let regex = TermRegex::new(pattern).expect("is an expression");
            assert!(found.iter().all(|term| matches(&regex, term)), "{pattern}");
            assert!(!passed.iter().any(|term| matches(&regex, term)), "{pattern}");
            assert_eq!(regex.pattern(), pattern);
        }
    }

    #[test]
    fn what_any_letter_may_begin_is_open() {
        let table = [
            (".*e.*", true),
            ("[a-z]+", true),
            ("(.*a){5}", true),
            ("e.*", false),
            ("[a-c].*", false),
            ("", false),
            (r"\d.*", false),
            ("停.*", false),
        ];
        for (pattern, is_open) in table {
            let regex = TermRegex::new(pattern).expect("is an expression");
            assert_eq!(regex.is_open(), is_open, "{pattern}");
        }
    }

    #[test]
    fn broken_expressions_are_told() {
        let table = [
            ("(", "unclosed group"),
            ("[a", "unclosed character class"),
            ("*a", "repetition operator missing expression"),
            (r"\y", "unrecognized escape sequence"),
            ("a{2", "unclosed counted repetition"),
            ("a\\", "incomplete escape sequence, reached end of pattern prematurely"),
        ];
        for (pattern, message) in table {
            let fault = TermRegex::new(pattern).expect_err("is broken");
            assert_eq!(fault.to_string(), message, "{pattern}");
        }
    }

    #[test]
    fn hostile_expressions_end_soon() {
        let hostile = [
            "(a{1000}){1000}".to_owned(),
            "((a?){100}){100}".to_owned(),
            "(a|b)*a(a|b){30}".to_owned(),
            r"\w*a\w{20}".to_owned(),
            r"(\w*\d*){50}".to_owned(),
            ".*.*.*.*".to_owned(),
            "(.*a){40}".to_owned(),
            "(x+x+)+y".to_owned(),
            ".{250}".to_owned(),
            "a?".repeat(128),
            "?a*".repeat(85),
            ".*a.".repeat(64),
            "(".repeat(128) + &")".repeat(128),
            r"[^a]*[^b]*".repeat(25),
        ];
        for pattern in hostile {
            let start = Instant::now();
            let _ = TermRegex::new(&pattern);
            let took = start.elapsed();
            assert!(took < Duration::from_secs(1), "{pattern}: {took:?}");
        }
        assert_eq!(TermRegex::new("(a{1000}){1000}"), Err(RegexFault::TooComplex));
        assert!(TermRegex::new(".*.*.*.*").is_ok());
        assert!(TermRegex::new(r"\w{8,20}ing").is_ok());
    }
}
