//! What lies between two values of a front-matter key, by each type that they may be of.

use std::fmt;
use std::ops::Bound;

use jiff::civil::Date;

use super::interval::Interval;
use super::{DayRange, NumberRange};

/// The values between two others. The values of a key may be of any type, so each reading counts.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueRange {
    /// The ends as typed.
    pub typed: Interval,
    /// The numbers in between, if the ends are numbers.
    pub numbers: Option<NumberRange>,
    /// The days in between, if the ends are dates.
    pub days: Option<DayRange>,
    /// The truth values in between, if the ends are such: false comes before true.
    pub truth: Option<(Bound<bool>, Bound<bool>)>,
}

impl ValueRange {
    /// Reads the ends. Days such as `yesterday` are counted from `today`.
    pub fn new(typed: Interval, today: Option<Date>) -> Self {
        Self {
            numbers: NumberRange::of(&typed),
            days: DayRange::of(&typed, today),
            truth: typed.read(|end| end.to_lowercase().parse().ok()),
            typed,
        }
    }

    /// Whether an end is neither number nor date nor truth value, so that only text is left.
    pub fn is_text(&self) -> bool {
        self.numbers.is_none() && self.days.is_none() && self.truth.is_none()
    }

    /// Whether it ends before it begins, in whatever way it is read.
    pub fn is_reversed(&self) -> bool {
        let numbers = self.numbers.as_ref().map(NumberRange::is_empty);
        let days = self.days.map(DayRange::is_reversed);
        (numbers.is_some() || days.is_some()) && numbers != Some(false) && days != Some(false)
    }
}

impl fmt::Display for ValueRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.typed.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_read_by_every_type() {
        let table = [
            ("1..5", (true, false, false)),
            ("2019..2020", (true, true, false)),
            ("2019-05..2020-10-14", (false, true, false)),
            ("yesterday..", (false, true, false)),
            ("false..True", (false, false, true)),
            ("a..b", (false, false, false)),
            ("1..b", (false, false, false)),
        ];
        for (text, expected) in table {
            let typed = Interval::dotted(text).expect("has dots");
            let range = ValueRange::new(typed, Some(Date::constant(2020, 10, 14)));
            let found = (range.numbers.is_some(), range.days.is_some(), range.truth.is_some());
            assert_eq!(found, expected, "{text}");
            assert_eq!(range.is_text(), expected == (false, false, false), "{text}");
        }
    }

    #[test]
    fn a_reversed_range_is_told() {
        let table = [
            ("5..1", true),
            ("2020-10..2019", true),
            ("2021..2020", true),
            ("1..5", false),
            ("5..", false),
            ("b..a", false),
        ];
        for (text, expected) in table {
            let range = ValueRange::new(Interval::dotted(text).expect("has dots"), None);
            assert_eq!(range.is_reversed(), expected, "{text}");
        }
    }
}
