//! Hits, each told by its first passage.

use std::array;
use std::borrow::Cow;
use std::io::{self, Write};

use super::{TableFormat, known, write};
use crate::render::Style;
use crate::search::{Hit, Similar};

/// The names of the columns.
const COLUMNS: [&str; 12] = [
    "rank", "score", "id", "path", "line", "title", "date", "language", "tags", "authors", "url",
    "snippet",
];

/// The column after them of posts that are like another one.
const SHARED: &str = "shared";

/// What stands between the values of a list in one column.
const LIST_SEPARATOR: &str = "; ";

/// Prints hits as `rank`, `score`, `id`, `path`, `line`, `title`, `date`, `language`, `tags`,
/// `authors`, `url`, `snippet`.
///
/// # Errors
/// If they cannot be written.
pub fn hits(
    hits: &[Hit],
    format: TableFormat,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    write(COLUMNS, hits.iter().map(row), format, style, out)
}

/// Prints posts like another one in the same columns, and in `shared` the words that they share.
///
/// # Errors
/// If they cannot be written.
pub fn similar(
    similar: &Similar,
    format: TableFormat,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let header = extended(COLUMNS, SHARED);
    let rows = similar.results.hits.iter().zip(&similar.shared);
    let rows = rows.map(|(hit, shared)| extended(row(hit), list(shared)));
    write(header, rows, format, style, out)
}

/// A row with one more value.
fn extended<T: Default>(row: [T; COLUMNS.len()], last: T) -> [T; COLUMNS.len() + 1] {
    let mut values = row.into_iter().chain([last]);
    array::from_fn(|_| values.next().unwrap_or_default())
}

/// The values of a hit in the order of [`COLUMNS`].
fn row(hit: &Hit) -> [Cow<'_, str>; COLUMNS.len()] {
    let post = &hit.post;
    let passage = hit.snippets.first();
    [
        hit.rank.to_string().into(),
        hit.score.to_string().into(),
        hit.id.as_str().into(),
        post.path.to_string().into(),
        known(passage.and_then(|passage| passage.line)),
        post.title.as_str().into(),
        known(post.date),
        post.language.as_deref().unwrap_or_default().into(),
        list(&post.tags),
        list(&post.authors),
        post.url.as_deref().unwrap_or_default().into(),
        passage.map_or("", |passage| &passage.text).into(),
    ]
}

/// The values of a list in one column.
fn list(values: &[String]) -> Cow<'_, str> {
    values.join(LIST_SEPARATOR).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_stands_over_nothing_too() {
        for (format, between) in [(TableFormat::Csv, ","), (TableFormat::Tsv, "\t")] {
            let mut out = Vec::new();
            hits(&[], format, &Style::default(), &mut out).expect("writes");
            assert_eq!(String::from_utf8_lossy(&out), COLUMNS.join(between) + "\n");
        }
    }
}
