//! Tags in braces: `{{ }}`, `{!! !!}`, `{% %}`, `{# #}`, Hugo's shortcodes, kramdown's `{: }`.

use std::ops::Range;

use super::finder::Finder;
use super::{Cut, LONGEST_TAG};

/// The most bytes from the brace of a closing tag to its name.
const LONGEST_GAP: usize = 16;

/// The longest attribute list of kramdown, in bytes.
const LONGEST_LIST: usize = 256;

/// A pair of tags whose content is not template syntax.
#[derive(Debug, PartialEq, Eq)]
pub struct Verbatim {
    /// What is between the tags.
    pub content: Range<usize>,
    /// The end of the closing tag.
    pub end: usize,
    /// What stands for the opening tag.
    pub before: &'static str,
    /// What stands for the closing tag.
    pub after: &'static str,
    /// The content is code, whatever it looks like.
    pub is_code: bool,
    /// The content is not text.
    pub is_comment: bool,
}

/// The pair of tags that opens with the brace at `at`, if its content is not template syntax.
pub fn verbatim(finder: &mut Finder<'_>, at: usize) -> Option<Verbatim> {
    const PAIRS: [(&str, &str); 5] = [
        ("raw", "endraw"),
        ("verbatim", "endverbatim"),
        ("comment", "endcomment"),
        ("highlight", "endhighlight"),
        ("highlight", "/highlight"),
    ];
    let source = finder.source();
    let open = Tag::at(finder, at)?;
    let is_shortcode = !source[at..].starts_with("{%");
    let is_pair = |&&(name, closer): &&(&str, &str)| {
        name == open.name && is_shortcode == closer.starts_with('/')
    };
    let &(name, closer) = PAIRS.iter().find(is_pair)?;
    let word = finder.find(closer, open.end)?;
    let near = source.floor_char_boundary(word.saturating_sub(LONGEST_GAP)).max(open.end);
    let last = source[near..word].rfind('{').map(|offset| near + offset)?;
    let start = if source[..last].ends_with('{') { last - 1 } else { last };
    let end = Tag::at(finder, start).filter(|tag| start < word && word < tag.end)?.end;
    let is_code = name == "highlight";
    Some(Verbatim {
        content: open.end..start,
        end,
        before: if is_code { "<pre>" } else { "" },
        after: if is_code { "</pre>" } else { "" },
        is_code,
        is_comment: name == "comment",
    })
}

/// Whether what begins here is template syntax even where code is likely.
pub fn is_certain(rest: &str) -> bool {
    let is_liquid = rest.strip_prefix("{%").is_some_and(|inside| {
        let inside = inside.trim_start_matches('-').trim_start();
        inside.starts_with(|c: char| c.is_ascii_lowercase())
    });
    is_liquid || rest.starts_with("{{<") || rest.starts_with("{{%")
}

/// The tag that opens with the brace at `at`, and what stands for it.
pub fn cut(finder: &mut Finder<'_>, at: usize, is_markdown: bool) -> Option<Cut> {
    let source = finder.source();
    if source[at..].starts_with("{:") {
        return is_markdown.then(|| attribute_list(source, at)).flatten();
    }
    if source[at..].starts_with("{/*") {
        return is_markdown.then(|| comment(finder, at)).flatten();
    }
    let tag = Tag::at(finder, at)?;
    Some(Cut { end: tag.end, text: tag.image().unwrap_or_default() })
}

/// A tag in braces.
struct Tag<'a> {
    name: &'a str,
    inside: &'a str,
    end: usize,
    /// It is a shortcode or a command, rather than an expression.
    is_command: bool,
}

impl<'a> Tag<'a> {
    /// The tag that opens with the brace at `at`, if it is closed before long.
    fn at(finder: &mut Finder<'a>, at: usize) -> Option<Self> {
        const KINDS: [(&str, &str, bool); 8] = [
            ("{{--", "--}}", false),
            ("{{<", ">}}", true),
            ("{{%", "%}}", true),
            ("{{{", "}}}", false),
            ("{{", "}}", false),
            ("{!!", "!!}", false),
            ("{%", "%}", true),
            ("{#", "#}", false),
        ];
        let source = finder.source();
        let rest = &source[at..];
        let (opener, closer, is_command) =
            KINDS.into_iter().find(|(opener, _, _)| rest.starts_with(opener))?;
        let start = at + opener.len();
        let close = finder.find(closer, start)?;
        let inside = &source[start..close];
        let is_comment = matches!(opener, "{{--" | "{#");
        if !is_comment && (inside.len() > LONGEST_TAG || has_blank_line(inside)) {
            return None;
        }
        // `{#id}` is an attribute of a Markdown heading, `{# note #}` a comment.
        if opener == "{#" && !inside.starts_with(|c: char| c.is_whitespace() || c == '-') {
            return None;
        }
        let name = inside.trim_start_matches(['-', '+']).trim_start();
        let name = &name[..name.find(|c: char| !c.is_alphanumeric()).unwrap_or(name.len())];
        Some(Self { name, inside, end: close + closer.len(), is_command })
    }

    /// An image that says what the tag's caption says, if it has one.
    fn image(&self) -> Option<String> {
        if !self.is_command {
            return None;
        }
        let caption = ["caption", "alt", "title"].into_iter().find_map(|key| self.value(key))?;
        let source = self.value("src").unwrap_or_default();
        let escape = |text: &str| text.replace('&', "&amp;").replace(['\n', '\r'], " ");
        let escape = |text: &str| escape(text).replace('"', "&quot;").replace('<', "&lt;");
        Some(format!("<img src=\"{}\" alt=\"{}\">", escape(source), escape(caption)))
    }

    /// The value of `key="value"`.
    fn value(&self, key: &str) -> Option<&'a str> {
        let inside = self.inside;
        inside.match_indices(key).find_map(|(at, _)| {
            let is_word = inside[..at].ends_with(char::is_whitespace);
            let value = inside[at + key.len()..].trim_start().strip_prefix('=')?.trim_start();
            let quote = value.chars().next().filter(|c| is_word && matches!(c, '"' | '\''))?;
            value[1..].split_once(quote).map(|(value, _)| value)
        })
    }
}

fn has_blank_line(text: &str) -> bool {
    text.contains("\n\n") || text.contains("\n\r\n")
}

/// kramdown: `{: .class}`, `{:toc}` and `{::comment}`, which end in their paragraph.
fn attribute_list(source: &str, at: usize) -> Option<Cut> {
    let near = &source[at..source.floor_char_boundary(at + LONGEST_LIST)];
    let inside = &near[..near.find('}').filter(|&close| !has_blank_line(&near[..close]))?];
    let is_list = inside[2..].starts_with([' ', '.', '#', ':', '/', 't', 'n', 'c', 's']);
    (is_list && !inside[1..].contains('{')).then(|| Cut::to(at + inside.len() + 1))
}

/// MDX: `{/* note */}`.
fn comment(finder: &mut Finder<'_>, at: usize) -> Option<Cut> {
    finder.find("*/}", at).map(|close| Cut::to(close + 3))
}
