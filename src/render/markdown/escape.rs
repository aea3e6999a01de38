//! Text that stays itself when it is read as Markdown.

/// A line of text in which each character that Markdown, HTML or a template language would take for
/// a mark is escaped.
pub fn escaped(text: &str) -> String {
    let mut line = String::with_capacity(text.len() + text.len() / 16);
    let mark = line_mark(text);
    for (at, character) in text.char_indices() {
        let (before, rest) = (&text[..at], &text[at + character.len_utf8()..]);
        if let Some(reference) = reference(before, character, rest) {
            line.push_str(reference);
            continue;
        }
        if Some(at) == mark || is_mark(character, rest) {
            line.push('\\');
        }
        line.push(character);
    }
    line
}

/// What stands for a character that may open a tag of a template: those who read templates know no
/// backslashes.
fn reference(before: &str, character: char, rest: &str) -> Option<&'static str> {
    match character {
        '{' if before.ends_with('=') || rest.starts_with(['{', '%', '#', '!', ':', '/']) => {
            Some("&#123;")
        }
        '[' if rest.starts_with('/') || rest.contains('=') => Some("&#91;"),
        '<' if rest.starts_with('?') => Some("&lt;"),
        _ => None,
    }
}

/// Whether a character may be one of a mark, wherever it stands.
fn is_mark(character: char, rest: &str) -> bool {
    match character {
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '|' => true,
        '&' => rest.starts_with(|next: char| next == '#' || next.is_ascii_alphanumeric()),
        _ => false,
    }
}

/// The place of the character that would make more than a paragraph of a line: a heading, a list
/// item, a rule, a definition.
fn line_mark(text: &str) -> Option<usize> {
    match text.chars().next()? {
        '#' | '+' | '-' | '=' | ':' => Some(0),
        first if first.is_ascii_digit() => {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            text[digits..].starts_with(['.', ')']).then_some(digits)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Format, extract};

    #[test]
    fn marks_are_escaped_where_they_are_marks() {
        let table = [
            ("Plain text, with a full stop.", "Plain text, with a full stop."),
            ("1. Not a list", "1\\. Not a list"),
            ("1994 was long", "1994 was long"),
            ("- no item - here", "\\- no item - here"),
            ("# 1", "\\# 1"),
            ("AT&T &amp; co", "AT\\&T \\&amp; co"),
            ("fish & chips", "fish & chips"),
            ("a*b*c [d](e) <f>", "a\\*b\\*c \\[d\\](e) \\<f\\>"),
            ("{{ template }}", "&#123;{ template }}"),
            ("[gallery ids=1]", "&#91;gallery ids=1\\]"),
        ];
        for (text, expected) in table {
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn any_text_comes_back_as_it_was() {
        let mut random = fastrand::Rng::with_seed(1960);
        let markdown = Format::of_name("a.md").expect("a post's name");
        let letters = " \\`*_[]<>~|{}&#+-=:.)(!\"'%/$^1ab;étлж中".chars().map(String::from);
        let marks =
            "[caption id=\"a\"] [/gallery] {{ {% <?php &amp; http://a.b/c_d a@b.c 10) import";
        let parts: Vec<String> = letters.chain(marks.split(' ').map(str::to_owned)).collect();
        for _ in 0..20_000 {
            let text: String = (0..random.usize(1..24))
                .map(|_| parts[random.usize(..parts.len())].as_str())
                .collect();
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if text.is_empty() {
                continue;
            }
            let read = extract(&escaped(&text), markdown, 1);
            let found: Vec<_> = read.blocks.iter().map(|block| block.text.as_str()).collect();
            assert_eq!(found, [text.as_str()], "{}", escaped(&text));
        }
    }
}
