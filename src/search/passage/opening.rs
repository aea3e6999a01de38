//! What is shown of a post in whose text nothing matched.

use std::ops::Range;

use super::candidate::{Candidate, MatchedBlock, is_sentence};
use super::window::cut_out;
use crate::analysis::words;
use crate::corpus::{Block, BlockKind, Post};
use crate::query::Scope;
use crate::search::marks::marks;
use crate::search::matcher::Matcher;
use crate::search::sentence::{is_ended, sentences};
use crate::search::{Snippet, SnippetField};

/// A passage of the description, where the text has none. Scraped descriptions swallow captions and
/// credits, and what holds one of these is no passage either.
pub fn described(post: &Post, matcher: &Matcher, length: usize) -> Option<Snippet> {
    let text = post.description.as_deref()?;
    let matches = matcher.matches(&Scope::Description, text);
    let first = matches.first()?;
    let mut sentences =
        sentences(text).into_iter().skip_while(|sentence| sentence.end <= first.range.start);
    let mut range = sentences.next()?;
    // A match may cross an end that was only taken for one.
    range.end = range.end.max(first.range.end);
    let mut furniture = post.blocks.iter().filter(|block| !block.kind.is_text());
    if furniture.any(|block| text[range.clone()].contains(&block.text)) {
        return None;
    }
    let inside = matches.iter().map(|found| found.range.clone());
    let inside = inside.filter(|found| range.start <= found.start && found.end <= range.end);
    let marks = marks(text, inside);
    let core = marks.first().cloned().unwrap_or(range.start..range.start);
    Some(cut_out(SnippetField::Description, text, &range, &core, length, &marks))
}

/// The first real sentences of a post in which nothing matched but its title or its tags.
pub fn opening(post: &Post, length: usize) -> Option<Snippet> {
    let is_prose =
        |kind| matches!(kind, BlockKind::Paragraph | BlockKind::Quote | BlockKind::ListItem);
    let first = |is_wanted: &dyn Fn(&Block) -> bool| post.blocks.iter().position(is_wanted);
    let index = first(&|block| {
        is_prose(block.kind)
            && sentences(&block.text).iter().any(|range| is_whole(&block.text[range.clone()]))
    })
    .or_else(|| first(&|block| is_prose(block.kind) && is_sentence(&block.text)))
    .or_else(|| first(&|block| is_prose(block.kind) && words(&block.text).next().is_some()))
    .or_else(|| first(&|block| block.kind.is_text() && words(&block.text).next().is_some()));
    let Some(index) = index else { return described_opening(post, length) };
    let block = MatchedBlock::of(index, &post.blocks[index], Vec::new());
    let text = &block.block().text;
    let start = |is_wanted: fn(&str) -> bool| {
        block.sentences().iter().position(|range| is_wanted(&text[range.clone()]))
    };
    let start = start(is_whole).or_else(|| start(is_sentence)).unwrap_or(0);
    let candidate: Candidate = block.sentence(start, 0, length)?;
    Some(candidate.snippet(post, &block, length))
}

/// Whether a text is a sentence to its end, as against a byline or a place and a date.
fn is_whole(text: &str) -> bool {
    is_ended(text) && is_sentence(text)
}

/// The first sentence of the description, for a post without any text. Asterisks alone are none.
fn described_opening(post: &Post, length: usize) -> Option<Snippet> {
    let text = post.description.as_deref()?;
    let has_words = |range: &Range<usize>| words(&text[range.clone()]).next().is_some();
    let first = sentences(text).into_iter().find(has_words)?;
    let core = first.start..first.start;
    Some(cut_out(SnippetField::Description, text, &first, &core, length, &[]))
}
