//! What is wrong with a file, and where.

use std::path::Path;

use crate::error::Error;
use crate::preferences::nearest;

/// How serde begins to say that a setting is not known; the names that are known follow.
const UNKNOWN: &str = "unknown field ";

/// A file and its text.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub text: &'a str,
    pub file: &'a Path,
}

impl Place<'_> {
    /// The line of a byte, from 1.
    pub fn line(&self, offset: usize) -> usize {
        let before = self.text.as_bytes().iter().take(offset);
        before.filter(|&&byte| byte == b'\n').count() + 1
    }

    /// An error in a line.
    pub fn error(&self, line: Option<usize>, message: String, hint: Option<String>) -> Error {
        Error::Config { file: self.file.to_owned(), line, message, hint }
    }

    /// What the parser says, with the nearest setting where one is not known.
    pub fn syntax_error(&self, error: &toml::de::Error) -> Error {
        let line = error.span().map(|span| self.line(span.start));
        let message = error.message().trim();
        if !message.starts_with(UNKNOWN) {
            return self.error(line, message.lines().collect::<Vec<_>>().join(" "), None);
        }
        let mut names = message.split('`').skip(1).step_by(2);
        let unknown = names.next().unwrap_or_default();
        let known: Vec<&str> = names.collect();
        let hint = match nearest(unknown, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are: {}", known.join(", ")),
        };
        self.error(line, format!("there is no setting `{unknown}`"), Some(hint))
    }
}
