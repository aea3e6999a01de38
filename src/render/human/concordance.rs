//! The lines of a concordance, with the keyword in a straight column.

use std::io::{self, Write};

use super::concordance_line::{Row, Rows};
use crate::corpus::{DatePrecision, DateSource};
use crate::render::amount::counted;
use crate::render::line_wrap::display_width;
use crate::render::style::Role;
use crate::render::{Style, terminal_text};
use crate::search::{Concordance, ConcordanceLine, IndexState};

use super::paths::from_folder;

/// How wide the day of a date is.
const DAY: usize = 10;
/// What stands between two columns.
const GAP: &str = "  ";
/// Paths take no more of the width than one part in so many.
const PATH_SHARE: usize = 4;

/// Prints the lines of a concordance: date, context and keyword in `width` columns, and the path. If
/// `has_end`, the path is in the width too and is cut at its beginning where it is long.
///
/// # Errors
/// If they cannot be written.
pub fn concordance(
    concordance: &Concordance,
    width: usize,
    has_end: bool,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let lines = &concordance.lines;
    let days: Vec<_> = lines.iter().map(|line| day(line).unwrap_or_default()).collect();
    let is_dated = days.iter().any(|day| !day.is_empty());
    let sources: Vec<_> =
        lines.iter().map(|line| source(line, &concordance.results.index, style)).collect();
    let longest = sources.iter().map(|source| display_width(source)).max().unwrap_or_default();
    let room = if has_end { longest.min(width / PATH_SHARE) } else { usize::MAX };
    let dates = if is_dated { DAY + GAP.len() } else { 0 };
    let paths = if has_end { room + GAP.len() } else { 0 };
    let rows = Rows::new(
        lines.iter().map(|line| Row::of(&line.left, &line.keyword, &line.right)).collect(),
        width.saturating_sub(dates + paths),
        style.width.is_some(),
    );
    for (index, (day, source)) in days.iter().zip(&sources).enumerate() {
        if is_dated {
            write!(out, "{}{GAP}", style.paint(Role::Aside, format!("{day:DAY$}")))?;
        }
        rows.write(index, style, out)?;
        let path = style.paint(Role::Path, end_of(source, room));
        let file = concordance.results.index.corpus.join(lines[index].path.as_path());
        writeln!(out, "{GAP}{}", style.link_to_file(&file, path))?;
    }
    Ok(())
}

/// Says in one line how many occurrences there are.
///
/// # Errors
/// If it cannot be written.
pub fn concordance_summary(concordance: &Concordance, out: &mut dyn Write) -> io::Result<()> {
    let Concordance { occurrences, posts, lines, results } = concordance;
    if *occurrences == 0 {
        let matching = counted(results.total, "post");
        return writeln!(out, "{matching}, none with a match in title, description or text");
    }
    let found = format!("{} in {}", counted(*occurrences, "occurrence"), counted(*posts, "post"));
    match lines.as_slice() {
        [] => writeln!(out, "{found}, none shown"),
        [first, ..] if (lines.len() as u64) < *occurrences => {
            let last = first.number + lines.len() - 1;
            writeln!(out, "{found}, {} to {last} shown", first.number)
        }
        _ => writeln!(out, "{found}"),
    }
}

/// The day of a post's own date.
fn day(line: &ConcordanceLine) -> Option<String> {
    let date = line.date.filter(|_| line.date_source != Some(DateSource::Mtime))?;
    let shown = date.to_string();
    Some(match date.precision() {
        DatePrecision::Second => shown.chars().take(DAY).collect(),
        _ => shown,
    })
}

/// The path as it opens from where the reader stands, with the line.
fn source(line: &ConcordanceLine, index: &IndexState, style: &Style) -> String {
    let path = index.corpus.join(line.path.as_path());
    let path = terminal_text(&from_folder(&path, &style.working_folder).to_string_lossy());
    line.line.map_or(path.clone(), |number| format!("{path}:{number}"))
}

/// The end of a path that fits, after a sign that its beginning is missing.
fn end_of(path: &str, columns: usize) -> String {
    if display_width(path) <= columns {
        return path.to_owned();
    }
    let ends = path.char_indices().map(|(at, _)| &path[at..]);
    let mut fitting = ends.filter(|end| display_width(end) < columns);
    format!("…{}", fitting.next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_paths_lose_their_beginning() {
        let table = [
            ("corpus/a.md:3", 99, "corpus/a.md:3"),
            ("corpus/a.md:3", 7, "…a.md:3"),
            ("corpus/a.md:3", 6, "….md:3"),
            ("corpus/a.md:3", 13, "corpus/a.md:3"),
            ("停火.md", 6, "…火.md"),
            ("a.md", 0, "…"),
        ];
        for (path, columns, expected) in table {
            assert_eq!(end_of(path, columns), expected, "{path} {columns}");
        }
    }
}
