//! When what a post's file holds came into the index.

/// The commit that brought what a post's file holds now. Renames and new readings of the same bytes
/// leave it as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arrival {
    /// The number of the commit.
    pub commit: u64,
    /// When its run began, in seconds since 1970 in UTC.
    pub at: i64,
}
