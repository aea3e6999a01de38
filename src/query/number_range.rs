//! Numbers between two others.

use std::ops::{Bound, RangeInclusive};

use super::interval::Interval;

/// The numbers between two others. Whole ones are kept apart, since a fraction of 64 bits cannot tell
/// large ones from their neighbours.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberRange {
    /// The whole ones; an empty range if there are none.
    pub whole: RangeInclusive<i64>,
    /// Where the others lie.
    pub broken: (Bound<f64>, Bound<f64>),
}

/// A range that ends before it begins.
const NO_NUMBER: RangeInclusive<i64> = RangeInclusive::new(1, 0);

/// A number, exactly if it is a whole one of 64 bits.
#[derive(Clone, Copy)]
struct Number {
    whole: Option<i64>,
    rounded: f64,
}

impl NumberRange {
    /// The numbers between two ends; `None` if one of them is no number.
    pub fn of(typed: &Interval) -> Option<Self> {
        let (from, to) = typed.read(Number::parse)?;
        let first = match from {
            Bound::Unbounded => Some(i64::MIN),
            Bound::Included(number) => Some(number.whole.unwrap_or(number.rounded.ceil() as i64)),
            Bound::Excluded(number) => {
                number.whole.unwrap_or(number.rounded.floor() as i64).checked_add(1)
            }
        };
        let last = match to {
            Bound::Unbounded => Some(i64::MAX),
            Bound::Included(number) => Some(number.whole.unwrap_or(number.rounded.floor() as i64)),
            Bound::Excluded(number) => {
                number.whole.unwrap_or(number.rounded.ceil() as i64).checked_sub(1)
            }
        };
        let rounded = |end: Bound<Number>| end.map(|number| number.rounded);
        let whole = first.zip(last).map_or(NO_NUMBER, |(first, last)| first..=last);
        Some(Self { whole, broken: (rounded(from), rounded(to)) })
    }

    /// The one number that a text is.
    pub fn only(text: &str) -> Option<Self> {
        let end = || Bound::Included(text.to_owned());
        Self::of(&Interval { from: end(), to: end() })
    }

    /// Whether no number lies in between.
    pub fn is_empty(&self) -> bool {
        let is_empty = match self.broken {
            (Bound::Included(from), Bound::Included(to)) => from > to,
            (
                Bound::Included(from) | Bound::Excluded(from),
                Bound::Included(to) | Bound::Excluded(to),
            ) => from >= to,
            _ => false,
        };
        is_empty && self.whole.is_empty()
    }
}

impl Number {
    fn parse(text: &str) -> Option<Self> {
        let is_number = text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
        let rounded: f64 = text.parse().ok().filter(|_| is_number)?;
        rounded.is_finite().then(|| Self { whole: text.parse().ok(), rounded })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(text: &str) -> Option<NumberRange> {
        let interval = Interval::bracketed(text).map(|(interval, _)| interval);
        NumberRange::of(&interval.or_else(|| Interval::dotted(text)).expect("is an interval"))
    }

    #[test]
    fn whole_numbers_lie_within_the_ends() {
        let table = [
            ("100..500", Some(100..=500)),
            ("{100 TO 500}", Some(101..=499)),
            ("1.5..2.5", Some(2..=2)),
            ("{1.5 TO 2.5}", Some(2..=2)),
            ("{2.0 TO 5e0}", Some(3..=4)),
            ("-5..", Some(-5..=i64::MAX)),
            ("..-5", Some(i64::MIN..=-5)),
            (
                "9007199254740993..9007199254740993",
                Some(9_007_199_254_740_993..=9_007_199_254_740_993),
            ),
            ("{9223372036854775807 TO *]", Some(NO_NUMBER)),
            ("..1e300", Some(i64::MIN..=i64::MAX)),
            ("x..5", None),
            ("nan..5", None),
            ("..inf", None),
            ("..1e999", None),
        ];
        for (text, expected) in table {
            assert_eq!(range(text).map(|range| range.whole), expected, "{text}");
        }
    }

    #[test]
    fn an_empty_range_is_told() {
        let table = [
            ("5..1", true),
            ("{1 TO 2}", false),
            ("{1 TO 1]", true),
            ("1..1", false),
            ("1.2..1.4", false),
            ("..5", false),
        ];
        for (text, expected) in table {
            assert_eq!(range(text).map(|range| range.is_empty()), Some(expected), "{text}");
        }
        assert_eq!(NumberRange::only("5"), range("5..5"));
    }
}
