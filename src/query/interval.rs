//! Values between two others, as they are typed.

use std::fmt;
use std::ops::Bound;

/// The values between two ends, which are still text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The lower end.
    pub from: Bound<String>,
    /// The upper end.
    pub to: Bound<String>,
}

/// How a value is compared with one that is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `>`
    Above,
    /// `>=`
    AtLeast,
    /// `<`
    Below,
    /// `<=`
    AtMost,
}

impl Comparison {
    /// The comparison that a text begins with, and its length in bytes.
    pub fn leading(text: &str) -> Option<(Self, usize)> {
        const SIGNS: [(&str, Comparison); 6] = [
            (">=", Comparison::AtLeast),
            ("<=", Comparison::AtMost),
            ("≥", Comparison::AtLeast),
            ("≤", Comparison::AtMost),
            (">", Comparison::Above),
            ("<", Comparison::Below),
        ];
        let (sign, comparison) = SIGNS.iter().find(|(sign, _)| text.starts_with(sign))?;
        Some((*comparison, sign.len()))
    }
}

impl Interval {
    /// What compares so with a value.
    pub fn compared(comparison: Comparison, value: &str) -> Self {
        let value = value.to_owned();
        let (from, to) = match comparison {
            Comparison::Above => (Bound::Excluded(value), Bound::Unbounded),
            Comparison::AtLeast => (Bound::Included(value), Bound::Unbounded),
            Comparison::Below => (Bound::Unbounded, Bound::Excluded(value)),
            Comparison::AtMost => (Bound::Unbounded, Bound::Included(value)),
        };
        Self { from, to }
    }

    /// Reads `a..b`, both ends included, of which one may be missing.
    pub fn dotted(text: &str) -> Option<Self> {
        let (from, to) = text.split_once("..")?;
        Self::between(Bound::Included(from), Bound::Included(to), "")
    }

    /// Reads `[a TO b]` or `{a TO b}` at the beginning of a text, where a curly bracket leaves its
    /// end out and `*` is no end; and how long it is in bytes.
    pub fn bracketed(text: &str) -> Option<(Self, usize)> {
        let inside = text.strip_prefix(['[', '{'])?;
        let length = inside.find([']', '}'])?;
        let (from, to) = inside[..length].split_once(" TO ")?;
        let from =
            if text.starts_with('[') { Bound::Included(from) } else { Bound::Excluded(from) };
        let is_included = inside[length..].starts_with(']');
        let to = if is_included { Bound::Included(to) } else { Bound::Excluded(to) };
        Some((Self::between(from, to, "*")?, length + 2))
    }

    /// The ends that there are.
    pub fn texts(&self) -> Vec<&str> {
        let ends = [&self.from, &self.to];
        let texts = ends.into_iter().filter_map(|end| match end {
            Bound::Included(text) | Bound::Excluded(text) => Some(text.as_str()),
            Bound::Unbounded => None,
        });
        texts.collect()
    }

    /// Both ends, each read by `read`; `None` if one of them cannot be.
    pub fn read<T>(&self, read: impl Fn(&str) -> Option<T>) -> Option<(Bound<T>, Bound<T>)> {
        let end = |end: &Bound<String>| {
            Some(match end {
                Bound::Unbounded => Bound::Unbounded,
                Bound::Included(value) => Bound::Included(read(value)?),
                Bound::Excluded(value) => Bound::Excluded(read(value)?),
            })
        };
        Some((end(&self.from)?, end(&self.to)?))
    }

    /// The interval between two ends, of which `open` stands for none.
    fn between(from: Bound<&str>, to: Bound<&str>, open: &str) -> Option<Self> {
        let end = |end: Bound<&str>| match end.map(|value| value.trim().trim_matches('"')) {
            Bound::Included(value) | Bound::Excluded(value) if value == open => Bound::Unbounded,
            end => end.map(str::to_owned),
        };
        let interval = Self { from: end(from), to: end(to) };
        let is_open = interval.from == Bound::Unbounded && interval.to == Bound::Unbounded;
        (!is_open).then_some(interval)
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Above => ">",
            Self::AtLeast => ">=",
            Self::Below => "<",
            Self::AtMost => "<=",
        })
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use Bound::{Excluded, Included, Unbounded};
        let one = |f: &mut fmt::Formatter<'_>, comparison: Comparison, value: &str| {
            let is_word = !value.is_empty() && !value.contains([' ', '(', ')']);
            if is_word {
                write!(f, "{comparison}{value}")
            } else {
                write!(f, "{comparison}\"{value}\"")
            }
        };
        match (&self.from, &self.to) {
            (Unbounded, Unbounded) => f.write_str("*"),
            (Excluded(from), Unbounded) => one(f, Comparison::Above, from),
            (Included(from), Unbounded) => one(f, Comparison::AtLeast, from),
            (Unbounded, Excluded(to)) => one(f, Comparison::Below, to),
            (Unbounded, Included(to)) => one(f, Comparison::AtMost, to),
            (Included(from), Included(to)) => write!(f, "[{from} TO {to}]"),
            (Included(from), Excluded(to)) => write!(f, "[{from} TO {to}}}"),
            (Excluded(from), Included(to)) => write!(f, "{{{from} TO {to}]"),
            (Excluded(from), Excluded(to)) => write!(f, "{{{from} TO {to}}}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_dots_join_the_ends() {
        let table = [
            ("1..5", Some("[1 TO 5]")),
            ("1..", Some(">=1")),
            ("..5", Some("<=5")),
            ("1.5..2.5", Some("[1.5 TO 2.5]")),
            ("last week..today", Some("[last week TO today]")),
            ("..last week", Some("<=\"last week\"")),
            ("..", None),
            ("1.5", None),
        ];
        for (text, expected) in table {
            let found = Interval::dotted(text).map(|interval| interval.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn brackets_hold_the_ends() {
        let table = [
            ("[1 TO 5] x", Some(("[1 TO 5]", 8))),
            ("{1 TO 5}", Some(("{1 TO 5}", 8))),
            ("{1 TO 5]", Some(("{1 TO 5]", 8))),
            ("[ 1  TO  5 ]", Some(("[1 TO 5]", 12))),
            ("[* TO 5}", Some(("<5", 8))),
            ("[1 TO *]", Some((">=1", 8))),
            ("[\"last week\" TO today]", Some(("[last week TO today]", 22))),
            ("[* TO *]", None),
            ("[1 to 5]", None),
            ("[1 TO 5", None),
            ("[]", None),
            ("1 TO 5]", None),
        ];
        for (text, expected) in table {
            let found = Interval::bracketed(text);
            let found = found.map(|(interval, length)| (interval.to_string(), length));
            assert_eq!(found, expected.map(|(form, length)| (form.to_owned(), length)), "{text}");
        }
    }

    #[test]
    fn signs_compare() {
        let table = [
            (">5", Some((">", 1))),
            (">=5", Some((">=", 2))),
            ("<5", Some(("<", 1))),
            ("<=5", Some(("<=", 2))),
            ("≤5", Some(("<=", 3))),
            ("=>5", None),
            ("", None),
        ];
        for (text, expected) in table {
            let found = Comparison::leading(text).map(|(sign, length)| (sign.to_string(), length));
            assert_eq!(found, expected.map(|(sign, length)| (sign.to_owned(), length)), "{text}");
        }
    }
}
