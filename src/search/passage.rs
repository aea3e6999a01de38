//! Chooses the passages that answer: whole sentences around what matched.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::matcher::{Match, Matcher, char_ranges, merged};
use super::sentence::sentences;
use super::{Snippet, SnippetField};
use crate::analysis::words;
use crate::corpus::{Block, BlockKind, LineMap, Post};
use crate::query::Scope;

/// A passage shorter than this takes in a neighbouring sentence, in characters: about two lines.
const SHORT: usize = 120;
/// A passage longer than this is cut at words, in characters: about four lines.
const LONG: usize = 320;
/// A text of fewer words is a dateline, a label or a greeting, and no sentence.
const FEW_WORDS: usize = 6;
/// What a passage that is no sentence is worth against one that is.
const NO_SENTENCE: f32 = 0.4;
/// What it counts that a second passage holds again what the first one holds.
const AGAIN: f32 = 0.3;
/// A sentence of this many bytes is of usual length.
const USUAL: f32 = 150.0;
/// What a passage is worth when the heading above it holds what matched, and not it itself.
const BELOW_HEADING: f32 = 0.6;
/// What the last block of a post loses as a passage against the first: posts say first what they
/// are about, news above all.
const LATE: f32 = 0.2;

/// The passages of a post that answer, best first; or its first sentences if none does.
pub fn passages(post: &Post, matcher: &Matcher) -> Vec<Snippet> {
    let candidates = candidates(post, matcher);
    let chosen = choose(&candidates, matcher);
    if !chosen.is_empty() {
        return chosen.into_iter().map(|candidate| body_snippet(post, candidate)).collect();
    }
    let described = description_snippet(post, matcher);
    described.or_else(|| opening(post)).into_iter().collect()
}

/// A stretch of sentences in a block, and what matched in it.
struct Candidate {
    /// The block's index in the post.
    block: usize,
    /// The bytes of the block's text.
    range: Range<usize>,
    /// What matched in the range, in bytes of the block's text.
    matches: Vec<Match>,
    /// What a block of its kind and at its place is worth as a passage.
    worth: f32,
}

fn candidates(post: &Post, matcher: &Matcher) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (index, block) in post.blocks.iter().enumerate() {
        match block.kind {
            BlockKind::Heading(_) => found.extend(below_heading(post, matcher, index)),
            kind if kind.is_text() => found.extend(in_block(matcher, index, block)),
            _ => {}
        }
    }
    let last = post.blocks.len().max(1) as f32;
    for candidate in &mut found {
        candidate.worth *= 1.0 - LATE * candidate.block as f32 / last;
    }
    found
}

/// The sentences of a block in which something matched.
fn in_block(matcher: &Matcher, index: usize, block: &Block) -> Vec<Candidate> {
    let matches = matcher.matches(&Scope::Body, &block.text);
    if matches.is_empty() {
        return Vec::new();
    }
    let sentences = sentences(&block.text);
    let ranges = sentences_of(&sentences, &matches);
    let candidate = |lines: Range<usize>| {
        let range = widen(block, &sentences, lines);
        let inside =
            |found: &&Match| range.start <= found.range.start && found.range.end <= range.end;
        let matches = matches.iter().filter(inside).cloned().collect();
        let worth = worth(block.kind, &block.text[range.clone()]);
        Candidate { block: index, range, matches, worth }
    };
    ranges.into_iter().map(candidate).collect()
}

/// Whether a text says something, as against a dateline, a label or a row of stars.
fn is_sentence(text: &str) -> bool {
    words(text).nth(FEW_WORDS - 1).is_some()
}

/// The runs of sentences that hold a match: one sentence each, or more where a match crosses an
/// end that was only taken for one.
fn sentences_of(sentences: &[Range<usize>], matches: &[Match]) -> Vec<Range<usize>> {
    let sentence_at = |byte: usize| {
        sentences
            .partition_point(|sentence| sentence.end <= byte)
            .min(sentences.len().saturating_sub(1))
    };
    let mut runs: Vec<Range<usize>> = Vec::new();
    for found in matches {
        let run = sentence_at(found.range.start)..sentence_at(found.range.end - 1) + 1;
        match runs.last_mut() {
            Some(last) if run.start < last.end => last.end = last.end.max(run.end),
            _ => runs.push(run),
        }
    }
    runs
}

/// The bytes of a run of sentences, with a neighbour if it is short.
fn widen(block: &Block, sentences: &[Range<usize>], mut run: Range<usize>) -> Range<usize> {
    let bytes = |run: &Range<usize>| sentences[run.start].start..sentences[run.end - 1].end;
    let length = |run: &Range<usize>| block.text[bytes(run)].chars().count();
    if block.kind == BlockKind::Code {
        return bytes(&run);
    }
    while length(&run) < SHORT {
        let later = run.start..run.end + 1;
        let earlier = run.start.saturating_sub(1)..run.end;
        if later.end <= sentences.len() && length(&later) <= LONG {
            run = later;
        } else if earlier.start < run.start && length(&earlier) <= LONG {
            run = earlier;
        } else {
            break;
        }
    }
    bytes(&run)
}

