//! Where the front matter of a file ends and its body begins.
//!
//! Splitting borrows from the file's text, takes linear time, and knows nothing of what the keys
//! mean: that is for [`parse`](super::parse).

use super::entry::{Separator, key_of};
use super::lines::{Line, lines};
use crate::corpus::problem::{Problem, ProblemCode};

/// A file's text, divided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split<'a> {
    /// The front matter, if there is any.
    pub front_matter: Option<RawFrontMatter<'a>>,
    /// Everything after it.
    pub body: &'a str,
    /// The line of the file on which the body begins, counted from 1.
    pub body_line: u32,
    /// What is wrong with the delimiters.
    pub problems: Vec<Problem>,
}

/// Front matter as it stands in the file, without its delimiters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawFrontMatter<'a> {
    /// What it is written in.
    pub syntax: Syntax,
    /// The text between the delimiters; for JSON with the outer braces.
    pub text: &'a str,
    /// The line of the file on which `text` begins, counted from 1.
    pub line: u32,
}

/// The languages of front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// YAML between `---` lines.
    Yaml,
    /// TOML between `+++` lines.
    Toml,
    /// A JSON object at the beginning of the file.
    Json,
}

/// Key words that tell front matter from prose between two Markdown rules, lower case.
const TELLING_KEYS: [&str; 14] = [
    "title",
    "layout",
    "date",
    "tags",
    "categories",
    "category",
    "author",
    "authors",
    "description",
    "draft",
    "published",
    "slug",
    "permalink",
    "extends",
];

/// Divides a file's text into front matter and body.
///
/// ```
/// use kwic::corpus::front_matter::{Syntax, split};
/// let split = split("--- \ntitle: Truce \n---\nIt holds.\n");
/// let raw = split.front_matter.unwrap();
/// assert_eq!((raw.syntax, raw.text, raw.line), (Syntax::Yaml, "title: Truce \n", 2));
/// assert_eq!((split.body, split.body_line), ("It holds.\n", 4));
/// ```
pub fn split(text: &str) -> Split<'_> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let start = text.len() - text.trim_start().len();
    let (before, rest) = text.split_at(start);
    let number = 1 + line_breaks(before);
    let at_margin = before.is_empty() || before.ends_with(['\n', '\r']);
    let Some(first) = lines(rest).next() else {
        return body_only(text);
    };
    match opening(first.text).filter(|_| at_margin) {
        Some(delimiters) => delimited(text, &delimiters, start + first.end, number),
        None if rest.starts_with('{') => object(text, start, number),
        None => body_only(text),
    }
}

/// How many lines end in a text.
fn line_breaks(text: &str) -> u32 {
    let count = |byte: u8| text.bytes().filter(|&other| other == byte).count();
    let returns = if text.contains('\r') { count(b'\r') - text.matches("\r\n").count() } else { 0 };
    // A text of more lines is larger than any that is read.
    u32::try_from(count(b'\n') + returns).unwrap_or(u32::MAX - 2)
}

fn body_only(text: &str) -> Split<'_> {
    Split { front_matter: None, body: text, body_line: 1, problems: Vec::new() }
}

/// What an opening line announces.
struct Delimiters {
    syntax: Syntax,
    closing: &'static [&'static str],
}

/// Reads an opening line: `---`, `+++`, or dashes with the name of a language (`---json`).
fn opening(line: &str) -> Option<Delimiters> {
    if line.trim_end() == "+++" {
        return Some(Delimiters { syntax: Syntax::Toml, closing: &["+++"] });
    }
    let syntax = match line.strip_prefix("---")?.trim() {
        "" | "yaml" | "yml" => Syntax::Yaml,
        "toml" => Syntax::Toml,
        "json" => Syntax::Json,
        _ => return None,
    };
    Some(Delimiters {
        syntax,
        closing: if syntax == Syntax::Yaml { &["---", "..."] } else { &["---"] },
    })
}

