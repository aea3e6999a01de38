//! Answers to many queries, one JSON object a line.

use std::io;

use serde::Serialize;

use super::{ErrorWire, ResultsWire, results_wire};
use crate::error::Error;
use crate::render::SearchCommand;
use crate::search::Results;

#[derive(Serialize)]
struct AnswerWire<'a> {
    id: &'a str,
    #[serde(flatten)]
    results: ResultsWire<'a>,
}

#[derive(Serialize)]
struct FailedAnswerWire<'a> {
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
            serde_json::to_vec(&AnswerWire { id, results: results_wire(results, command) })
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