/// Where only a heading matched, what stands below it answers.
fn below_heading(post: &Post, matcher: &Matcher, index: usize) -> Option<Candidate> {
    let heading = &post.blocks[index];
    let matches = matcher.matches(&Scope::Headings, &heading.text);
    if matches.is_empty() {
        return None;
    }
    let (offset, block) = post.blocks[index + 1..]
        .iter()
        .enumerate()
        .take_while(|(_, block)| !matches!(block.kind, BlockKind::Heading(_)))
        .find(|(_, block)| block.kind.is_text() && block.kind != BlockKind::Code)?;
    let sentences = sentences(&block.text);
    if sentences.is_empty() {
        return None;
    }
    let range = widen(block, &sentences, 0..1);
    let worth = BELOW_HEADING * worth(block.kind, &block.text[range.clone()]);
    // What matched in the heading is not in the passage and cannot be marked there.
    let in_heading = matches.into_iter().map(|found| Match { range: 0..0, ..found });
    let in_block = matcher.matches(&Scope::Body, &block.text).into_iter();
    let inside =
        in_block.filter(|found| range.start <= found.range.start && found.range.end <= range.end);
    let matches = in_heading.chain(inside).collect();
    Some(Candidate { block: index + 1 + offset, range, matches, worth })
}

/// Prose is quoted before cells of a table, these before code, and sentences before all else.
fn worth(kind: BlockKind, text: &str) -> f32 {
    let worth = match kind {
        BlockKind::Code => 0.5,
        BlockKind::TableCell => 0.7,
        _ => 1.0,
    };
    if is_sentence(text) { worth } else { NO_SENTENCE * worth }
}

/// The best passage, and a second one if it holds a part of the query that the first lacks.
fn choose<'a>(candidates: &'a [Candidate], matcher: &Matcher) -> Vec<&'a Candidate> {
    let Some(first) = best(candidates.iter(), matcher, &[]) else { return Vec::new() };
    let held: Vec<usize> = first.matches.iter().map(|found| found.pattern).collect();
    let adds = |candidate: &&Candidate| {
        let holds_more = candidate.matches.iter().any(|found| !held.contains(&found.pattern));
        holds_more && candidate.is_apart_from(first)
    };
    let second = best(candidates.iter().filter(adds), matcher, &held);
    std::iter::once(first).chain(second).collect()
}

/// The candidate that says most beyond what is `held` already; of equals, the earliest.
fn best<'a>(
    candidates: impl Iterator<Item = &'a Candidate>,
    matcher: &Matcher,
    held: &[usize],
) -> Option<&'a Candidate> {
    let mut best: Option<(&Candidate, f32)> = None;
    for candidate in candidates {
        let value = candidate.value(matcher, held);
        if best.is_none_or(|(_, highest)| value > highest) {
            best = Some((candidate, value));
        }
    }
    best.map(|(candidate, _)| candidate)
}

impl Candidate {
    /// How much of the query the passage holds, weighed as a small document: each pattern by its
    /// rarity, saturating with its count, and the longer the passage, the less a count says.
    fn value(&self, matcher: &Matcher, held: &[usize]) -> f32 {
        let length = 0.75 + 0.25 * (self.range.len() as f32 / USUAL).max(1.0);
        let mut patterns: Vec<usize> = self.matches.iter().map(|found| found.pattern).collect();
        patterns.sort_unstable();
        let runs = patterns.chunk_by(|a, b| a == b);
        let values = runs.map(|run| {
            let count = run.len() as f32;
            let again = if held.contains(&run[0]) { AGAIN } else { 1.0 };
            again * matcher.weight(run[0]) * count / (count + 0.5 * length)
        });
        self.worth * values.sum::<f32>()
    }

    fn is_apart_from(&self, other: &Self) -> bool {
        self.block != other.block
            || self.range.start >= other.range.end
            || self.range.end <= other.range.start
    }
}

fn body_snippet(post: &Post, candidate: &Candidate) -> Snippet {
    let block = &post.blocks[candidate.block];
    let marks = candidate.matches.iter().map(|found| found.range.clone());
    let marks = merged(marks.filter(|range| !range.is_empty()));
    let section = section(post, candidate.block);
    cut_out(SnippetField::Body, &block.text, &candidate.range, &marks, section, Some(&block.lines))
}

/// The nearest heading before a block, unless it only says the title again.
fn section(post: &Post, block: usize) -> Option<String> {
    let before = post.blocks[..block].iter().rev();
    let heading = before.into_iter().find(|block| matches!(block.kind, BlockKind::Heading(_)))?;
    (heading.text != post.title).then(|| heading.text.clone())
}

