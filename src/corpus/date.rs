//! The date of a post, as far as it is known, and every form in which people write one.
//!
//! A date keeps the offset it was written with and how precise it was: `2020-10` is no day, and a
//! day is the day at the writer's place. [`PostDate::parse`] tries epochs and the standards first
//! and loose forms last; parsing and calendar are those of `jiff`.

mod epoch;
mod loose;
mod order;
mod parse;
mod place;
mod words;
mod written;

use std::cmp::Ordering;
use std::fmt;
use std::ops::RangeInclusive;
use std::time::SystemTime;

use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::corpus::front_matter::Value;

pub use order::{DateOrder, OrderBasis, OrderDecision, OrderEvidence, OrderTally};
pub(crate) use words::month as month_named;
pub use written::{DateDoubt, DateError, ReadDate};

/// The first moment of 1970, from which seconds and days are counted.
const EPOCH: DateTime = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);

/// A day or moment at which a post was published.
///
/// Dates are ordered by instant; a date without a zone counts as one in UTC, and a year, month or
/// day as its first moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PostDate {
    seconds: i64,
    offset: Option<i32>,
    precision: DatePrecision,
}

/// How much of a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DatePrecision {
    /// The year alone.
    Year,
    /// Year and month.
    Month,
    /// The day.
    Day,
    /// The day and the time of day.
    Second,
}

impl DatePrecision {
    /// The name of the precision in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::Second => "second",
        }
    }
}

/// Where a post's date was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DateSource {
    /// A key of the front matter.
    FrontMatter,
    /// JSON-LD or `<meta>` in the page.
    Metadata,
    /// The permalink, or the folders the file is in.
    Path,
    /// The beginning of the file's name.
    FileName,
    /// A `<time>` element in the body.
    TimeElement,
    /// The file's modification time: shown, but too fickle to rank or filter by.
    Mtime,
}

impl DateSource {
    /// The name of the source in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FrontMatter => "front_matter",
            Self::Metadata => "metadata",
            Self::Path => "path",
            Self::FileName => "file_name",
            Self::TimeElement => "time_element",
            Self::Mtime => "mtime",
        }
    }
}

impl PostDate {
    /// Reads a date in any form that people write.
    ///
    /// ```
    /// use kwic::corpus::date::PostDate;
    /// let form = |text| PostDate::parse(text).unwrap().date.to_string();
    /// assert_eq!(form("1603120581.2402408"), "2020-10-19T15:16:21Z");
    /// assert_eq!(form("14 October 2020"), "2020-10-14");
    /// ```
    ///
    /// # Errors
    ///
    /// [`DateError`] if the text is no date, or one outside the years 1 to 9999.
    pub fn parse(text: &str) -> Result<ReadDate, DateError> {
        parse::parse(text)
    }

    /// Reads a date from a front-matter value: text, an epoch, or a list or map that holds a date.
    ///
    /// # Errors
    ///
    /// [`DateError`] if the value is no date.
    pub fn from_value(value: &Value) -> Result<ReadDate, DateError> {
        const KEYS: [&str; 5] = ["date", "published", "value", "start", "created"];
        match value {
            Value::Text(text) => Self::parse(text),
            Value::Int(number) => Self::parse(&number.to_string()),
            Value::Float(number) => Self::parse(&number.to_string()),
            Value::List(items) => match items.first() {
                Some(Value::List(_) | Value::Map(_)) | None => Err(DateError::Unreadable),
                Some(item) => Self::from_value(item),
            },
            Value::Map(map) => match KEYS.iter().find_map(|key| map.get(key)) {
                Some(Value::List(_) | Value::Map(_)) | None => Err(DateError::Unreadable),
                Some(value) => Self::from_value(value),
            },
            Value::Null | Value::Bool(_) => Err(DateError::Unreadable),
        }
    }

    /// The date at the beginning of a file's name, as in `2017-01-02-slug.md`.
    pub fn from_file_name(name: &str) -> Option<Self> {
        place::date_of_name(name)
    }

    /// The date that the folders of a path make up, as in `2019/05/15/slug/index.html`.
    ///
    /// The path may be that of a file or of a permalink, with `/` between its folders.
    pub fn from_path(path: &str) -> Option<Self> {
        place::date_of_path(path)
    }

