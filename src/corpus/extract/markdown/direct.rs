//! Markdown without HTML in it, straight to blocks.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::{events, scraped, without_false_ends, words_of_code};
use crate::corpus::BlockKind::{self, Code, Heading, ListItem, Paragraph, Quote, TableCell};
use crate::corpus::extract::addresses::Addresses;
use crate::corpus::extract::builder::BlockBuilder;
use crate::corpus::extract::html::says_something;
use crate::corpus::extract::{Extracted, lines};

/// Reads Markdown that begins on `first_line`, or gives up where only HTML can tell.
pub fn read(source: &str, first_line: u32) -> Option<Extracted> {
    let mut reader = Direct {
        source,
        cursor: lines::Cursor::new(source, first_line),
        builder: BlockBuilder::default(),
        kinds: Vec::new(),
        links: Addresses::default(),
        images: Addresses::default(),
        image: None,
        follows_link: false,
    };
    for (event, range) in events(source) {
        reader.take(event, range)?;
    }
    let (links, images) = (reader.links.into_list(), reader.images.into_list());
    let blocks = reader.builder.finish();
    let extracted = Extracted { blocks, links, images, ..Extracted::default() };
    extracted.has_text().then_some(extracted)
}

struct Direct<'a> {
    source: &'a str,
    cursor: lines::Cursor<'a>,
    builder: BlockBuilder,
    /// What the blocks are that the event at hand is in.
    kinds: Vec<BlockKind>,
    links: Addresses,
    images: Addresses,
    image: Option<Image>,
    /// Nothing came after the last link yet.
    follows_link: bool,
}

/// An image whose description is being read.
struct Image {
    alt: String,
    line: u32,
    /// How many images within it are open.
    inner: usize,
}

impl Direct<'_> {
    /// Takes in an event, or returns `None` if it is about HTML.
    fn take(&mut self, event: Event<'_>, range: Range<usize>) -> Option<()> {
        if let Some(image) = self.image.take() {
            self.image = self.take_in_image(image, event, range);
            return Some(());
        }
        match event {
            Event::Start(tag) => return self.start(&tag, range),
            Event::End(TagEnd::Link) => self.follows_link = true,
            Event::End(tag) if kind(tag).is_some() => self.close(),
            Event::Text(text) => self.add_text(&text, range),
            Event::Code(text) => self.add_code_span(&text, range),
            Event::SoftBreak | Event::HardBreak => self.builder.add_blank(),
            Event::Rule => self.builder.end_block(self.kind()),
            Event::Html(_) | Event::InlineHtml(_) => return None,
            _ => {}
        }
        Some(())
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) -> Option<()> {
        match tag {
            Tag::HtmlBlock => return None,
            // It may be only a mark.
            Tag::Link { dest_url, .. } if dest_url.starts_with('#') => return None,
            Tag::Link { dest_url, link_type, .. } => {
                if self.follows_link {
                    self.builder.add_blank();
                }
                if *link_type != pulldown_cmark::LinkType::Email {
                    self.links.add(dest_url.trim());
                }
            }
            Tag::Image { dest_url, .. } => {
                self.follows_link = false;
                self.images.add(dest_url.trim());
                let line = self.cursor.line_at(range.start);
                self.image = Some(Image { alt: String::new(), line, inner: 0 });
            }
            Tag::CodeBlock(CodeBlockKind::Indented)
                if scraped::begins_with_tag(&self.source[range.clone()]) =>
            {
                return None;
            }
            tag => {
                if let Some(kind) = kind(tag.to_end()) {
                    self.open(kind.unwrap_or(self.kind()));
                }
            }
        }
        Some(())
    }

    fn kind(&self) -> BlockKind {
        self.kinds.last().copied().unwrap_or(Paragraph)
    }

    fn open(&mut self, kind: BlockKind) {
        self.follows_link = false;
        self.builder.end_block(self.kind());
        self.kinds.push(kind);
    }

    fn close(&mut self) {
        self.follows_link = false;
        self.builder.end_block(self.kind());
        self.kinds.pop();
    }

    fn add_text(&mut self, text: &str, range: Range<usize>) {
        self.follows_link = false;
        let line = self.cursor.line_at(range.start);
        if self.kind() == Code {
            self.builder.add_code(text, line);
        } else {
            self.builder.add(&without_false_ends(text, &self.source[range]), line);
        }
    }

    fn add_code_span(&mut self, text: &str, range: Range<usize>) {
        self.follows_link = false;
        for (word, offset) in words_of_code(text, &self.source[range.clone()]) {
            let line = self.cursor.line_at(range.start + offset);
            self.builder.add(word, line);
        }
    }

    /// Takes in an event within an image's description; returns the image unless it ended.
    fn take_in_image(
        &mut self,
        mut image: Image,
        event: Event<'_>,
        range: Range<usize>,
    ) -> Option<Image> {
        match event {
            Event::Start(Tag::Image { .. }) => image.inner += 1,
            Event::End(TagEnd::Image) if image.inner == 0 => {
                if says_something(&image.alt) {
                    self.builder.add_caption(&image.alt, image.line);
                }
                return None;
            }
            Event::End(TagEnd::Image) => image.inner -= 1,
            Event::Text(text) | Event::Code(text) => {
                image.alt.push_str(&without_false_ends(&text, &self.source[range]));
            }
            Event::SoftBreak | Event::HardBreak => image.alt.push('\n'),
            _ => {}
        }
        Some(image)
    }
}

/// What kind of block a tag makes: of its own, of what is around it, or none at all.
#[allow(clippy::option_option, reason = "no block and a block of no kind of its own differ")]
fn kind(tag: TagEnd) -> Option<Option<BlockKind>> {
    Some(match tag {
        TagEnd::Heading(level) => Some(Heading(level as u8)),
        TagEnd::BlockQuote(_) => Some(Quote),
        TagEnd::CodeBlock => Some(Code),
        TagEnd::Item | TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition => {
            Some(ListItem)
        }
        TagEnd::TableCell => Some(TableCell),
        TagEnd::Paragraph
        | TagEnd::List(_)
        | TagEnd::FootnoteDefinition
        | TagEnd::DefinitionList
        | TagEnd::Table
        | TagEnd::TableHead
        | TagEnd::TableRow => None,
        _ => return None,
    })
}
