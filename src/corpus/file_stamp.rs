//! What tells, without reading it, whether a file is still the one that was read.

use std::fs::Metadata;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// Clocks of file systems tick this often at worst where they tell when a file's state changed:
/// the kernel's own tick, which is at most 10 ms, with a wide margin.
const FINE_TICK: Duration = Duration::from_millis(100);
/// And this often where only the time of the last write is told, as on FAT.
const COARSE_TICK: Duration = Duration::from_secs(2);

/// The state of a file as its folder tells it. If two stamps are equal, so are the contents, unless
/// a write came within one tick of the clock (see [`FileStamp::is_settled`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FileStamp {
    /// The size in bytes.
    pub size: u64,
    /// When it was last written, in nanoseconds since 1970; 0 where that is not told.
    modified: i64,
    /// When anything about it last changed, which no program can set back; 0 where not told.
    changed: i64,
    /// The number of the file in its file system; 0 where not told.
    number: u64,
}

impl FileStamp {
    /// The stamp that a file's metadata give.
    pub fn of(data: &Metadata) -> Self {
        let (changed, number) = change_of(data);
        Self { size: data.len(), modified: data.modified().map_or(0, nanoseconds), changed, number }
    }

    /// When it was last written, in nanoseconds since 1970; 0 where that is not told.
    pub fn modified(&self) -> i64 {
        self.modified
    }

    /// Whether a write after `looked_at` is sure to change the stamp.
    pub fn is_settled(&self, looked_at: SystemTime) -> bool {
        let (last, tick) = match self.changed {
            0 => (self.modified, COARSE_TICK),
            changed => (changed.max(self.modified), FINE_TICK),
        };
        let tick = i64::try_from(tick.as_nanos()).unwrap_or(i64::MAX);
        last != 0 && last < nanoseconds(looked_at).saturating_sub(tick)
    }
}

/// Nanoseconds since 1970; times beyond the years 1678 to 2262 count as those.
fn nanoseconds(time: SystemTime) -> i64 {
    let clamped = |span: Duration| i64::try_from(span.as_nanos()).unwrap_or(i64::MAX);
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => clamped(after),
        Err(before) => -clamped(before.duration()),
    }
}

#[cfg(unix)]
fn change_of(data: &Metadata) -> (i64, u64) {
    use std::os::unix::fs::MetadataExt;
    let changed = data.ctime().saturating_mul(1_000_000_000).saturating_add(data.ctime_nsec());
    (changed, data.ino())
}

#[cfg(not(unix))]
fn change_of(_data: &Metadata) -> (i64, u64) {
    (0, 0)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_stamp_tells_one_state_from_another() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a.md");
        let stamp = || FileStamp::of(&fs::metadata(&path).expect("is there"));
        fs::write(&path, "one").expect("writes");
        let first = stamp();
        assert_eq!(first, stamp());
        fs::write(&path, "three").expect("writes");
        assert_ne!(first, stamp());
    }

    #[test]
    fn a_stamp_settles_after_a_tick() {
        let second = 1_000_000_000;
        let at = |nanoseconds: u64| UNIX_EPOCH + Duration::from_nanos(nanoseconds);
        let stamp = |modified, changed| FileStamp { modified, changed, ..FileStamp::default() };
        let table = [
            (stamp(0, 0), 9 * second, false),
            (stamp(5, 0), 3 * second, true),
            (stamp(5, 0), second, false),
            (stamp(5, 6), second, true),
            (stamp(5, 6), second / 20, false),
            (stamp(2 * second as i64, 6), second, false),
        ];
        for (stamp, looked_at, expected) in table {
            assert_eq!(stamp.is_settled(at(looked_at)), expected, "{stamp:?} at {looked_at}");
        }
    }
}
