//! Why there is no answer.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::{FORMAT_VERSION, document};
use crate::error::Error;

/// What stands in the place of an answer that could not be given. The exit status is 2.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Failure")]
pub(super) struct FailureWire<'a> {
    /// The version of this format: 1. Keys are only ever added under the same version.
    format_version: u32,
    error: ErrorWire<'a>,
}

/// Why there is no answer.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Error")]
pub(super) struct ErrorWire<'a> {
    /// What kind of error, for programs.
    code: &'a str,
    /// The same for people.
    message: &'a str,
    /// What to do about it.
    hint: Option<&'a str>,
}

/// Why there is no answer, in words.
#[derive(Clone, Debug)]
pub struct Reason<'a> {
    /// What kind of error, for programs.
    pub code: &'a str,
    /// The same for people.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl From<&Error> for Reason<'_> {
    fn from(error: &Error) -> Self {
        Self { code: error.code(), message: error.to_string(), hint: error.hint() }
    }
}

impl<'a> From<&'a Reason<'_>> for ErrorWire<'a> {
    fn from(Reason { code, message, hint }: &'a Reason<'_>) -> Self {
        Self { code, message, hint: hint.as_deref() }
    }
}

impl<'a> From<&'a Reason<'_>> for FailureWire<'a> {
    fn from(reason: &'a Reason<'_>) -> Self {
        Self { format_version: FORMAT_VERSION, error: ErrorWire::from(reason) }
    }
}

/// Prints why there is no answer.
///
/// # Errors
/// If it cannot be written.
pub fn failure(reason: &Reason<'_>, out: &mut dyn Write) -> io::Result<()> {
    document(&FailureWire::from(reason), out)
}
