//! The date of a post.

use schemars::JsonSchema;
use serde::Serialize;

use crate::corpus::{DateSource, Post, PostDate};

/// The date of a post.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Date")]
pub(super) struct DateWire {
    /// The date as precisely as it is known, `2020`, `2020-10`, `2020-10-14` or with time and, where
    /// it is written, the offset.
    date: Option<String>,
    /// `year`, `month`, `day` or `second`.
    date_precision: Option<&'static str>,
    /// Where the date is from: `front_matter`, `metadata`, `path`, `file_name`, `time_element`, or
    /// `mtime`, the file's own, which no filter and no order regards.
    date_source: Option<&'static str>,
}

impl DateWire {
    /// A date and where it is from.
    pub(super) fn new(date: Option<PostDate>, source: Option<DateSource>) -> Self {
        Self {
            date: date.map(|date| date.to_string()),
            date_precision: date.map(|date| date.precision().as_str()),
            date_source: source.map(DateSource::as_str),
        }
    }
}

impl From<&Post> for DateWire {
    fn from(post: &Post) -> Self {
        Self::new(post.date, post.date_source)
    }
}
