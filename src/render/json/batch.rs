//! Answers to many queries, one JSON object a line.

use std::io;

use schemars::JsonSchema;
use serde::Serialize;

use super::error::{FailureWire, Reason};
use super::results::ResultsWire;
use crate::error::Error;
use crate::render::SearchCommand;
use crate::search::Results;

/// The answer to one of many queries: what a search alone would print, or why it failed.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "AnswerLine")]
pub(super) struct AnswerLineWire<'a> {
    /// The id of the query, or the number of its line.
    id: &'a str,
    #[serde(flatten)]
    answer: AnswerWire<'a>,
}

#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
enum AnswerWire<'a> {
    /// What was found.
    Results(Box<ResultsWire<'a>>),
    /// Why the query could not be searched.
    Failure(FailureWire<'a>),
}

/// The answer to the query of an id: what a search alone would print, or why it failed, on one line
/// with its line end.
///
/// # Errors
/// None that has been seen: everything in an answer has a form in JSON.
pub fn answer_line(
    id: &str,
    answer: &Result<Results, Error>,
    command: &SearchCommand,
) -> io::Result<Vec<u8>> {
    let reason;
    let answer = match answer {
        Ok(results) => AnswerWire::Results(Box::new(ResultsWire::new(results, command))),
        Err(error) => {
            reason = Reason::from(error);
            AnswerWire::Failure(FailureWire::from(&reason))
        }
    };
    let mut line = serde_json::to_vec(&AnswerLineWire { id, answer })?;
    line.push(b'\n');
    Ok(line)
}
