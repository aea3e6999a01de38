//! A hit: title, where it is from, passages.

use std::io::{self, Write};

use super::INDENT;
use super::byline::write_byline;
use super::explanation::write_explanation;
use super::marked_text::write_marked_lines;
use crate::render::style::Role;
use crate::render::{Style, terminal_text};
use crate::search::{Hit, IndexState, Snippet};

/// Prints one hit.
pub(super) fn write_hit(
    hit: &Hit,
    index: &IndexState,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let title = terminal_text(&hit.post.title);
    let lead = format!("{:>2}. ", hit.rank);
    write_marked_lines(&lead, &title, &hit.title_highlights, Role::Title, style, out)?;
    write_byline(hit, index, style, out)?;
    for snippet in &hit.snippets {
        write_snippet(snippet, style, out)?;
    }
    if let Some(explanation) = &hit.explanation {
        write_explanation(hit.score, explanation, index.posts, style, out)?;
    }
    Ok(())
}

fn write_snippet(snippet: &Snippet, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    if let Some(section) = &snippet.section {
        let lead = format!("{INDENT}§ ");
        write_marked_lines(&lead, &terminal_text(section), &[], Role::Aside, style, out)?;
    }
    let text = terminal_text(&snippet.text);
    write_marked_lines(INDENT, &text, &snippet.highlights, Role::Aside, style, out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, highlights: std::ops::Range<usize>, style: &Style) -> String {
        let snippet = Snippet {
            field: crate::search::SnippetField::Body,
            text: text.into(),
            highlights: std::iter::once(highlights).collect(),
            section: None,
            line: None,
        };
        let mut out = Vec::new();
        write_snippet(&snippet, style, &mut out).expect("writes");
        String::from_utf8(out).expect("is UTF-8")
    }

    #[test]
    fn right_to_left_lines_keep_their_direction() {
        let style = Style { width: Some(16), ..Style::default() };
        let text = "אמר OSCE אתמול שלום";
        let expected = "    \u{2067}אמר OSCE\u{2069}\n    \u{2067}אתמול שלום\u{2069}\n";
        assert_eq!(shown(text, 0..0, &style), expected);
        assert_eq!(shown(text, 0..0, &Style::default()), format!("    {text}\n"));
    }

    #[test]
    fn marks_survive_wrapping() {
        let style = Style { colour: true, width: Some(24), ..Style::default() };
        let text = shown("He saw military observers there.", 7..25, &style);
        let (on, off) = ("\u{1b}[1m\u{1b}[31m", "\u{1b}[0m");
        assert_eq!(text, format!("    He saw {on}military{off}\n    {on}observers{off} there.\n"));
    }
}
