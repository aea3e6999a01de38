//! A line of text that may hold markup, as front matter and `<meta>` have it, as plain text.

use std::borrow::Cow;
use std::collections::HashMap;

use super::element;
use super::tree;

/// The elements that people write inside a line. What else stands in angle brackets is text: the
/// name of a company (`<UAC.A>`), a type (`Vec<String>`), an element that is being talked about.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "b",
    "big",
    "blockquote",
    "cite",
    "code",
    "del",
    "dfn",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "i",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "tt",
    "u",
    "ul",
    "var",
];

/// The text of a line without its tags, with its entities resolved and white space folded.
///
/// A tag is taken for one if it has its partner, or is `<br>` or `<img>`; never between backticks.
pub fn plain_line(line: &str) -> Cow<'_, str> {
    if !line.contains(['<', '&']) {
        return Cow::Borrowed(line);
    }
    let text = without_tags(line);
    let text = if text.contains('&') { resolved(&text) } else { text };
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A tag of a line: where it stands, its name in lower case, and whether it closes.
struct Tag {
    start: usize,
    end: usize,
    name: String,
    closes: bool,
}

fn without_tags(line: &str) -> String {
    let tags = tags(line);
    let pairs = Pairs::of(&tags);
    let mut text = String::with_capacity(line.len());
    let mut at = 0;
    for tag in tags.iter().filter(|tag| pairs.is_markup(tag)) {
        text.push_str(&line[at..tag.start]);
        if element::is_block(&tag.name) || tag.name == "br" {
            text.push(' ');
        }
        at = tag.end;
    }
    text.push_str(&line[at..]);
    text
}

/// Where each element is first opened and last closed.
#[derive(Default)]
struct Pairs<'a> {
    opened: HashMap<&'a str, usize>,
    closed: HashMap<&'a str, usize>,
}

impl<'a> Pairs<'a> {
    fn of(tags: &'a [Tag]) -> Self {
        let mut pairs = Self::default();
        for tag in tags {
            if tag.closes {
                pairs.closed.insert(&tag.name, tag.start);
            } else {
                pairs.opened.entry(&tag.name).or_insert(tag.start);
            }
        }
        pairs
    }

    fn is_markup(&self, tag: &Tag) -> bool {
        let name = tag.name.as_str();
        let has_partner = match tag.closes {
            true => self.opened.get(name).is_some_and(|&opened| opened < tag.start),
            false => self.closed.get(name).is_some_and(|&closed| closed > tag.start),
        };
        matches!(name, "br" | "img") || has_partner && ELEMENTS.contains(&name)
    }
}

/// Whatever looks like a tag outside of backticks.
fn tags(line: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = line[at..].find(['<', '`']).map(|found| at + found) {
        let rest = &line[found + 1..];
        at = found + 1;
        if line[found..].starts_with('`') {
            at += rest.find('`').map_or(0, |close| close + 1);
        } else if let Some(end) = rest.find(['>', '<']).filter(|&end| rest[end..].starts_with('>'))
        {
            tags.extend(tag(found, &rest[..end]));
        }
    }
    tags
}

/// The tag that begins at `start` and holds `inside` between its brackets.
fn tag(start: usize, inside: &str) -> Option<Tag> {
    let (closes, name) = inside.strip_prefix('/').map_or((false, inside), |name| (true, name));
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let is_ended = name[end..].is_empty() || name[end..].starts_with([' ', '/']);
    let end_of_tag = start + inside.len() + 2;
    let name = name[..end].to_ascii_lowercase();
    (is_ended && !name.is_empty()).then_some(Tag { start, end: end_of_tag, name, closes })
}

/// The text with its entities resolved by the parser, which knows all two thousand of them.
fn resolved(text: &str) -> String {
    let document = tree::parse(&text.replace('<', "&lt;"), false, 1);
    let nodes = document.html.tree.root().descendants();
    nodes.filter_map(|node| node.value().as_text()).map(|text| &**text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_told_from_text_in_brackets() {
        let table = [
            ("plain", "plain"),
            ("fish &amp; chips", "fish & chips"),
            ("Q&A at AT&T", "Q&A at AT&T"),
            ("a&nbsp;b &#8211; c &lt;br&gt;", "a b – c <br>"),
            ("a <b class='x'>bold</B> claim", "a bold claim"),
            ("<p>One.</p><p>Two.</p>", "One. Two."),
            ("one<br>two<br/>three <img src=x>", "one two three"),
            ("<Corner Shop Inc> and <CSI.Z> said", "<Corner Shop Inc> and <CSI.Z> said"),
            ("how to fold with <details>", "how to fold with <details>"),
            ("the `<b>` and `</b>` tags", "the `<b>` and `</b>` tags"),
            ("an <i> that is never closed", "an <i> that is never closed"),
            ("</b> before <b>", "</b> before <b>"),
            ("Vec<String> < 3 > 2", "Vec<String> < 3 > 2"),
            ("<", "<"),
            ("`", "`"),
            ("&", "&"),
        ];
        for (line, expected) in table {
            assert_eq!(plain_line(line), expected, "{line}");
        }
    }
}
