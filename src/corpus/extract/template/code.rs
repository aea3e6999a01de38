//! Where code is, in which braces are not template syntax.

use super::finder::Finder;

/// How far a code span may reach, in bytes.
const LONGEST_SPAN: usize = 400;

/// The offset after the line end that follows `at`.
pub fn line_end(source: &str, at: usize) -> usize {
    source[at..].find('\n').map_or(source.len(), |offset| at + offset + 1)
}

/// Whether the line that begins at `at` is the first one, or follows a blank one.
pub fn follows_blank(source: &str, at: usize) -> bool {
    let before = source[..at].strip_suffix('\n').unwrap_or(&source[..at]);
    before.rsplit('\n').next().is_none_or(|line| line.trim().is_empty())
}

/// If a code fence opens on the line at `at`, the end of the line that closes it.
pub fn fenced_end(source: &str, at: usize) -> Option<usize> {
    let first = &source[at..line_end(source, at)];
    let fence = fence(first)?;
    // As deep as this it is within a list, and ends with it.
    let is_in_list = first.starts_with("    ") || first.starts_with('\t');
    let mut at = line_end(source, at);
    while at < source.len() {
        let end = line_end(source, at);
        let line = source[at..end].trim_start_matches([' ', '\t', '>']).trim_end();
        if line.starts_with(fence) && line.trim_start_matches(&fence[..1]).is_empty() {
            return Some(end);
        }
        if is_in_list && source[at..].starts_with(|c: char| !c.is_whitespace()) {
            return Some(at);
        }
        at = end;
    }
    Some(source.len())
}

/// The run of backticks or tildes that a line opens a code block with.
fn fence(line: &str) -> Option<&str> {
    let line = line.trim_start_matches([' ', '\t', '>', '-', '*', '+']);
    let mark = line.chars().next().filter(|&c| c == '`' || c == '~')?;
    let info = line.trim_start_matches(mark);
    let fence = &line[..line.len() - info.len()];
    (fence.len() >= 3 && !(mark == '`' && info.contains('`'))).then_some(fence)
}

/// The end of the code span that the backtick at `at` opens, or of the backticks if it opens none.
pub fn span_end(source: &str, at: usize) -> usize {
    let ticks = run(&source[at..]);
    let start = at + ticks;
    let limit = source.floor_char_boundary(start + LONGEST_SPAN);
    let mut from = start;
    while let Some(offset) = source[from..limit].find('`') {
        let close = from + offset;
        let len = run(&source[close..]);
        if len == ticks {
            return close + len;
        }
        from = (close + len).min(limit);
    }
    start
}

fn run(text: &str) -> usize {
    text.len() - text.trim_start_matches('`').len()
}

/// If an element or a comment opens at `at` whose content is kept as it is, where it ends.
///
/// Scripts and styles are dropped later, and their braces need no understanding. In a file that is
/// a template as a whole, `<pre>` and `<code>` hold template syntax like any other element.
pub fn kept_end(finder: &mut Finder<'_>, at: usize, is_templated: bool) -> Option<usize> {
    const KEPT: [(&str, &str, bool); 5] = [
        ("<pre", "</pre", false),
        ("<code", "</code", false),
        ("<script", "</script", true),
        ("<style", "</style", true),
        ("<!--", "-->", true),
    ];
    let rest = &finder.source().as_bytes()[at..];
    let opens = |tag: &str| {
        rest.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()))
            && (tag == "<!--" || !rest.get(tag.len()).is_some_and(u8::is_ascii_alphanumeric))
    };
    let (tag, closer, _) =
        KEPT.into_iter().find(|&(tag, _, always)| (always || !is_templated) && opens(tag))?;
    finder.find(closer, at + tag.len()).map(|close| close + closer.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_end_where_they_are_closed() {
        let table = [
            ("```\na\n```\nb", Some(10)),
            ("~~~~ruby\n~~~\n~~~~\nb", Some(18)),
            ("- ```\n  a\n  ```\nb", Some(16)),
            ("```\na", Some(5)),
            ("    ```\n    a\n\nb\n```", Some(15)),
            ("```a``` b", None),
            ("``a``", None),
            ("a\n```", None),
        ];
        for (source, expected) in table {
            assert_eq!(fenced_end(source, 0), expected, "{source:?}");
        }
    }

    #[test]
    fn spans_end_at_as_many_backticks() {
        let table = [("`a` b", 3), ("``a`b`` c", 7), ("`a", 1), ("``a`", 2), ("`é`", 4)];
        for (source, expected) in table {
            assert_eq!(span_end(source, 0), expected, "{source:?}");
        }
    }

    #[test]
    fn the_content_of_some_elements_is_kept() {
        let table = [
            ("<pre>{{ a }}</pre>", false, Some(17)),
            ("<PRE class=x>a</pre >", false, Some(19)),
            ("<pre>a</pre>", true, None),
            ("<script>a</script>", true, Some(17)),
            ("<!-- a -->", true, Some(10)),
            ("<present>a</pre>", false, None),
            ("<code>a", false, None),
            ("<p>", false, None),
        ];
        for (source, is_templated, expected) in table {
            let end = kept_end(&mut Finder::new(source), 0, is_templated);
            assert_eq!(end.map(|end| end.min(source.len())), expected, "{source}");
        }
    }

    #[test]
    fn blank_lines_are_seen() {
        for (source, at, expected) in [("a", 0, true), ("a\nb", 2, false), ("a\n \nb", 4, true)] {
            assert_eq!(follows_blank(source, at), expected, "{source:?}");
        }
    }
}
