//! HTML to blocks, in one walk over the tree.
//!
//! Blocks stand apart and inline elements together. The walk keeps a stack of its own instead of
//! calling itself, so that deep nesting costs no stack.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::accordion::is_heading_button;
use super::addresses::Addresses;
use super::builder::BlockBuilder;
use super::element::{self, Role};
use super::lines::{self, Index};
use super::metadata::PageMetadata;
use super::page::{self, Area, Page, filled};
use super::tree::{self, BLOCK_BREAK, Document, NodeId, NodeRef};
use super::visibility::is_hidden;
use super::visit::{Visitor, visit};
use super::{Extracted, bare, furniture, ruby};
use crate::corpus::BlockKind::{self, Caption, Code, Furniture, Heading, Paragraph, Quote};
use crate::corpus::FurnitureRules;

/// How far into a source the tag of a whole page may stand.
const PAGE_TAG_WITHIN: usize = 2048;

/// Reads a page, or a part of one, that begins on `first_line`.
pub fn read(source: &str, first_line: u32, furniture: &FurnitureRules) -> Extracted {
    let is_page = is_page(source);
    let document = tree::parse(source, is_page, first_line);
    let index = OnceCell::new();
    let source = Source { text: source, first_line, index: &index };
    let page = if is_page { Page::of(&document) } else { Page::default() };
    let mut extracted = walk(&document, source, page.area, Reading::Strict(furniture));
    if !extracted.has_text() {
        let all = walk(&document, source, Area::default(), Reading::Lenient);
        if all.has_text() {
            extracted.blocks = all.blocks;
        } else if extracted.blocks.is_empty() {
            extracted.blocks = bare::read(source.text, first_line);
        }
    }
    extracted.page_title = page.title.or(extracted.page_title);
    extracted.language = page.language.or(extracted.language);
    // A part of a page has no head, and looking for what it cannot have takes time.
    if is_page {
        extracted.metadata = PageMetadata::of(&document);
    } else if source.text.contains("<time") {
        extracted.metadata.times = PageMetadata::of(&document).times;
    }
    extracted.problems = document.problems;
    extracted
}

/// Whether a source is a whole page rather than a part of one.
fn is_page(source: &str) -> bool {
    let start = source[..source.floor_char_boundary(PAGE_TAG_WITHIN)].to_ascii_lowercase();
    ["<html", "<body", "<!doctype html"].iter().any(|tag| start.contains(tag))
}

fn walk<'a>(
    document: &'a Document,
    source: Source<'a>,
    area: Area,
    reading: Reading<'a>,
) -> Extracted {
    let root = document.html.tree.root().id();
    let is_page = !area.roots.is_empty();
    let roots = if is_page { area.roots } else { vec![root] };
    let builder = if is_page { BlockBuilder::of_page() } else { BlockBuilder::default() };
    let mut walk = Walk { reading, builder, clutter: area.clutter, ..Walk::new(document, source) };
    for node in roots.into_iter().filter_map(|id| document.html.tree.get(id)) {
        visit(&mut walk, node);
    }
    walk.finish()
}

/// How much of a document is taken for text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading<'a> {
    /// Only what is meant to be read, in a corpus with this furniture of its own.
    Strict(&'a FurnitureRules),
    /// All there is, for a document where the strict reading finds no text.
    Lenient,
}

/// The source, with its lines looked up when they are first asked for.
#[derive(Clone, Copy)]
struct Source<'a> {
    text: &'a str,
    first_line: u32,
    index: &'a OnceCell<Index<'a>>,
}

impl<'a> Source<'a> {
    fn lines(self, first: u32, last: u32) -> &'a str {
        self.index.get_or_init(|| Index::new(self.text, self.first_line)).text(first, last)
    }
}

struct Walk<'a> {
    document: &'a Document,
    source: Source<'a>,
    reading: Reading<'a>,
    builder: BlockBuilder,
    /// The elements that the node at hand lies in and whose text stands apart.
    frames: Vec<Frame>,
    title: Option<String>,
    language: Option<String>,
    links: Addresses,
    images: Addresses,
    /// The elements that do not belong to the article.
    clutter: HashSet<NodeId>,
}

