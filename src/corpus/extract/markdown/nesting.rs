//! A bound on how deep one line of Markdown may open lists and quotes.

use std::borrow::Cow;

use crate::corpus::extract::lines;
use crate::corpus::{Problem, ProblemCode};

/// The most bytes of indentation and marks of lists and quotes at the start of a line.
const LONGEST_PREFIX: usize = 256;

/// Shortens what stands before the text of a line where that is absurdly long.
///
/// Every line is compared with all open lists and quotes, so that nesting is paid for again and
/// again; only marks are cut, never text.
pub fn bounded(source: &str, first_line: u32) -> (Cow<'_, str>, Option<Problem>) {
    let mut out = String::new();
    let mut done = 0;
    let mut problem = None;
    for (start, len) in long_prefixes(source) {
        let line = first_line
            .saturating_add(lines::count(&source[..if problem.is_none() { start } else { 0 }]));
        problem.get_or_insert_with(|| {
            let message = "lists or quotes are nested too deeply; the marks beyond were left out";
            Problem::at(line, ProblemCode::MarkupLimit, message)
        });
        out.push_str(&source[done..start + LONGEST_PREFIX]);
        done = start + len;
    }
    if done == 0 {
        return (Cow::Borrowed(source), None);
    }
    out.push_str(&source[done..]);
    (Cow::Owned(out), problem)
}

/// The lines whose prefix is too long: where they begin, and how long it is.
fn long_prefixes(source: &str) -> impl Iterator<Item = (usize, usize)> {
    let starts = std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1));
    starts.filter_map(|start| {
        let line = &source.as_bytes()[start..];
        let is_long =
            line.iter().take(LONGEST_PREFIX + 1).take_while(|&&byte| is_mark(byte)).count();
        if is_long <= LONGEST_PREFIX {
            return None;
        }
        Some((start, line.iter().take_while(|&&byte| is_mark(byte)).count()))
    })
}

fn is_mark(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'>' | b'-' | b'*' | b'+' | b'.' | b')' | b'0'..=b'9')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_absurd_prefixes_are_cut() {
        let most = "> ".repeat(LONGEST_PREFIX / 2);
        let table = [
            ("> a\n  - b\n".to_owned(), "> a\n  - b\n".to_owned(), None),
            (format!("{most}a"), format!("{most}a"), None),
            (format!("a\n{most}> 1. b\n{most}>c"), format!("a\n{most}b\n{most}c"), Some(6)),
        ];
        for (source, expected, line) in table {
            let (bounded, problem) = bounded(&source, 5);
            assert_eq!(bounded, expected);
            assert_eq!(problem.and_then(|problem| problem.line), line);
        }
    }
}
