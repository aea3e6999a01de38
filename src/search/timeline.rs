//! Posts over time, for several queries side by side.

mod burst;

use std::ops::Range;
use std::time::{Duration, Instant};

use jiff::civil::Date;
use tantivy::collector::DocSetCollector;
use tantivy::query::{BooleanQuery, Query};

use super::selection::days;
use super::{Answer, CalendarUnit, IndexState, Request, Results, Sort, ranking};
use crate::error::{Error, Result};
use crate::index::{IndexReader, StoredPost, shielded};
use crate::query::{self, DayRange, Node, plan};

/// A unit that is not named is the shortest one that makes no more buckets than these: about as many
/// lines as a screen holds.
const FEW_BUCKETS: usize = 60;
/// More buckets are refused. By year, all dates that there are make fewer.
pub const MOST_BUCKETS: usize = 10_000;

/// How many posts match some queries in each span of the calendar.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// The span that is counted by.
    pub unit: CalendarUnit,
    /// All spans from the first to the last one that has a matching post, or of the time that the
    /// filters leave. None if no matching post has a date of its own.
    pub buckets: Vec<Bucket>,
    /// The counts of each query, in the order of the queries.
    pub series: Vec<Series>,
    /// The index that was asked.
    pub index: IndexState,
    /// How long it took.
    pub took: Duration,
}

/// A span of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// Its first day, or that of the filters.
    pub from: Date,
    /// Its last day, or that of the filters.
    pub to: Date,
    /// How many posts there are in it that meet the filters, whatever their words.
    pub posts: u64,
}

/// The posts of one query.
#[derive(Clone, Debug)]
pub struct Series {
    /// What is to be said of the search; it holds no hits.
    pub results: Results,
    /// How many posts match in each bucket.
    pub counts: Vec<u64>,
    /// How many posts match and have no date of their own.
    pub undated: u64,
    /// Where they are many more than elsewhere, in order.
    pub bursts: Vec<Burst>,
}

/// Buckets in a row in which a query matches many more posts than elsewhere.
///
/// A bucket is one of them if at least three posts match in it, at least twice as many as its share
/// of all posts would have, and if so many would be there by chance in fewer than one timeline of
/// twenty: by Fisher's exact test, one-sided, with Bonferroni's correction for the number of buckets
/// that hold posts. (R. A. Fisher, *The Logic of Inductive Inference*, 1935; O. J. Dunn, *Multiple
/// Comparisons Among Means*, 1961.)
#[derive(Clone, Debug)]
pub struct Burst {
    /// Which buckets.
    pub buckets: Range<usize>,
    /// How many posts match in them.
    pub count: u64,
    /// How many would if the query's posts were spread as all posts are.
    pub expected: f64,
    /// The one that ranks first among them.
    pub lead: StoredPost,
}

impl Series {
    /// How many of a hundred posts of a bucket match; `None` if it holds no posts.
    pub fn per_hundred(&self, index: usize, bucket: &Bucket) -> Option<f64> {
        let count = *self.counts.get(index)?;
        (bucket.posts > 0).then(|| 100.0 * count as f64 / bucket.posts as f64)
    }

    /// Whether a bucket is part of a burst.
    pub fn bursts_in(&self, index: usize) -> bool {
        self.bursts.iter().any(|burst| burst.buckets.contains(&index))
    }
}

impl Burst {
    /// Its first and its last day, given the buckets of its timeline.
    pub fn days(&self, buckets: &[Bucket]) -> (Date, Date) {
        (buckets[self.buckets.start].from, buckets[self.buckets.end - 1].to)
    }
}

/// Counts the posts that match each of some queries by the days of their dates. A day is that of the
/// post's own place; dates that are only the file's own count as none. Each query is searched for as
/// `request` says. If no unit is named, one is chosen that suits the time.
///
/// # Errors
/// As [`search`](super::search), and if the unit would make more than [`MOST_BUCKETS`] buckets.
pub fn timeline(
    reader: &IndexReader,
    request: &Request,
    queries: &[String],
    unit: Option<CalendarUnit>,
) -> Result<Timeline> {
    let start = Instant::now();
    shielded(reader.folder().root(), || {
        let found = queries.iter().map(|query| Found::of(reader, request, query));
        let found = found.collect::<Result<Vec<_>>>()?;
        let (unit, buckets) = match span(&found, request.filters.days) {
            None => (unit.unwrap_or(CalendarUnit::Month), Vec::new()),
            Some((from, to)) => {
                let unit = fitting(unit, from, to)?;
                (unit, buckets(reader, request, unit, (from, to))?)
            }
        };
        let series = found.into_iter().map(|found| found.series(reader, request, &buckets));
        let series = series.collect::<Result<_>>()?;
        Ok(Timeline { unit, buckets, series, index: IndexState::of(reader), took: start.elapsed() })
    })
}

/// A query, searched for.
struct Found {
    answer: Answer,
    days: Vec<Date>,
}

impl Found {
    fn of(reader: &IndexReader, request: &Request, query: &str) -> Result<Self> {
        let request = Request { queries: vec![query.to_owned()], limit: 0, ..request.clone() };
        let answer = Answer::of(reader, &request)?;
        let days = days(reader, &answer.posts(reader)?)?;
        Ok(Self { answer, days })
    }

    fn series(self, reader: &IndexReader, request: &Request, buckets: &[Bucket]) -> Result<Series> {
        let counts = counted(&self.days, buckets);
        let posts: Vec<u64> = buckets.iter().map(|bucket| bucket.posts).collect();
        let mut bursts = Vec::new();
        for range in burst::bursts(&counts, &posts) {
            let days = DayRange {
                from: Some(buckets[range.start].from),
                to: Some(buckets[range.end - 1].to),
            };
            if let Some(lead) = self.lead(reader, request, days)? {
                let count = counts[range.clone()].iter().sum();
                let expected = burst::expected(&counts, &posts, range.clone());
                bursts.push(Burst { buckets: range, count, expected, lead });
            }
        }
        let results = self.answer.results;
        let undated = results.total.saturating_sub(self.days.len() as u64);
        Ok(Series { results, counts, undated, bursts })
    }

