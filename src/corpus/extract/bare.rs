//! The text of markup so broken that a parser finds none: all that is not in tags.

use std::borrow::Cow;

use super::builder::BlockBuilder;
use super::{element, lines};
use crate::corpus::{Block, BlockKind};

/// Reads all that does not look like a tag, or like the content of a script or a style sheet.
pub fn read(source: &str, first_line: u32) -> Vec<Block> {
    let mut builder = BlockBuilder::default();
    let mut cursor = lines::Cursor::new(source, first_line);
    let mut at = 0;
    while let Some(open) = source[at..].find('<').map(|open| at + open) {
        builder.add(&unescaped(&source[at..open]), cursor.line_at(at));
        at = tag_end(source, open);
        if element::is_block(name(&source[open..at])) {
            builder.end_block(BlockKind::Paragraph);
        }
    }
    builder.add(&unescaped(&source[at..]), cursor.line_at(at));
    builder.finish()
}

/// A text with the marks of HTML that were escaped in it; Markdown that becomes HTML is full of them.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    Cow::Owned(text.replace("&amp;", "&"))
}

/// The end of what begins with the `<` at `open`; a lone `<` is dropped.
fn tag_end(source: &str, open: usize) -> usize {
    let end = |from: usize, what: &str| source[from..].find(what).map(|at| from + at + what.len());
    match name(&source[open..]) {
        "script" => end(open, "</script>").unwrap_or(source.len()),
        "style" => end(open, "</style>").unwrap_or(source.len()),
        _ if source[open..].starts_with("<!--") => end(open, "-->").unwrap_or(open + 4),
        // A tag that is not closed on its line probably never is.
        _ => match source[open + 1..].find(['>', '<', '\n']).map(|at| open + 1 + at) {
            Some(at) if source[at..].starts_with('>') => at + 1,
            _ => open + 1,
        },
    }
}

/// The name in the tag that `tag` begins with.
fn name(tag: &str) -> &str {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    &name[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_outside_of_tags_is_found() {
        let table: &[(&str, &[(&str, u32)])] = &[
            ("<a href=\"x>one</a>\n<p>two</p>", &[("one", 1), ("two", 2)]),
            (
                "one <b>two</b>three <!-- no -->\n<script>no</script>\n<br",
                &[("one twothree br", 1)],
            ),
            ("<a b='\n&quot;a&quot; &amp;lt; b", &[("a b=' \"a\" &lt; b", 1)]),
            ("<style>no", &[]),
            ("", &[]),
        ];
        for (source, expected) in table {
            let blocks = read(source, 1);
            let found: Vec<_> =
                blocks.iter().map(|block| (block.text.as_str(), block.lines.first())).collect();
            assert_eq!(found, *expected, "{source}");
        }
    }
}
