//! A day in each of the forms that people write.

use fastrand::Rng;

use super::{one_in, pick};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// A day of the calendar.
#[derive(Clone, Copy, Debug)]
pub struct Day {
    /// The year, of four digits.
    pub year: i16,
    /// The month from 1 to 12.
    pub month: usize,
    /// The day from 1 to 28.
    pub day: u8,
}

/// Any day that exists.
pub fn day(rng: &mut Rng) -> Day {
    Day { year: rng.i16(1900..2100), month: rng.usize(1..=12), day: rng.u8(1..=28) }
}

/// A form in which nobody could take the day for another.
pub fn clear_form(rng: &mut Rng, day: Day) -> String {
    let Day { year, month, day } = day;
    let name = MONTHS[month - 1];
    let short = &name[..3];
    let date = match rng.u8(..8) {
        0 => format!("{year}-{month:02}-{day:02}"),
        1 => format!("{year}/{month:02}/{day:02}"),
        2 => format!("{day} {name} {year}"),
        3 => format!("{name} {day}, {year}"),
        4 => format!("{day:02} {short} {year}"),
        5 => format!("{short} {day}, {year}"),
        6 => format!("{day:02}.{month:02}.{year}"),
        _ => return format!("{year}-{month:02}-{day:02}{}", iso_time(rng)),
    };
    if one_in(rng, 3) { format!("  {date} ") } else { date }
}

fn iso_time(rng: &mut Rng) -> String {
    let (hour, minute, second) = (rng.u8(..24), rng.u8(..60), rng.u8(..60));
    let zone = pick(rng, &["", "Z", "+00:00", "+04:00", "-0300", " +0530", "-12:00", "+14:00"]);
    let gap = pick(rng, &["T", " "]);
    format!("{gap}{hour:02}:{minute:02}:{second:02}{zone}")
}

/// A text that looks like a date, of a day that need not exist.
pub fn odd_form(rng: &mut Rng) -> String {
    let number = |rng: &mut Rng| {
        let most = *rng.choice(&[13, 32, 100, 3000, 100_000, i64::MAX]).unwrap_or(&13);
        rng.i64(..most).to_string()
    };
    let mut text = String::new();
    for _ in 0..=rng.usize(..9) {
        match rng.u8(..8) {
            0..4 => text.push_str(&number(rng)),
            4 => text.push_str(pick(rng, &MONTHS)),
            5 => text.push_str(pick(rng, &WEEKDAYS)),
            6 => text.push_str(pick(
                rng,
                &["T", "Z", "AM", "p.m.", "UTC", "GMT", "EST", "th", "год", "年", "é", "de"],
            )),
            _ => text.push_str(pick(rng, &["+", "--", "e9", "\u{a0}", "\0", "９"])),
        }
        text.push_str(pick(rng, &[" ", " ", "-", "/", ".", ":", ",", ", ", "+", "T", ""]));
    }
    text
}
