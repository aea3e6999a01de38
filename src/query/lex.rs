//! Splits a query into its smallest parts.

use super::Scope;

/// A part of a query, with the byte offset at which it begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Lexeme {
    /// Where it begins in the query.
    pub offset: usize,
    /// What it is.
    pub kind: LexemeKind,
}

/// The kinds of parts.
#[derive(Clone, Debug, PartialEq)]
pub enum LexemeKind {
    /// `(`
    Open,
    /// `)`
    Close,
    /// `AND`
    And,
    /// `OR`
    Or,
    /// `NOT`, or a `-` before a word, a quote or a group.
    Not,
    /// A `+` before a word, a quote or a group.
    Plus,
    /// `field:`, directly before a word, a quote or a group.
    Field(String),
    /// A word, with what is glued to it at its end.
    Word(Glued),
    /// `AND`, `OR` or `NOT` in a query that is in capitals throughout, where it is a word.
    LoudWord(Glued),
    /// What stands between two quotes, with what is glued to the closing one.
    Quoted(Glued),
    /// A quote that is never closed; what follows it is lexed as words.
    LoneQuote,
}

/// A text, and its `~number` and `^number`.
#[derive(Clone, Debug, PartialEq)]
pub struct Glued {
    /// The text itself.
    pub text: String,
    /// The number after `~`: slop of a phrase, letters of a word; a bare `~` is `None` in `Some`.
    pub tilde: Option<Option<u32>>,
    /// The number after `^`.
    pub boost: Option<f32>,
}

/// The parts of a query, in order. Every text can be lexed.
pub fn lex(query: &str) -> Vec<Lexeme> {
    let is_operator = |word: &&str| matches!(*word, "AND" | "OR" | "NOT");
    let shouts = !query.chars().any(char::is_lowercase)
        && query
            .split_whitespace()
            .any(|word| !is_operator(&word) && word.chars().any(char::is_uppercase));
    let mut lexer = Lexer { query, offset: 0, shouts, lexemes: Vec::new() };
    while lexer.step() {}
    lexer.lexemes
}

struct Lexer<'a> {
    query: &'a str,
    offset: usize,
    /// Whether the query is in capitals throughout: then AND, OR and NOT are words among others.
    shouts: bool,
    lexemes: Vec<Lexeme>,
}

impl Lexer<'_> {
    /// Lexes one part. Returns whether there was one.
    fn step(&mut self) -> bool {
        let blanks = self.rest().len() - self.rest().trim_start().len();
        self.offset += blanks;
        let Some(first) = self.rest().chars().next() else { return false };
        match first {
            '(' => self.push(LexemeKind::Open, 1),
            ')' => self.push(LexemeKind::Close, 1),
            '-' | '+' if self.starts_operand(1) && self.is_after_gap() => {
                let kind = if first == '-' { LexemeKind::Not } else { LexemeKind::Plus };
                self.push(kind, 1);
            }
            _ if is_quote(first) => self.quoted(first),
            _ => self.word(),
        }
        true
    }

    fn rest(&self) -> &str {
        &self.query[self.offset..]
    }

    fn push(&mut self, kind: LexemeKind, length: usize) {
        self.lexemes.push(Lexeme { offset: self.offset, kind });
        self.offset += length;
    }

    /// Whether something that can be searched begins `skip` bytes on.
    fn starts_operand(&self, skip: usize) -> bool {
        let next = self.rest()[skip..].chars().next();
        next.is_some_and(|c| {
            c.is_alphanumeric() || matches!(c, '(' | '=' | '*' | '#' | '@' | '.') || is_quote(c)
        })
    }

    /// Whether a blank, an opening bracket or the start of the query comes before: only there is a
    /// `-` an operator, never inside a word.
    fn is_after_gap(&self) -> bool {
        let before = self.query[..self.offset].chars().next_back();
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '+'))
    }

    fn quoted(&mut self, open: char) {
        let start = open.len_utf8();
        let inside = &self.rest()[start..];
        let Some(length) = inside.find(is_quote) else {
            return self.push(LexemeKind::LoneQuote, start);
        };
        let text = inside[..length].to_owned();
        let close = inside[length..].chars().next().map_or(0, char::len_utf8);
        let after = &inside[length + close..];
        let suffix = &after[..after.find(|c| !is_suffix(c)).unwrap_or(after.len())];
        let taken = start + length + close + suffix.len();
        let (kept, glued) = glued_suffix(suffix);
        // What cannot be read as a suffix is left for the next step to read as a word.
        let length = taken - kept.len();
        self.push(LexemeKind::Quoted(Glued { text, ..glued }), length);
    }

    fn word(&mut self) {
        let rest = self.rest();
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '(' | ')'));
        let end = end.unwrap_or(rest.len());
        let end = rest[..end].find(is_quote).map_or(end, |quote| quote.max(1));
        let end = rest.ceil_char_boundary(end);
        let text = &rest[..end];
        if let Some(field) = self.field(text) {
            let length = field.len() + 1;
            return self.push(LexemeKind::Field(field), length);
        }
        let kind = match text {
            "AND" | "OR" | "NOT" if self.shouts => LexemeKind::LoudWord(glued(text)),
            "AND" => LexemeKind::And,
            "OR" => LexemeKind::Or,
            "NOT" => LexemeKind::Not,
            _ => LexemeKind::Word(glued(text)),
        };
        self.push(kind, end);
    }

    /// The field that a word begins with: `title:truce`, `author.name:"Ann"`.
    fn field(&self, text: &str) -> Option<String> {
        let (name, _) = text.split_once(':')?;
        let is_name = name.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
        let after = self.rest()[name.len() + 1..].chars().next();
        let is_end = |c: char| match c {
            '/' => !Scope::of_name(name).is_address(),
            c => c.is_whitespace() || matches!(c, ')' | ':'),
        };
        let has_value = after.is_some_and(|c| !is_end(c));
        (is_name && has_value).then(|| name.to_owned())
    }
}

