//! What an element's name says about the text in it.

use crate::corpus::BlockKind::{self, Caption, Code, Heading, ListItem, Quote, TableCell};
use Role::{Block, Break, Hidden, Image, Inline, Kind, Optional, Surrounding};

/// The part an element plays in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Its text belongs to the sentence around it; so does that of elements nobody knows.
    Inline,
    /// Its text stands apart, as the same kind of block as what is around it.
    Block,
    /// Its text stands apart, as this kind of block.
    Kind(BlockKind),
    /// White space (in code, the end of a line).
    Break,
    /// Its alternative text is a caption.
    Image,
    /// It surrounds an article in a page, and may introduce or close one within it.
    Surrounding,
    /// It holds no text of the article, unless there is no other text.
    Optional,
    /// It never holds text.
    Hidden,
}

/// The role of the element of this name, which is in lower case.
pub fn role(name: &str) -> Role {
    // Patterns of bytes are compared by length and letter by letter, which is several times faster
    // than one string after the other.
    match name.as_bytes() {
        b"address" | b"article" | b"body" | b"center" | b"details" | b"dialog" | b"dir"
        | b"div" | b"dl" | b"fieldset" | b"figure" | b"frameset" | b"hgroup" | b"hr" | b"html"
        | b"legend" | b"main" | b"marquee" | b"menu" | b"ol" | b"optgroup" | b"p" | b"search"
        | b"section" | b"summary" | b"table" | b"tbody" | b"tfoot" | b"thead" | b"tr" | b"ul" => {
            Block
        }
        b"annotation" | b"annotation-xml" | b"datalist" | b"head" | b"iframe" | b"noembed"
        | b"noframes" | b"rp" | b"script" | b"select" | b"style" | b"svg" | b"template"
        | b"textarea" | b"title" => Hidden,
        b"aside" | b"footer" | b"header" => Surrounding,
        b"audio" | b"button" | b"canvas" | b"form" | b"nav" | b"noscript" | b"object"
        | b"video" => Optional,
        b"blockquote" => Kind(Quote),
        b"br" => Break,
        b"caption" | b"figcaption" => Kind(Caption),
        b"dd" | b"dt" | b"li" => Kind(ListItem),
        b"h1" => Kind(Heading(1)),
        b"h2" => Kind(Heading(2)),
        b"h3" => Kind(Heading(3)),
        b"h4" => Kind(Heading(4)),
        b"h5" => Kind(Heading(5)),
        b"h6" => Kind(Heading(6)),
        b"img" => Image,
        b"listing" | b"plaintext" | b"pre" | b"xmp" => Kind(Code),
        b"td" | b"th" => Kind(TableCell),
        _ => Inline,
    }
}

/// Whether the text of the element stands apart from what is around it.
pub fn is_block(name: &str) -> bool {
    matches!(role(name), Block | Kind(_) | Surrounding | Optional)
}

/// Whether the element has neither content nor an end tag.
pub fn is_void(name: &str) -> bool {
    const VOID: [&str; 15] = [
        "area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "link",
        "meta", "source", "track", "wbr",
    ];
    VOID.binary_search(&name).is_ok()
}

/// Whether the content of the element, whose name may be in any case, is not read as markup.
pub fn is_raw(name: &str) -> bool {
    const RAW: [&str; 9] = [
        "iframe",
        "noembed",
        "noframes",
        "plaintext",
        "script",
        "style",
        "textarea",
        "title",
        "xmp",
    ];
    RAW.iter().any(|raw| raw.eq_ignore_ascii_case(name))
}

/// Whether HTML knows the element, as far as this module can tell.
pub fn is_known(name: &str) -> bool {
    const INLINE: [&str; 41] = [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn",
        "em", "font", "i", "ins", "kbd", "label", "map", "mark", "math", "meter", "nobr", "option",
        "output", "param", "picture", "progress", "q", "rt", "ruby", "s", "samp", "small", "span",
        "strike", "strong", "sub", "sup", "time", "u",
    ];
    role(name) != Inline || is_void(name) || INLINE.binary_search(&name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_roles() {
        let table = [
            ("p", Block),
            ("h3", Kind(Heading(3))),
            ("h7", Inline),
            ("td", Kind(TableCell)),
            ("xmp", Kind(Code)),
            ("em", Inline),
            ("my-element", Inline),
            ("nav", Optional),
            ("script", Hidden),
            ("header", Surrounding),
        ];
        for (name, expected) in table {
            assert_eq!(role(name), expected, "{name}");
        }
    }

    #[test]
    fn groups_of_names_are_sorted_enough_to_be_found() {
        let void = ["area", "br", "hr", "img", "input", "link", "meta", "source", "wbr"];
        assert!(void.into_iter().all(is_void));
        assert!(["iframe", "script", "style", "textarea", "title", "xmp"].into_iter().all(is_raw));
        let known = ["a", "code", "em", "option", "output", "span", "strong", "time", "u", "div"];
        assert!(known.into_iter().all(is_known));
        assert!(!["tabs", "codeblock"].into_iter().any(is_known));
        assert!(is_block("td") && !is_block("b") && !is_void("p") && !is_raw("pre"));
    }
}
