//! Posts over time, a line for each query and bucket.

use std::io::{self, Write};

use csv::Writer;

use crate::search::Timeline;

/// What stands in the first line, whatever follows.
const HEADER: [&str; 8] =
    ["query", "bucket", "from", "to", "count", "posts", "per_hundred", "burst"];

/// Prints how many posts match some queries over time, as comma-separated values (RFC 4180, but with
/// plain line ends). `per_hundred` is empty where there are no posts, `burst` is `true` or `false`.
///
/// # Errors
/// If it cannot be written.
pub fn csv(timeline: &Timeline, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Writer::from_writer(out);
    table.write_record(HEADER)?;
    for series in &timeline.series {
        for (index, bucket) in timeline.buckets.iter().enumerate() {
            let per_hundred = series.per_hundred(index, bucket);
            table.write_record([
                series.results.query.as_str(),
                &timeline.unit.label(bucket.from),
                &bucket.from.to_string(),
                &bucket.to.to_string(),
                &series.counts[index].to_string(),
                &bucket.posts.to_string(),
                &per_hundred.map_or(String::new(), |share| format!("{share:.3}")),
                &series.bursts_in(index).to_string(),
            ])?;
        }
    }
    table.flush()
}
