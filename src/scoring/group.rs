//! What a query asks for, in the forms in which posts may hold it.

use std::collections::BTreeSet;

use tantivy::schema::Field;

use crate::index::LanguageSet;

/// One thing that a query asks for: a word or a phrase.
#[derive(Clone, Debug)]
pub struct Group {
    /// As it was typed.
    pub text: String,
    /// The fields it may stand in, with what it counts there.
    pub fields: Vec<(Field, f32)>,
    /// The forms it may stand in, always in the same order, so that scores add up the same.
    pub forms: Vec<Form>,
    /// What its score is multiplied with.
    pub boost: f32,
    /// Whether it was not asked for, but taken from the posts that answer best.
    pub is_feedback: bool,
}

/// A form of what is asked for: tokens in a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// How it comes from what was typed.
    pub kind: FormKind,
    /// The tokens, each in any of its variants.
    pub steps: Vec<TermSet>,
    /// With how many other words between them the tokens may stand, in any order; `None` if they
    /// must stand in a row.
    pub slop: Option<u32>,
    /// What one occurrence counts, 1 being what was typed.
    pub weight: f32,
    /// The languages of the posts in which it counts.
    pub languages: LanguageSet,
}

/// How a form comes from what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FormKind {
    /// It is what was typed.
    Typed,
    /// The same letters with other accents.
    Accent,
    /// The same stem.
    Inflection,
    /// The same word with or without a hyphen, or in two.
    Spelling,
    /// An acronym with or without dots.
    Acronym,
    /// A pattern or an expression that it matches.
    Pattern,
    /// A letter or two are wrong.
    Typo,
    /// Another word that is said to mean the same.
    Synonym,
}

impl FormKind {
    /// The name of this kind in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Typed => "typed",
            Self::Accent => "accent",
            Self::Inflection => "inflection",
            Self::Spelling => "spelling",
            Self::Acronym => "acronym",
            Self::Pattern => "pattern",
            Self::Typo => "typo",
            Self::Synonym => "synonym",
        }
    }
}

impl Form {
    /// A form of one token.
    pub fn of_token(kind: FormKind, token: impl Into<String>, weight: f32) -> Self {
        Self::of_steps(kind, vec![TermSet::One(token.into())], weight)
    }

    /// A form of several tokens in a row.
    pub fn of_steps(kind: FormKind, steps: Vec<TermSet>, weight: f32) -> Self {
        Self { kind, steps, slop: None, weight, languages: LanguageSet::ALL }
    }
}

/// The variants in which one token may stand in a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TermSet {
    /// This one alone.
    One(String),
    /// Any of these.
    Any(BTreeSet<String>),
}

impl TermSet {
    /// Whether a token is one of the variants.
    pub fn contains(&self, token: &str) -> bool {
        match self {
            Self::One(term) => term == token,
            Self::Any(terms) => terms.contains(token),
        }
    }

    /// The variants, always in the same order.
    pub fn terms(&self) -> impl Iterator<Item = &str> {
        let (one, any) = match self {
            Self::One(term) => (Some(term), None),
            Self::Any(terms) => (None, Some(terms)),
        };
        one.into_iter().chain(any.into_iter().flatten()).map(String::as_str)
    }
}
