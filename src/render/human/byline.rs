//! The line below a title: date, path, tags.

use std::io::{self, Write};

use super::INDENT;
use super::marked_text::write_marked_lines;
use super::paths::from_folder;
use crate::corpus::{DatePrecision, DateSource, Post};
use crate::render::direction::on_terminal;
use crate::render::line_wrap::display_width;
use crate::render::style::Role;
use crate::render::{Style, terminal_text};
use crate::search::{Hit, IndexState};

/// How many tags of a hit are named.
const FEW_TAGS: usize = 6;
/// What stands between two parts.
const GAP: &str = "  ";

/// Prints when a hit was written, where it lies and its tags: on one line, or on several where it is
/// narrow. The path stays in one piece, so that it can be copied.
pub(super) fn write_byline(
    hit: &Hit,
    index: &IndexState,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let date = shown_date(hit).unwrap_or_default();
    let file = index.corpus.join(hit.post.path.as_path());
    let path = shown_path(hit, &from_folder(&file, &style.working_folder).to_string_lossy());
    let tags = [shown_tags(&hit.post), shown_copies(hit)];
    let tags = tags.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ");
    let fits = |parts: &[&str]| {
        let widths = parts.iter().filter(|part| !part.is_empty()).map(|part| display_width(part));
        let width = widths.map(|width| width + GAP.len()).sum::<usize>() - GAP.len();
        style.width.is_none_or(|whole| INDENT.len() + width <= whole)
    };
    let tags_fit = fits(&[&date, &path, &tags]);
    let date_fits = fits(&[&date, &path]);
    let path = style.link_to_file(&file, style.paint(Role::Path, path));
    if tags_fit {
        let tags = on_terminal(tags, style);
        return writeln!(out, "{INDENT}{}", joined(&[&date, &path, &tags]));
    }
    if date_fits {
        writeln!(out, "{INDENT}{}", joined(&[&date, &path]))?;
        return write_marked_lines(INDENT, &tags, &[], Role::Aside, style, out);
    }
    let first = joined(&[&date, &tags]);
    if !first.is_empty() {
        write_marked_lines(INDENT, &first, &[], Role::Aside, style, out)?;
    }
    writeln!(out, "{INDENT}{path}")
}

/// The parts that there are, side by side.
fn joined(parts: &[&str]) -> String {
    let parts: Vec<_> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(GAP)
}

/// The path with the line of the first passage.
fn shown_path(hit: &Hit, path: &str) -> String {
    let line = hit.snippets.first().and_then(|snippet| snippet.line);
    let line = line.map_or(String::new(), |line| format!(":{line}"));
    terminal_text(path) + &line
}

/// The first tags in brackets, or nothing if there are none.
fn shown_tags(post: &Post) -> String {
    if post.tags.is_empty() {
        return String::new();
    }
    let more = if post.tags.len() > FEW_TAGS { ", …" } else { "" };
    let few = &post.tags[..post.tags.len().min(FEW_TAGS)];
    format!("[{}{more}]", terminal_text(&few.join(", ")))
}

/// The day of a hit; a date that is only the file's own, or in the future, says so.
fn shown_date(hit: &Hit) -> Option<String> {
    let day = day(&hit.post)?;
    Some(if hit.is_future { format!("{day} (future)") } else { day })
}

/// The day of a post; a date that is only the file's own says so.
pub(super) fn day(post: &Post) -> Option<String> {
    let date = post.date?;
    let shown = date.to_string();
    let day = match date.precision() {
        DatePrecision::Second => shown.chars().take(10).collect(),
        _ => shown,
    };
    Some(match post.date_source {
        Some(DateSource::Mtime) => format!("{day} (file)"),
        _ => day,
    })
}

/// How many copies of a hit are not shown.
fn shown_copies(hit: &Hit) -> String {
    match hit.copies.as_ref().map_or(0, |copies| copies.total) {
        0 => String::new(),
        1 => "+1 copy".to_owned(),
        copies => format!("+{copies} copies"),
    }
}
