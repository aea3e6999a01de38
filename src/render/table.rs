//! Hits as a table, for spreadsheets and for tools that read columns.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{QuoteStyle, Writer, WriterBuilder};

use super::{Style, terminal_text};
use crate::search::{Hit, Similar};

/// The names of the columns.
pub const COLUMNS: [&str; 12] = [
    "rank", "score", "id", "path", "line", "title", "date", "language", "tags", "authors", "url",
    "snippet",
];

/// The column after them of posts that are like another one.
const SHARED: &str = "shared";

/// What stands between the values of a list in one column.
const LIST_SEPARATOR: &str = "; ";

/// How the columns of a row are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFormat {
    /// By commas, with values in quotes where they need it (RFC 4180); a value may hold line ends.
    Csv,
    /// By tabs, a line a row and nothing in quotes: `\t`, `\n`, `\r` and `\\` stand for a tab, line
    /// ends and a backslash in a value, as jq's `@tsv` has it.
    Tsv,
}

/// Prints hits as a table with its header, which is there without hits too.
///
/// A hit is told by its first passage; what is not known is empty.
///
/// # Errors
/// If it cannot be written.
pub fn table(
    hits: &[Hit],
    format: TableFormat,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let rows = hits.iter().map(|hit| row(hit).into_iter());
    write(COLUMNS.into_iter(), rows, format, style, out)
}

/// Prints posts like another one as the same table, with the words that they share with it in a
/// last column `shared`.
///
/// # Errors
/// If it cannot be written.
pub fn similar_table(
    similar: &Similar,
    format: TableFormat,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let hits = similar.results.hits.iter().zip(&similar.shared);
    let rows = hits.map(|(hit, shared)| row(hit).into_iter().chain([list(shared)]));
    write(COLUMNS.into_iter().chain([SHARED]), rows, format, style, out)
}

fn write<'a>(
    header: impl Iterator<Item = &'static str>,
    rows: impl Iterator<Item = impl Iterator<Item = Cow<'a, str>>>,
    format: TableFormat,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut writer = writer(format, out);
    writer.write_record(header.map(str::as_bytes))?;
    for row in rows {
        writer.write_record(row.map(|value| cell(value, format, style).into_owned()))?;
    }
    writer.flush()
}

fn writer(format: TableFormat, out: &mut dyn Write) -> Writer<&mut dyn Write> {
    let mut builder = WriterBuilder::new();
    match format {
        TableFormat::Csv => &mut builder,
        TableFormat::Tsv => builder.delimiter(b'\t').quote_style(QuoteStyle::Never),
    };
    builder.from_writer(out)
}

/// The values of a hit in the order of [`COLUMNS`].
fn row(hit: &Hit) -> [Cow<'_, str>; COLUMNS.len()] {
    let post = &hit.post;
    let passage = hit.snippets.first();
    let shown = |value: Option<String>| Cow::from(value.unwrap_or_default());
    [
        hit.rank.to_string().into(),
        hit.score.to_string().into(),
        hit.id.as_str().into(),
        post.path.to_string().into(),
        shown(passage.and_then(|passage| passage.line).map(|line| line.to_string())),
        post.title.as_str().into(),
        shown(post.date.map(|date| date.to_string())),
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

/// A value as it is written into its column, before it is put into quotes.
fn cell<'a>(value: Cow<'a, str>, format: TableFormat, style: &Style) -> Cow<'a, str> {
    let value = match format {
        TableFormat::Csv => value,
        TableFormat::Tsv => escaped(value),
    };
    if style.width.is_some() { terminal_text(&value).into() } else { value }
}

fn escaped(value: Cow<'_, str>) -> Cow<'_, str> {
    if !value.contains(['\t', '\n', '\r', '\\']) {
        return value;
    }
    let mut text = String::with_capacity(value.len() + 8);
    for c in value.chars() {
        match c {
            '\t' => text.push_str(r"\t"),
            '\n' => text.push_str(r"\n"),
            '\r' => text.push_str(r"\r"),
            '\\' => text.push_str(r"\\"),
            c => text.push(c),
        }
    }
    text.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stays_in_its_column() {
        let table = [
            ("plain, \"quoted\"", TableFormat::Tsv, None, "plain, \"quoted\""),
            ("a\tb\r\nc\\d", TableFormat::Tsv, None, r"a\tb\r\nc\\d"),
            ("a\tb\nc\\d", TableFormat::Csv, None, "a\tb\nc\\d"),
            ("\u{1b}[31m\n", TableFormat::Csv, None, "\u{1b}[31m\n"),
            ("\u{1b}[31m\n", TableFormat::Csv, Some(80), "␛[31m "),
            ("\u{1b}[31m\n", TableFormat::Tsv, Some(80), r"␛[31m\n"),
        ];
        for (value, format, width, expected) in table {
            let style = Style { width, ..Style::default() };
            assert_eq!(cell(value.into(), format, &style), expected, "{value:?} {format:?}");
        }
    }

    #[test]
    fn a_header_stands_over_nothing_too() {
        for (format, between) in [(TableFormat::Csv, ","), (TableFormat::Tsv, "\t")] {
            let mut out = Vec::new();
            table(&[], format, &Style::default(), &mut out).expect("writes");
            assert_eq!(String::from_utf8_lossy(&out), COLUMNS.join(between) + "\n");
        }
    }
}
