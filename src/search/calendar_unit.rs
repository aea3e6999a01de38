//! The spans of the calendar by which posts are counted.

use jiff::ToSpan;
use jiff::civil::Date;

/// A span of the calendar. A week is one of ISO 8601 and begins on Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CalendarUnit {
    /// A day: `2020-10-14`.
    Day,
    /// A week: `2020-W42`.
    Week,
    /// A month: `2020-10`.
    Month,
    /// Three months: `2020-Q4`.
    Quarter,
    /// A year: `2020`.
    Year,
}

impl CalendarUnit {
    /// All of them, the shortest first.
    pub const ALL: [Self; 5] = [Self::Day, Self::Week, Self::Month, Self::Quarter, Self::Year];

    /// Its name, as it is typed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// The first day of the span that a day is in.
    pub fn first_day(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week => {
                let since_monday = day.weekday().to_monday_zero_offset();
                day.saturating_sub(i32::from(since_monday).days())
            }
            Self::Month => day.first_of_month(),
            Self::Quarter => {
                let since_quarter = (day.month() - 1) % 3;
                day.first_of_month().saturating_sub(i32::from(since_quarter).months())
            }
            Self::Year => day.first_of_year(),
        }
    }

    /// The last day of the span that a day is in, or of the calendar, which ends with 9999.
    pub fn last_day(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week => self.first_day(day).saturating_add(6.days()),
            Self::Month => day.last_of_month(),
            Self::Quarter => self.first_day(day).saturating_add(2.months()).last_of_month(),
            Self::Year => day.last_of_year(),
        }
    }

    /// The name of the span that a day is in. Names of one unit sort as their spans follow.
    pub fn label(self, day: Date) -> String {
        match self {
            Self::Day => day.to_string(),
            Self::Week => {
                let week = day.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Self::Month => format!("{:04}-{:02}", day.year(), day.month()),
            Self::Quarter => format!("{:04}-Q{}", day.year(), (day.month() - 1) / 3 + 1),
            Self::Year => format!("{:04}", day.year()),
        }
    }

    /// The first days of the spans from that of one day to that of another, in order.
    pub fn spans(self, from: Date, to: Date) -> impl Iterator<Item = Date> {
        let first = Some(self.first_day(from)).filter(|&first| first <= to);
        std::iter::successors(first, move |&first| {
            self.last_day(first).tomorrow().ok().filter(|&next| next <= to)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    #[test]
    fn a_day_is_in_one_span_of_each_unit() {
        use CalendarUnit::{Day, Month, Quarter, Week, Year};
        let table = [
            (Day, "2020-10-14", "2020-10-14", "2020-10-14", "2020-10-14"),
            (Week, "2020-10-14", "2020-10-12", "2020-10-18", "2020-W42"),
            (Week, "2021-01-03", "2020-12-28", "2021-01-03", "2020-W53"),
            (Week, "2024-12-30", "2024-12-30", "2025-01-05", "2025-W01"),
            (Week, "0001-01-01", "0001-01-01", "0001-01-07", "0001-W01"),
            (Week, "9999-12-31", "9999-12-27", "9999-12-31", "9999-W52"),
            (Month, "2020-02-29", "2020-02-01", "2020-02-29", "2020-02"),
            (Quarter, "2020-11-30", "2020-10-01", "2020-12-31", "2020-Q4"),
            (Quarter, "2021-03-31", "2021-01-01", "2021-03-31", "2021-Q1"),
            (Year, "0800-07-01", "0800-01-01", "0800-12-31", "0800"),
        ];
        for (unit, text, first, last, label) in table {
            let found = (unit.first_day(day(text)), unit.last_day(day(text)));
            assert_eq!(found, (day(first), day(last)), "{unit:?} of {text}");
            assert_eq!(unit.label(day(text)), label, "{unit:?} of {text}");
        }
    }

    #[test]
    fn spans_follow_each_other_without_a_gap() {
        for unit in CalendarUnit::ALL {
            let spans: Vec<Date> = unit.spans(day("2019-12-25"), day("2021-01-05")).collect();
            for pair in spans.windows(2) {
                let next = unit.last_day(pair[0]).tomorrow().expect("has one");
                assert_eq!(pair[1], next, "{unit:?}");
                assert!(unit.label(pair[0]) < unit.label(pair[1]), "{unit:?}");
            }
            assert_eq!(spans[0], unit.first_day(day("2019-12-25")));
            assert!(unit.last_day(spans[spans.len() - 1]) >= day("2021-01-05"), "{unit:?}");
        }
        assert_eq!(CalendarUnit::Day.spans(day("2020-01-02"), day("2020-01-01")).count(), 0);
        assert_eq!(CalendarUnit::Year.spans(day("0001-05-05"), day("9999-12-31")).count(), 9999);
    }
}
