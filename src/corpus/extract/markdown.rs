//! Markdown to HTML, which is read by the one reader of HTML.
//!
//! The HTML is written for that reader alone: every word stands on the line it has in the source,
//! and what makes no difference to the text (emphasis, marks of footnotes) is left out. A body
//! without any HTML in it goes the short way, [`direct`], which must come to the same blocks.

mod direct;
mod nesting;
mod open_tag;
mod scraped;

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, OffsetIter, Options, Parser, Tag, TagEnd};

use super::{Extracted, html, lines};
use crate::corpus::FurnitureRules;
use open_tag::{OpenTag, OpenTags};

/// Reads Markdown, or HTML that goes by the name of Markdown, that begins on `first_line`.
pub fn read(source: &str, first_line: u32, furniture: &FurnitureRules) -> Extracted {
    if scraped::is_html(source) {
        return html::read(source, first_line, furniture);
    }
    let (source, problem) = nesting::bounded(source, first_line);
    let extracted = direct::read(&source, first_line);
    let from_html = || html::read(&render(&source), first_line, furniture);
    let mut extracted = extracted.unwrap_or_else(from_html);
    extracted.problems.extend(problem);
    extracted
}

fn events(source: &str) -> OffsetIter<'_> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST;
    Parser::new_ext(source, options).into_offset_iter()
}

fn render(source: &str) -> String {
    let mut renderer = Renderer::new(source);
    for (event, range) in events(source) {
        renderer.take(event, range);
    }
    renderer.out
}

/// Text as it was decoded; a reference (`&#10;`) may stand for a line end that is not there.
fn without_false_ends<'t>(text: &'t str, source: &str) -> Cow<'t, str> {
    if text.contains(['\n', '\r']) && lines::count(source) == 0 {
        Cow::Owned(text.replace(['\n', '\r'], " "))
    } else {
        Cow::Borrowed(text)
    }
}

/// The words of a code span, each with its offset in the source of the span.
///
/// White space in a code span is one blank, even where it was a line end.
fn words_of_code<'t>(text: &'t str, source: &str) -> impl Iterator<Item = (&'t str, usize)> {
    let mut from = 0;
    text.split_inclusive(' ').map(move |word| {
        // A word that is written otherwise, as `\|` in a table is, stands where the last one ended.
        let found = source[from..].find(word.trim_end());
        let start = from + found.unwrap_or(0);
        from = found.map_or(from, |_| start + word.trim_end().len());
        (word, start)
    })
}

/// Writes HTML line by line with the source.
struct Renderer<'a> {
    source: &'a str,
    cursor: lines::Cursor<'a>,
    open_tags: OpenTags<'a>,
    out: String,
    /// The line at hand of `out`.
    line: u32,
    /// How many images the event at hand is within the description of.
    images: usize,
    /// The last block was HTML, which an indented tag goes on with.
    is_after_html: bool,
    /// The code block at hand is HTML.
    is_indented_html: bool,
}

impl<'a> Renderer<'a> {
    fn new(source: &'a str) -> Self {
        Self {
            source,
            cursor: lines::Cursor::new(source, 0),
            open_tags: OpenTags::new(source),
            out: String::with_capacity(source.len() + source.len() / 8),
            line: 0,
            images: 0,
            is_after_html: true,
            is_indented_html: false,
        }
    }

    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.is_indented_html => self.write_html(&text, range),
            Event::Text(text) => {
                self.catch_up(range.start);
                self.write_text(&without_false_ends(&text, &self.source[range]));
            }
            Event::Code(text) => self.write_code(&text, range),
            Event::Html(text) => {
                self.is_after_html = true;
                self.write_html(&text, range);
            }
            Event::InlineHtml(text) if self.images == 0 => self.write_html(&text, range),
            Event::SoftBreak => self.write("\n"),
            Event::HardBreak if self.images > 0 => self.write("\n"),
            Event::HardBreak => self.write("<br>\n"),
            Event::Rule => self.write("<hr>"),
            Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        if let Tag::Image { dest_url, .. } = tag {
            self.start_image(dest_url, range.start);
        }
        if self.images > 0 {
            return;
        }
        match tag {
            Tag::HtmlBlock => self.open_tags.enter_block(range),
            Tag::CodeBlock(kind) => self.start_code(kind, range),
            Tag::Link { link_type, dest_url, .. } => {
                let scheme = if *link_type == LinkType::Email { "mailto:" } else { "" };
                self.out.push_str("<a href=\"");
                self.out.push_str(scheme);
                self.write_value(dest_url);
                self.out.push_str("\">");
            }
            tag => {
                self.is_after_html &= *tag == Tag::HtmlBlock;
                self.write_tag("<", tag.to_end());
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image => {
                self.images = self.images.saturating_sub(1);
                if self.images == 0 {
                    self.out.push_str("\">");
                }
            }
            _ if self.images > 0 => {}
            TagEnd::CodeBlock if self.is_indented_html => self.is_indented_html = false,
            TagEnd::CodeBlock => self.out.push_str("</pre>"),
            TagEnd::Link => self.out.push_str("</a>"),
            tag => self.write_tag("</", tag),
        }
    }

