//! Reads a query's text into a [`Node`]. Knows no index; every text can be read.

use super::lex::{Glued, Lexeme, LexemeKind, lex};
use super::node::{Leaf, Node, Term};
use super::{DayRange, Scope, Warning, WarningCode};
use crate::analysis::words;
use crate::error::{Error, Result};

/// Longer queries are refused, in bytes.
pub(super) const MAX_BYTES: usize = 64 << 10;
/// Queries with more words are refused: each is looked up in every field.
pub(super) const MAX_LEAVES: usize = 1024;
/// Deeper groups are refused.
const MAX_DEPTH: usize = 64;

/// A query as it was meant, and what was odd about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The query.
    pub node: Node,
    /// What could not be read as written, and was searched as words.
    pub warnings: Vec<Warning>,
}

/// Reads a query.
///
/// AND binds tighter than OR, NOT tighter than both, and words side by side are joined by AND.
///
/// # Errors
/// If the query holds nothing to search for, or is beyond the limits.
pub fn parse(text: &str) -> Result<Parsed> {
    if text.len() > MAX_BYTES {
        return Err(too_long());
    }
    let lexemes = lex(text);
    if lexemes.len() > 4 * MAX_LEAVES {
        return Err(too_many());
    }
    let mut parser = Parser { text, lexemes, next: 0, depth: 0, leaves: 0, warnings: Vec::new() };
    let node = parser.query()?.ok_or(Error::QueryEmpty)?;
    Ok(Parsed { node, warnings: parser.warnings })
}

/// Reads several queries, of which a post need only match one.
///
/// # Errors
/// As [`parse`].
pub fn parse_any(texts: &[String]) -> Result<Parsed> {
    let parsed: Result<Vec<Parsed>> = texts.iter().map(|text| parse(text)).collect();
    let (nodes, warnings): (Vec<_>, Vec<_>) =
        parsed?.into_iter().map(|parsed| (parsed.node, parsed.warnings)).unzip();
    if nodes.is_empty() {
        return Err(Error::QueryEmpty);
    }
    Ok(Parsed { node: Node::or(nodes), warnings: warnings.concat() })
}

pub(super) fn too_long() -> Error {
    Error::Query(format!("the query is longer than {} KiB", MAX_BYTES >> 10))
}

pub(super) fn too_many() -> Error {
    Error::Query(format!("the query has more than {MAX_LEAVES} words"))
}

struct Parser<'a> {
    text: &'a str,
    lexemes: Vec<Lexeme>,
    next: usize,
    depth: usize,
    leaves: usize,
    warnings: Vec<Warning>,
}

