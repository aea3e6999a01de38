//! Reads a query's text into a [`Node`]. Knows no index; every text can be read.

mod any_word;
mod lead_in;
mod near;
mod term;

use jiff::civil::Date;

use super::glued::Glued;
use super::lex::{Lexeme, LexemeKind, lex};
use super::node::{Leaf, Node, Term};
use super::{Warning, WarningCode};
use crate::error::{Error, Result};
pub use any_word::{parse_words, parse_words_any};
use near::nearby;

/// Longer queries are refused, in bytes.
pub(super) const MAX_BYTES: usize = 64 << 10;
/// Queries with more words are refused: each is looked up in every field.
pub(super) const MAX_LEAVES: usize = 1024;
/// Deeper groups are refused.
const MAX_DEPTH: usize = 64;
/// Queries with more patterns (`ceas*`, `lavrof~1`, `/colou?r/`) are refused: each may have to look
/// at every word of the index.
const MAX_PATTERNS: usize = 16;
/// Boosts that make a difference without drowning all else.
const BOOSTS: std::ops::RangeInclusive<f32> = 0.001..=1000.0;

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
/// AND binds tighter than OR, NOT tighter than AND, NEAR tightest, and words side by side are joined
/// by AND. Days such as `yesterday` are counted from `today`, and are not understood without it.
///
/// # Errors
/// If the query holds nothing to search for, or is beyond the limits.
pub fn parse(text: &str, today: Option<Date>) -> Result<Parsed> {
    if text.len() > MAX_BYTES {
        return Err(too_long());
    }
    let lexemes = lex(text);
    if lexemes.len() > 4 * MAX_LEAVES {
        return Err(too_many());
    }
    let mut parser = Parser {
        text,
        today,
        lexemes,
        next: 0,
        depth: 0,
        leaves: 0,
        patterns: 0,
        warnings: Vec::new(),
    };
    let node = parser.query()?.ok_or(Error::QueryEmpty)?;
    Ok(Parsed { node, warnings: parser.warnings })
}

/// Reads several queries, of which a post need only match one.
///
/// # Errors
/// As [`parse`].
pub fn parse_any(texts: &[String], today: Option<Date>) -> Result<Parsed> {
    any_of(texts.iter().map(|text| parse(text, today)))
}

/// The queries of which a post need only match one.
fn any_of(parsed: impl Iterator<Item = Result<Parsed>>) -> Result<Parsed> {
    let parsed: Result<Vec<Parsed>> = parsed.collect();
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
    today: Option<Date>,
    lexemes: Vec<Lexeme>,
    next: usize,
    depth: usize,
    leaves: usize,
    patterns: usize,
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
        self.warn_at(self.next, message);
    }

    /// Warns about the part that was just taken.
    fn warn_before(&mut self, message: &str) {
        self.warn_at(self.next - 1, message);
    }

    /// Warns about one of the parts.
    fn warn_at(&mut self, index: usize, message: &str) {
        let offset = self.lexemes.get(index).map_or(self.text.len(), |lexeme| lexeme.offset);
        self.warnings.push(Warning::syntax(self.text, offset, message));
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
                Some(_) => parts.extend(self.neighbours(field)?),
            }
        }
        // A word that is punctuation alone leaves nothing, and a post cannot lack it either.
        let only_not = !parts.is_empty() && parts.iter().all(|part| matches!(part, Node::Not(_)));
        if only_not {
            parts.insert(0, Node::All);
        }
        Ok((!parts.is_empty()).then(|| Node::and(parts)))
    }

    /// A word, phrase or group, or several joined by NEAR.
    fn neighbours(&mut self, field: Option<&str>) -> Result<Option<Node>> {
        if matches!(self.peek(), Some(LexemeKind::Near(_))) {
            self.warn("nothing stands before this NEAR");
            self.next += 1;
            return Ok(None);
        }
        let mut parts: Vec<Node> = self.operand(field)?.into_iter().collect();
        let mut distances = Vec::new();
        let mut signs = Vec::new();
        while let Some(&LexemeKind::Near(number)) = self.peek() {
            signs.push(self.next);
            self.next += 1;
            let is_missing = matches!(
                self.peek(),
                None | Some(LexemeKind::Or | LexemeKind::And | LexemeKind::Close)
            );
            if is_missing {
                self.warn_before("nothing stands after this NEAR");
                break;
            }
            distances.extend(number);
            parts.extend(self.operand(field)?);
        }
        let Some(&sign) = signs.first().filter(|_| parts.len() > 1) else { return Ok(parts.pop()) };
        if distances.iter().any(|&distance| distance != distances[0]) {
            let message = "all these words are to be near each other, with as many others between \
                           them as the largest number here says";
            self.warn_at(sign, message);
        }
        let distance = self.slop(sign, distances.into_iter().max().unwrap_or(near::DISTANCE));
        let (node, oddity) = nearby(parts, distance);
        if let Some(oddity) = oddity {
            self.warn_at(sign, oddity.message());
        }
        Ok(Some(node))
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
            LexemeKind::Comparison(comparison) => self.compared(field, comparison),
            LexemeKind::Interval(interval) => {
                let node = self.leaf(field, &Glued::bare(""), |parser, field, _| {
                    parser.interval_term(field, interval)
                })?;
                Ok(self.boosted(node))
            }
            LexemeKind::Regex(regex) => self.regex(field, &regex),
            // What it belongs to is gone.
            LexemeKind::Boost(_) => Ok(None),
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
            LexemeKind::And | LexemeKind::Or | LexemeKind::Near(_) | LexemeKind::Close => {
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
        let node = self.nested(|parser| parser.neighbours(field))?;
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
            self.warn_at(opening, "this `(` is never closed");
        }
        Ok(self.boosted(node))
    }

    /// A part with the boost that comes after it.
    fn boosted(&mut self, node: Option<Node>) -> Option<Node> {
        let Some(&LexemeKind::Boost(boost)) = self.peek() else { return node };
        self.next += 1;
        let boost = self.boost(Some(boost));
        node.map(|node| node.boosted(boost))
    }

    fn leaf(
        &mut self,
        field: Option<&str>,
        glued: &Glued,
        term: impl FnOnce(&mut Self, Option<&str>, &Glued) -> Option<Term>,
    ) -> Result<Option<Node>> {
        let Some(term) = term(self, field, glued) else { return Ok(None) };
        if term == Term::Anything && field.is_none() {
            return Ok(Some(Node::All));
        }
        self.leaves += 1;
        self.patterns += usize::from(term.is_pattern());
        if self.leaves > MAX_LEAVES {
            return Err(too_many());
        }
        if self.patterns > MAX_PATTERNS {
            return Err(Error::Query(format!(
                "the query has more than {MAX_PATTERNS} patterns (`*`, `?`, `~` or `/.../`)"
            )));
        }
        // Days are known by what was read; a `date:` that is no day is searched as words.
        let is_stray =
            field.is_some_and(term::is_date) && !matches!(term, Term::Days(_) | Term::Anything);
        let field = field.filter(|_| !is_stray).map(str::to_owned);
        let boost = self.boost(glued.boost);
        Ok(Some(Node::Leaf(Leaf { field, term, required: false, boost })))
    }

    /// The boost of the part that was just taken.
    fn boost(&mut self, typed: Option<f32>) -> f32 {
        let boost = typed.unwrap_or(1.0);
        if BOOSTS.contains(&boost) {
            return boost;
        }
        self.warn_before(&format!(
            "`^{boost}` is no boost from {} to {}; it is left out",
            BOOSTS.start(),
            BOOSTS.end()
        ));
        1.0
    }
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
mod tests;
