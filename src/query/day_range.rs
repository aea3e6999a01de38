//! Days, months and years as they are typed.

use std::fmt;

use jiff::civil::Date;
use jiff::{Span, Unit};

/// A range of whole days, both ends included; an end that is not given is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayRange {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

impl DayRange {
    /// Reads `2020`, `2020-10`, `2020-10-14`, or two of these with `..` between them, of which one
    /// may be missing.
    pub fn parse(text: &str) -> Option<Self> {
        let Some((from, to)) = text.split_once("..") else { return period(text) };
        if from.is_empty() && to.is_empty() {
            return None;
        }
        let end = |text: &str| if text.is_empty() { Some(Self::default()) } else { period(text) };
        Some(Self { from: end(from)?.from, to: end(to)?.to })
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

/// A day, a month or a year.
fn period(text: &str) -> Option<DayRange> {
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
    let next = match (month, day) {
        (None, _) => Span::new().years(1),
        (_, None) => Span::new().months(1),
        _ => Span::new().days(1),
    };
    let last = first.checked_add(next).and_then(Date::yesterday).unwrap_or(Date::MAX);
    Some(DayRange { from: Some(first), to: Some(last) })
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
            ("2020-", None),
        ];
        for (text, expected) in table {
            let range = DayRange::parse(text).map(|range| range.to_string());
            assert_eq!(range.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn days_are_counted_from_1970() {
        let range = DayRange::parse("1970-01-01..2020-10-19").expect("is a range");
        assert_eq!(range.as_days(), (Some(0), Some(18_554)));
        assert_eq!(DayRange::parse("..1969-12-31").expect("is one").as_days(), (None, Some(-1)));
    }
}