/// Divides a text whose line `number` opens front matter that begins at `start`.
fn delimited<'a>(text: &'a str, delimiters: &Delimiters, start: usize, number: u32) -> Split<'a> {
    let inner = &text[start..];
    let closing = delimiters.closing.iter().fold(None, |found: Option<(usize, usize)>, marker| {
        // Only what stands before the closing line found so far can be another.
        let until = found.map_or(inner.len(), |(at, _)| at);
        closing_line(&inner[..until], marker).or(found)
    });
    let evidence = Evidence::of(delimiters.syntax, &inner[..closing.map_or(inner.len(), |c| c.0)]);
    match closing {
        Some((at, end)) if evidence.speaks_for_front_matter() => Split {
            front_matter: Some(RawFrontMatter {
                syntax: delimiters.syntax,
                text: &inner[..at],
                line: number.saturating_add(1),
            }),
            body: &inner[end..],
            body_line: number.saturating_add(line_breaks(&inner[..at])).saturating_add(2),
            problems: Vec::new(),
        },
        None if evidence.begins_with_key => unclosed(inner, number),
        _ => body_only(text),
    }
}

/// Where the first line that holds nothing but `marker` begins, and where the one after it does.
///
/// It is searched for without a look at the lines before it: there may be millions.
fn closing_line(text: &str, marker: &str) -> Option<(usize, usize)> {
    text.match_indices(marker).find_map(|(at, _)| {
        let at_margin = at == 0 || text[..at].ends_with(['\n', '\r']);
        let after = at_margin.then(|| text[at + marker.len()..].trim_start_matches([' ', '\t']))?;
        let line_end = match after.as_bytes() {
            [] => 0,
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => return None,
        };
        Some((at, text.len() - after.len() + line_end))
    })
}

fn unclosed(body: &str, number: u32) -> Split<'_> {
    let message = "the front matter is never closed; all of it is read as the body";
    Split {
        front_matter: None,
        body,
        body_line: number.saturating_add(1),
        problems: vec![Problem::at(number, ProblemCode::FrontMatterUnclosed, message)],
    }
}

/// What the lines between two delimiters look like: keys, or prose between two Markdown rules.
struct Evidence {
    syntax: Syntax,
    is_empty: bool,
    begins_with_key: bool,
    has_telling_key: bool,
    keys: usize,
    others: usize,
}

/// Lines that are looked at; prose of more lines without a key at its beginning is prose.
const MAX_LINES_OF_EVIDENCE: usize = 1000;

impl Evidence {
    fn of(syntax: Syntax, text: &str) -> Self {
        let mut evidence = Self {
            syntax,
            is_empty: text.trim_start().is_empty(),
            begins_with_key: false,
            has_telling_key: false,
            keys: 0,
            others: 0,
        };
        for line in lines(text).take(MAX_LINES_OF_EVIDENCE) {
            if evidence.begins_with_key {
                break;
            }
            evidence.see(line);
        }
        evidence
    }

    fn see(&mut self, line: Line<'_>) {
        // A comment tells nothing unless it hides a key: `# Heading` is Markdown's as well.
        let text = line.trimmed();
        let content = text.trim_start_matches(['#', ' ']);
        if content.is_empty() || text.starts_with('#') && self.key_in(content).is_none() {
            return;
        }
        let is_first = self.keys + self.others == 0;
        match self.key_in(content) {
            Some(key) => {
                self.keys += 1;
                self.begins_with_key |= is_first && key.split_whitespace().count() <= 2;
                self.has_telling_key |= TELLING_KEYS.iter().any(|k| k.eq_ignore_ascii_case(key));
            }
            None if line.indent() > 0 || text.starts_with("- ") => {}
            None => self.others += 1,
        }
    }

