//! Dates that a page shows to its readers.

use super::place::{Anchor, Place};
use crate::corpus::date::{DatePrecision, PostDate};

/// More lines with dates of one page are not looked at.
const MAX_LINES: usize = 200;
/// More of the nearest lines are not read closely.
const MAX_READ: usize = 50;
/// A dateline has no more than this beside its date, in bytes.
const MAX_BESIDE: usize = 90;
/// A date has no more words than this: `Tuesday, 14 May 2010`.
const MAX_WORDS: usize = 4;
/// A date of change counts as this much farther away.
const CHANGED: usize = 1500;

/// What the date of the last change is introduced with, in lower case.
const CHANGE_LABELS: [&str; 20] = [
    "last updated",
    "last modified",
    "last edited",
    "last revised",
    "last reviewed",
    "updated",
    "modified",
    "revised",
    "reviewed",
    "edited",
    "aktualisiert",
    "zuletzt",
    "letzte",
    "stand",
    "mis à jour",
    "modifié",
    "actualizado",
    "aggiornato",
    "обновлено",
    "更新",
];

/// A short line with a date in it.
#[derive(Debug)]
struct Dateline {
    text: String,
    place: Place,
    is_marked: bool,
}

/// The lines with dates of a page, in order.
#[derive(Debug, Default)]
pub(super) struct Datelines(Vec<Dateline>);

impl Datelines {
    /// Takes a line; `is_marked` if its element is known to hold a date.
    pub(super) fn add(&mut self, line: &str, is_marked: bool, place: Place) {
        if self.0.len() < MAX_LINES && has_year(line) {
            self.0.push(Dateline { text: line.to_owned(), place, is_marked });
        }
    }

    /// The date nearest to the heading.
    pub(super) fn nearest(&self, anchor: Anchor) -> Option<String> {
        let cost = |line: &Dateline| {
            let limit = if line.is_marked { 3000 } else { 800 };
            let distance = anchor.distance(line.place).filter(|&distance| distance < limit)?;
            Some(distance + if is_change(&line.text) { CHANGED } else { 0 })
        };
        let mut lines: Vec<_> =
            self.0.iter().filter_map(|line| Some((cost(line)?, line))).collect();
        lines.sort_by_key(|&(cost, _)| cost);
        lines.iter().take(MAX_READ).find_map(|(_, line)| date_in(&line.text))
    }
}

/// Whether a line is about the last change.
fn is_change(line: &str) -> bool {
    let line = line.to_lowercase();
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    CHANGE_LABELS.iter().any(|label| line.starts_with(label))
}

/// Whether four digits in a row are a year that web pages are of.
fn has_year(text: &str) -> bool {
    let mut numbers = text.as_bytes().split(|byte| !byte.is_ascii_digit());
    numbers.any(|number| matches!(number, [b'1', b'9', _, _] | [b'2', b'0', _, _]))
}

/// The first day that a line names, if the line is about little else.
pub(super) fn date_in(line: &str) -> Option<String> {
    let words: Vec<_> = line.split_whitespace().collect();
    let text = |from: usize, to: usize| {
        let text = words[from..to].join(" ");
        text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
    };
    let (from, to) = (0..words.len()).find_map(|from| {
        let mut ends = (from + 1..=(from + MAX_WORDS).min(words.len())).rev();
        ends.find(|&to| is_day(&text(from, to))).map(|to| (from, to))
    })?;
    // Words that say nothing about the day are passed over in a date.
    let from = (from..to).rev().find(|&from| is_day(&text(from, to))).unwrap_or(from);
    let date = text(from, to);
    (line.len() <= date.len() + MAX_BESIDE).then_some(date)
}

/// Whether a text is a day, and no mere number.
fn is_day(text: &str) -> bool {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    let precision = || PostDate::parse(text).map(|read| read.date.precision());
    has_year(text) && !is_number && precision().is_ok_and(|found| found >= DatePrecision::Day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_found_in_short_lines() {
        let long = format!("14 May 2010 {}", "was a day like any other ".repeat(5));
        let table = [
            ("14 May 2010", Some("14 May 2010")),
            ("Published on Tuesday, May 14, 2010", Some("May 14, 2010")),
            ("Ann Lee - 2010-05-14", Some("2010-05-14")),
            ("Dec. 19, 2025 · Ann Lee", Some("Dec. 19, 2025")),
            ("05 Nov 2025.", Some("05 Nov 2025")),
            ("17.05.2021", Some("17.05.2021")),
            ("2010年5月14日", Some("2010年5月14日")),
            ("Posted May 14, 2010 | Updated May 16, 2010", Some("May 14, 2010")),
            ("© 2010 The Site", None),
            ("May 2010", None),
            ("Call 2010 2010", None),
            ("20100514", None),
            (long.as_str(), None),
            ("", None),
        ];
        for (line, expected) in table {
            assert_eq!(date_in(line).as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn changes_are_told_apart() {
        let table =
            [("Last updated: May 14, 2010", true), ("14 May 2010, updated", false), ("", false)];
        for (line, expected) in table {
            assert_eq!(is_change(line), expected, "{line}");
        }
    }
}
