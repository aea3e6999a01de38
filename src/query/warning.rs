//! What was odd about a query, said beside its answer.

/// Something in a query that could not be taken as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The kind of warning, for scripts.
    pub code: WarningCode,
    /// What was found and what was done about it, for people.
    pub message: String,
}

/// The kinds of warnings. The names are stable: scripts rely on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WarningCode {
    /// A part of the query's syntax could not be read and was searched as words.
    Syntax,
    /// No post has all the words, so posts with most of them are shown.
    Relaxed,
    /// No post has a word, so posts with the one are shown that was plainly meant.
    Corrected,
    /// A field that neither kwic nor the corpus knows.
    UnknownField,
    /// A pattern matches more terms than are looked at.
    TooManyTerms,
}

impl WarningCode {
    /// The name of this code in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::Relaxed => "relaxed",
            Self::Corrected => "corrected",
            Self::UnknownField => "unknown_field",
            Self::TooManyTerms => "too_many_terms",
        }
    }
}

impl Warning {
    /// A warning about the text at a byte offset, which is told to people as a column.
    pub(super) fn syntax(text: &str, offset: usize, message: &str) -> Self {
        let column = text.get(..offset).map_or(0, |before| before.chars().count()) + 1;
        Self { code: WarningCode::Syntax, message: format!("column {column}: {message}") }
    }
}
