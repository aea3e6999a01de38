//! How long it takes until a post is half as fresh.

use super::calendar::span_named;

/// In the calendar's mean, over its cycle of 400 years.
const DAYS_OF_YEAR: f64 = 365.2425;
const DAYS_OF_MONTH: f64 = DAYS_OF_YEAR / 12.0;
const DAYS_OF_WEEK: f64 = 7.0;

/// A length of time, longer than none, after which something is worth half of what it was.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HalfLife {
    days: f64,
}

impl HalfLife {
    /// Reads one as people say it, in days, weeks, months or years: `2w`, `6 months`, `a year`,
    /// `1y 6mo`. Months and years are of their mean length. `None` for none at all, and for what is
    /// no such length.
    pub fn parse(text: &str) -> Option<Self> {
        let span = span_named(text)?;
        let days = f64::from(span.get_days())
            + f64::from(span.get_weeks()) * DAYS_OF_WEEK
            + f64::from(span.get_months()) * DAYS_OF_MONTH
            + f64::from(span.get_years()) * DAYS_OF_YEAR;
        (days > 0.0).then_some(Self { days })
    }

    /// How many days it is; above 0.
    pub fn days(self) -> f64 {
        self.days
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_as_people_say_them() {
        let table = [
            ("2w", Some(14.0)),
            ("10d", Some(10.0)),
            ("6 months", Some(182.62125)),
            ("6mo", Some(182.62125)),
            (" 1Y ", Some(365.2425)),
            ("a year", Some(365.2425)),
            ("two weeks", Some(14.0)),
            ("1y 6mo", Some(547.86375)),
            ("1 year 2 weeks", Some(379.2425)),
            ("1 year and 2 weeks", Some(379.2425)),
            ("1 year, 2 weeks", Some(379.2425)),
            ("", None),
            ("and", None),
            ("0d", None),
            ("-2w", None),
            ("2", None),
            ("2m", None),
            ("w", None),
            ("1y 2", None),
            ("2020", None),
            ("2 weeks ago", None),
            ("99999999999y", None),
            ("99999y", None),
            ("19999y 19999y", None),
        ];
        for (text, expected) in table {
            let found = HalfLife::parse(text).map(HalfLife::days);
            let is_same = match (found, expected) {
                (Some(found), Some(expected)) => (found - expected).abs() < 1e-9,
                (found, expected) => found == expected,
            };
            assert!(is_same, "{text}: {found:?}");
        }
    }
}
