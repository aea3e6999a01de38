//! A post as Markdown with front matter: what kwic reads as the same post again.

mod escape;

use std::io::{self, Write};

use serde::Serialize;

use crate::corpus::front_matter::write_yaml;
use crate::corpus::{Block, BlockKind, Post};

pub use escape::escaped;

/// The keys of the front matter; what is not known is left out.
#[derive(Serialize)]
struct Head<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    authors: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    categories: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
}

/// Prints a post: its front matter and the blocks of its text.
///
/// # Errors
/// If it cannot be written.
pub fn post(post: &Post, mut out: impl Write) -> io::Result<()> {
    let head = Head {
        title: &post.title,
        description: post.description.as_deref(),
        date: post.own_date().map(|date| date.to_string()),
        authors: &post.authors,
        tags: &post.tags,
        categories: &post.categories,
        lang: post.language.as_deref(),
        url: post.url.as_deref(),
        image: post.image.as_deref(),
    };
    write!(out, "---\n{}---\n", write_yaml(&head).map_err(io::Error::other)?)?;
    let is_list = |kind: BlockKind| kind == BlockKind::ListItem;
    let mut before = None;
    for block in post.text_blocks() {
        // Items without a line between them are one list.
        if !(is_list(block.kind) && before.is_some_and(is_list)) {
            writeln!(out)?;
        }
        write_block(block, &mut out)?;
        before = Some(block.kind);
    }
    Ok(())
}

fn write_block(block: &Block, out: &mut dyn Write) -> io::Result<()> {
    let text = || escaped(&block.text);
    match block.kind {
        BlockKind::Heading(level) => {
            writeln!(out, "{} {}", "#".repeat(level.clamp(1, 6).into()), heading(&text()))
        }
        BlockKind::ListItem => writeln!(out, "- {}", text()),
        BlockKind::Quote => writeln!(out, "> {}", text()),
        BlockKind::Code => {
            let fence = "`".repeat(longest_run_of_backticks(&block.text).max(2) + 1);
            writeln!(out, "{fence}\n{}\n{fence}", block.text)
        }
        BlockKind::Paragraph | BlockKind::TableCell | BlockKind::Caption | BlockKind::Furniture => {
            writeln!(out, "{}", text())
        }
    }
}

/// A heading's text, of which closing `#` and a last `{...}` would be taken for marks.
fn heading(text: &str) -> String {
    let text = match text.strip_suffix('}') {
        Some(start) => format!("{start}\\}}"),
        None => text.to_owned(),
    };
    match text.strip_suffix('#') {
        Some(start) => format!("{start}\\#"),
        None => text,
    }
}

fn longest_run_of_backticks(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}
