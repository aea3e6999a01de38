//! Days, months and years as they are typed.

use std::fmt;
use std::ops::Bound;

use jiff::civil::Date;
use jiff::{Span, Unit};

use super::calendar::days_named;
use super::interval::Interval;
use crate::corpus::{DatePrecision, PostDate};

/// A range of whole days, both ends included; an end that is not given is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayRange {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

impl DayRange {
    /// Reads a day, month or year, or two of these with `..` between them, of which one may be
    /// missing: `2020`, `2020-10`, `2020-10-14..2020-11`, `14 Oct 2020`, `october 2020..`. Days such
    /// as `yesterday`, `last month` and `2w` (two weeks ago) are counted from `today`, and are not
    /// understood without it.
    pub fn parse(text: &str, today: Option<Date>) -> Option<Self> {
        match Interval::dotted(text) {
            Some(interval) => Self::of(&interval, today),
            None => Self::period(text, today),
        }
    }

    /// The days between two ends; `None` if one of them is no date.
    pub fn of(typed: &Interval, today: Option<Date>) -> Option<Self> {
        let (from, to) = typed.read(|end| Self::period(end, today))?;
        Some(Self {
            from: match from {
                Bound::Unbounded => None,
                Bound::Included(period) => period.from,
                Bound::Excluded(period) => Some(period.to?.tomorrow().ok()?),
            },
            to: match to {
                Bound::Unbounded => None,
                Bound::Included(period) => period.to,
                Bound::Excluded(period) => Some(period.from?.yesterday().ok()?),
            },
        })
    }

    /// Reads one day, week, month or year.
    pub fn period(text: &str, today: Option<Date>) -> Option<Self> {
        let text = text.trim();
        standard(text)
            .or_else(|| today.and_then(|today| days_named(text, today)))
            .or_else(|| loose(text))
    }

    /// One day.
    pub fn day(day: Date) -> Self {
        Self { from: Some(day), to: Some(day) }
    }

    /// The month that a day is in.
    pub fn month(day: Date) -> Self {
        Self { from: Some(day.first_of_month()), to: Some(day.last_of_month()) }
    }

    /// The year that a day is in.
    pub fn year(day: Date) -> Self {
        Self { from: Some(day.first_of_year()), to: Some(day.last_of_year()) }
    }

    /// Whether it ends before it begins.
    pub fn is_reversed(self) -> bool {
        self.from.zip(self.to).is_some_and(|(from, to)| from > to)
    }

    /// The ends as days since 1970-01-01.
    pub fn as_days(self) -> (Option<i64>, Option<i64>) {
        (self.from.map(days_since_1970), self.to.map(days_since_1970))
    }
}

fn days_since_1970(date: Date) -> i64 {
    let epoch = Date::constant(1970, 1, 1);
    // Between two dates of the calendar there is always a count of days.
    epoch.until((Unit::Day, date)).map_or(0, |span| i64::from(span.get_days()))
}

/// A day, a month or a year in the form of the standard: `2020-10-14`, `2020-1`, `2020`.
fn standard(text: &str) -> Option<DayRange> {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |index: usize, digits: usize| -> Option<Option<i16>> {
        let Some(part) = parts.get(index) else { return Some(None) };
        let is_number = part.len() <= digits && part.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { part.parse().ok().map(Some) } else { None }
    };
    let (year, month, day) = (number(0, 4)??, number(1, 2)?, number(2, 2)?);
    if parts.len() > 3 || parts[0].len() != 4 {
        return None;
    }
    let first = Date::new(year, month.unwrap_or(1) as i8, day.unwrap_or(1) as i8).ok()?;
    Some(match (month, day) {
        (None, _) => DayRange::year(first),
        (_, None) => DayRange::month(first),
        _ => DayRange::day(first),
    })
}

