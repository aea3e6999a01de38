//! Other searches that find something.

use super::correction::{Reading, readings};
use super::typo::Typo;
use super::variant::Variant;
use super::{Request, known_value};
use crate::error::Result;
use crate::index::IndexReader;

/// So many other spellings of a query are offered.
const MOST_SPELLINGS: usize = 3;

/// Another search, with how much it finds.
#[derive(Clone, Debug)]
pub struct Suggestion {
    /// What is different.
    pub kind: SuggestionKind,
    /// The part of the search that is different, as it is typed.
    pub from: String,
    /// What stands in its place; `None` if nothing does.
    pub to: Option<String>,
    /// The search.
    pub variant: Variant,
    /// How many posts it finds.
    pub posts: u64,
}

/// The kinds of suggestions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuggestionKind {
    /// A word is spelled as it is in some posts.
    Spelling,
    /// A field has a value that some posts have.
    Value,
    /// Another field is asked for, one that there is.
    Field,
    /// A clause is left out.
    Without,
}

impl SuggestionKind {
    /// The name of this kind in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Spelling => "spelling",
            Self::Value => "value",
            Self::Field => "field",
            Self::Without => "without",
        }
    }
}

/// What may have been meant by words that no post has.
pub(super) fn spellings(
    reader: &IndexReader,
    request: &Request,
    typos: &[Typo],
    single: Vec<Reading>,
) -> Result<Vec<Suggestion>> {
    let asked = Variant::of(request);
    let readings = if typos.len() > 1 { together(reader, &asked, typos)? } else { single };
    let mut suggestions = Vec::new();
    for Reading { variant, from, to, posts, .. } in readings {
        let posts = if posts > 0 { posts } else { variant.relaxed_posts(reader, request)? };
        if posts > 0 && suggestions.len() < MOST_SPELLINGS {
            let (kind, to) = (SuggestionKind::Spelling, Some(to));
            suggestions.push(Suggestion { kind, from, to, variant, posts });
        }
    }
    Ok(suggestions)
}

/// The query with each of its words spelled as is nearest.
fn together(reader: &IndexReader, asked: &Variant, typos: &[Typo]) -> Result<Vec<Reading>> {
    let mut nodes: Vec<_> = Vec::new();
    let (mut from, mut to) = (Vec::new(), Vec::new());
    let mut last = None;
    // From the last on, since what is put in place of one moves those after it.
    for typo in typos.iter().rev() {
        let Some(nearest) = typo.candidates.first() else { continue };
        if last != Some(typo.query) {
            nodes.push((typo.query, typo.node.clone()));
        }
        last = Some(typo.query);
        if let Some((_, node)) = nodes.last_mut() {
            *node = nearest.change.applied(node);
        }
        from.insert(0, nearest.from.clone());
        to.insert(0, nearest.neighbour.text.clone());
    }
    if from.is_empty() {
        return Ok(Vec::new());
    }
    let variant = nodes
        .iter()
        .try_fold(asked.clone(), |variant, (query, node)| variant.with_query(*query, node));
    let Some(variant) = variant else { return Ok(Vec::new()) };
    let posts = variant.posts(reader)?;
    Ok(vec![Reading::together(variant, &from, &to, posts)])
}

/// Everything that may be searched for instead of a query that finds too little.
pub(super) fn suggestions(
    reader: &IndexReader,
    request: &Request,
    typos: &[Typo],
    single: Vec<Reading>,
) -> Result<Vec<Suggestion>> {
    let mut suggestions = spellings(reader, request, typos, single)?;
    suggestions.extend(known_value::suggestions(reader, request)?);
    Ok(suggestions)
}

/// The readings of the one word that no post has; none if there are several.
pub(super) fn readings_of_one(
    reader: &IndexReader,
    asked: &Variant,
    typos: &[Typo],
) -> Result<Vec<Reading>> {
    match typos {
        [one] => readings(reader, asked, one),
        _ => Ok(Vec::new()),
    }
}
