//! What the process says when it ends.

use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitStatus {
    /// Done; for `search`, there are hits.
    Success,
    /// Done, and there is nothing: no hits; failed posts under `index --strict`.
    Nothing,
    /// Not done, with the reason on stderr.
    Error,
}

impl ExitStatus {
    /// `Success` if there is something, else `Nothing`.
    pub fn found(something: bool) -> Self {
        if something { Self::Success } else { Self::Nothing }
    }
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(match status {
            ExitStatus::Success => 0,
            ExitStatus::Nothing => 1,
            ExitStatus::Error => 2,
        })
    }
}
