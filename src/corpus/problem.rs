//! What is wrong with a post, said to its author.
//!
//! A problem belongs to one post, is collected and reported, and the run goes on. What stops a run
//! is an [`Error`](crate::Error).

use std::fmt;

use serde::{Deserialize, Serialize};

/// Something in a post that could not be taken as written, and what kwic did instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What kind of problem it is, for scripts.
    pub code: ProblemCode,
    /// One sentence for people: what was found and what was done about it.
    pub message: String,
    /// The line of the source file, counted from 1, where that is known.
    pub line: Option<u32>,
}

impl Problem {
    /// A problem at a line of the source file (counted from 1).
    pub fn at(line: u32, code: ProblemCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), line: Some(line) }
    }

    /// A problem of the whole post.
    pub fn of_post(code: ProblemCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), line: None }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

/// The kinds of problems. The names are stable: scripts and CI rely on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ProblemCode {
    /// The front matter has an opening line and no closing one; all of it is read as the body.
    FrontMatterUnclosed,
    /// The front matter breaks its syntax; it was read line by line instead.
    FrontMatterLenient,
    /// The front matter is too large or too deep; what is beyond the limit was left out.
    FrontMatterLimit,
    /// A date is written in a form that is not understood.
    DateUnreadable,
    /// A date's offset from UTC is impossible; the local date was kept.
    DateOffset,
    /// A part of a date was guessed: the century of a year of two digits.
    DateGuessed,
    /// Day and month of a date may be the other way round; one order was taken.
    DateOrder,
    /// A date lies in the future; it was kept, and is sorted behind the others.
    DateFuture,
    /// The front matter tells another date than the file's name or folders; the former was taken.
    DateConflict,
    /// A key holds a value of a type that cannot be used for it.
    ValueType,
    /// The file is not valid UTF-8; another encoding was detected or bytes were replaced.
    Encoding,
    /// Markup is nested too deeply or has too many attributes; what is beyond was flattened.
    MarkupLimit,
    /// The post holds no text.
    NoText,
    /// Another post has the same text; both were kept.
    DuplicateBody,
    /// Another post has the same address; both were kept.
    DuplicatePermalink,
}

impl ProblemCode {
    /// Every kind of problem.
    pub const ALL: [Self; 15] = [
        Self::FrontMatterUnclosed,
        Self::FrontMatterLenient,
        Self::FrontMatterLimit,
        Self::DateUnreadable,
        Self::DateOffset,
        Self::DateGuessed,
        Self::DateOrder,
        Self::DateFuture,
        Self::DateConflict,
        Self::ValueType,
        Self::Encoding,
        Self::MarkupLimit,
        Self::NoText,
        Self::DuplicateBody,
        Self::DuplicatePermalink,
    ];

    /// The name of this code in JSON and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FrontMatterUnclosed => "front_matter_unclosed",
            Self::FrontMatterLenient => "front_matter_lenient",
            Self::FrontMatterLimit => "front_matter_limit",
            Self::DateUnreadable => "date_unreadable",
            Self::DateOffset => "date_offset",
            Self::DateGuessed => "date_guessed",
            Self::DateOrder => "date_order",
            Self::DateFuture => "date_future",
            Self::DateConflict => "date_conflict",
            Self::ValueType => "value_type",
            Self::Encoding => "encoding",
            Self::MarkupLimit => "markup_limit",
            Self::NoText => "no_text",
            Self::DuplicateBody => "duplicate_body",
            Self::DuplicatePermalink => "duplicate_permalink",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_listed_once_and_in_order() {
        for (index, code) in ProblemCode::ALL.into_iter().enumerate() {
            assert_eq!(code as usize, index, "{code:?}");
        }
        let last = ProblemCode::ALL.len() - 1;
        assert_eq!(ProblemCode::DuplicatePermalink as usize, last);
    }
}
