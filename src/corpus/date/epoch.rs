//! Dates that are digits alone: seconds since 1970 in several units, and `YYYYMMDD`.

use jiff::civil::{Date, DateTime, Time};

use super::written::Written;
use super::{DatePrecision, PostDate};

/// Reads a number as a date, if it is one of a sensible range.
pub(super) fn read(text: &str) -> Option<Written> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return compact(text).or_else(|| epoch(text.parse().ok()?));
    }
    let is_number = digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'+'));
    if !is_number {
        return None;
    }
    match text.split_once('.') {
        Some((whole, fraction)) if fraction.bytes().all(|byte| byte.is_ascii_digit()) => {
            epoch(whole.parse().ok()?)
        }
        _ => epoch(whole_seconds(text.parse().ok()?)?),
    }
}

/// The whole part of a number written with an exponent.
fn whole_seconds(number: f64) -> Option<i64> {
    let is_in_range = number.abs() < 1e18;
    is_in_range.then(|| format!("{:.0}", number.trunc()).parse().ok())?
}

/// Seconds, milli-, micro- or nanoseconds since 1970, by their size; from 1973 (or before 1967) on.
///
/// Smaller numbers are years, days or anything else.
fn epoch(number: i64) -> Option<Written> {
    let seconds = match number.unsigned_abs() {
        0..100_000_000 => return None,
        100_000_000..100_000_000_000 => number,
        100_000_000_000..100_000_000_000_000 => number.div_euclid(1_000),
        100_000_000_000_000..100_000_000_000_000_000 => number.div_euclid(1_000_000),
        _ => number.div_euclid(1_000_000_000),
    };
    let date = PostDate::from_instant(seconds)?;
    Some(Written {
        local: date.civil(),
        offset: Some(0),
        precision: DatePrecision::Second,
        doubt: None,
        order: None,
    })
}

/// `YYYY`, `YYYYMM`, `YYYYMMDD`, and with `HHMM` or `HHMMSS` after it.
pub(super) fn compact(digits: &str) -> Option<Written> {
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<i8>().ok();
    let year: i16 = digits.get(..4)?.parse().ok()?;
    let (month, day) = (part(4, 6), part(6, 8));
    let (precision, time) = match digits.len() {
        4 => (DatePrecision::Year, Time::midnight()),
        6 => (DatePrecision::Month, Time::midnight()),
        8 => (DatePrecision::Day, Time::midnight()),
        12 | 14 => {
            let second = if digits.len() == 14 { part(12, 14)? } else { 0 };
            let time = Time::new(part(8, 10)?, part(10, 12)?, second, 0).ok()?;
            (DatePrecision::Second, time)
        }
        _ => return None,
    };
    // Beyond these years, so many digits are rather an epoch or a number of something else.
    if digits.len() != 4 && !(1900..2200).contains(&year) {
        return None;
    }
    let date = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    let local = DateTime::from_parts(date, time);
    Some(Written { local, offset: None, precision, doubt: None, order: None })
}
