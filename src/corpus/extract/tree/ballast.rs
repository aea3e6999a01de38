//! What of a source nobody looks at, so that parsing it would be for nothing.

use crate::corpus::extract::metadata::SCRIPT_STEM;

/// Whether an attribute of this name, with this value as it stands in the source, is ever read: by
/// this library or, where it changes the tree, by the tree builder.
pub fn is_read(name: &[u8], value: &[u8]) -> bool {
    match name {
        b"alt" | b"aria-hidden" | b"class" | b"content" | b"data-component" | b"data-original"
        | b"data-src" | b"data-testid" | b"datetime" | b"hidden" | b"href" | b"id"
        | b"itemprop" | b"lang" | b"name" | b"property" | b"rel" | b"role" | b"src" | b"title"
        | b"type" => true,
        // They say where foreign content ends, and what a `<template>` is.
        b"color" | b"encoding" | b"face" | b"shadowrootmode" | b"size" => true,
        b"style" => may_hide(value),
        // Names in other letters may be any of these.
        _ => name.iter().any(u8::is_ascii_uppercase),
    }
}

/// Whether a `style` attribute may say `display: none`, perhaps in character references.
fn may_hide(style: &[u8]) -> bool {
    style.contains(&b'&') || style.windows(4).any(|word| word.eq_ignore_ascii_case(b"none"))
}

/// Where the text of an element begins again to be worth parsing: at `from`, or at the end tag if
/// it is a style sheet or a script without data.
///
/// `tag` is the tag that ends at `from`.
pub fn text_end(source: &str, name: &str, tag: &str, from: usize) -> usize {
    let may_be_read = match name {
        "style" => false,
        // The end tag of a script that the one at hand only quotes.
        "script" => tag.starts_with("</") || tag.contains("json"),
        _ => true,
    };
    if may_be_read {
        return from;
    }
    let text = &source[from..end_tag(source, name, from)];
    let is_read = name == "script" && text.contains(SCRIPT_STEM);
    // In what looks like a comment, a script may hold the tags of others.
    if is_read || text.contains("<!--") { from } else { from + text.len() }
}

/// Where the end tag of an element that holds no markup begins, or the source ends.
fn end_tag(source: &str, name: &str, from: usize) -> usize {
    let rest = &source.as_bytes()[from..];
    let is_end_tag = |&at: &usize| {
        let after = rest[at..].strip_prefix(b"</").and_then(|tag| tag.split_at_checked(name.len()));
        after.is_some_and(|(found, after)| {
            found.eq_ignore_ascii_case(name.as_bytes())
                && matches!(after, [b'\t' | b'\n' | b'\r' | 0x0c | b' ' | b'/' | b'>', ..])
        })
    };
    let end = memchr::memchr_iter(b'<', rest).find(is_end_tag);
    end.map_or(source.len(), |at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_kept_if_somebody_reads_them() {
        let table = [
            ("class", "a", true),
            ("CLASS", "a", true),
            ("data-src", "a", true),
            ("data-track", "a", false),
            ("onclick", "a", false),
            ("srcset", "a", false),
            ("style", "'display:none'", true),
            ("style", "'DISPLAY: NONE'", true),
            ("style", "'display:n&#111;ne'", true),
            ("style", "'color:red'", false),
            ("size", "3", true),
        ];
        for (name, value, expected) in table {
            assert_eq!(is_read(name.as_bytes(), value.as_bytes()), expected, "{name}={value}");
        }
    }

    #[test]
    fn text_without_use_ends_at_its_end_tag() {
        let table = [
            ("style", "<style>", "a < b </p></styles></STYLE >c", "</STYLE >c"),
            ("style", "<style>", "a", ""),
            ("style", "<style>", "a</style", ""),
            ("style", "<style>", "<!-- a --></style>", "<!-- a --></style>"),
            ("script", "<script>", "a</script>", "</script>"),
            ("script", "<script>", "\"publishedAt\"</script>", "\"publishedAt\"</script>"),
            ("script", "<script type='application/ld+json'>", "{}</script>", "{}</script>"),
            (
                "script",
                "<script>",
                "<!--<script></script>--></script>",
                "<!--<script></script>--></script>",
            ),
            ("script", "</script>", "a</script>", "a</script>"),
            ("title", "<title>", "a</title>", "a</title>"),
        ];
        for (name, tag, text, rest) in table {
            let source = format!("{tag}{text}");
            let end = text_end(&source, name, tag, tag.len());
            assert_eq!(&source[end..], rest, "{source}");
        }
    }
}
