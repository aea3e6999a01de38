//! One post as kwic reads it.

use std::io::{self, Write};
use std::path::Path;

use super::INDENT;
use super::code::write_code;
use super::marked_text::write_marked_lines;
use super::rows::{write_row, write_whole_row};
use crate::corpus::{Block, BlockKind, DateSource, LanguageSource, Post};
use crate::index::StoredPost;
use crate::render::style::Role;
use crate::render::{Style, terminal_text};

/// What stands before an item of a list.
const BULLET: &str = "  • ";

/// Prints one post of `corpus` as kwic reads it.
///
/// # Errors
/// If it cannot be written.
pub fn post(
    stored: &StoredPost,
    corpus: &Path,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let post = &stored.post;
    write_marked_lines("", &terminal_text(&post.title), &[], Role::Title, style, out)?;
    write_row("id", stored.id.as_str(), style, out)?;
    let path = style.paint(Role::Path, terminal_text(&post.path.to_string()));
    let path = style.link_to_file(&corpus.join(post.path.as_path()), path);
    write_whole_row("path", &path, style, out)?;
    write_row("date", &date_and_source(post), style, out)?;
    write_row("authors", &post.authors.join(", "), style, out)?;
    write_row("tags", &post.tags.join(", "), style, out)?;
    write_row("categories", &post.categories.join(", "), style, out)?;
    write_row("language", &language_and_source(post), style, out)?;
    write_address("url", post.url.as_deref(), style, out)?;
    write_address("image", post.image.as_deref(), style, out)?;
    write_row("draft", if post.draft { "yes" } else { "" }, style, out)?;
    write_row("description", post.description.as_deref().unwrap_or_default(), style, out)?;
    for problem in &post.problems {
        write_row("problem", &problem.to_string(), style, out)?;
    }
    let mut above = None;
    for block in post.text_blocks() {
        // Items and cells of one list or table stand close together.
        let is_next = above == Some(block.kind) && is_short_kind(block.kind);
        if !(is_next && style.width.is_some()) {
            writeln!(out)?;
        }
        write_block(block, style, out)?;
        above = Some(block.kind);
    }
    Ok(())
}

fn write_address(
    name: &str,
    address: Option<&str>,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let address = address.unwrap_or_default();
    write_whole_row(name, &style.link_to_page(address, terminal_text(address)), style, out)
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

fn is_short_kind(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::ListItem | BlockKind::TableCell)
}

fn write_block(block: &Block, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    if block.kind == BlockKind::Code {
        return write_code(&block.text, style, out);
    }
    let text = terminal_text(&block.text);
    let role = match block.kind {
        BlockKind::Heading(_) => Role::Label,
        _ => Role::Aside,
    };
    let lead = match block.kind {
        BlockKind::ListItem if style.width.is_some() => BULLET,
        BlockKind::Quote if style.width.is_some() => INDENT,
        _ => "",
    };
    write_marked_lines(lead, &text, &[], role, style, out)
}
