//! A hit: title, where it is from, passages.

use std::io::{self, Write};

use super::INDENT;
use super::explanation::write_explanation;
use super::marked_text::{lines, write_marked};
use super::paths::from_folder;
use crate::corpus::{DatePrecision, DateSource, Post};
use crate::render::line_wrap::display_width;
use crate::render::style::Role;
use crate::render::{Style, terminal_text};
use crate::search::{Hit, IndexState, Snippet};

/// How many tags of a hit are named.
const FEW_TAGS: usize = 6;

/// Prints one hit.
pub(super) fn write_hit(
    hit: &Hit,
    index: &IndexState,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let title = terminal_text(&hit.post.title);
    for (number, line) in lines(&title, style).into_iter().enumerate() {
        match number {
            0 => write!(out, "{:>2}. ", hit.rank)?,
            _ => write!(out, "{INDENT}")?,
        }
        write_marked(&title, line, &hit.title_highlights, Role::Title, style, out)?;
        writeln!(out)?;
    }
    let line = hit.snippets.first().and_then(|snippet| snippet.line);
    write_aside(hit, index, line, style, out)?;
    for snippet in &hit.snippets {
        write_snippet(snippet, style, out)?;
    }
    if let Some(explanation) = &hit.explanation {
        write_explanation(hit.score, explanation, index.posts, style, out)?;
    }
    Ok(())
}

/// The line below a title: date, path, tags; the tags on a line of their own where it is narrow.
fn write_aside(
    hit: &Hit,
    index: &IndexState,
    line: Option<u32>,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let post = &hit.post;
    let date = shown_date(hit).map_or(String::new(), |date| format!("{date}  "));
    let path = index.corpus.join(post.path.as_path());
    let path = terminal_text(&from_folder(&path, &style.working_folder).to_string_lossy());
    let line = line.map_or(String::new(), |line| format!(":{line}"));
    let tags = [shown_tags(post), shown_copies(hit)].concat();
    let width = display_width(&format!("{INDENT}{date}{path}{line}  {tags}"));
    let gap = match style.width {
        Some(narrow) if width > narrow => format!("\n{INDENT}"),
        _ => "  ".to_owned(),
    };
    write!(out, "{INDENT}{}{}", style.paint(Role::Aside, date), style.paint(Role::Path, path))?;
    write!(out, "{}", style.paint(Role::Aside, line))?;
    if !tags.is_empty() {
        write!(out, "{gap}{}", style.paint(Role::Aside, tags))?;
    }
    writeln!(out)
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

/// How many copies of a hit are not shown.
fn shown_copies(hit: &Hit) -> String {
    let gap = if hit.post.tags.is_empty() { "" } else { "  " };
    match hit.copies.as_ref().map_or(0, |copies| copies.total) {
        0 => String::new(),
        1 => format!("{gap}+1 copy"),
        copies => format!("{gap}+{copies} copies"),
    }
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

fn write_snippet(snippet: &Snippet, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    if let Some(section) = &snippet.section {
        let section = format!("§ {}", terminal_text(section));
        writeln!(out, "{INDENT}{}", style.paint(Role::Aside, section))?;
    }
    let text = terminal_text(&snippet.text);
    for line in lines(&text, style) {
        write!(out, "{INDENT}")?;
        write_marked(&text, line, &snippet.highlights, Role::Match, style, out)?;
        writeln!(out)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_survive_wrapping() {
        let style = Style { colour: true, width: Some(24), ..Style::default() };
        let snippet = Snippet {
            field: crate::search::SnippetField::Body,
            text: "He saw military observers there.".into(),
            highlights: std::iter::once(7..25).collect(),
            section: None,
            line: None,
        };
        let mut out = Vec::new();
        write_snippet(&snippet, &style, &mut out).expect("writes");
        let text = String::from_utf8(out).expect("is UTF-8");
        let (on, off) = ("\u{1b}[1m\u{1b}[31m", "\u{1b}[0m");
        assert_eq!(text, format!("    He saw {on}military{off}\n    {on}observers{off} there.\n"));
    }
}
