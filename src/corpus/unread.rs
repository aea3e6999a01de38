//! A file that did not become a post, and why.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::PostPath;

/// A file that was seen and did not become a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The file, relative to the corpus.
    pub path: PostPath,
    /// The kind of reason, for scripts.
    pub code: UnreadCode,
    /// The reason, for people.
    pub reason: String,
}

/// The kinds of reasons. The names are stable: scripts rely on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum UnreadCode {
    /// The front matter says that the post is a draft.
    Draft,
    /// A symbolic link, which is not followed.
    Link,
    /// A pipe, a device or a socket.
    NotAFile,
    /// The bytes are not text.
    Binary,
    /// The file is larger than what is read.
    TooLarge,
    /// The operating system refused to open or read it.
    Unreadable,
    /// Reading it ran into a mistake of kwic's own or of a library.
    Internal,
    /// The file was there at first and had gone when it was read.
    Vanished,
}

impl UnreadCode {
    /// The name of this code in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Link => "link",
            Self::NotAFile => "not_a_file",
            Self::Binary => "binary",
            Self::TooLarge => "too_large",
            Self::Unreadable => "unreadable",
            Self::Internal => "internal",
            Self::Vanished => "vanished",
        }
    }

    /// Whether something went wrong, as against the file being left out by rule.
    pub fn is_failure(self) -> bool {
        matches!(self, Self::Unreadable | Self::Internal | Self::Vanished)
    }

    /// Whether the post as it was when it could last be read is worth keeping: when its file is
    /// broken, as against being withdrawn.
    pub fn keeps_last_version(self) -> bool {
        matches!(self, Self::Unreadable | Self::Internal | Self::Binary | Self::TooLarge)
    }
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.reason)
    }
}
