//! Splits a query into its smallest parts.

use super::Scope;
use super::glued::{Glued, count};
use super::interval::{Comparison, Interval};

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
    /// `NEAR`, with the number after its `/`.
    Near(Option<u32>),
    /// `NOT`, or a `-` before a word, a quote or a group.
    Not,
    /// A `+` before a word, a quote or a group.
    Plus,
    /// `field:`, directly before a word, a quote or a group.
    Field(String),
    /// `>`, `>=`, `<` or `<=` directly after a field.
    Comparison(Comparison),
    /// `[a TO b]` directly after a field.
    Interval(Interval),
    /// What stands between two slashes.
    Regex(Glued),
    /// `^number` directly after a `)` or `]`.
    Boost(f32),
    /// A word, with what is glued to it at its end.
    Word(Glued),
    /// `AND`, `OR`, `NOT` or `NEAR` in a query that is in capitals throughout, where it is a word.
    LoudWord(Glued),
    /// What stands between two quotes, with what is glued to the closing one.
    Quoted(Glued),
    /// A quote that is never closed; what follows it is lexed as words.
    LoneQuote,
}

/// The parts of a query, in order. Every text can be lexed.
pub fn lex(query: &str) -> Vec<Lexeme> {
    let shouts = !query.chars().any(char::is_lowercase)
        && query
            .split_whitespace()
            .any(|word| operator(word).is_none() && word.chars().any(char::is_uppercase));
    let mut lexer = Lexer { query, offset: 0, shouts, lexemes: Vec::new() };
    while lexer.step() {}
    lexer.lexemes
}

