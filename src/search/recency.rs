//! A blend of how well a post answers with how new it is.
//!
//! `score × (1 + 2^(−age / half-life))`: a post of today counts twice, one that is a half-life old
//! one and a half times, and one of long ago what its words say. So freshness settles what words
//! leave open, and an old post that answers twice as well is never pushed behind. That documents
//! are the less likely to be meant the older they are, by an exponential law, is from Li and Croft
//! 2003, "Time-based language models"; the factor is bounded here since an archive is searched for
//! what is old, too.

use jiff::Timestamp;
use tantivy::collector::sort_key::NaturalComparator;
use tantivy::collector::{SegmentSortKeyComputer, SortKeyComputer};
use tantivy::columnar::Column;
use tantivy::{DocId, Score, SegmentReader};

use crate::corpus::is_future;
use crate::index::columns;
use crate::query::HalfLife;

/// What the newest posts gain, as a share of what their words say: enough to put a post of today
/// before one that answers somewhat better, and no more than one doubling of the evidence.
const GAIN: f64 = 1.0;
const SECONDS_OF_DAY: f64 = 86_400.0;

/// How soon posts lose what they gain by being new.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recency {
    /// The age at which a post has lost half of it.
    pub half_life: HalfLife,
    /// The present. Posts dated beyond it gain nothing, as those without a date: a slip in a year
    /// must not head the list.
    pub now: Timestamp,
}

impl Recency {
    /// The age of a post that is dated at this instant, in days, not less than 0; `None` if it lies
    /// in the future.
    pub fn age(&self, seconds: i64) -> Option<f64> {
        let age = self.now.as_second().saturating_sub(seconds).max(0);
        (!is_future(seconds, self.now)).then(|| age as f64 / SECONDS_OF_DAY)
    }

    /// What a post of this age, in days, gains: a share of what its words say, from 0 to 1.
    pub fn gain(&self, age: f64) -> f32 {
        (GAIN * (-age / self.half_life.days()).exp2()) as f32
    }
}

/// Sorts by score, which may be blended with how new a post is.
pub(super) struct SortByScore {
    /// `None` for the score alone.
    pub recency: Option<Recency>,
}

impl SortKeyComputer for SortByScore {
    type SortKey = Score;
    type Child = SegmentScores;
    type Comparator = NaturalComparator;

    fn requires_scoring(&self) -> bool {
        true
    }

    fn segment_sort_key_computer(&self, segment: &SegmentReader) -> tantivy::Result<SegmentScores> {
        let Some(recency) = self.recency else { return Ok(SegmentScores { recency: None }) };
        let dates = segment.fast_fields().i64(columns::DATE)?;
        Ok(SegmentScores { recency: Some((recency, dates)) })
    }
}

/// The scores in one segment.
pub(super) struct SegmentScores {
    recency: Option<(Recency, Column<i64>)>,
}

impl SegmentSortKeyComputer for SegmentScores {
    type SortKey = Score;
    type SegmentSortKey = Score;
    type SegmentComparator = NaturalComparator;

    fn segment_sort_key(&mut self, post: DocId, score: Score) -> Score {
        let Some((recency, dates)) = &self.recency else { return score };
        let age = dates.first(post).and_then(|seconds| recency.age(seconds));
        score + age.map_or(0.0, |age| score * recency.gain(age))
    }

    fn convert_segment_sort_key(&self, score: Score) -> Score {
        score
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::PostDate;

    #[test]
    fn the_newer_the_more_and_the_future_nothing() {
        let now = "2020-10-14T00:00:00Z".parse().expect("a moment");
        let half_life = HalfLife::parse("2w").expect("is one");
        let recency = Recency { half_life, now };
        let table = [
            ("2020-10-14T00:00:00Z", 1.0),
            // Elsewhere it is tomorrow already.
            ("2020-10-14T20:00:00Z", 1.0),
            ("2020-09-30T00:00:00Z", 0.5),
            ("2020-09-16T00:00:00Z", 0.25),
            ("1970-01-01", 0.0),
            ("0001-01-01", 0.0),
            ("2020-10-16", 0.0),
            ("9999-12-31", 0.0),
        ];
        for (text, expected) in table {
            let seconds = PostDate::parse(text).expect("a date").date.seconds();
            let gain = recency.age(seconds).map_or(0.0, |age| recency.gain(age));
            assert!((gain - expected).abs() < 1e-6, "{text}: {gain}");
        }
        for seconds in [i64::MIN, i64::MAX] {
            assert_eq!(recency.age(seconds).map_or(0.0, |age| recency.gain(age)), 0.0);
        }
    }
}
