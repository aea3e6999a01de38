//! Answers to many queries, one JSON object a line.

use std::io;

use schemars::JsonSchema;
use serde::Serialize;

use super::error::ErrorWire;
use super::results::ResultsWire;
use crate::error::Error;
use crate::render::SearchCommand;
use crate::search::Results;

/// The answer to one of many queries.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Answer")]
struct AnswerWire<'a> {
    /// The id of the query, or the number of its line.
    id: &'a str,
    #[serde(flatten)]
    results: ResultsWire<'a>,
}

/// Why one of many queries has no answer.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FailedAnswer")]
struct FailedAnswerWire<'a> {
    /// The id of the query, or the number of its line.
    id: &'a str,
    error: ErrorWire<'a>,
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
    let mut line = match answer {
        Ok(results) => {
            serde_json::to_vec(&AnswerWire { id, results: ResultsWire::new(results, command) })
        }
        Err(error) => {
            let (message, hint) = (error.to_string(), error.hint());
            let (message, hint) = (message.as_str(), hint.as_deref());
            let error = ErrorWire { code: error.code(), message, hint };
            serde_json::to_vec(&FailedAnswerWire { id, error })
        }
    }?;
    line.push(b'\n');
    Ok(line)
}
