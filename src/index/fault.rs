//! What a look at the files of an index finds.

use std::fmt;

/// What is wrong with a file of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The file, by its path in the index folder with `/` between its parts.
    pub file: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What can be wrong with a file of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is not there, which a run that was broken off explains. The next run makes it anew.
    Unwritten,
    /// It was there, and is no more.
    Missing,
    /// Its size, in bytes, is not what it was.
    Size {
        /// What it was when it was written.
        written: u64,
        /// What it is now.
        found: u64,
    },
    /// Its bytes are not those that were written.
    Content,
    /// It cannot be read, or not as what it should be.
    Unreadable(String),
    /// What it says does not agree with the rest of the index.
    Contradiction(String),
}

impl Fault {
    /// Whether the index must be built anew because of it.
    pub fn is_damage(&self) -> bool {
        *self != Self::Unwritten
    }

    /// The name of this kind of fault in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unwritten => "unwritten",
            Self::Missing => "missing",
            Self::Size { .. } => "size",
            Self::Content => "content",
            Self::Unreadable(_) => "unreadable",
            Self::Contradiction(_) => "contradiction",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unwritten => f.write_str("is not written yet; the next run makes it"),
            Self::Missing => f.write_str("is missing"),
            Self::Size { written, found } => {
                write!(f, "holds {found} bytes, and held {written} when it was written")
            }
            Self::Content => f.write_str("does not hold the bytes that were written"),
            Self::Unreadable(reason) => write!(f, "cannot be read: {reason}"),
            Self::Contradiction(what) => f.write_str(what),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.file, self.fault)
    }
}
