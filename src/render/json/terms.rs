//! The words that set posts apart.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::document;
use super::number::rounded;
use super::search::SearchWire;
use crate::render::SearchCommand;
use crate::search::{SignificantTerm, SignificantTerms};

/// The words that set the posts of a query apart from all others.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SignificantTerms")]
pub(super) struct TermsWire<'a> {
    #[serde(flatten)]
    search: SearchWire<'a>,
    /// What `score` is: `log_likelihood` (Dunning 1993) of numbers of posts.
    measure: &'static str,
    /// How many such words there are, shown or not.
    terms_total: usize,
    /// The words, the most telling first.
    terms: Vec<TermWire<'a>>,
}

/// A word that sets posts apart.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SignificantTerm")]
struct TermWire<'a> {
    /// The word in lower case.
    word: &'a str,
    /// How many of the posts that match have it in their texts.
    inside: u64,
    /// How many of all other posts have it.
    outside: u64,
    /// How many of the posts that match would have it by chance.
    expected: f64,
    /// How little chance explains the counts; see `measure`.
    score: f64,
}

/// Prints the words that set posts apart, with the commands of other searches.
///
/// # Errors
/// If they cannot be written.
pub fn terms(
    terms: &SignificantTerms,
    command: &SearchCommand,
    out: &mut dyn Write,
) -> io::Result<()> {
    let wire = TermsWire {
        search: SearchWire::new(&terms.results, command),
        measure: "log_likelihood",
        terms_total: terms.total,
        terms: terms.terms.iter().map(TermWire::from).collect(),
    };
    document(&wire, out)
}

impl<'a> From<&'a SignificantTerm> for TermWire<'a> {
    fn from(found: &'a SignificantTerm) -> Self {
        Self {
            word: &found.word,
            inside: found.inside,
            outside: found.outside,
            expected: rounded(found.expected),
            score: rounded(found.score),
        }
    }
}
