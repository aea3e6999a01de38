//! The words that keep a query's words company.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::document;
use super::number::rounded;
use super::search::SearchWire;
use crate::render::SearchCommand;
use crate::search::{Collocate, Collocates};

/// The words that stand near a query's words more often than elsewhere.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Collocates")]
pub(super) struct CollocatesWire<'a> {
    #[serde(flatten)]
    search: SearchWire<'a>,
    /// What `score` is: `log_likelihood` (Dunning 1993).
    measure: &'static str,
    /// How many words before and after a keyword were looked at.
    window: usize,
    /// How many keywords the texts of the posts hold.
    occurrences: u64,
    /// How many words are near a keyword, each once, without the keywords.
    words_inside: u64,
    /// How many words the texts of all posts have.
    words: u64,
    /// How many collocates there are, shown or not.
    collocates_total: usize,
    /// The collocates, the strongest association first.
    collocates: Vec<CollocateWire<'a>>,
}

/// A word that stands near a keyword.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Collocate")]
struct CollocateWire<'a> {
    /// The word in lower case.
    word: &'a str,
    /// How often it is near a keyword.
    count: u64,
    /// How often of these it stands before the keyword.
    before: u64,
    /// How often after it.
    after: u64,
    /// How often it is in the texts of all posts.
    everywhere: u64,
    /// How often it would be near a keyword by chance.
    expected: f64,
    /// How little chance explains the count; see `measure`.
    score: f64,
}

/// Prints the collocates of a query, with the commands of other searches.
///
/// # Errors
/// If they cannot be written.
pub fn collocates(
    collocates: &Collocates,
    command: &SearchCommand,
    out: &mut dyn Write,
) -> io::Result<()> {
    let wire = CollocatesWire {
        search: SearchWire::new(&collocates.results, command),
        measure: "log_likelihood",
        window: collocates.window,
        occurrences: collocates.occurrences,
        words_inside: collocates.words_inside,
        words: collocates.words,
        collocates_total: collocates.total,
        collocates: collocates.collocates.iter().map(CollocateWire::from).collect(),
    };
    document(&wire, out)
}

impl<'a> From<&'a Collocate> for CollocateWire<'a> {
    fn from(found: &'a Collocate) -> Self {
        Self {
            word: &found.word,
            count: found.count,
            before: found.before,
            after: found.count - found.before,
            everywhere: found.everywhere,
            expected: rounded(found.expected),
            score: rounded(found.score),
        }
    }
}
