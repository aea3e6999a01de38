//! One post as kwic reads it.

use std::io::{self, Write};

use super::{INDENT, MAX_WIDTH};
use crate::corpus::{Block, BlockKind, DateSource, LanguageSource, Post};
use crate::index::StoredPost;
use crate::render::line_wrap::wrap;
use crate::render::style::Role;
use crate::render::{Style, terminal_text};

/// Prints one post as kwic reads it.
///
/// # Errors
/// If it cannot be written.
pub fn post(stored: &StoredPost, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let post = &stored.post;
    writeln!(out, "{}", style.paint(Role::Title, terminal_text(&post.title)))?;
    let mut row = |name: &str, value: &str| -> io::Result<()> {
        if value.is_empty() {
            return Ok(());
        }
        let name = style.paint(Role::Aside, format!("{name:12}"));
        writeln!(out, "{name}{}", terminal_text(value))
    };
    row("id", stored.id.as_str())?;
    row("path", &post.path.to_string())?;
    row("date", &date_and_source(post))?;
    row("authors", &post.authors.join(", "))?;
    row("tags", &post.tags.join(", "))?;
    row("categories", &post.categories.join(", "))?;
    row("language", &language_and_source(post))?;
    row("url", post.url.as_deref().unwrap_or_default())?;
    row("image", post.image.as_deref().unwrap_or_default())?;
    row("draft", if post.draft { "yes" } else { "" })?;
    row("description", post.description.as_deref().unwrap_or_default())?;
    for problem in &post.problems {
        row("problem", &problem.to_string())?;
    }
    post.text_blocks().try_for_each(|block| write_block(block, style, out))
}

fn date_and_source(post: &Post) -> String {
    let Some(date) = post.date else { return String::new() };
    let source = post.date_source.map_or("", DateSource::as_str).replace('_', " ");
    format!("{date} (from {source})")
}

fn language_and_source(post: &Post) -> String {
    let Some(code) = &post.language else { return String::new() };
    match post.language_source {
        Some(LanguageSource::Detected) => format!("{code} (detected)"),
        Some(source) => format!("{code} (from {})", source.as_str().replace('_', " ")),
        None => code.clone(),
    }
}

fn write_block(block: &Block, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out)?;
    if block.kind == BlockKind::Code {
        return block
            .text
            .lines()
            .try_for_each(|line| writeln!(out, "{INDENT}{}", terminal_text(line)));
    }
    let text = terminal_text(&block.text);
    let width = style.width.unwrap_or(usize::MAX).min(MAX_WIDTH);
    let lines = match style.width {
        Some(_) => wrap(&text, width),
        None => std::iter::once(0..text.chars().count()).collect(),
    };
    for line in lines {
        let line: String = text.chars().skip(line.start).take(line.len()).collect();
        match block.kind {
            BlockKind::Heading(_) => writeln!(out, "{}", style.paint(Role::Label, line))?,
            _ => writeln!(out, "{line}")?,
        }
    }
    Ok(())
}
