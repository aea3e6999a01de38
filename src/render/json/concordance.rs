//! The occurrences of a query's words.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::date::DateWire;
use super::document;
use super::path::PathWire;
use super::search::SearchWire;
use crate::render::SearchCommand;
use crate::search::{Concordance, ConcordanceLine};

/// The occurrences of a query's words, each in its context.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Concordance")]
pub(super) struct ConcordanceWire<'a> {
    #[serde(flatten)]
    search: SearchWire<'a>,
    /// How many occurrences there are, shown or not.
    occurrences: u64,
    /// How many posts have one; `total` also counts those that match by a tag or a caption.
    posts: u64,
    /// The occurrences, in the order that was asked for.
    lines: Vec<LineWire<'a>>,
}

/// An occurrence. `left`, `keyword` and `right`, joined, are a stretch of the post's text, with each
/// run of white space one blank.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Line")]
struct LineWire<'a> {
    /// Its place among all occurrences, from 1.
    number: usize,
    /// The post's id, which edits and renames leave as it is.
    id: &'a str,
    #[serde(flatten)]
    path: PathWire,
    /// The line of the source file where the keyword begins, from 1; null in `title` and
    /// `description`.
    line: Option<u32>,
    /// The post's title.
    title: &'a str,
    #[serde(flatten)]
    date: DateWire,
    /// Where it stands: `title`, `description`, `heading` or `body`.
    field: &'static str,
    /// What stands before the keyword, cut at a word; empty at the beginning of a paragraph.
    left: &'a str,
    /// What matched, as it is written.
    keyword: &'a str,
    /// What stands after the keyword, cut at a word.
    right: &'a str,
}

/// Prints a concordance, with the commands of other searches.
///
/// # Errors
/// If it cannot be written.
pub fn concordance(
    concordance: &Concordance,
    command: &SearchCommand,
    out: &mut dyn Write,
) -> io::Result<()> {
    let wire = ConcordanceWire {
        search: SearchWire::new(&concordance.results, command),
        occurrences: concordance.occurrences,
        posts: concordance.posts,
        lines: concordance.lines.iter().map(LineWire::from).collect(),
    };
    document(&wire, out)
}

impl<'a> From<&'a ConcordanceLine> for LineWire<'a> {
    fn from(line: &'a ConcordanceLine) -> Self {
        Self {
            number: line.number,
            id: line.id.as_str(),
            path: PathWire::from(&line.path),
            line: line.line,
            title: &line.title,
            date: DateWire::new(line.date, line.date_source),
            field: line.field.as_str(),
            left: &line.left,
            keyword: &line.keyword,
            right: &line.right,
        }
    }
}
