//! How times are distributed.

use std::time::Duration;

/// The middle and the upper end of many times.
pub struct Distribution {
    /// As many are longer as are shorter.
    pub median: Duration,
    /// One in a hundred is longer.
    pub percentile_99: Duration,
    /// Which of them is the longest.
    pub slowest: usize,
}

impl Distribution {
    /// Of one time at least.
    pub fn of(times: impl Iterator<Item = Duration>) -> Self {
        let mut times: Vec<(Duration, usize)> = times.zip(0..).collect();
        times.sort_unstable();
        let at = |percent: usize| times[(times.len() * percent).div_ceil(100).max(1) - 1];
        Self { median: at(50).0, percentile_99: at(99).0, slowest: at(100).1 }
    }
}
