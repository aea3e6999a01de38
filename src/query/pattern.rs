//! What a passage must hold to answer a query.

use std::collections::BTreeSet;

use super::Scope;

/// One thing that the query asks for, as tokens in a row.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// Where it counts as found.
    pub scope: Scope,
    /// The tokens, each in any of its forms.
    pub steps: Vec<TermSet>,
    /// How many places the tokens may be out of a row in total.
    pub slop: u32,
    /// How much it says: the rarer it is in the corpus, the more.
    pub weight: f32,
}

/// The forms in which one token of a query may stand in a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TermSet {
    /// This form alone.
    One(String),
    /// Any of these.
    Any(BTreeSet<String>),
}

impl TermSet {
    /// Whether a token is one of the forms.
    pub fn contains(&self, token: &str) -> bool {
        match self {
            Self::One(form) => form == token,
            Self::Any(forms) => forms.contains(token),
        }
    }

    /// The forms, always in the same order, so that scores add up the same.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        let (one, any) = match self {
            Self::One(form) => (Some(form), None),
            Self::Any(forms) => (None, Some(forms)),
        };
        one.into_iter().chain(any.into_iter().flatten()).map(String::as_str)
    }
}
