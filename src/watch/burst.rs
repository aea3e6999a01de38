//! Changes that come one upon the other, and are best dealt with at once.

use std::time::{Duration, Instant};

/// A burst is over when nothing came for so long: editors and checkouts write faster.
const QUIET: Duration = Duration::from_millis(300);
/// And so long after its first change even if changes keep coming.
const LONGEST: Duration = Duration::from_secs(2);

/// Changes that follow one another.
#[derive(Clone, Copy, Debug)]
pub struct Burst {
    first: Instant,
    last: Instant,
}

impl Burst {
    /// A burst that begins with a change at this time.
    pub fn begin(now: Instant) -> Self {
        Self { first: now, last: now }
    }

    /// One more change.
    pub fn extend(&mut self, now: Instant) {
        self.last = now;
    }

    /// Whether it is time to deal with the changes.
    pub fn is_over(&self, now: Instant) -> bool {
        now.duration_since(self.last) >= QUIET || now.duration_since(self.first) >= LONGEST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_ends_with_silence_or_with_time() {
        let start = Instant::now();
        let at = |milliseconds| start + Duration::from_millis(milliseconds);
        // When changes came after the first, when it is looked at, whether the burst is over.
        let table: [(&[u64], u64, bool); 6] = [
            (&[], 0, false),
            (&[], 299, false),
            (&[], 300, true),
            (&[200, 400], 600, false),
            (&[200, 400], 700, true),
            (&[1900, 1990], 2000, true),
        ];
        for (changes, now, expected) in table {
            let mut burst = Burst::begin(start);
            changes.iter().for_each(|&change| burst.extend(at(change)));
            assert_eq!(burst.is_over(at(now)), expected, "{changes:?} at {now}");
        }
    }
}