/// An element whose text stands apart, and what kind of text it is.
struct Frame {
    node: NodeId,
    kind: BlockKind,
}

impl<'a> Walk<'a> {
    fn new(document: &'a Document, source: Source<'a>) -> Self {
        Self {
            document,
            source,
            reading: Reading::Lenient,
            builder: BlockBuilder::default(),
            frames: Vec::new(),
            title: None,
            language: None,
            links: Addresses::default(),
            images: Addresses::default(),
            clutter: HashSet::new(),
        }
    }

    fn finish(mut self) -> Extracted {
        let kind = self.kind();
        self.builder.end_block(kind);
        Extracted {
            page_title: self.title,
            language: self.language,
            blocks: self.builder.finish(),
            links: self.links.into_list(),
            images: self.images.into_list(),
            metadata: PageMetadata::default(),
            problems: Vec::new(),
        }
    }
}

impl<'a> Visitor<'a> for Walk<'a> {
    /// Takes in a node, and says whether to go into it.
    fn enter(&mut self, node: NodeRef<'a>) -> bool {
        if let Some(text) = node.value().as_text() {
            self.add_text(node, text);
            return false;
        }
        if let Some(comment) = node.value().as_comment() {
            if **comment == *BLOCK_BREAK {
                let kind = self.kind();
                self.builder.end_block(kind);
            }
            return false;
        }
        node.value().as_element().is_none() || self.enter_element(node)
    }

    fn leave(&mut self, node: NodeRef<'a>) {
        if self.frames.last().is_some_and(|frame| frame.node == node.id())
            && let Some(frame) = self.frames.pop()
        {
            self.builder.end_block(frame.kind);
        }
    }
}

impl<'a> Walk<'a> {
    fn kind(&self) -> BlockKind {
        self.frames.last().map_or(Paragraph, |frame| frame.kind)
    }

    fn add_text(&mut self, node: NodeRef<'a>, text: &'a str) {
        let is_code = self.kind() == Code;
        for (piece, line) in self.document.pieces(node, text) {
            if is_code {
                self.builder.add_code(piece, line);
            } else {
                self.builder.add(piece, line);
            }
        }
    }

    fn enter_element(&mut self, node: NodeRef<'a>) -> bool {
        let Some(tag) = TagView::of(node) else {
            return true;
        };
        if tag.is_hidden && self.reading != Reading::Lenient {
            return false;
        }
        if self.clutter.contains(&node.id()) || self.is_own_furniture(&tag) {
            let kind = self.kind();
            self.builder.end_block(kind);
            return false;
        }
        match element::role(tag.name) {
            Role::Inline => return self.enter_inline(node, &tag),
            Role::Break => self.add_break(),
            Role::Image => self.add_image(node, &tag),
            Role::Hidden => return self.pass_hidden(node, &tag),
            Role::Optional if self.reading != Reading::Lenient && !is_heading_button(node) => {
                return false;
            }
            Role::Surrounding if tag.name == "footer" && self.reading != Reading::Lenient => {
                // A quotation's footer says whose words they are.
                let kind = if self.kind() == Quote { Quote } else { Furniture };
                self.open(node, kind);
            }
            Role::Block | Role::Optional | Role::Surrounding => {
                self.note_language(&tag);
                let kind = self.class_kind(&tag).unwrap_or(self.kind());
                self.open(node, self.kind_within(kind));
            }
            Role::Kind(kind) => {
                let kind = self.class_kind(&tag).unwrap_or(kind);
                self.open(node, self.kind_within(kind));
            }
        }
        true
    }

