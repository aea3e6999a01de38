//! Where in a post the words of a query stand.

use std::ops::Range;

use super::content_word::CountedWord;
use super::marks::marks;
use super::matcher::Matcher;
use crate::corpus::{BlockKind, Post};
use crate::query::Scope;

/// A text of a post that is searched for occurrences; in the order in which they are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Title,
    Description,
    /// A block of the article, by its index in the post.
    Block(usize),
}

/// The part of a post that an occurrence stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OccurrenceField {
    /// The title.
    Title,
    /// The description.
    Description,
    /// A heading of the article.
    Heading,
    /// The article's text.
    Body,
}

impl OccurrenceField {
    /// Its name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Description => "description",
            Self::Heading => "heading",
            Self::Body => "body",
        }
    }
}

impl Place {
    /// The text.
    pub fn text(self, post: &Post) -> &str {
        match self {
            Self::Title => &post.title,
            Self::Description => post.description.as_deref().unwrap_or_default(),
            Self::Block(index) => post.blocks.get(index).map_or("", |block| &block.text),
        }
    }

    /// What part of the post it is.
    pub fn field(self, post: &Post) -> OccurrenceField {
        match self {
            Self::Title => OccurrenceField::Title,
            Self::Description => OccurrenceField::Description,
            Self::Block(index) => match post.blocks.get(index).map(|block| block.kind) {
                Some(BlockKind::Heading(_)) => OccurrenceField::Heading,
                _ => OccurrenceField::Body,
            },
        }
    }

    /// The line of the source file on which a byte of the text stands, from 1.
    pub fn line(self, post: &Post, byte: usize) -> Option<u32> {
        let Self::Block(index) = self else { return None };
        let offset = u32::try_from(byte).ok()?;
        post.blocks.get(index).map(|block| block.lines.line_at(offset))
    }

    fn scope(self, post: &Post) -> Scope {
        match self.field(post) {
            OccurrenceField::Title => Scope::Title,
            OccurrenceField::Description => Scope::Description,
            OccurrenceField::Heading => Scope::Headings,
            OccurrenceField::Body => Scope::Body,
        }
    }
}

/// The places of the article's own text.
pub(super) fn text_places(post: &Post) -> impl Iterator<Item = Place> {
    let blocks = post.blocks.iter().enumerate();
    blocks.filter(|(_, block)| block.kind.is_text()).map(|(index, _)| Place::Block(index))
}

/// All places: title, description, and the article's own text.
pub(super) fn places(post: &Post) -> impl Iterator<Item = Place> {
    [Place::Title, Place::Description].into_iter().chain(text_places(post))
}

/// What is marked in a text, as ranges of bytes: ascending and apart. Each is an occurrence.
pub(super) fn occurrences(post: &Post, place: Place, matcher: &Matcher) -> Vec<Range<usize>> {
    let text = place.text(post);
    let matches = matcher.matches(&place.scope(post), text);
    marks(text, matches.into_iter().map(|found| found.range))
}

/// Whether each word of a text is part of a keyword. Both lists are in the order of the text.
pub(super) fn are_of_keywords(words: &[CountedWord], keywords: &[Range<usize>]) -> Vec<bool> {
    // The number of the keyword that a word may be part of.
    let mut next = 0;
    let is_of_keyword = |word: &CountedWord| {
        while keywords.get(next).is_some_and(|keyword| keyword.end <= word.range.start) {
            next += 1;
        }
        keywords.get(next).is_some_and(|keyword| keyword.start < word.range.end)
    };
    words.iter().map(is_of_keyword).collect()
}