    /// The moment of a file's time stamp, in UTC.
    pub fn from_system_time(time: SystemTime) -> Option<Self> {
        Self::from_instant(Timestamp::try_from(time).ok()?.as_second())
    }

    /// A moment in UTC, if its year is one from 1 to 9999.
    fn from_instant(seconds: i64) -> Option<Self> {
        let timestamp = Timestamp::from_second(seconds).ok()?;
        let date = Self {
            seconds: timestamp.as_second(),
            offset: Some(0),
            precision: DatePrecision::Second,
        };
        (1..=9999).contains(&date.year()).then_some(date)
    }

    /// A date by the calendar and clock of its own place.
    fn from_civil(local: DateTime, offset: Option<i32>, precision: DatePrecision) -> Self {
        let seconds = local.duration_since(EPOCH).as_secs() - i64::from(offset.unwrap_or(0));
        Self { seconds, offset, precision }
    }

    /// A day whose place is not known.
    fn from_day(day: Date) -> Self {
        Self::from_civil(day.to_datetime(Time::midnight()), None, DatePrecision::Day)
    }

    /// The instant, in seconds since the beginning of 1970 in UTC.
    pub fn seconds(&self) -> i64 {
        self.seconds
    }

    /// The offset from UTC that was written, in seconds; `None` if no zone was.
    pub fn offset(&self) -> Option<i32> {
        self.offset
    }

    /// How much of the date is known.
    pub fn precision(&self) -> DatePrecision {
        self.precision
    }

    /// The days since 1970-01-01 at the date's own place.
    pub fn day(&self) -> i32 {
        let days = self.local_seconds().div_euclid(24 * 60 * 60);
        // Years have four digits, so the number of days is at most seven digits long.
        i32::try_from(days).unwrap_or(i32::MAX)
    }

    /// The year at the date's own place.
    pub fn year(&self) -> i16 {
        self.civil().year()
    }

    /// The days that the date may mean, counted as [`day`](Self::day) counts: one day, or all days of
    /// its month or year.
    pub fn days(&self) -> RangeInclusive<i32> {
        let first = self.civil().date();
        let last = match self.precision {
            DatePrecision::Year => first.last_of_year(),
            DatePrecision::Month => first.last_of_month(),
            DatePrecision::Day | DatePrecision::Second => first,
        };
        let length = (last - first).get_days();
        self.day()..=self.day() + length
    }

    /// The same date, in UTC if it was written without a zone.
    fn or_utc(self) -> Self {
        Self { offset: self.offset.or(Some(0)), ..self }
    }

    /// A date put together again from what [`seconds`](Self::seconds), [`offset`](Self::offset) and
    /// [`precision`](Self::precision) tell, if it is one from the year 1 to 9999.
    pub fn from_parts(seconds: i64, offset: Option<i32>, precision: DatePrecision) -> Option<Self> {
        let local = seconds.checked_add(i64::from(offset.unwrap_or(0)))?;
        let year = EPOCH.checked_add(SignedDuration::from_secs(local)).ok()?.year();
        (1..=9999).contains(&year).then_some(Self { seconds, offset, precision })
    }

    fn local_seconds(&self) -> i64 {
        self.seconds + i64::from(self.offset.unwrap_or(0))
    }

    /// Calendar and clock of the date's own place.
    fn civil(&self) -> DateTime {
        let since = SignedDuration::from_secs(self.local_seconds());
        // Every date was made from a calendar date of four-digit years, so there is always one.
        EPOCH.checked_add(since).unwrap_or(EPOCH)
    }
}