/// A passage of the description, where the text has none. Scraped descriptions swallow captions and
/// credits, and what holds one of these is no passage either.
fn description_snippet(post: &Post, matcher: &Matcher) -> Option<Snippet> {
    let text = post.description.as_deref()?;
    let matches = matcher.matches(&Scope::Description, text);
    let sentences = sentences(text);
    let run = sentences_of(&sentences, &matches).into_iter().next()?;
    let range = sentences[run.start].start..sentences[run.end - 1].end;
    let mut furniture = post.blocks.iter().filter(|block| !block.kind.is_text());
    if furniture.any(|block| text[range.clone()].contains(&block.text)) {
        return None;
    }
    let inside = matches.into_iter().map(|found| found.range);
    let inside = inside.filter(|found| range.start <= found.start && found.end <= range.end);
    let marks = merged(inside);
    Some(cut_out(SnippetField::Description, text, &range, &marks, None, None))
}

/// The first real sentences of a post in which nothing matched but its title or its tags.
fn opening(post: &Post) -> Option<Snippet> {
    let is_prose =
        |kind| matches!(kind, BlockKind::Paragraph | BlockKind::Quote | BlockKind::ListItem);
    let first = |is_wanted: &dyn Fn(&Block) -> bool| post.blocks.iter().position(is_wanted);
    let index = first(&|block| is_prose(block.kind) && is_sentence(&block.text))
        .or_else(|| first(&|block| is_prose(block.kind) && words(&block.text).next().is_some()))
        .or_else(|| first(&|block| block.kind.is_text() && words(&block.text).next().is_some()));
    let Some(index) = index else { return described_opening(post) };
    let block = &post.blocks[index];
    let sentences = sentences(&block.text);
    let start = sentences.iter().position(|range| is_sentence(&block.text[range.clone()]));
    let start = start.unwrap_or(0);
    sentences.get(start)?;
    let range = widen(block, &sentences, start..start + 1);
    let candidate = Candidate { block: index, range, matches: Vec::new(), worth: 0.0 };
    Some(body_snippet(post, &candidate))
}

/// The first sentence of the description, for a post without any text.
fn described_opening(post: &Post) -> Option<Snippet> {
    let text = post.description.as_deref()?;
    let first = sentences(text).into_iter().next()?;
    Some(cut_out(SnippetField::Description, text, &first, &[], None, None))
}

/// Makes a snippet of a range of a text, cut at words where it is too long.
fn cut_out(
    field: SnippetField,
    text: &str,
    range: &Range<usize>,
    marks: &[Range<usize>],
    section: Option<String>,
    lines: Option<&LineMap>,
) -> Snippet {
    let window = window(text, range, marks);
    let mut shown = String::new();
    if window.start > range.start {
        shown.push_str("… ");
    }
    let shift = shown.len();
    // A line end inside code is as good as a blank here.
    shown.extend(text[window.clone()].chars().map(|c| if c == '\n' { ' ' } else { c }));
    let inside = marks.iter().filter(|mark| window.start <= mark.start && mark.end <= window.end);
    let inside: Vec<_> = inside
        .map(|mark| mark.start - window.start + shift..mark.end - window.start + shift)
        .collect();
    if window.end < range.end {
        shown.push_str(" …");
    }
    let highlights = char_ranges(&shown, &inside);
    let offset = u32::try_from(window.start).unwrap_or(u32::MAX);
    let line = lines.map(|lines| lines.line_at(offset));
    Snippet { field, text: shown, highlights, section, line }
}

/// The part of a range that is shown: all of it, or [`LONG`] characters around the first marks,
/// from one word's start to another one's end.
fn window(text: &str, range: &Range<usize>, marks: &[Range<usize>]) -> Range<usize> {
    let sentence = &text[range.clone()];
    if sentence.chars().nth(LONG).is_none() {
        return range.clone();
    }
    let first = marks.first().map_or(range.start, |mark| mark.start);
    let lead = LONG / 4;
    let back = text[range.start..first].char_indices().rev().nth(lead).map_or(0, |(at, _)| at);
    let wanted = range.start + back;
    let start = if back == 0 { range.start } else { word_start(text, range, wanted).min(first) };
    let room =
        text[start..range.end].char_indices().nth(LONG).map_or(range.end, |(at, _)| start + at);
    let mut end = word_end(text, start..range.end, room);
    // A mark that would be cut through is taken in whole.
    for mark in marks {
        if mark.start < end && end < mark.end {
            end = mark.end;
        }
    }
    start..end
}

/// The first word that begins at or after `wanted`.
fn word_start(text: &str, range: &Range<usize>, wanted: usize) -> usize {
    let words = text[range.clone()].unicode_word_indices();
    let mut starts = words.map(|(at, _)| range.start + at);
    starts.find(|&at| at >= wanted).unwrap_or(range.start)
}

/// The end of the last word that ends at or before `wanted`; at least one word is kept.
fn word_end(text: &str, range: Range<usize>, wanted: usize) -> usize {
    let words = text[range.clone()].unicode_word_indices();
    let ends = words.map(|(at, word)| range.start + at + word.len());
    let mut kept = None;
    for end in ends {
        if end > wanted && kept.is_some() {
            break;
        }
        kept = Some(end);
    }
    kept.unwrap_or(range.end)
}
