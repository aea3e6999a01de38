//! Words joined by NEAR.

use super::super::Scope;
use super::super::node::{Leaf, Node, Term};
use crate::analysis::words;

/// How many words may lie between others if `NEAR` does not say, as in SQLite's full-text search.
pub const DISTANCE: u32 = 10;

/// Groups of OR on both sides make one set of words for each choice; more are not looked at.
const MAX_CHOICES: usize = 16;

/// What could not be done as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Oddity {
    /// The words of a phrase count one by one.
    Phrase,
    /// Something that is no word stands beside a NEAR.
    NotWords,
    /// The words are looked for in different fields.
    Fields,
    /// The groups hold too many words.
    Choices,
}

impl Oddity {
    /// What was found and what is done instead.
    pub fn message(self) -> &'static str {
        match self {
            Self::Phrase => "beside NEAR, the words between quotes count one by one",
            Self::NotWords => {
                "NEAR joins words, and groups of words with OR; all else beside it is joined by AND"
            }
            Self::Fields => "NEAR joins words in one field of text; these are joined by AND",
            Self::Choices => {
                "the groups beside this NEAR make too many choices; they are joined by AND"
            }
        }
    }
}

/// What stands beside a NEAR: the words of each choice.
struct Choices {
    words: Vec<Vec<String>>,
    field: Option<String>,
    required: bool,
    boost: f32,
    has_phrase: bool,
}

/// The parts in one stretch with at most `distance` other words, in any order; what cannot be near
/// anything is joined by AND.
pub fn nearby(parts: Vec<Node>, distance: u32) -> (Node, Option<Oddity>) {
    match near(&parts, distance) {
        Ok((node, has_phrase)) => (node, has_phrase.then_some(Oddity::Phrase)),
        Err(oddity) => (Node::and(parts), Some(oddity)),
    }
}

fn near(parts: &[Node], distance: u32) -> Result<(Node, bool), Oddity> {
    let parts: Vec<Choices> = parts.iter().map(Choices::of).collect::<Result<_, _>>()?;
    let Some((first, rest)) = parts.split_first() else { return Err(Oddity::NotWords) };
    let scope = first.field.as_deref().map_or(Scope::Anywhere, Scope::of_name);
    if !scope.is_text() || rest.iter().any(|part| part.field != first.field) {
        return Err(Oddity::Fields);
    }
    let mut choices: Vec<Vec<String>> = vec![Vec::new()];
    for part in &parts {
        if choices.len() * part.words.len() > MAX_CHOICES {
            return Err(Oddity::Choices);
        }
        choices = choices
            .iter()
            .flat_map(|words| part.words.iter().map(move |more| [&words[..], more].concat()))
            .collect();
    }
    let leaf = |words| {
        Node::Leaf(Leaf {
            field: first.field.clone(),
            term: Term::Near { words, distance },
            required: parts.iter().any(|part| part.required),
            boost: parts.iter().map(|part| part.boost).product(),
        })
    };
    let node = Node::or(choices.into_iter().map(leaf).collect());
    Ok((node, parts.iter().any(|part| part.has_phrase)))
}

impl Choices {
    fn of(node: &Node) -> Result<Self, Oddity> {
        match node {
            Node::Leaf(leaf) => Self::of_leaf(leaf),
            Node::Or(nodes) => {
                let mut choices = nodes.iter().map(Self::of);
                let first = choices.next().ok_or(Oddity::NotWords)??;
                choices.try_fold(first, |first, other| first.or(other?))
            }
            Node::All | Node::And(_) | Node::Words(_) | Node::Not(_) => Err(Oddity::NotWords),
        }
    }

    fn of_leaf(leaf: &Leaf) -> Result<Self, Oddity> {
        let (words, has_phrase) = match &leaf.term {
            Term::Word(word) => (vec![word.clone()], false),
            Term::Phrase { text, .. } => {
                (words(text).map(|range| text[range].to_owned()).collect(), true)
            }
            _ => return Err(Oddity::NotWords),
        };
        let Leaf { field, required, boost, .. } = leaf.clone();
        Ok(Self { words: vec![words], field, required, boost, has_phrase })
    }

    /// The choices of both.
    fn or(mut self, other: Self) -> Result<Self, Oddity> {
        if self.field != other.field {
            return Err(Oddity::Fields);
        }
        self.words.extend(other.words);
        self.required |= other.required;
        self.boost = self.boost.max(other.boost);
        self.has_phrase |= other.has_phrase;
        Ok(self)
    }
}