    fn enter_inline(&mut self, node: NodeRef<'a>, tag: &TagView<'a>) -> bool {
        match tag.name {
            "a" if is_mark(node, tag) => return false,
            "a" => self.add_link(node, tag),
            "sup" if is_note_mark(node, tag) => return false,
            // The number of a note, or a power: no part of the word before it.
            "sup" if !has_letters(node) => self.builder.add_blank(),
            "html" | "article" => self.note_language(tag),
            "rt" if ruby::is_reading(node) => return false,
            "ruby" => {
                if let Some((reading, line)) = ruby::reading(self.document, node) {
                    self.builder.add_caption(&reading, line);
                }
            }
            _ => {}
        }
        if let Some(kind) = self.class_kind(tag) {
            self.open(node, self.kind_within(kind));
        }
        true
    }

    fn add_link(&mut self, node: NodeRef<'a>, tag: &TagView<'a>) {
        self.links.add(tag.href);
        // Two links side by side are two words, even where only their style keeps them apart.
        if node.prev_sibling().and_then(TagView::of).is_some_and(|before| before.name == "a") {
            self.builder.add_blank();
        }
    }

    /// Begins a block for the text of an element.
    fn open(&mut self, node: NodeRef<'a>, kind: BlockKind) {
        let outer = self.kind();
        self.builder.end_block(outer);
        self.frames.push(Frame { node: node.id(), kind });
    }

    /// What a kind of text becomes where it stands: within furniture or a caption, nothing is else.
    fn kind_within(&self, kind: BlockKind) -> BlockKind {
        match (self.kind(), kind) {
            (Furniture, _) | (Caption, Furniture) => Furniture,
            (Caption, _) => Caption,
            _ => kind,
        }
    }

    /// Whether an element is furniture by the rules of its corpus.
    fn is_own_furniture(&self, tag: &TagView<'_>) -> bool {
        match self.reading {
            Reading::Strict(rules) => rules.has_name(tag.class) || rules.has_name(tag.id),
            Reading::Lenient => false,
        }
    }

    /// What the class (or the id) of an element says about its text.
    fn class_kind(&self, tag: &TagView<'_>) -> Option<BlockKind> {
        if tag.class.is_empty() && tag.id.is_empty() {
            return None;
        }
        let is_exempt = self.reading == Reading::Lenient
            || matches!(tag.name, "html" | "body" | "article" | "main" | "pre")
            || matches!(element::role(tag.name), Role::Kind(Heading(_)));
        if is_exempt {
            return None;
        }
        // An id is as often the name of a section (`#credits`) as of a place in the layout.
        let has_layout_id = matches!(tag.name, "div" | "section" | "aside" | "p" | "ul");
        let by_id = || furniture::of_name(tag.id).filter(|&kind| kind == Furniture);
        furniture::of_class(tag.class).or_else(|| has_layout_id.then(by_id).flatten())
    }

    fn note_language(&mut self, tag: &TagView<'_>) {
        if self.language.is_none() && matches!(tag.name, "html" | "article" | "main") {
            self.language = filled(tag.lang);
        }
    }

    fn pass_hidden(&mut self, node: NodeRef<'a>, tag: &TagView<'_>) -> bool {
        if tag.name == "title" && self.title.is_none() {
            self.title = page::title(node);
        }
        // In a fragment there is no head; its title is one of the first elements.
        tag.name == "head"
    }

    fn add_break(&mut self) {
        if self.kind() == Code {
            self.builder.break_line();
        } else {
            self.builder.add_blank();
        }
    }

    fn add_image(&mut self, node: NodeRef<'a>, tag: &TagView<'a>) {
        let is_placeholder = tag.src.is_empty() || tag.src.starts_with("data:");
        self.images.add(if is_placeholder { tag.lazy_src } else { tag.src });
        if says_something(tag.alt) {
            let (line, last) = self.alt_lines(node, tag.alt);
            // A reference (`&#10;`) may stand for a line end that is not there.
            if lines::count(tag.alt) > last.saturating_sub(line) {
                self.builder.add_caption(&tag.alt.replace('\n', " "), line);
            } else {
                self.builder.add_caption(tag.alt, line);
            }
        }
    }

