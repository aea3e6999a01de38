//! Posts over time, a row for each query and bucket.

use std::io::{self, Write};

use super::{TableFormat, decimal, write};
use crate::render::Style;
use crate::search::Timeline;

/// Prints how many posts match some queries over time as `query`, `bucket`, `from`, `to`, `count`,
/// `posts`, `per_hundred`, `burst`. `per_hundred` is empty where there are no posts, `burst` is `true`
/// or `false`.
///
/// # Errors
/// If it cannot be written.
pub fn timeline(
    timeline: &Timeline,
    format: TableFormat,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let header = ["query", "bucket", "from", "to", "count", "posts", "per_hundred", "burst"];
    let rows = timeline.series.iter().flat_map(|series| {
        timeline.buckets.iter().enumerate().map(move |(index, bucket)| {
            [
                series.results.query.as_str().into(),
                timeline.unit.label(bucket.from).into(),
                bucket.from.to_string().into(),
                bucket.to.to_string().into(),
                series.counts[index].to_string().into(),
                bucket.posts.to_string().into(),
                series.per_hundred(index, bucket).map(decimal).unwrap_or_default(),
                series.bursts_in(index).to_string().into(),
            ]
        })
    });
    write(header, rows, format, style, out)
}