/// A date in any form that posts have one in. Of one with a time of day, the day at its own place.
fn loose(text: &str) -> Option<DayRange> {
    let date = PostDate::parse(text).ok()?.date;
    let day =
        Date::constant(1970, 1, 1).checked_add(Span::new().try_days(date.day()).ok()?).ok()?;
    Some(match date.precision() {
        DatePrecision::Year => DayRange::year(day),
        DatePrecision::Month => DayRange::month(day),
        DatePrecision::Day | DatePrecision::Second => DayRange::day(day),
    })
}

impl fmt::Display for DayRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(from) = self.from {
            from.fmt(f)?;
        }
        f.write_str("..")?;
        self.to.map_or(Ok(()), |to| to.fmt(f))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Option<Date> = Some(Date::constant(2020, 10, 14));

    #[test]
    fn periods_are_read() {
        let table = [
            ("2020", Some("2020-01-01..2020-12-31")),
            ("2020-02", Some("2020-02-01..2020-02-29")),
            ("2020-10-14", Some("2020-10-14..2020-10-14")),
            ("2020-1-4", Some("2020-01-04..2020-01-04")),
            ("2020-10-14..2020-11-01", Some("2020-10-14..2020-11-01")),
            ("2019..2020", Some("2019-01-01..2020-12-31")),
            ("..2019", Some("..2019-12-31")),
            ("2019..", Some("2019-01-01..")),
            ("9999-12", Some("9999-12-01..9999-12-31")),
            ("..", None),
            ("2020-13", None),
            ("2020-02-30", None),
            ("20", None),
            ("2020-10-14-1", None),
            ("soon", None),
            ("", None),
            ("-", None),
            ("october 2020", Some("2020-10-01..2020-10-31")),
            ("14 oct 2020", Some("2020-10-14..2020-10-14")),
            ("oct 14, 2020", Some("2020-10-14..2020-10-14")),
            ("14 октября 2020", Some("2020-10-14..2020-10-14")),
            ("2020-10-14T23:30:00-05:00", Some("2020-10-14..2020-10-14")),
            ("1603120581", Some("2020-10-19..2020-10-19")),
            ("oct 2020..14 nov 2020", Some("2020-10-01..2020-11-14")),
            ("yesterday", Some("2020-10-13..2020-10-13")),
            ("last month..", Some("2020-09-01..")),
            ("2w..yesterday", Some("2020-09-30..2020-10-13")),
            ("soon..2020", None),
            ("2020-", Some("2020-01-01..2020-12-31")),
        ];
        for (text, expected) in table {
            let range = DayRange::parse(text, TODAY).map(|range| range.to_string());
            assert_eq!(range.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn days_are_counted_from_1970() {
        let range = DayRange::parse("1970-01-01..2020-10-19", None).expect("is a range");
        assert_eq!(range.as_days(), (Some(0), Some(18_554)));
        let range = DayRange::parse("..1969-12-31", None).expect("is one");
        assert_eq!(range.as_days(), (None, Some(-1)));
    }

    #[test]
    fn what_is_left_out_is_whole_periods() {
        let table = [
            ("{2020 TO *]", Some("2021-01-01..")),
            ("[2020-10 TO *]", Some("2020-10-01..")),
            ("[* TO 2019}", Some("..2018-12-31")),
            ("[* TO 2019]", Some("..2019-12-31")),
            ("{last week TO today}", Some("2020-10-12..2020-10-13")),
            ("{2020 TO 2020}", Some("2021-01-01..2019-12-31")),
            ("{9999 TO *]", None),
            ("[soon TO 2020]", None),
        ];
        for (text, expected) in table {
            let (interval, _) = Interval::bracketed(text).expect("is an interval");
            let range = DayRange::of(&interval, TODAY).map(|range| range.to_string());
            assert_eq!(range.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_reversed_range_is_told() {
        for (text, expected) in [("2021..2020", true), ("2020..2020", false), ("2020..", false)] {
            let range = DayRange::parse(text, None).expect("is a range");
            assert_eq!(range.is_reversed(), expected, "{text}");
        }
    }

    #[test]
    fn without_a_present_nothing_is_counted_from_it() {
        assert_eq!(DayRange::parse("yesterday", None), None);
    }
}
