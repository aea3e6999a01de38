//! A passage as a value.

use std::ops::Range;

/// A passage of a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// What it was taken from.
    pub field: SnippetField,
    /// The passage: whole sentences, unless one is longer than a passage may be.
    pub text: String,
    /// What matched in it, as ranges of characters: ascending, apart, never empty.
    pub highlights: Vec<Range<usize>>,
    /// The nearest heading before it.
    pub section: Option<String>,
    /// The line of the source file on which it begins, from 1; unknown for the description.
    pub line: Option<u32>,
}

/// Where a passage can come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SnippetField {
    /// The article's text.
    Body,
    /// The description.
    Description,
}

impl SnippetField {
    /// Its name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Description => "description",
        }
    }
}
