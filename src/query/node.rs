//! A query as it was meant, before any index is asked.

use std::fmt;

use super::{DayRange, Scope, TermRegex, ValueRange};

/// A query, or a part of one.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Every post.
    All,
    /// One thing that a post must have.
    Leaf(Leaf),
    /// All of these.
    And(Vec<Node>),
    /// Any of these.
    Or(Vec<Node>),
    /// Any of these bare words, which stood side by side in a text that knows no operators.
    Words(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
}

/// One thing that a post must have.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    /// The field it must be in, as typed; `None` for anywhere.
    pub field: Option<String>,
    /// What it is.
    pub term: Term,
    /// Whether it was written with a `+`, so that relaxing never drops it.
    pub required: bool,
    /// What its score is multiplied with.
    pub boost: f32,
}

/// What a [`Leaf`] looks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    /// A word as typed; it may hold several tokens (`cease-fire`).
    Word(String),
    /// One word exactly as written, whatever else a bare word may meet: `=word`.
    Exact(String),
    /// Quoted words in order, at most `slop` words out of place.
    Phrase {
        /// What stands between the quotes.
        text: String,
        /// How many words may lie between, or steps be out of order.
        slop: u32,
    },
    /// A word with `*` (any letters) and `?` (one letter) in it.
    Wildcard(String),
    /// A word with at most this many letters wrong.
    Fuzzy {
        /// The word.
        text: String,
        /// One or two letters.
        distance: u8,
    },
    /// Words in any order with others between them: `a NEAR/5 b`.
    Near {
        /// The words, each as typed.
        words: Vec<String>,
        /// How many other words may lie between the first and the last of them, from 0 to 255.
        distance: u32,
    },
    /// A word that matches as a whole: `/colou?r/`.
    Regex(TermRegex),
    /// Values of a front-matter key from one to another: `wordcount:>500`.
    Range(ValueRange),
    /// Days from and to.
    Days(DayRange),
    /// A value of a front-matter key that may be a text or the days which the text names:
    /// `updated:yesterday`.
    NamedDays {
        /// The text.
        text: String,
        /// The days.
        days: DayRange,
    },
    /// Any value at all: `field:*`.
    Anything,
}

impl Node {
    /// All of these; a single one is itself.
    pub fn and(mut nodes: Vec<Self>) -> Self {
        match nodes.len() {
            1 => nodes.remove(0),
            _ => Self::And(nodes),
        }
    }

    /// Any of these; a single one is itself.
    pub fn or(mut nodes: Vec<Self>) -> Self {
        match nodes.len() {
            1 => nodes.remove(0),
            _ => Self::Or(nodes),
        }
    }

    /// The same, with the scores of what it looks for multiplied.
    pub fn boosted(self, factor: f32) -> Self {
        let all = |nodes: Vec<Self>| nodes.into_iter().map(|node| node.boosted(factor)).collect();
        match self {
            Self::All => Self::All,
            Self::Leaf(leaf) => Self::Leaf(Leaf { boost: leaf.boost * factor, ..leaf }),
            Self::And(nodes) => Self::And(all(nodes)),
            Self::Or(nodes) => Self::Or(all(nodes)),
            Self::Words(nodes) => Self::Words(all(nodes)),
            // What a post lacks adds nothing to its score.
            Self::Not(node) => Self::Not(node),
        }
    }

    /// Whether this asks for words of the text, as against what a filter could ask for.
    pub fn holds_words(&self) -> bool {
        match self {
            Self::All | Self::Not(_) => false,
            Self::Leaf(leaf) => {
                let scope = leaf.field.as_deref().map_or(Scope::Anywhere, Scope::of_name);
                scope.is_text()
                    && !matches!(leaf.term, Term::Days(_) | Term::Range(_) | Term::Anything)
            }
            Self::And(nodes) => nodes.iter().any(Self::holds_words),
            Self::Or(nodes) | Self::Words(nodes) => nodes.iter().all(Self::holds_words),
        }
    }

    /// Whether relaxing a query may drop this part: a bare word, no more.
    pub fn is_bare_word(&self) -> bool {
        matches!(self, Self::Leaf(Leaf { field: None, term: Term::Word(_), required: false, .. }))
    }
}

impl Term {
    /// Whether it may have to be compared with every word of the index.
    pub fn is_pattern(&self) -> bool {
        matches!(self, Self::Wildcard(_) | Self::Fuzzy { .. } | Self::Regex(_))
    }
}

impl fmt::Display for Node {
    /// The query in full: every operator written, every group in parentheses.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("*"),
            Self::Leaf(leaf) => leaf.fmt(f),
            Self::And(nodes) => join(f, nodes, " AND "),
            Self::Or(nodes) | Self::Words(nodes) => join(f, nodes, " OR "),
            Self::Not(node) => write!(f, "NOT {node}"),
        }
    }
}

fn join(f: &mut fmt::Formatter<'_>, nodes: &[Node], operator: &str) -> fmt::Result {
    f.write_str("(")?;
    for (index, node) in nodes.iter().enumerate() {
        if index > 0 {
            f.write_str(operator)?;
        }
        write!(f, "{node}")?;
    }
    f.write_str(")")
}

impl fmt::Display for Leaf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.required {
            f.write_str("+")?;
        }
        if let Some(field) = &self.field {
            write!(f, "{field}:")?;
        }
        self.term.fmt(f)?;
        if self.boost == 1.0 { Ok(()) } else { write!(f, "^{}", self.boost) }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(text) | Self::Wildcard(text) => f.write_str(text),
            Self::NamedDays { text, .. } if text.contains(char::is_whitespace) => {
                write!(f, "\"{text}\"")
            }
            Self::NamedDays { text, .. } => f.write_str(text),
            Self::Exact(text) => write!(f, "={text}"),
            Self::Phrase { text, slop: 0 } => write!(f, "\"{text}\""),
            Self::Phrase { text, slop } => write!(f, "\"{text}\"~{slop}"),
            Self::Fuzzy { text, distance } => write!(f, "{text}~{distance}"),
            Self::Near { words, distance } => {
                f.write_str("(")?;
                for (index, word) in words.iter().enumerate() {
                    if index > 0 {
                        write!(f, " NEAR/{distance} ")?;
                    }
                    f.write_str(word)?;
                }
                f.write_str(")")
            }
            Self::Regex(regex) => write!(f, "/{}/", regex.pattern()),
            Self::Range(range) => range.fmt(f),
            Self::Days(range) => range.fmt(f),
            Self::Anything => f.write_str("*"),
        }
    }
}
