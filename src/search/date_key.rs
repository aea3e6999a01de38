//! Dates as a key to sort by.

use jiff::Timestamp;
use tantivy::collector::sort_key::NaturalComparator;
use tantivy::collector::{SegmentSortKeyComputer, SortKeyComputer};
use tantivy::columnar::Column;
use tantivy::{DocId, Score, SegmentReader};

use crate::corpus::is_future;
use crate::index::columns;

/// Added to a date in the future, it lies before the first date there is.
const BEHIND_ALL: i64 = i64::MIN / 2;

/// Sorts by date. With a present, a date in the future counts as older than every other one, and
/// the further ahead, the older: a slip in a year must not head the list of the newest.
pub(super) struct SortByDate {
    /// The present, if dates beyond it are to stand behind the others.
    pub now: Option<Timestamp>,
}

impl SortKeyComputer for SortByDate {
    type SortKey = Option<i64>;
    type Child = SegmentDates;
    type Comparator = NaturalComparator;

    fn segment_sort_key_computer(&self, segment: &SegmentReader) -> tantivy::Result<SegmentDates> {
        Ok(SegmentDates { column: segment.fast_fields().i64(columns::DATE)?, now: self.now })
    }
}

/// The dates of one segment.
pub(super) struct SegmentDates {
    column: Column<i64>,
    now: Option<Timestamp>,
}

impl SegmentSortKeyComputer for SegmentDates {
    type SortKey = Option<i64>;
    type SegmentSortKey = Option<i64>;
    type SegmentComparator = NaturalComparator;

    fn segment_sort_key(&mut self, doc: DocId, _score: Score) -> Option<i64> {
        self.column.first(doc).map(|seconds| key(seconds, self.now))
    }

    fn convert_segment_sort_key(&self, key: Option<i64>) -> Option<i64> {
        key
    }
}

fn key(seconds: i64, now: Option<Timestamp>) -> i64 {
    match now {
        Some(now) if is_future(seconds, now) => BEHIND_ALL.saturating_sub(seconds),
        _ => seconds,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::PostDate;

    #[test]
    fn the_future_is_older_than_everything() {
        let now = "2020-10-14T00:00:00Z".parse().expect("a moment");
        let newest_first = [
            "2020-10-14T20:00:00Z",
            "2020-10-13",
            "1970-01-01",
            "0001-01-01",
            "2020-10-16",
            "2099-01-01",
            "9999-12-31",
        ];
        let seconds =
            newest_first.map(|text| PostDate::parse(text).expect("a date").date.seconds());
        assert!(seconds.is_sorted_by_key(|&seconds| -key(seconds, Some(now))));
        assert!(seconds.iter().all(|&seconds| key(seconds, None) == seconds));
    }
}
