//! Why there is no answer.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::document;
use crate::error::Error;

/// What stands in the place of an answer that could not be given. The exit status is 2.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Failure")]
pub(super) struct FailureWire<'a> {
    error: ErrorWire<'a>,
}

/// Why there is no answer.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Error")]
pub(super) struct ErrorWire<'a> {
    /// What kind of error, for programs.
    pub(super) code: &'a str,
    /// The same for people.
    pub(super) message: &'a str,
    /// What to do about it.
    pub(super) hint: Option<&'a str>,
}

/// Prints why a run stopped.
///
/// # Errors
/// If it cannot be written.
pub fn failure(error: &Error, out: &mut dyn Write) -> io::Result<()> {
    usage_failure(error.code(), &error.to_string(), error.hint().as_deref(), out)
}

/// Prints why a command line cannot be run.
///
/// # Errors
/// If it cannot be written.
pub fn usage_failure(
    code: &str,
    message: &str,
    hint: Option<&str>,
    out: &mut dyn Write,
) -> io::Result<()> {
    document(&FailureWire { error: ErrorWire { code, message, hint } }, out)
}