    /// The key that a line begins with; `{` and `[` count as one where the syntax allows for it.
    fn key_in<'a>(&self, line: &'a str) -> Option<&'a str> {
        let key = match self.syntax {
            Syntax::Yaml => key_of(line, Separator::Colon),
            Syntax::Toml => key_of(line, Separator::Equals),
            Syntax::Json => None,
        };
        let symbol = match self.syntax {
            Syntax::Yaml if line.starts_with("{{") || line.starts_with("{%") => None,
            Syntax::Yaml if line.starts_with("? ") => Some("?"),
            Syntax::Yaml | Syntax::Json if line.starts_with('{') => Some("{"),
            Syntax::Toml if line.starts_with('[') && line.contains(']') => Some("["),
            _ => None,
        };
        key.map(|(key, _)| key).or(symbol)
    }

    fn speaks_for_front_matter(&self) -> bool {
        self.is_empty || self.begins_with_key || self.has_telling_key || self.keys > self.others
    }
}

/// Divides a text that has a brace at `start`, on line `number`, and only blanks before it.
fn object(text: &str, start: usize, number: u32) -> Split<'_> {
    let rest = &text[start..];
    if !begins_like_object(rest) {
        return body_only(text);
    }
    // A quotation mark too few would hide the closing brace: strings then end with their line.
    let found = matching_brace(rest, false).or_else(|| matching_brace(rest, true));
    let Some(length) = found else {
        let message = "the JSON front matter is never closed; all of it is read as the body";
        let problem = Problem::at(number, ProblemCode::FrontMatterUnclosed, message);
        return Split { problems: vec![problem], ..body_only(text) };
    };
    let (raw, after) = rest.split_at(length);
    let line = lines(after).next();
    if line.is_some_and(|line| !line.is_blank()) {
        return body_only(text);
    }
    Split {
        front_matter: Some(RawFrontMatter { syntax: Syntax::Json, text: raw, line: number }),
        body: &after[line.map_or(0, |line| line.end)..],
        body_line: number.saturating_add(line_breaks(raw)).saturating_add(1),
        problems: Vec::new(),
    }
}

/// Whether a text begins as only an object with keys does: `{"key":`, or the empty `{}`.
fn begins_like_object(text: &str) -> bool {
    let Some(inner) = text.strip_prefix('{').map(str::trim_start) else {
        return false;
    };
    if inner.starts_with('}') {
        return true;
    }
    let Some(key) = inner.strip_prefix('"') else {
        return false;
    };
    key.find(['"', '\n'])
        .is_some_and(|end| key[end..].trim_start_matches('"').trim_start().starts_with(':'))
}

