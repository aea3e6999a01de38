//! How long the work of a thread takes, whatever else the machine does.

use std::fs;
use std::time::{Duration, Instant};

/// Measures the processor time of the thread that started it where the system tells it (Linux), else
/// the time that passes.
pub struct Stopwatch {
    start: Instant,
    spent: Option<Duration>,
}

impl Stopwatch {
    pub fn start() -> Self {
        Self { start: Instant::now(), spent: spent() }
    }

    pub fn elapsed(&self) -> Duration {
        match (self.spent, spent()) {
            (Some(before), Some(now)) => now.saturating_sub(before),
            _ => self.start.elapsed(),
        }
    }
}

/// The processor time of this thread so far: the first figure of its `schedstat`, in nanoseconds.
fn spent() -> Option<Duration> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = told.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}
