//! Numbers without more digits than they deserve.

use std::time::Duration;

/// Milliseconds with three digits after the point: microseconds.
pub(super) fn milliseconds(duration: Duration) -> f64 {
    rounded(duration.as_secs_f64() * 1e3)
}

/// The number with at most three digits after the point.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 1e3).round() / 1e3
}
