//! HTML under the name of Markdown: scraped pages that were saved as posts.

use crate::corpus::extract::{element, tag};

/// A body may hold this much text (in bytes) outside of all elements and still be HTML ...
const SPARE_BARE_TEXT: usize = 32;

/// ... or one byte for this many bytes of text in elements.
const TEXT_PER_BARE_TEXT: usize = 50;

/// Whether a body is HTML all through: it begins with a tag, has next to no text outside of
/// elements, and nothing in it that would be a block of Markdown.
pub fn is_html(source: &str) -> bool {
    if !begins_with_tag(source) {
        return false;
    }
    let mut survey = Survey::default();
    survey.run(source);
    let most = SPARE_BARE_TEXT.max(survey.text / TEXT_PER_BARE_TEXT);
    !survey.has_marks && survey.bare <= most
}

/// Whether the first thing in `source` is a tag, a comment or a doctype.
pub fn begins_with_tag(source: &str) -> bool {
    let Some(inside) = source.trim_start().strip_prefix('<') else {
        return false;
    };
    // `<http://...>` is an address.
    let name = inside.trim_start_matches('/');
    let after = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-');
    let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && after.starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/');
    is_tag || inside.starts_with(['!', '?'])
}

#[derive(Default)]
struct Survey {
    depth: usize,
    /// The bytes of text, white space aside.
    text: usize,
    /// Those of them that are in no element.
    bare: usize,
    /// A line in the text begins like a block of Markdown.
    has_marks: bool,
}

impl Survey {
    fn run(&mut self, source: &str) {
        let mut at = 0;
        while let Some(open) = source[at..].find('<').map(|offset| at + offset) {
            self.take_text(source, at, open);
            at = self.take_tag(source, open);
            if self.has_marks {
                return;
            }
        }
        self.take_text(source, at, source.len());
    }

    fn take_text(&mut self, source: &str, start: usize, end: usize) {
        let text = &source[start..end];
        let len = text.trim_ascii().len();
        self.text += len;
        if self.depth == 0 {
            self.bare += len;
        }
        self.has_marks |= len > 0 && has_marks(text);
    }

    /// Goes past what begins with a `<`.
    fn take_tag(&mut self, source: &str, open: usize) -> usize {
        let rest = &source[open..];
        let past =
            |closer: &str| rest.find(closer).map_or(source.len(), |at| open + at + closer.len());
        if rest.starts_with("<!--") {
            return past("-->");
        }
        if !tag::is_tag(source.as_bytes(), open) {
            return if rest.starts_with("<!") { past(">") } else { open + 1 };
        }
        let end = tag::measure(source.as_bytes(), open).end;
        let is_end = rest.starts_with("</");
        let name = rest[1 + usize::from(is_end)..].split(|c: char| !c.is_ascii_alphanumeric());
        let name = name.into_iter().next().unwrap_or_default().to_ascii_lowercase();
        if is_end {
            self.depth = self.depth.saturating_sub(1);
        } else if element::is_raw(&name) {
            let close = source[end..].find("</").map(|at| end + at);
            return close.map_or(source.len(), |close| tag::measure(source.as_bytes(), close).end);
        } else if !element::is_void(&name) && !source[..end].ends_with("/>") {
            self.depth += 1;
        }
        end
    }
}

/// Whether Markdown would see a block or a link in a text.
fn has_marks(text: &str) -> bool {
    let is_link = |at: usize| ["](http", "](/"].iter().any(|link| text[at..].starts_with(link));
    if text.match_indices(']').any(|(at, _)| is_link(at)) {
        return true;
    }
    // A block of Markdown that is not interrupted by HTML begins after a blank line.
    let mut lines = text.split('\n').skip(1);
    let mut is_after_blank = false;
    lines.any(|line| {
        let is_mark = is_after_blank && begins_block(line);
        is_after_blank = line.trim().is_empty();
        is_mark
    })
}

fn begins_block(line: &str) -> bool {
    let text = line.trim_start_matches(' ');
    if line.len() - text.len() > 3 {
        return false;
    }
    let after_hashes = text.trim_start_matches('#');
    let after_digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    ["- ", "* ", "+ ", "> ", "```", "~~~", "[^"].iter().any(|mark| text.starts_with(mark))
        || (after_hashes.len() < text.len() && after_hashes.starts_with(' '))
        || (after_digits.len() < text.len() && after_digits.starts_with(". "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_told_from_markdown() {
        let seed = "<div><p class=\"a\">\n      <h1>B</h1>\n\n\n   \n</p><img alt=\"\">\n\n    <p>c\n</div>";
        let table = [
            (seed, true),
            ("<p>a</p>\n\n<p>b</p>", true),
            ("  \n<!-- c --><div>a</div>", true),
            ("<!doctype html><p>a", true),
            ("<p>a<br>b</p>-", true),
            ("<script>var a = 'long enough to be counted as text';</script><p>b", true),
            ("<p>a</p>\n\nThis is Markdown after a paragraph of HTML.", false),
            ("<p align=center>a</p>\n\n# b\n", false),
            ("<div>\n\n# a\n\n</div>", false),
            ("<div>\n\n- a\n\n</div>", false),
            ("<div>\n\n1. a\n\n</div>", false),
            ("<div>[a](http://b.org)</div>", false),
            ("<b>a</b> is the beginning of a sentence that goes on.", false),
            ("a <p>b</p>", false),
            ("<http://a.org> is the address of a site", false),
            ("<", false),
            ("", false),
        ];
        for (source, expected) in table {
            assert_eq!(is_html(source), expected, "{source}");
        }
    }
}
