//! The date of a post, under the keys that tell when it was published, or else last changed.

use super::Picker;
use super::single::truth;
use crate::corpus::date::{DateDoubt, DateError, PostDate, ReadDate};
use crate::corpus::front_matter::{Value, is_template_tag};
use crate::corpus::problem::ProblemCode;

const DATE_KEYS: &[&str] = &[
    "date",
    "published",
    "pubDate",
    "publish_date",
    "publishDate",
    "post_date",
    "published_at",
    "publishedAt",
    "datePublished",
    "created",
    "created_at",
    "createdAt",
    "lastmod",
    "updated",
    "ms.date",
    "date_gmt",
];
/// Those of them that are of the last change.
const CHANGE_KEYS: &[&str] = &["lastmod", "updated", "ms.date"];

/// The date of a front matter, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KnownDate {
    /// The date.
    pub read: ReadDate,
    /// The key, as kwic knows it.
    pub key: &'static str,
    /// The line of the file, counted from 1, where that is known.
    pub line: Option<u32>,
}

impl KnownDate {
    /// Whether the key tells when the post was published, and not when it was last changed.
    pub fn is_of_publication(&self) -> bool {
        !CHANGE_KEYS.contains(&self.key)
    }
}

impl Picker {
    /// The date of the first key that has one.
    pub(super) fn date(&mut self) -> Option<KnownDate> {
        DATE_KEYS.iter().find_map(|key| self.date_of(key))
    }

    fn date_of(&mut self, key: &'static str) -> Option<KnownDate> {
        let value = self.value(key)?;
        let text = self.front_matter.written(key).unwrap_or_default();
        if value.is_empty() || truth(value).is_some() || is_template_tag(&text) {
            return None;
        }
        let read = match value {
            // The number 2020.1 was written as the month `2020.10`.
            Value::Int(_) | Value::Float(_) => PostDate::parse(&text),
            value => PostDate::from_value(value),
        };
        let mut read = match read {
            Ok(read) => read,
            Err(error) => {
                let message = unreadable(key, &text, error);
                self.report(ProblemCode::DateUnreadable, key, message);
                return None;
            }
        };
        // The first moment of the year 1 is how programs in Go and C# write "no date".
        if read.date.year() == 1 {
            return None;
        }
        self.report_doubt(key, read.doubt);
        self.use_up(key);
        if key == "date_gmt" {
            read = read.or_utc();
        }
        Some(KnownDate { read, key, line: self.front_matter.line(key) })
    }

    fn report_doubt(&mut self, key: &str, doubt: Option<DateDoubt>) {
        let (code, what) = match doubt {
            Some(DateDoubt::Offset) => {
                (ProblemCode::DateOffset, "an impossible offset from UTC; it is left out")
            }
            Some(DateDoubt::Time) => {
                (ProblemCode::DateUnreadable, "an impossible time of day; it is left out")
            }
            Some(DateDoubt::Century) => (
                ProblemCode::DateGuessed,
                "a year of two digits; it was taken as one from 1970 to 2069",
            ),
            None => return,
        };
        self.report(code, key, format!("`{key}` has {what}"));
    }
}

fn unreadable(key: &str, text: &str, error: DateError) -> String {
    let mut shown: String = text.chars().take(40).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    format!("`{key}` cannot be used: {error}: `{shown}`")
}
