//! Days, weeks, months and years as people name them: by their distance from today.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use super::DayRange;
use crate::corpus::date::month_named;

/// The days that a text names by their distance from `today`: `yesterday`, `last monday`,
/// `this month`, `2w`, `3 days ago`, `last 2 weeks`, `october`. English, in any case.
///
/// A week begins on Monday. A weekday or month alone is the last one that has begun.
pub fn days_named(text: &str, today: Date) -> Option<DayRange> {
    let text = text.to_lowercase();
    let words: Vec<&str> =
        text.split([' ', '\t', '-', '_', ',']).filter(|word| !word.is_empty()).collect();
    match words.as_slice() {
        ["today" | "now"] => Some(DayRange::day(today)),
        ["yesterday"] => Some(DayRange::day(today.yesterday().ok()?)),
        ["tomorrow"] => Some(DayRange::day(today.tomorrow().ok()?)),
        ["this", name] => period(name, 0, today),
        ["last" | "previous" | "past", name] => period(name, -1, today),
        ["next", name] => period(name, 1, today),
        ["last" | "past", count, unit] => {
            let from = before(today, number(count)?, unit)?;
            Some(DayRange { from: Some(from), to: Some(today) })
        }
        [count, unit, "ago"] => before(today, number(count)?, unit).map(DayRange::day),
        [age] | [age, "ago"] => aged(age, today).or_else(|| latest(age, today)),
        _ => None,
    }
}

/// The length of time that a text names, in days, weeks, months and years: `2w`, `6 months`, `a year
/// and 2 weeks`. English, in any case.
pub fn span_named(text: &str) -> Option<Span> {
    let text = text.to_lowercase();
    let words = text.split([' ', '\t', ',']).filter(|word| !word.is_empty() && *word != "and");
    let mut words = words.peekable();
    words.peek()?;
    let mut span = Span::new();
    while let Some(word) = words.next() {
        let (count, unit) = match counted_unit(word) {
            Some(counted) => counted,
            None => (number(word)?, words.next()?),
        };
        span = lengthened(span, count, unit)?;
    }
    Some(span)
}

/// `2w`, `6mo`: the day that long ago.
fn aged(age: &str, today: Date) -> Option<DayRange> {
    let (count, unit) = counted_unit(age)?;
    before(today, count, unit).map(DayRange::day)
}

/// The number and the unit of `2w`.
fn counted_unit(word: &str) -> Option<(i32, &str)> {
    let digits = word.find(|c: char| !c.is_ascii_digit()).filter(|&digits| digits > 0)?;
    let (count, unit) = word.split_at(digits);
    Some((count.parse().ok()?, unit))
}

/// The day so many units before today.
fn before(today: Date, count: i32, unit: &str) -> Option<Date> {
    today.checked_sub(lengthened(Span::new(), count, unit)?).ok()
}

/// A span with so many of a unit added.
fn lengthened(span: Span, count: i32, unit: &str) -> Option<Span> {
    let span = match unit {
        "d" | "day" | "days" => span.try_days(span.get_days().checked_add(count)?),
        "w" | "week" | "weeks" => span.try_weeks(span.get_weeks().checked_add(count)?),
        "mo" | "mon" | "month" | "months" => span.try_months(span.get_months().checked_add(count)?),
        "y" | "yr" | "year" | "years" => {
            span.try_years(i32::from(span.get_years()).checked_add(count)?)
        }
        _ => return None,
    };
    span.ok()
}

fn number(word: &str) -> Option<i32> {
    const NAMES: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    let named = (1..).zip(NAMES).find(|(_, name)| *name == word).map(|(number, _)| number);
    let article = matches!(word, "a" | "an").then_some(1);
    named.or(article).or_else(|| word.parse().ok())
}

/// The week, month, year, weekday or month of a name that lies `step` away from the present one.
fn period(name: &str, step: i32, today: Date) -> Option<DayRange> {
    match name {
        "day" => Some(DayRange::day(today.checked_add(step.days()).ok()?)),
        "week" => {
            let monday = monday_of(today)?.checked_add(step.weeks()).ok()?;
            let sunday = monday.checked_add(6.days()).ok()?;
            Some(DayRange { from: Some(monday), to: Some(sunday) })
        }
        "month" => Some(DayRange::month(today.first_of_month().checked_add(step.months()).ok()?)),
        "year" => Some(DayRange::year(today.checked_add(step.years()).ok()?)),
        _ => {
            if let Some(weekday) = weekday(name) {
                return weekday_at(weekday, step, today).map(DayRange::day);
            }
            month_at(month_named(name)?, step, today).map(DayRange::month)
        }
    }
}

/// The last weekday or month of a name that has begun.
fn latest(name: &str, today: Date) -> Option<DayRange> {
    match weekday(name) {
        Some(weekday) if weekday == today.weekday() => Some(DayRange::day(today)),
        Some(weekday) => weekday_at(weekday, -1, today).map(DayRange::day),
        None => match month_named(name)? {
            month if month == today.month() => Some(DayRange::month(today)),
            month => month_at(month, -1, today).map(DayRange::month),
        },
    }
}

