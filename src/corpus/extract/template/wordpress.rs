//! `WordPress`'s shortcodes: `[caption width="300"]...[/caption]`, `[gallery ids="1,2"]`.

use super::Cut;

/// The longest shortcode, in bytes.
const LONGEST: usize = 512;

/// The names of the shortcodes that come with `WordPress` and its commonest companions.
const NAMES: [&str; 10] = [
    "audio",
    "caption",
    "embed",
    "gallery",
    "playlist",
    "soundcloud",
    "video",
    "vimeo",
    "wp_caption",
    "youtube",
];

/// The tag that makes a caption of what follows, in the middle of a paragraph too.
const CAPTION: &str = "<span class=\"caption\">";

/// Whether a body has a shortcode that no prose has.
pub fn has_shortcodes(body: &str) -> bool {
    memchr::memchr_iter(b'[', body.as_bytes()).any(|at| cut(&body[at..]).is_some())
}

/// The shortcode that `rest` begins with, and what stands for it; its end counts from there.
///
/// What is between the tags of a caption is a caption.
pub fn cut(rest: &str) -> Option<Cut> {
    let is_end = rest.starts_with("[/");
    let start = 1 + usize::from(is_end);
    // Scripts are full of brackets: letter by letter is several times faster than name by name.
    let first = rest.as_bytes().get(start)?;
    let mut names = NAMES.into_iter().filter(|name| name.as_bytes()[0] == *first);
    let name = names.find(|name| rest[start..].starts_with(name))?;
    let close = rest[..rest.floor_char_boundary(LONGEST)].find(']')?;
    let attributes = rest.get(start + name.len()..close)?;
    // A link of Markdown has any text in its brackets, but hardly attributes.
    let is_shortcode = if is_end {
        attributes.is_empty()
    } else {
        attributes.starts_with(' ') && attributes.contains("=\"")
    };
    if !is_shortcode || rest[close + 1..].starts_with('(') {
        return None;
    }
    let text = match (name.ends_with("caption"), is_end) {
        (true, false) => format!("{}{CAPTION}", written_out(attributes)),
        (true, true) => "</span>".to_owned(),
        _ => String::new(),
    };
    Some(Cut { end: close + 1, text })
}

/// The caption that stands in an attribute of its own, in old posts.
fn written_out(attributes: &str) -> String {
    let caption = attributes.split_once("caption=\"").and_then(|(_, value)| value.split_once('"'));
    let caption = caption.map(|(caption, _)| caption.replace(['\n', '\r'], " "));
    caption.map(|caption| format!("{CAPTION}{caption}</span>")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortcodes_are_told_from_links() {
        let table = [
            ("[caption id=\"a\" width=\"3\"]b", Some((26, "<span class=\"caption\">"))),
            (
                "[caption width=\"3\" caption=\"a\nb\"]c",
                Some((33, "<span class=\"caption\">a b</span><span class=\"caption\">")),
            ),
            ("[/caption]", Some((10, "</span>"))),
            ("[gallery ids=\"1,2\"]", Some((19, ""))),
            ("[video](a.mp4)", None),
            ("[video src=\"a\"](a.mp4)", None),
            ("[captions id=\"a\"]", None),
            ("[caption]", None),
            ("[/captions]", None),
            ("[caption id=\"a\"", None),
            ("[", None),
        ];
        for (source, expected) in table {
            let found = cut(source).map(|cut| (cut.end, cut.text));
            let found = found.as_ref().map(|(end, text)| (*end, text.as_str()));
            assert_eq!(found, expected, "{source}");
        }
    }
}
