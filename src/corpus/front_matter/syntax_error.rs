//! What a parser has against a front matter.

/// Why a text is not what its syntax asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SyntaxError {
    /// What is wrong, in the parser's words.
    pub message: String,
    /// How many lines stand before the one that is wrong.
    pub line: u32,
}

impl SyntaxError {
    /// An error at a line counted from 1, in a message that may end with the place.
    ///
    /// A parser counts lines from the front matter's first, people from the file's: the place is
    /// cut off the message.
    pub fn new(mut message: String, line: usize) -> Self {
        if let Some(at) = message.find(" at line ") {
            message.truncate(at);
        }
        let line = u32::try_from(line.saturating_sub(1)).unwrap_or(u32::MAX);
        Self { message, line }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_is_told_apart() {
        let error = SyntaxError::new("unknown anchor at line 3 column 8".to_owned(), 3);
        assert_eq!(error, SyntaxError { message: "unknown anchor".to_owned(), line: 2 });
    }
}