/// The weekday of this week, or the nearest one before or after today.
fn weekday_at(weekday: Weekday, step: i32, today: Date) -> Option<Date> {
    match step {
        0 => {
            let days = i64::from(weekday.to_monday_zero_offset());
            monday_of(today)?.checked_add(days.days()).ok()
        }
        step => today.nth_weekday(step.signum(), weekday).ok(),
    }
}

/// A day in the month of this year, or in the nearest such month before or after the present one.
fn month_at(month: i8, step: i32, today: Date) -> Option<Date> {
    let this_year = Date::new(today.year(), month, 1).ok()?;
    let is_passed = match step {
        0 => true,
        step if step < 0 => month < today.month(),
        _ => month > today.month(),
    };
    if is_passed { Some(this_year) } else { this_year.checked_add(step.years()).ok() }
}

fn monday_of(day: Date) -> Option<Date> {
    day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok()
}

/// The weekday of an English name, whole or in its usual short forms.
fn weekday(name: &str) -> Option<Weekday> {
    Some(match name {
        "monday" | "mon" => Weekday::Monday,
        "tuesday" | "tue" | "tues" => Weekday::Tuesday,
        "wednesday" | "wed" => Weekday::Wednesday,
        "thursday" | "thu" | "thur" | "thurs" => Weekday::Thursday,
        "friday" | "fri" => Weekday::Friday,
        "saturday" | "sat" => Weekday::Saturday,
        "sunday" | "sun" => Weekday::Sunday,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_named_by_their_distance() {
        // A Wednesday.
        let today = Date::constant(2020, 10, 14);
        let table = [
            ("today", "2020-10-14..2020-10-14"),
            ("Yesterday", "2020-10-13..2020-10-13"),
            ("tomorrow", "2020-10-15..2020-10-15"),
            ("last monday", "2020-10-12..2020-10-12"),
            ("last wednesday", "2020-10-07..2020-10-07"),
            ("last sun", "2020-10-11..2020-10-11"),
            ("this friday", "2020-10-16..2020-10-16"),
            ("next monday", "2020-10-19..2020-10-19"),
            ("monday", "2020-10-12..2020-10-12"),
            ("wednesday", "2020-10-14..2020-10-14"),
            ("last day", "2020-10-13..2020-10-13"),
            ("this week", "2020-10-12..2020-10-18"),
            ("last week", "2020-10-05..2020-10-11"),
            ("past week", "2020-10-05..2020-10-11"),
            ("this month", "2020-10-01..2020-10-31"),
            ("last month", "2020-09-01..2020-09-30"),
            ("next month", "2020-11-01..2020-11-30"),
            ("last-month", "2020-09-01..2020-09-30"),
            ("this year", "2020-01-01..2020-12-31"),
            ("last year", "2019-01-01..2019-12-31"),
            ("previous_year", "2019-01-01..2019-12-31"),
            ("october", "2020-10-01..2020-10-31"),
            ("last october", "2019-10-01..2019-10-31"),
            ("november", "2019-11-01..2019-11-30"),
            ("this dec", "2020-12-01..2020-12-31"),
            ("next may", "2021-05-01..2021-05-31"),
            ("märz", "2020-03-01..2020-03-31"),
            ("2w", "2020-09-30..2020-09-30"),
            ("3d", "2020-10-11..2020-10-11"),
            ("-2w", "2020-09-30..2020-09-30"),
            ("3d ago", "2020-10-11..2020-10-11"),
            ("6mo", "2020-04-14..2020-04-14"),
            ("1y", "2019-10-14..2019-10-14"),
            ("0d", "2020-10-14..2020-10-14"),
            ("2 weeks ago", "2020-09-30..2020-09-30"),
            ("a month ago", "2020-09-14..2020-09-14"),
            ("ten days ago", "2020-10-04..2020-10-04"),
            ("2-weeks-ago", "2020-09-30..2020-09-30"),
            ("last 7 days", "2020-10-07..2020-10-14"),
            ("past two months", "2020-08-14..2020-10-14"),
        ];
        for (text, expected) in table {
            let found = days_named(text, today).map(|days| days.to_string());
            assert_eq!(found.as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn anything_else_names_no_day() {
        let today = Date::constant(2020, 10, 14);
        let texts = [
            "",
            "soon",
            "last",
            "2",
            "2x",
            "w",
            "2 w",
            "99999999999d",
            "99999y",
            "2m",
            "last one",
            "many days ago",
            "next 2 weeks",
            "2020-10",
        ];
        for text in texts {
            assert_eq!(days_named(text, today), None, "{text}");
        }
    }

    #[test]
    fn the_ends_of_the_calendar_are_no_trap() {
        for today in [Date::MIN, Date::MAX] {
            for text in ["yesterday", "tomorrow", "last week", "next week", "this week", "1y"] {
                let _ = days_named(text, today);
            }
        }
        let leap_day = Date::constant(2020, 2, 29);
        let found = days_named("1y", leap_day).map(|days| days.to_string());
        assert_eq!(found.as_deref(), Some("2019-02-28..2019-02-28"));
    }
}