/// The length of the object that `text` begins with, up to and with its matching brace.
fn matching_brace(text: &str, strings_end_with_line: bool) -> Option<usize> {
    let mut depth = 0usize;
    let mut in_string = false;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'\n' if strings_end_with_line => in_string = false,
            _ if in_string => {}
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Syntax, text and line of the front matter, then the body and its line.
    type Expected<'a> = (Option<(Syntax, &'a str, u32)>, &'a str, u32);

    #[test]
    fn delimiters_divide() {
        use Syntax::{Json, Toml, Yaml};
        let table: [(&str, Expected<'_>); 31] = [
            ("", (None, "", 1)),
            ("\n \n", (None, "\n \n", 1)),
            ("prose\n---\na: b\n---\n", (None, "prose\n---\na: b\n---\n", 1)),
            ("---\na: b\n---\nx", (Some((Yaml, "a: b\n", 2)), "x", 4)),
            ("---\na: b\n---", (Some((Yaml, "a: b\n", 2)), "", 4)),
            ("---\na: b\n...\nx", (Some((Yaml, "a: b\n", 2)), "x", 4)),
            ("--- \t\r\na: b\r\n---  \r\nx\r\n", (Some((Yaml, "a: b\r\n", 2)), "x\r\n", 4)),
            ("---\ra: b\r---\rx", (Some((Yaml, "a: b\r", 2)), "x", 4)),
            ("---\r\na: b\n---\rx", (Some((Yaml, "a: b\n", 2)), "x", 4)),
            ("\u{feff}---\na: b\n---\nx", (Some((Yaml, "a: b\n", 2)), "x", 4)),
            ("\n\n---\na: b\n---\nx", (Some((Yaml, "a: b\n", 4)), "x", 6)),
            ("---\n---\nx", (Some((Yaml, "", 2)), "x", 3)),
            ("---\n\n---\nx", (Some((Yaml, "\n", 2)), "x", 4)),
            ("---\nprose\n\n---\nx", (None, "---\nprose\n\n---\nx", 1)),
            ("---\n# Heading\n---\nx", (None, "---\n# Heading\n---\nx", 1)),
            ("---\n#a: b\n---\nx", (Some((Yaml, "#a: b\n", 2)), "x", 4)),
            (
                "---\nlayout post\ntitle: x\n---\n",
                (Some((Yaml, "layout post\ntitle: x\n", 2)), "", 5),
            ),
            (
                "---\nSome prose.\n\nUpdate: so.\n---\n",
                (None, "---\nSome prose.\n\nUpdate: so.\n---\n", 1),
            ),
            ("---\n? ''\n: - a\n---\n", (Some((Yaml, "? ''\n: - a\n", 2)), "", 5)),
            ("---\n{\"a\": 1}\n---\n", (Some((Yaml, "{\"a\": 1}\n", 2)), "", 4)),
            ("---\n{{ x }}\n---\n", (None, "---\n{{ x }}\n---\n", 1)),
            ("----\na: b\n----\n", (None, "----\na: b\n----\n", 1)),
            ("---json\n{\"a\": 1}\n---\nx", (Some((Json, "{\"a\": 1}\n", 2)), "x", 4)),
            ("--- toml\na = 1\n---\nx", (Some((Toml, "a = 1\n", 2)), "x", 4)),
            ("+++\na = 1\n---\n+++\nx", (Some((Toml, "a = 1\n---\n", 2)), "x", 5)),
            ("{\n \"a\": \"}\"\n}\n\nx", (Some((Json, "{\n \"a\": \"}\"\n}", 1)), "\nx", 4)),
            (
                "\n  {\"a\": {\"b\": \"\\\"}\"}}  \nx",
                (Some((Json, "{\"a\": {\"b\": \"\\\"}\"}}", 2)), "x", 3),
            ),
            ("{\"a\": \"b}\n}\nx", (Some((Json, "{\"a\": \"b}\n}", 1)), "x", 3)),
            ("{% include x %}\n{}\n", (None, "{% include x %}\n{}\n", 1)),
            ("{{ page.title }}\n", (None, "{{ page.title }}\n", 1)),
            ("{\"not\" json}\n", (None, "{\"not\" json}\n", 1)),
        ];
        for (text, (front_matter, body, body_line)) in table {
            let split = split(text);
            let found = split.front_matter.map(|raw| (raw.syntax, raw.text, raw.line));
            assert_eq!(found, front_matter, "{text:?}");
            assert_eq!((split.body, split.body_line), (body, body_line), "{text:?}");
            assert_eq!(split.problems, [], "{text:?}");
        }
    }

    #[test]
    fn what_is_never_closed_is_body() {
        let table = [
            ("---\ntitle: x\nbody", "title: x\nbody", 2, Some(1)),
            ("\n---\ntitle: x\nbody", "title: x\nbody", 3, Some(2)),
            ("+++\ntitle = 1\n", "title = 1\n", 2, Some(1)),
            ("{\"a\": 1\nbody", "{\"a\": 1\nbody", 1, Some(1)),
            ("---\n\nA rule.\n", "---\n\nA rule.\n", 1, None),
            ("---", "---", 1, None),
        ];
        for (text, body, body_line, line) in table {
            let split = split(text);
            assert_eq!(split.front_matter, None, "{text:?}");
            assert_eq!((split.body, split.body_line), (body, body_line), "{text:?}");
            let found: Vec<_> = split.problems.iter().map(|p| (p.code, p.line)).collect();
            let expected = line.map(|line| (ProblemCode::FrontMatterUnclosed, Some(line)));
            assert_eq!(found, Vec::from_iter(expected), "{text:?}");
        }
    }
}