    /// The line on which the alternative text of an image begins, and the last one of its tag.
    fn alt_lines(&self, node: NodeRef<'a>, alt: &str) -> (u32, u32) {
        let (first, last) = self.document.tag_lines(node).unwrap_or_default();
        if first == last {
            return (last, last);
        }
        let source = self.source.lines(first, last);
        let offset = value_offset(source, "alt", alt).unwrap_or(0);
        (first.saturating_add(lines::count(&source[..offset])), last)
    }
}

/// What the walk needs to know of a tag.
#[derive(Default)]
struct TagView<'a> {
    name: &'a str,
    class: &'a str,
    id: &'a str,
    lang: &'a str,
    href: &'a str,
    src: &'a str,
    lazy_src: &'a str,
    alt: &'a str,
    is_hidden: bool,
}

impl<'a> TagView<'a> {
    fn of(node: NodeRef<'a>) -> Option<Self> {
        let element = node.value().as_element()?;
        let mut tag = Self { name: element.name(), ..Self::default() };
        let mut may_hide = false;
        for (name, value) in element.attrs() {
            match name.as_bytes() {
                b"class" => tag.class = value,
                b"id" => tag.id = value,
                b"lang" => tag.lang = value,
                b"href" => tag.href = value.trim(),
                b"src" => tag.src = value.trim(),
                b"data-src" | b"data-original" => tag.lazy_src = value.trim(),
                b"alt" => tag.alt = value,
                b"hidden" | b"aria-hidden" | b"style" => may_hide = true,
                _ => {}
            }
        }
        tag.is_hidden = may_hide && is_hidden(element);
        Some(tag)
    }
}

/// Whether a link is only a mark that leads to a place in the page: `¶`, `#`, `↩`.
fn is_mark(node: NodeRef<'_>, tag: &TagView<'_>) -> bool {
    let child = node.first_child();
    let text = child.and_then(|child| child.value().as_text());
    let is_alone = child.is_some_and(|child| child.next_sibling().is_none());
    tag.href.starts_with('#') && is_alone && text.is_some_and(|text| !says_something(text))
}

/// Whether a `<sup>` is the number of a note, which would stick to the word before it.
fn is_note_mark(node: NodeRef<'_>, tag: &TagView<'_>) -> bool {
    let link = node.children().find_map(TagView::of);
    let leads_to_note = link.is_some_and(|link| link.name == "a" && link.href.starts_with('#'));
    leads_to_note || tag.class.starts_with("footnote")
}

/// Whether the text that an element begins with has a letter in it.
fn has_letters(node: NodeRef<'_>) -> bool {
    let text = node.first_child().and_then(|child| child.value().as_text());
    text.is_none_or(|text| text.contains(char::is_alphabetic))
}

/// Whether a text holds a letter or a digit, and is not just the name of an image file.
pub fn says_something(text: &str) -> bool {
    let is_file_name = |ending: &str| {
        !text.trim().contains(char::is_whitespace)
            && text.trim().to_ascii_lowercase().ends_with(ending)
    };
    text.contains(char::is_alphanumeric)
        && ![".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp"].into_iter().any(is_file_name)
}

/// Where in the source of a tag the value of an attribute begins, which reads `value` once parsed.
fn value_offset(source: &str, attribute: &str, value: &str) -> Option<usize> {
    let value = value.trim_start();
    // What may be written otherwise in the source is not compared.
    let plain = value.find(|c: char| c.is_whitespace() || "&<>\"'".contains(c));
    let word = &value[..plain.unwrap_or(value.len())];
    let lower = source.to_ascii_lowercase();
    lower.match_indices(attribute).find_map(|(at, name)| {
        let after = source[at + name.len()..].trim_start().strip_prefix('=')?;
        let text = after.trim_start_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'');
        (text.starts_with(word) || text.starts_with('&')).then(|| source.len() - text.len())
    })
}

#[cfg(test)]
mod tests;
