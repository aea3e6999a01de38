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
    /// Told to stop before the end; 128 and the number of SIGINT, as shells have it.
    Interrupted,
}

impl ExitStatus {
    /// `Success` if there is something, else `Nothing`.
    pub fn found(something: bool) -> Self {
        if something { Self::Success } else { Self::Nothing }
    }

    /// The number that the process ends with.
    pub fn code(self) -> u8 {
        match self {
            Self::Success => 0,
            Self::Nothing => 1,
            Self::Error => 2,
            Self::Interrupted => 130,
        }
    }
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(status.code())
    }
}