impl Parser<'_> {
    /// The whole query, with closing brackets that close nothing passed over.
    fn query(&mut self) -> Result<Option<Node>> {
        let mut parts = Vec::new();
        while self.next < self.lexemes.len() {
            parts.extend(self.alternatives(None)?);
            if self.peek() == Some(&LexemeKind::Close) {
                self.warn("this `)` closes nothing");
                self.next += 1;
            }
        }
        Ok((!parts.is_empty()).then(|| Node::and(parts)))
    }

    fn peek(&self) -> Option<&LexemeKind> {
        self.lexemes.get(self.next).map(|lexeme| &lexeme.kind)
    }

    fn warn(&mut self, message: &str) {
        let offset = self.lexemes.get(self.next).map_or(self.text.len(), |lexeme| lexeme.offset);
        self.warnings.push(Warning::syntax(self.text, offset, message));
    }

    /// Warns about the part that was just taken.
    fn warn_before(&mut self, message: &str) {
        self.next -= 1;
        self.warn(message);
        self.next += 1;
    }

    /// Parts joined by OR.
    fn alternatives(&mut self, field: Option<&str>) -> Result<Option<Node>> {
        let mut parts: Vec<Node> = self.sequence(field)?.into_iter().collect();
        while self.peek() == Some(&LexemeKind::Or) {
            if parts.is_empty() {
                self.warn("nothing stands before this OR");
            }
            self.next += 1;
            match self.sequence(field)? {
                Some(part) => parts.push(part),
                None => self.warn("nothing stands after the OR before this"),
            }
        }
        Ok((!parts.is_empty()).then(|| Node::or(parts)))
    }

    /// Parts joined by AND, written or not.
    fn sequence(&mut self, field: Option<&str>) -> Result<Option<Node>> {
        let mut parts = Vec::new();
        loop {
            match self.peek() {
                None | Some(LexemeKind::Or | LexemeKind::Close) => break,
                Some(LexemeKind::And) => {
                    if parts.is_empty() {
                        self.warn("nothing stands before this AND");
                    }
                    self.next += 1;
                    if matches!(self.peek(), None | Some(LexemeKind::Or | LexemeKind::Close)) {
                        self.warn_before("nothing stands after this AND");
                    }
                }
                Some(_) => parts.extend(self.operand(field)?),
            }
        }
        // A word that is punctuation alone leaves nothing, and a post cannot lack it either.
        let only_not = !parts.is_empty() && parts.iter().all(|part| matches!(part, Node::Not(_)));
        if only_not {
            parts.insert(0, Node::All);
        }
        Ok((!parts.is_empty()).then(|| Node::and(parts)))
    }

    /// A word, phrase or group, with what stands before it.
    fn operand(&mut self, field: Option<&str>) -> Result<Option<Node>> {
        let Some(lexeme) = self.lexemes.get(self.next).cloned() else { return Ok(None) };
        self.next += 1;
        match lexeme.kind {
            LexemeKind::Not => self.negated(field),
            LexemeKind::Plus => {
                let node = self.nested(|parser| parser.operand(field))?;
                Ok(node.map(required))
            }
            LexemeKind::Open => self.group(field),
            LexemeKind::Field(name) => self.nested(|parser| parser.operand(Some(&name))),
            LexemeKind::Word(word) => self.leaf(field, &word, Self::word_term),
            LexemeKind::LoudWord(word) => {
                self.warn_before(&format!(
                    "{0} is a word among others in a query that is in capitals throughout; write \
                     the other words in small letters to make it an operator",
                    word.text
                ));
                self.leaf(field, &word, Self::word_term)
            }
            LexemeKind::Quoted(phrase) => self.leaf(field, &phrase, Self::phrase_term),
            LexemeKind::LoneQuote => {
                self.warn_before("this quote is never closed; what follows is searched as words");
                Ok(None)
            }
            LexemeKind::And | LexemeKind::Or | LexemeKind::Close => {
                self.next -= 1;
                self.warn("a word or a group is missing here");
                Ok(None)
            }
        }
    }

    fn nested<T>(&mut self, inside: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Error::Query(format!("the query is nested deeper than {MAX_DEPTH} times")));
        }
        let result = inside(self);
        self.depth -= 1;
        result
    }

    fn negated(&mut self, field: Option<&str>) -> Result<Option<Node>> {
        if matches!(self.peek(), None | Some(LexemeKind::Or | LexemeKind::And | LexemeKind::Close))
        {
            self.warn_before("nothing stands after this NOT");
            return Ok(None);
        }
        let node = self.nested(|parser| parser.operand(field))?;
        Ok(node.map(|node| match node {
            // Twice not is not at all.
            Node::Not(inner) => *inner,
            node => Node::Not(Box::new(node)),
        }))
    }

    fn group(&mut self, field: Option<&str>) -> Result<Option<Node>> {
        let opening = self.next - 1;
        let node = self.nested(|parser| parser.alternatives(field))?;
        if self.peek() == Some(&LexemeKind::Close) {
            self.next += 1;
        } else {
            let offset = self.lexemes[opening].offset;
            self.warnings.push(Warning::syntax(self.text, offset, "this `(` is never closed"));
        }
        Ok(node)
    }

    fn leaf(
        &mut self,
        field: Option<&str>,
        glued: &Glued,
        term: fn(&mut Self, Option<&str>, &Glued) -> Option<Term>,
    ) -> Result<Option<Node>> {
        let Some(term) = term(self, field, glued) else { return Ok(None) };
        if term == Term::Anything && field.is_none() {
            return Ok(Some(Node::All));
        }
        self.leaves += 1;
        if self.leaves > MAX_LEAVES {
            return Err(too_many());
        }
        // Days are known by what was read; a `date:` that is no day is searched as words.
        let is_stray_date =
            field.is_some_and(is_date) && !matches!(term, Term::Days(_) | Term::Anything);
        let field = field.filter(|_| !is_stray_date).map(str::to_owned);
        let boost = glued.boost.filter(|boost| boost.is_finite()).unwrap_or(1.0);
        Ok(Some(Node::Leaf(Leaf { field, term, required: false, boost })))
    }

    /// What a word looks for; `None` if it is punctuation alone.
    fn word_term(&mut self, field: Option<&str>, word: &Glued) -> Option<Term> {
        let text = word.text.trim_end_matches('?');
        if !text.is_empty() && text.chars().all(|c| c == '*') {
            return Some(Term::Anything);
        }
        if field.is_some_and(is_date) {
            match DayRange::parse(text) {
                Some(range) => return Some(Term::Days(range)),
                None => self.warn_of_date(text),
            }
        }
        if field.is_some_and(|name| Scope::of_name(name).is_address()) {
            return Some(Term::Word(text.to_owned()));
        }
        words(text).next()?;
        if let Some(exact) = text.strip_prefix('=') {
            return Some(Term::Exact(exact.to_owned()));
        }
        if let Some(distance) = word.tilde {
            let distance = distance.unwrap_or(1).clamp(1, 2) as u8;
            return Some(Term::Fuzzy { text: text.to_owned(), distance });
        }
        if text.contains(['*', '?']) {
            return Some(Term::Wildcard(text.to_owned()));
        }
        Some(Term::Word(text.to_owned()))
    }

    fn warn_of_date(&mut self, text: &str) {
        let message = format!(
            "`{text}` is no day, month or year (2020-10-14, 2020-10, 2020, 2020-10..2020-11); it \
             is searched as words"
        );
        self.warn_before(&message);
    }

    fn phrase_term(&mut self, field: Option<&str>, phrase: &Glued) -> Option<Term> {
        if field.is_some_and(is_date) {
            return self.word_term(field, phrase);
        }
        words(&phrase.text).next()?;
        let slop = phrase.tilde.flatten().unwrap_or(0);
        Some(Term::Phrase { text: phrase.text.clone(), slop })
    }
}