impl fmt::Display for PostDate {
    /// The form of the date in JSON.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let local = self.civil();
        write!(f, "{:04}", local.year())?;
        if self.precision >= DatePrecision::Month {
            write!(f, "-{:02}", local.month())?;
        }
        if self.precision >= DatePrecision::Day {
            write!(f, "-{:02}", local.day())?;
        }
        if self.precision < DatePrecision::Second {
            return Ok(());
        }
        write!(f, "T{:02}:{:02}:{:02}", local.hour(), local.minute(), local.second())?;
        match self.offset {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(offset) => {
                let minutes = offset.abs() / 60;
                let sign = if offset < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

impl Ord for PostDate {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |date: &Self| (date.seconds, date.offset, date.precision);
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for PostDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::corpus::front_matter::Map;

    fn date(text: &str) -> PostDate {
        PostDate::parse(text).unwrap().date
    }

    #[test]
    fn a_day_is_that_of_the_own_place() {
        let table = [
            ("1970-01-01", 0, 1970),
            ("1969-12-31T23:00:00Z", -1, 1969),
            ("2020-01-01T01:00:00+04:00", 18262, 2020),
            ("2019-12-31T23:00:00-05:00", 18261, 2019),
            ("2020-10", 18536, 2020),
        ];
        for (text, day, year) in table {
            assert_eq!((date(text).day(), date(text).year()), (day, year), "{text}");
        }
    }

    #[test]
    fn a_month_and_a_year_are_all_their_days() {
        let table = [
            ("1970", 0..=364),
            ("1970-02", 31..=58),
            ("1970-01-02", 1..=1),
            ("1970-01-02T08:00:00Z", 1..=1),
            ("1969-12-31T23:00:00-05:00", -1..=-1),
        ];
        for (text, days) in table {
            assert_eq!(date(text).days(), days, "{text}");
        }
    }

    #[test]
    fn dates_are_ordered_by_instant() {
        let ascending =
            ["2019", "2020-01-01T01:00:00+04:00", "2019-12-31T23:00:00Z", "2020-01-01", "2020-02"];
        let dates: Vec<_> = ascending.iter().map(|text| date(text)).collect();
        assert!(dates.is_sorted());
        assert_eq!(dates[1].seconds(), 1_577_826_000);
    }

    #[test]
    fn dates_are_put_together_again() {
        let forms = [
            "2020",
            "2020-10-14",
            "2020-10-14T08:00:00",
            "2020-10-14T08:00:00-05:30",
            "9999-12-31T23:59:59-12:00",
            "0001-01-01T00:00:00+14:00",
        ];
        for text in forms {
            let date = date(text);
            let again = PostDate::from_parts(date.seconds(), date.offset(), date.precision());
            assert_eq!(again.map(|date| date.to_string()).as_deref(), Some(text));
        }
        assert_eq!(PostDate::from_parts(i64::MAX, None, DatePrecision::Day), None);
        assert_eq!(PostDate::from_parts(i64::MIN, Some(-1), DatePrecision::Day), None);
        assert_eq!(PostDate::from_parts(1 << 40, None, DatePrecision::Day), None);
    }

    #[test]
    fn values_hold_dates() {
        let text = || Value::Text("2020-10-14".to_owned());
        let map = |key: &str| Value::Map(Map::from_iter([(key.to_owned(), text())]));
        let table = [
            (Value::Int(1_603_120_581), Some("2020-10-19T15:16:21Z")),
            (Value::Float(1_603_120_581.240_240_8), Some("2020-10-19T15:16:21Z")),
            (Value::Int(2020), Some("2020")),
            (Value::Int(20_201_014), Some("2020-10-14")),
            (text(), Some("2020-10-14")),
            (Value::List(vec![text()]), Some("2020-10-14")),
            (map("published"), Some("2020-10-14")),
            (map("other"), None),
            (Value::List(vec![map("date")]), None),
            (Value::Float(f64::NAN), None),
            (Value::Float(f64::MAX), None),
            (Value::Bool(true), None),
            (Value::Null, None),
        ];
        for (value, expected) in table {
            let found = PostDate::from_value(&value).ok().map(|read| read.date.to_string());
            assert_eq!(found.as_deref(), expected, "{value:?}");
        }
    }

    #[test]
    fn time_stamps_are_in_utc() {
        let time = SystemTime::UNIX_EPOCH + Duration::from_millis(1_603_120_581_900);
        let found = PostDate::from_system_time(time).map(|date| date.to_string());
        assert_eq!(found.as_deref(), Some("2020-10-19T15:16:21Z"));
    }
}