struct Lexer<'a> {
    query: &'a str,
    offset: usize,
    /// Whether the query is in capitals throughout: then operators are words among others.
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
            ')' => self.close(),
            '-' | '+' if self.starts_operand(1) && self.is_after_gap() => {
                let kind = if first == '-' { LexemeKind::Not } else { LexemeKind::Plus };
                self.push(kind, 1);
            }
            _ if is_quote(first) => self.quoted(first),
            _ if self.range() || self.regex() => {}
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
        }) || regex_ahead(&self.rest()[skip..], false).is_some()
    }

    /// Whether a blank, an opening bracket or the start of the query comes before: only there is a
    /// `-` an operator, never inside a word.
    fn is_after_gap(&self) -> bool {
        let before = self.query[..self.offset].chars().next_back();
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '+'))
    }

    /// A `)`, and the boost of the group that it closes.
    fn close(&mut self) {
        self.push(LexemeKind::Close, 1);
        self.suffix();
    }

    /// The boost of what was just taken.
    fn suffix(&mut self) {
        if let (Glued { boost: Some(boost), tilde: None, .. }, length) =
            Glued::delimited("", self.rest())
        {
            self.push(LexemeKind::Boost(boost), length);
        }
    }

    fn quoted(&mut self, open: char) {
        let start = open.len_utf8();
        let inside = &self.rest()[start..];
        let Some(length) = inside.find(is_quote) else {
            return self.push(LexemeKind::LoneQuote, start);
        };
        let close = inside[length..].chars().next().map_or(0, char::len_utf8);
        let (glued, suffix) = Glued::delimited(&inside[..length], &inside[length + close..]);
        self.push(LexemeKind::Quoted(glued), start + length + close + suffix);
    }

    /// The field whose value begins here.
    fn field_before(&self) -> Option<Scope> {
        let last = self.lexemes.last()?;
        match &last.kind {
            LexemeKind::Field(name) if last.offset + name.len() + 1 == self.offset => {
                Some(Scope::of_name(name))
            }
            _ => None,
        }
    }

    /// Takes a comparison or an interval, which only stand after a field. Returns whether there is
    /// one.
    fn range(&mut self) -> bool {
        if self.field_before().is_none_or(|scope| scope.is_address()) {
            return false;
        }
        if let Some((comparison, length)) = Comparison::leading(self.rest()) {
            self.push(LexemeKind::Comparison(comparison), length);
        } else if let Some((interval, length)) = Interval::bracketed(self.rest()) {
            self.push(LexemeKind::Interval(interval), length);
            self.suffix();
        } else {
            return false;
        }
        true
    }

    /// Takes a regular expression. Returns whether there is one.
    fn regex(&mut self) -> bool {
        let scope = self.field_before();
        let is_sign = |lexeme: &Lexeme| {
            matches!(lexeme.kind, LexemeKind::Not | LexemeKind::Plus)
                && lexeme.offset + 1 == self.offset
        };
        let may_begin = match &scope {
            Some(scope) => !scope.is_address(),
            None => self.is_after_gap() || self.lexemes.last().is_some_and(is_sign),
        };
        let may_hold_blanks = scope.is_some_and(|scope| !scope.is_text());
        match regex_ahead(self.rest(), may_hold_blanks).filter(|_| may_begin) {
            Some((regex, length)) => self.push(LexemeKind::Regex(regex), length),
            None => return false,
        }
        true
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
        let kind = match operator(text) {
            Some(_) if self.shouts && text.starts_with(char::is_alphabetic) => {
                LexemeKind::LoudWord(Glued::word(text))
            }
            Some(operator) => operator,
            None => LexemeKind::Word(Glued::word(text)),
        };
        self.push(kind, end);
    }

    /// The field that a word begins with: `title:truce`, `author.name:"Ann"`.
    fn field(&self, text: &str) -> Option<String> {
        let (name, _) = text.split_once(':')?;
        let is_name = name.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
        let value = &self.rest()[name.len() + 1..];
        let after = value.chars().next();
        let is_end = |c: char| match c {
            '/' => {
                let scope = Scope::of_name(name);
                !scope.is_address() && regex_ahead(value, !scope.is_text()).is_none()
            }
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

/// The operator that a word is.
fn operator(word: &str) -> Option<LexemeKind> {
    Some(match word {
        "AND" | "&&" => LexemeKind::And,
        "OR" | "||" => LexemeKind::Or,
        "NOT" => LexemeKind::Not,
        "NEAR" => LexemeKind::Near(None),
        _ => LexemeKind::Near(Some(count(word.strip_prefix("NEAR/")?)?)),
    })
}

/// No regular expression is longer, in bytes: no term is either.
const MAX_REGEX: usize = 256;

/// The regular expression that a text begins with, and how long it is with its slashes.
///
/// A slash after it or in it makes it a path (`/usr/local/`): no word of the index has one. Neither
/// has a word a blank, but a whole value may.
fn regex_ahead(text: &str, may_hold_blanks: bool) -> Option<(Glued, usize)> {
    let inside = text.strip_prefix('/')?;
    let mut is_escaped = false;
    let is_end = |c: char| {
        let is_end = !is_escaped && (c == '/' || !may_hold_blanks && c.is_whitespace());
        is_escaped = !is_escaped && c == '\\';
        is_end
    };
    let inside = &inside[..inside.floor_char_boundary(MAX_REGEX)];
    let length = inside.find(is_end).filter(|&length| length > 0)?;
    let after = text[1 + length..].strip_prefix('/')?;
    let (regex, suffix) = Glued::delimited(&inside[..length], after);
    let is_whole = after[suffix..].chars().next().is_none_or(|c| c.is_whitespace() || c == ')');
    is_whole.then_some((regex, length + 2 + suffix))
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
            LexemeKind::Near(distance) => format!("near{distance:?}"),
            LexemeKind::Comparison(comparison) => comparison.to_string(),
            LexemeKind::Interval(interval) => interval.to_string(),
            LexemeKind::Regex(glued) => in_short("/", &glued),
            LexemeKind::Boost(boost) => format!("^{boost}"),
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
        let table: [(&str, &[&str]); 61] = [
            ("", &[]),
            ("cease-fire Lavrov", &["cease-fire", "Lavrov"]),
            ("a -b", &["a", "!", "b"]),
            ("a - b", &["a", "-", "b"]),
            ("-5 -(a b)", &["!", "5", "!", "(", "a", "b", ")"]),
            ("a AND b OR NOT c", &["a", "&", "b", "|", "!", "c"]),
            ("NOT IN MY NAME", &["!NOT!", "IN", "MY", "NAME"]),
            ("停火 OR 编码", &["停火", "|", "编码"]),
            ("a && b || C||D", &["a", "&", "b", "|", "C||D"]),
            ("A && B", &["A", "&", "B"]),
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
            ("a NEAR b NEAR/5 c", &["a", "nearNone", "b", "nearSome(5)", "c"]),
            ("NEAR/ b NEAR/x near", &["NEAR/", "b", "NEAR/x", "near"]),
            ("a NEAR/99999999999 b", &["a", "nearSome(4294967295)", "b"]),
            ("SHOTS NEAR MOSCOW", &["SHOTS", "!NEAR!", "MOSCOW"]),
            ("1 NEAR 2", &["1", "nearNone", "2"]),
            ("(a b)^2 c", &["(", "a", "b", ")", "^2", "c"]),
            ("(a)^-1 (b)~2", &["(", "a", ")", "^-1", "(", "b", ")", "~2"]),
            ("a^-1 b^nan", &["a^-1", "b^nan"]),
            ("/colou?r(ed|s)?/", &["/colou?r(ed|s)?/"]),
            ("(a /b.*/^2) -/c/ +/d/", &["(", "a", "/b.*/^2", ")", "!", "/c/", "+", "/d/"]),
            ("title:/lavr.*/", &["title:", "/lavr.*/"]),
            ("tag:/white house/", &["tag:", "/white house/"]),
            ("/usr/local/bin /usr/local/", &["/usr/local/bin", "/usr/local/"]),
            ("/home/ann", &["/home/ann"]),
            ("a/b 1/2 km/h", &["a/b", "1/2", "km/h"]),
            ("and / or /", &["and", "/", "or", "/"]),
            ("/not closed/here", &["/not", "closed/here"]),
            ("/a b/", &["/a", "b/"]),
            ("//example.org/ //", &["//example.org/", "//"]),
            ("http://example.org/", &["http://example.org/"]),
            ("path:/2020/ link:/about/", &["path:", "/2020/", "link:", "/about/"]),
            (r"/a\/b/ /a\", &[r"/a\/b/", r"/a\"]),
            (
                "x:>5 y:>=5 z:<5 w:<=\"a b\"",
                &["x:", ">", "5", "y:", ">=", "5", "z:", "<", "5", "w:", "<=", "'a b'"],
            ),
            ("x:≥5", &["x:", ">=", "5"]),
            ("x:[1 TO 5] y:{1 TO *}", &["x:", "[1 TO 5]", "y:", ">1"]),
            ("x:[1 TO 5}", &["x:", "[1 TO 5}"]),
            ("x:[1 TO 5]^2 a", &["x:", "[1 TO 5]", "^2", "a"]),
            ("x:[1 5] [1 TO 5]", &["x:", "[1", "5]", "[1", "TO", "5]"]),
            ("x:1..5", &["x:", "1..5"]),
            (">5 a > b <i>", &[">5", "a", ">", "b", "<i>"]),
            ("path:>x", &["path:", ">x"]),
            ("x:>", &["x:", ">"]),
        ];
        for (query, expected) in table {
            assert_eq!(short(query), expected, "{query}");
        }
    }
}