/// A straight quote or one of the pairs that editors and telephones make of it.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

fn is_suffix(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '~' | '^' | '.')
}

/// A word without the `~1` and `^2` at its end.
fn glued(text: &str) -> Glued {
    let start = text.find(['~', '^']).filter(|&start| start > 0);
    let (word, suffix) = text.split_at(start.unwrap_or(text.len()));
    let (kept, glued) = glued_suffix(suffix);
    if kept.is_empty() {
        return Glued { text: word.to_owned(), ..glued };
    }
    Glued { text: text.to_owned(), tilde: None, boost: None }
}

/// Reads `~3^2`, in either order; what cannot be read comes back first.
fn glued_suffix(suffix: &str) -> (&str, Glued) {
    let mut glued = Glued { text: String::new(), tilde: None, boost: None };
    let mut rest = suffix;
    while let Some(mark) = rest.chars().next() {
        let after = &rest[1..];
        let length = after.find(['~', '^']).unwrap_or(after.len());
        let number = &after[..length];
        match (mark, number.parse::<u32>(), number.parse::<f32>()) {
            ('~', Ok(count), _) if glued.tilde.is_none() => glued.tilde = Some(Some(count)),
            ('~', _, _) if number.is_empty() && glued.tilde.is_none() => glued.tilde = Some(None),
            ('^', _, Ok(boost)) if glued.boost.is_none() => glued.boost = Some(boost),
            _ => break,
        }
        rest = &after[length..];
    }
    (rest, glued)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts of a query, each in short.
    fn short(query: &str) -> Vec<String> {
        let parts = lex(query).into_iter().map(|lexeme| match lexeme.kind {
            LexemeKind::Open => "(".into(),
            LexemeKind::Close => ")".into(),
            LexemeKind::And => "&".into(),
            LexemeKind::Or => "|".into(),
            LexemeKind::Not => "!".into(),
            LexemeKind::Plus => "+".into(),
            LexemeKind::Field(name) => format!("{name}:"),
            LexemeKind::Word(glued) => in_short("", &glued),
            LexemeKind::LoudWord(glued) => in_short("!", &glued),
            LexemeKind::Quoted(glued) => in_short("'", &glued),
            LexemeKind::LoneQuote => "lone".into(),
        });
        parts.collect()
    }

    fn in_short(mark: &str, glued: &Glued) -> String {
        let tilde = glued.tilde.map(|n| n.map_or("~".into(), |n| format!("~{n}")));
        let boost = glued.boost.map(|n| format!("^{n}"));
        let suffix = tilde.unwrap_or_default() + &boost.unwrap_or_default();
        format!("{mark}{}{mark}{suffix}", glued.text)
    }

    #[test]
    fn queries_fall_into_parts() {
        let table: [(&str, &[&str]); 27] = [
            ("", &[]),
            ("cease-fire Lavrov", &["cease-fire", "Lavrov"]),
            ("a -b", &["a", "!", "b"]),
            ("a - b", &["a", "-", "b"]),
            ("-5 -(a b)", &["!", "5", "!", "(", "a", "b", ")"]),
            ("a AND b OR NOT c", &["a", "&", "b", "|", "!", "c"]),
            ("NOT IN MY NAME", &["!NOT!", "IN", "MY", "NAME"]),
            ("停火 OR 编码", &["停火", "|", "编码"]),
            ("1987 AND NOT 1988", &["1987", "&", "!", "1988"]),
            ("UN OR eu", &["UN", "|", "eu"]),
            ("\"a b\"~3 c", &["'a b'~3", "c"]),
            ("\"a b\"^2.5", &["'a b'^2.5"]),
            ("“a b” «c d»", &["'a b'", "'c d'"]),
            ("\"a b", &["lone", "a", "b"]),
            ("title:truce", &["title:", "truce"]),
            ("author.name:\"Ann Lee\"", &["author.name:", "'Ann Lee'"]),
            ("http://example.org/a", &["http://example.org/a"]),
            ("std::thread 12:30", &["std::thread", "12:30"]),
            ("title: truce", &["title:", "truce"]),
            ("lavrof~1^2 ~ x~", &["lavrof~1^2", "~", "x~"]),
            ("C++ C# .NET", &["C++", "C#", ".NET"]),
            ("+a +\"b c\"", &["+", "a", "+", "'b c'"]),
            ("(a)(b)", &["(", "a", ")", "(", "b", ")"]),
            ("5\" disk", &["5", "lone", "disk"]),
            ("a^b a~b", &["a^b", "a~b"]),
            ("-\"a b\"", &["!", "'a b'"]),
            ("état é\"x\"", &["état", "é", "'x'"]),
        ];
        for (query, expected) in table {
            assert_eq!(short(query), expected, "{query}");
        }
    }
}
