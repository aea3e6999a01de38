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
    ROLES.binary_search_by_key(&name, |&(known, _)| known).map_or(Inline, |index| ROLES[index].1)
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

/// Whether the content of the element is not read as markup.
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
    RAW.binary_search(&name).is_ok()
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

/// By name, in alphabetical order.
const ROLES: &[(&str, Role)] = &[
    ("address", Block),
    ("annotation", Hidden),
    ("annotation-xml", Hidden),
    ("article", Block),
    ("aside", Surrounding),
    ("audio", Optional),
    ("blockquote", Kind(Quote)),
    ("body", Block),
    ("br", Break),
    ("button", Optional),
    ("canvas", Optional),
    ("caption", Kind(Caption)),
    ("center", Block),
    ("datalist", Hidden),
    ("dd", Kind(ListItem)),
    ("details", Block),
    ("dialog", Block),
    ("dir", Block),
    ("div", Block),
    ("dl", Block),
    ("dt", Kind(ListItem)),
    ("fieldset", Block),
    ("figcaption", Kind(Caption)),
    ("figure", Block),
    ("footer", Surrounding),
    ("form", Optional),
    ("frameset", Block),
    ("h1", Kind(Heading(1))),
    ("h2", Kind(Heading(2))),
    ("h3", Kind(Heading(3))),
    ("h4", Kind(Heading(4))),
    ("h5", Kind(Heading(5))),
    ("h6", Kind(Heading(6))),
    ("head", Hidden),
    ("header", Surrounding),
    ("hgroup", Block),
    ("hr", Block),
    ("html", Block),
    ("iframe", Hidden),
    ("img", Image),
    ("legend", Block),
    ("li", Kind(ListItem)),
    ("listing", Kind(Code)),
    ("main", Block),
    ("marquee", Block),
    ("menu", Block),
    ("nav", Optional),
    ("noembed", Hidden),
    ("noframes", Hidden),
    ("noscript", Optional),
    ("object", Optional),
    ("ol", Block),
    ("optgroup", Block),
    ("p", Block),
    ("plaintext", Kind(Code)),
    ("pre", Kind(Code)),
    ("rp", Hidden),
    ("script", Hidden),
    ("search", Block),
    ("section", Block),
    ("select", Hidden),
    ("style", Hidden),
    ("summary", Block),
    ("svg", Hidden),
    ("table", Block),
    ("tbody", Block),
    ("td", Kind(TableCell)),
    ("template", Hidden),
    ("textarea", Hidden),
    ("tfoot", Block),
    ("th", Kind(TableCell)),
    ("thead", Block),
    ("title", Hidden),
    ("tr", Block),
    ("ul", Block),
    ("video", Optional),
    ("xmp", Kind(Code)),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_roles() {
        assert!(ROLES.is_sorted_by_key(|&(name, _)| name));
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
