//! Answers as tables, for spreadsheets and for tools that read columns: a file for each noun.
//!
//! A table has its header without rows, too. What is not known is an empty value. Texts are as they
//! are, unless a terminal would obey them.

mod collocates;
mod concordance;
mod hits;
mod terms;
mod timeline;

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{QuoteStyle, Writer, WriterBuilder};

use super::{Style, terminal_text};

pub use collocates::collocates;
pub use concordance::concordance;
pub use hits::{hits, similar};
pub use terms::terms;
pub use timeline::timeline;

/// How the columns of a row are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFormat {
    /// By commas, with values in quotes where they need it (RFC 4180); a value may hold line ends.
    Csv,
    /// By tabs, a line a row and nothing in quotes: `\t`, `\n`, `\r` and `\\` stand for a tab, line
    /// ends and a backslash in a value, as jq's `@tsv` has it.
    Tsv,
}

/// Writes a header and rows.
fn write<'a, const COLUMNS: usize>(
    header: [&'static str; COLUMNS],
    rows: impl Iterator<Item = [Cow<'a, str>; COLUMNS]>,
    format: TableFormat,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut writer = writer(format, out);
    writer.write_record(header)?;
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

/// A value that may not be known.
fn known<'a>(value: Option<impl ToString>) -> Cow<'a, str> {
    value.map(|value| value.to_string()).unwrap_or_default().into()
}

/// A number that is no count.
fn decimal<'a>(value: f64) -> Cow<'a, str> {
    format!("{value:.3}").into()
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
}