    fn start_image(&mut self, address: &str, start: usize) {
        if self.images == 0 {
            self.catch_up(start);
            self.out.push_str("<img src=\"");
            self.write_value(address);
            self.out.push_str("\" alt=\"");
        }
        self.images += 1;
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'_>, range: Range<usize>) {
        let is_indented = *kind == CodeBlockKind::Indented;
        if is_indented && self.is_after_html && scraped::begins_with_tag(&self.source[range]) {
            self.is_indented_html = true;
        } else {
            self.is_after_html = false;
            self.out.push_str("<pre>");
        }
    }

    /// Writes the tag of an element that says what kind of block it is.
    fn write_tag(&mut self, opener: &str, tag: TagEnd) {
        let level;
        let name = match tag {
            TagEnd::Paragraph => "p",
            TagEnd::Heading(heading) => {
                level = heading.to_string();
                &level
            }
            TagEnd::BlockQuote(_) => "blockquote",
            TagEnd::List(_) => "ul",
            TagEnd::Item => "li",
            TagEnd::FootnoteDefinition => "div",
            TagEnd::DefinitionList => "dl",
            TagEnd::DefinitionListTitle => "dt",
            TagEnd::DefinitionListDefinition => "dd",
            TagEnd::Table => "table",
            TagEnd::TableHead | TagEnd::TableRow => "tr",
            TagEnd::TableCell => "td",
            _ => return,
        };
        self.out.push_str(opener);
        self.out.push_str(name);
        self.out.push('>');
    }

    /// Writes HTML as it stands, but for tags that would swallow what comes after it.
    fn write_html(&mut self, html: &str, range: Range<usize>) {
        self.catch_up(range.start);
        if self.source.get(range.clone()) != Some(html) {
            return self.write(html);
        }
        let mut done = range.start;
        for (at, _) in html.match_indices('<') {
            let at = range.start + at;
            if at >= done
                && let Some((kind, end)) = self.open_tags.look_at(at)
            {
                self.write(&self.source[done..at]);
                match kind {
                    OpenTag::Text => self.out.push_str(escaped(b'<')),
                    OpenTag::Empty => self.catch_up(end),
                }
                done = end;
            }
        }
        if let Some(rest) = self.source.get(done..range.end) {
            self.write(rest);
        }
    }

    fn write_code(&mut self, text: &str, range: Range<usize>) {
        for (word, offset) in words_of_code(text, &self.source[range.clone()]) {
            self.catch_up(range.start + offset);
            self.write_text(word);
        }
    }

    fn write_text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find(['&', '<', '"']) {
            self.write(&rest[..at]);
            self.out.push_str(escaped(rest.as_bytes()[at]));
            rest = &rest[at + 1..];
        }
        self.write(rest);
    }

    /// Writes the value of an attribute, on one line.
    fn write_value(&mut self, value: &str) {
        for c in value.chars() {
            match c {
                '&' | '<' | '"' => self.out.push_str(escaped(c as u8)),
                '\n' | '\r' => self.out.push(' '),
                _ => self.out.push(c),
            }
        }
    }

    fn write(&mut self, text: &str) {
        self.line += lines::count(text);
        self.out.push_str(text);
    }

    /// Begins new lines up to the one that `offset` is on in the source.
    ///
    /// This adds white space only between blocks, and where a link or a tag went over several
    /// lines.
    fn catch_up(&mut self, offset: usize) {
        let line = self.cursor.line_at(offset);
        while self.line < line {
            self.line += 1;
            self.out.push('\n');
        }
    }
}

fn escaped(byte: u8) -> &'static str {
    match byte {
        b'&' => "&amp;",
        b'<' => "&lt;",
        _ => "&quot;",
    }
}

#[cfg(test)]
mod tests;