fn is_date(field: &str) -> bool {
    field.eq_ignore_ascii_case("date")
}

/// What a `+` stands before; relaxing never drops it.
fn required(node: Node) -> Node {
    match node {
        Node::Leaf(leaf) => Node::Leaf(Leaf { required: true, ..leaf }),
        node => node,
    }
}

/// A warning that a field is not known.
pub(super) fn unknown_field(name: &str) -> Warning {
    Warning {
        code: WarningCode::UnknownField,
        message: format!("no post has a key `{name}`; `{name}:` is searched as a word"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_read_as_meant() {
        let table = [
            ("cease-fire", "cease-fire"),
            ("cease-fire Lavrov", "(cease-fire AND Lavrov)"),
            ("a b OR c", "((a AND b) OR c)"),
            ("a AND (b OR c)", "(a AND (b OR c))"),
            ("a -b", "(a AND NOT b)"),
            ("-b", "(* AND NOT b)"),
            ("NOT NOT b", "b"),
            ("\"a b\"~3 +c", "(\"a b\"~3 AND +c)"),
            ("title:(a b)", "(title:a AND title:b)"),
            ("author.name:\"Ann Lee\"", "author.name:\"Ann Lee\""),
            ("ceas* l?vrov lavrof~ x~2^3", "(ceas* AND l?vrov AND lavrof~1 AND x~2^3)"),
            ("what is it?", "(what AND is AND it)"),
            ("=cease-fire", "=cease-fire"),
            ("date:2020-10", "date:2020-10-01..2020-10-31"),
            ("*", "*"),
            ("***", "*"),
            ("tag:*", "tag:*"),
            ("a - b & c", "(a AND b AND c)"),
            ("path:2020/*", "path:2020/*"),
            ("link:/about", "link:/about"),
            ("link:https://example.org/a?b=c d", "(link:https://example.org/a?b=c AND d)"),
        ];
        for (text, expected) in table {
            let parsed = parse(text).expect(text);
            assert_eq!(parsed.node.to_string(), expected, "{text}");
            assert_eq!(parsed.warnings, [], "{text}");
        }
    }

    #[test]
    fn odd_queries_are_read_with_a_warning() {
        let table = [
            ("a (b", "(a AND b)", "column 3: this `(` is never closed"),
            ("a) b", "(a AND b)", "column 2: this `)` closes nothing"),
            ("ж \"b c", "(ж AND b AND c)", "column 3: this quote is never closed"),
            ("OR a", "a", "column 1: nothing stands before this OR"),
            ("a OR", "a", "column 5: nothing stands after the OR"),
            ("AND a", "a", "column 1: nothing stands before this AND"),
            ("a NOT", "a", "column 3: nothing stands after this NOT"),
            ("a AND", "a", "column 3: nothing stands after this AND"),
            ("WAR AND PEACE", "(WAR AND AND AND PEACE)", "column 5: AND is a word among others"),
            ("a date:soon", "(a AND soon)", "column 8: `soon` is no day"),
        ];
        for (text, expected, warning) in table {
            let parsed = parse(text).expect(text);
            assert_eq!(parsed.node.to_string(), expected, "{text}");
            let message = parsed.warnings.first().map_or("", |warning| &warning.message);
            assert!(message.starts_with(warning), "{text}: {message}");
        }
    }

    #[test]
    fn queries_beyond_the_limits_are_refused() {
        for text in
            ["(".repeat(100) + "a", "+".repeat(90) + "a", "a ".repeat(5000), "x".repeat(70_000)]
        {
            let result = parse(&text);
            assert!(matches!(result, Err(Error::Query(_)) | Ok(_)), "{}", &text[..9]);
        }
        assert!(matches!(parse(&("(".repeat(100) + "a")), Err(Error::Query(_))));
        assert!(matches!(parse(&"a ".repeat(1025)), Err(Error::Query(_))));
        assert!(matches!(parse(&"x".repeat(70_000)), Err(Error::Query(_))));
        assert!(matches!(parse(" - & "), Err(Error::QueryEmpty)));
    }
}
