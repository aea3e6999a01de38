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

/// How many passages of a hit are shown, and how long each may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SnippetLimits {
    /// At most so many passages; at most [`SnippetLimits::MOST`] whatever is asked for. If it is
    /// not said, one, and a second one if it holds a part of the query that the first lacks.
    pub count: Option<usize>,
    /// The length beyond which a passage is cut at words, in characters. At least
    /// [`SnippetLimits::SHORTEST`], whatever is asked for. A short sentence takes in its neighbours
    /// up to about a third of it.
    pub length: usize,
}

impl SnippetLimits {
    /// No more passages are chosen: they are compared with each other one by one.
    pub const MOST: usize = 100;
    /// A shorter passage has no room for a few words around what matched, in characters.
    pub const SHORTEST: usize = 40;
}

impl Default for SnippetLimits {
    /// One or two passages of about four lines.
    fn default() -> Self {
        Self { count: None, length: 320 }
    }
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
