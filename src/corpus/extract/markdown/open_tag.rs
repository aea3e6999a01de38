//! Tags in Markdown that nothing closes: an HTML parser would take the text after them for theirs.
//!
//! In prose, `the <title> of a page` is about a tag. In a block of HTML, a `"` or `>` too few makes
//! an attribute of the rest of the post.

use std::collections::HashMap;
use std::ops::Range;

use crate::corpus::extract::{element, tag};

/// Open tags of one block that are looked for: each costs a pass over the block.
const MOST_OPEN: usize = 16;

/// Finds tags that nothing closes.
pub struct OpenTags<'a> {
    source: &'a str,
    /// Where the last end tag of each element without markup in it begins, if there is one.
    last_ends: HashMap<String, Option<usize>>,
    /// The block of HTML at hand, and how many open tags it has had.
    block: Range<usize>,
    found: usize,
}

/// What becomes of a tag that nothing closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenTag {
    /// It is text.
    Text,
    /// It has no content: a `/` stands before its `>`.
    Empty,
}

impl<'a> OpenTags<'a> {
    /// Looks for open tags in Markdown.
    pub fn new(source: &'a str) -> Self {
        Self { source, last_ends: HashMap::new(), block: 0..0, found: 0 }
    }

    /// Takes note that a block of HTML begins.
    pub fn enter_block(&mut self, block: Range<usize>) {
        self.block = block;
        self.found = 0;
    }

    /// Whether nothing closes what begins with the `<` at `at`, and what it is then, and its end.
    pub fn look_at(&mut self, at: usize) -> Option<(OpenTag, usize)> {
        let source = self.source;
        if !tag::is_tag(source.as_bytes(), at) {
            return None;
        }
        if self.goes_beyond_block(at) {
            self.found += 1;
            return Some((OpenTag::Text, at + 1));
        }
        let name = name(&source[at + 1..])?;
        if self.last_end(&name).is_some_and(|end| end > at) {
            return None;
        }
        let end = tag::measure(source.as_bytes(), at).end;
        let is_empty = source[..end].ends_with("/>");
        Some(if is_empty { (OpenTag::Empty, end) } else { (OpenTag::Text, at + 1) })
    }

    /// Whether a tag in a block of HTML has no `>` there.
    fn goes_beyond_block(&self, at: usize) -> bool {
        if !self.block.contains(&at) || self.found >= MOST_OPEN {
            return false;
        }
        !tag::measure(&self.source.as_bytes()[..self.block.end], at).is_closed
    }

    fn last_end(&mut self, name: &str) -> Option<usize> {
        if let Some(&end) = self.last_ends.get(name) {
            return end;
        }
        let mut ends = self.source.rmatch_indices("</").map(|(at, _)| at);
        let end = ends.find(|&at| is_end_tag(&self.source[at + 2..], name));
        self.last_ends.insert(name.to_owned(), end);
        end
    }
}

/// Whether an end tag of this name goes on so, after its `</`.
fn is_end_tag(tag: &str, name: &str) -> bool {
    tag.split_at_checked(name.len()).is_some_and(|(found, rest)| {
        found.eq_ignore_ascii_case(name) && rest.trim_ascii_start().starts_with('>')
    })
}

/// The name of a start tag, after its `<`, whose element holds no markup.
fn name(tag: &str) -> Option<String> {
    let end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
    Some(tag[..end].to_ascii_lowercase()).filter(|name| element::is_raw(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_tags_are_told_from_others() {
        let table = [
            ("<title> a", Some((OpenTag::Text, 1))),
            ("<title> a </TITLE>", None),
            ("<title> a </title", Some((OpenTag::Text, 1))),
            ("<iframe src=a /> b", Some((OpenTag::Empty, 16))),
            ("<script src=a></script> b", None),
            ("<b> a", None),
            ("< title", None),
            ("<titles>", None),
            ("</title>", None),
        ];
        for (source, expected) in table {
            assert_eq!(OpenTags::new(source).look_at(0), expected, "{source}");
        }
    }

    #[test]
    fn a_block_keeps_its_tags_to_itself() {
        let table = [
            ("<p class=\"a>\nb\n\nc \"d\">", 14, true),
            ("<p class=\"a\"\nb>\n\nc", 16, false),
            ("<p\n\nc>", 3, true),
            ("<p id=\"a>\n\n\">", 10, true),
        ];
        for (source, end, is_open) in table {
            let mut tags = OpenTags::new(source);
            tags.enter_block(0..end);
            assert_eq!(tags.look_at(0).is_some(), is_open, "{source}");
        }
    }
}
