//! From a body (HTML, Markdown or plain text) to blocks of text.
//!
//! Three things hold for every format: a block knows the source line of each of its characters,
//! template syntax is not text, and furniture is told apart from the article. Markdown is rendered
//! to HTML line by line, so that one reader of HTML serves both. Nothing in here does I/O.
//!
//! A line ends at `\n`, at `\r\n`, or at a lone `\r`, as in HTML.

mod accordion;
mod addresses;
mod bare;
mod builder;
mod control;
mod element;
mod furniture;
mod html;
mod inline;
mod lines;
mod markdown;
mod metadata;
mod name_words;
mod page;
mod ruby;
mod tag;
mod template;
mod text;
mod tree;
mod visibility;
mod visit;

pub use metadata::PageMetadata;

pub(super) use furniture::leading_phrase;
pub(super) use inline::plain_line;

use super::{Block, BlockKind, Format, FurnitureRules, Markup, Problem, ProblemCode};

/// The longest body that is read, in bytes: offsets in a block are `u32`.
const MAX_BODY: usize = 1 << 30;

/// What a body says: its blocks of text, and what else an index can use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extracted {
    /// The text of `<title>`.
    pub page_title: Option<String>,
    /// The language that `<html lang>` names, or else the article's own `lang`.
    pub language: Option<String>,
    /// The text, in reading order.
    pub blocks: Vec<Block>,
    /// The addresses that the article links to, in order, each once, at most 1000.
    pub links: Vec<String>,
    /// The addresses of the article's images, in order, each once, at most 1000.
    pub images: Vec<String>,
    /// What the page says about itself beside its text.
    pub metadata: PageMetadata,
    /// What could not be taken as written.
    pub problems: Vec<Problem>,
}

impl Extracted {
    /// The text of the first heading, which may serve as a title.
    pub fn first_heading(&self) -> Option<&str> {
        let heading = |block: &&Block| matches!(block.kind, BlockKind::Heading(_));
        self.blocks.iter().find(heading).map(|block| block.text.as_str())
    }

    /// Whether any block is of the article's own text.
    fn has_text(&self) -> bool {
        self.blocks.iter().any(|block| block.kind.is_text())
    }
}

/// Reads a body that begins on line `first_line` of its file.
///
/// ```
/// use kwic::corpus::{Format, extract};
/// let format = Format::of_name("truce.md").unwrap();
/// let extracted = extract("# Truce\n\nIt held for a day.\n", format, 5);
/// assert_eq!(extracted.first_heading(), Some("Truce"));
/// assert_eq!(extracted.blocks[1].lines.first(), 7);
/// ```
pub fn extract(body: &str, format: Format, first_line: u32) -> Extracted {
    extract_with(body, format, first_line, &FurnitureRules::default())
}

/// The same, in a corpus that has furniture of its own.
pub fn extract_with(
    body: &str,
    format: Format,
    first_line: u32,
    furniture: &FurnitureRules,
) -> Extracted {
    let (body, problem) = within_limit(body, first_line);
    let body = control::settled(body);
    let body = template::strip(&body, format);
    let mut extracted = match format.markup {
        Markup::Html => html::read(&body, first_line, furniture),
        Markup::Markdown => markdown::read(&body, first_line, furniture),
        Markup::Text => text::read(&body, first_line),
    };
    for block in extracted.blocks.iter_mut().filter(|block| block.kind != BlockKind::Code) {
        if furniture.has_line(&block.text) {
            block.kind = BlockKind::Furniture;
        }
    }
    extracted.problems.extend(problem);
    extracted
}

fn within_limit(body: &str, first_line: u32) -> (&str, Option<Problem>) {
    if body.len() <= MAX_BODY {
        return (body, None);
    }
    let cut = &body[..body.floor_char_boundary(MAX_BODY)];
    let line = first_line.saturating_add(lines::count(cut));
    let message = "the body is longer than 1 GiB; what is beyond was left out";
    (cut, Some(Problem::at(line, ProblemCode::MarkupLimit, message)))
}

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests;