    /// The post that ranks first on some days.
    fn lead(
        &self,
        reader: &IndexReader,
        request: &Request,
        days: DayRange,
    ) -> Result<Option<StoredPost>> {
        let words: Box<dyn Query> = Box::new(self.answer.plan.with_words(self.answer.left));
        let days = query::days(reader.fields().day, days).map(query::unscored);
        let query = BooleanQuery::intersection([words].into_iter().chain(days).collect());
        let first = Request { limit: 1, offset: 0, sort: Sort::Relevance, ..request.clone() };
        let hits = ranking::rank(reader, &query, &first)?.hits;
        hits.first().map(|found| reader.post(found.address)).transpose()
    }
}

/// The time that is shown: what the filters leave, from the first to the last matching post where
/// they leave an end open. None if no matching post has a date.
fn span(found: &[Found], filtered: DayRange) -> Option<(Date, Date)> {
    let days = || found.iter().flat_map(|found| found.days.iter().copied());
    let (first, last) = (days().min()?, days().max()?);
    Some((filtered.from.unwrap_or(first), filtered.to.unwrap_or(last)))
}

/// The unit that was named, if it makes no more buckets than can be borne, or one that suits the time.
fn fitting(unit: Option<CalendarUnit>, from: Date, to: Date) -> Result<CalendarUnit> {
    let holds = |unit: CalendarUnit, most: usize| unit.spans(from, to).nth(most).is_none();
    let finest = |most| CalendarUnit::ALL.into_iter().find(|&unit| holds(unit, most));
    match unit {
        None => Ok(finest(FEW_BUCKETS).unwrap_or(CalendarUnit::Year)),
        Some(unit) if holds(unit, MOST_BUCKETS) => Ok(unit),
        Some(unit) => Err(Error::Option {
            option: "--by",
            value: unit.as_str().to_owned(),
            reason: format!(
                "from {from} to {to} that makes more than {MOST_BUCKETS} lines; take a longer unit \
                 such as {}, or less time with --since and --until",
                finest(MOST_BUCKETS).unwrap_or(CalendarUnit::Year).as_str()
            ),
        }),
    }
}

/// The spans of a time, with how many posts meet the filters in each.
fn buckets(
    reader: &IndexReader,
    request: &Request,
    unit: CalendarUnit,
    (from, to): (Date, Date),
) -> Result<Vec<Bucket>> {
    let filtered = request.filters.days;
    let spans = unit.spans(from, to).map(|first| {
        let last = unit.last_day(first);
        Bucket {
            from: filtered.from.map_or(first, |day| day.max(first)),
            to: filtered.to.map_or(last, |day| day.min(last)),
            posts: 0,
        }
    });
    let mut buckets: Vec<Bucket> = spans.collect();
    let all = plan(&Node::All, &request.filters, reader)?.strict();
    let mut posts: Vec<_> = reader.searcher().search(&all, &DocSetCollector)?.into_iter().collect();
    posts.sort_unstable();
    let counts = counted(&days(reader, &posts)?, &buckets);
    for (bucket, count) in buckets.iter_mut().zip(counts) {
        bucket.posts = count;
    }
    Ok(buckets)
}

/// How many days lie in each bucket.
fn counted(days: &[Date], buckets: &[Bucket]) -> Vec<u64> {
    let mut counts = vec![0; buckets.len()];
    for day in days {
        let index = buckets.partition_point(|bucket| bucket.to < *day);
        if buckets.get(index).is_some_and(|bucket| bucket.from <= *day) {
            counts[index] += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    #[test]
    fn the_unit_suits_the_time() {
        use CalendarUnit::{Day, Month, Quarter, Week, Year};
        let table = [
            (None, "2020-10-14", "2020-10-14", Some(Day)),
            (None, "2020-10-14", "2020-11-14", Some(Day)),
            (None, "2020-01-01", "2020-12-31", Some(Week)),
            (None, "2018-01-01", "2020-12-31", Some(Month)),
            (None, "2008-01-01", "2020-12-31", Some(Quarter)),
            (None, "1851-01-01", "2020-12-31", Some(Year)),
            (None, "0001-01-01", "9999-12-31", Some(Year)),
            (Some(Day), "1994-01-01", "2020-12-31", Some(Day)),
            (Some(Day), "1851-01-01", "2020-12-31", None),
            (Some(Year), "0001-01-01", "9999-12-31", Some(Year)),
        ];
        for (unit, from, to, expected) in table {
            let found = fitting(unit, day(from), day(to));
            assert_eq!(found.as_ref().ok(), expected.as_ref(), "{from} to {to}");
        }
        let refused = fitting(Some(Day), day("1851-01-01"), day("2020-12-31"));
        let reason = refused.expect_err("makes too many").to_string();
        assert!(reason.contains("such as week, or less time with"), "{reason}");
    }

    #[test]
    fn days_are_counted_where_they_lie() {
        let bucket = |from, to| Bucket { from: day(from), to: day(to), posts: 0 };
        let buckets = [bucket("2020-10-05", "2020-10-31"), bucket("2020-11-01", "2020-11-30")];
        let days = ["2020-10-04", "2020-10-05", "2020-10-31", "2020-11-30", "2020-12-01"].map(day);
        assert_eq!(counted(&days, &buckets), [2, 1]);
    }
}
