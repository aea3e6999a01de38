//! The stretches of a post that may become a passage: sentences in which something matched.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::analysis::words;
use crate::corpus::{Block, BlockKind, Post};
use crate::query::Scope;
use crate::search::marks::{char_ranges, marks};
use crate::search::matcher::{Match, Matcher};
use crate::search::sentence::sentences;

/// A text of fewer words is a dateline, a label or a greeting, and no sentence.
const FEW_WORDS: usize = 6;
/// What a passage that is no sentence is worth against one that is.
const NO_SENTENCE: f32 = 0.4;
/// What a passage is worth when the heading above it holds what matched, and not it itself.
const BELOW_HEADING: f32 = 0.6;
/// What the last block of a post loses as a passage against the first: posts say first what they
/// are about, news above all.
const LATE: f32 = 0.2;
/// So many sentences in a row may be one passage because each holds another part of the query.
const MOST_SENTENCES: usize = 3;
/// Of a block with more sentences in which something matched, only so many are weighed in full.
const MOST_RUNS: usize = 500;

/// Some sentences of a block and the matches in them, by their numbers.
type Run = (Range<usize>, Range<usize>);

/// A block in which something matched.
pub struct MatchedBlock<'a> {
    /// Its index in the post.
    pub index: usize,
    block: &'a Block,
    sentences: Vec<Range<usize>>,
    /// What matched, by where it begins.
    matches: Vec<Match>,
}

/// What may become a passage.
pub struct Candidate {
    /// The block, as its index among the matched ones.
    pub matched: usize,
    /// The sentences, in bytes of the block's text.
    pub sentences: Range<usize>,
    /// What is shown of the sentences at least: all, or what matched if they are too long.
    pub core: Range<usize>,
    /// How long it is, in characters, without neighbours that were taken in: they are there for the
    /// reader and say nothing against it.
    pub chars: usize,
    /// What matched in it, and in the heading above if that is why it is here.
    pub matches: Vec<Match>,
    /// What a block of its kind and at its place is worth as a passage.
    pub worth: f32,
}

/// The candidates of a post.
pub struct Candidates<'a> {
    /// The blocks that they are from.
    pub blocks: Vec<MatchedBlock<'a>>,
    /// The candidates, in the order of the post.
    pub list: Vec<Candidate>,
}

impl<'a> Candidates<'a> {
    /// Finds the candidates of a post for passages of `length` characters.
    pub fn of(post: &'a Post, matcher: &Matcher, length: usize) -> Self {
        let mut found = Self { blocks: Vec::new(), list: Vec::new() };
        for (index, block) in post.blocks.iter().enumerate() {
            if matches!(block.kind, BlockKind::Heading(_)) {
                let matches = matcher.matches(&Scope::Headings, &block.text);
                found.add_below(post, matcher, index, matches, length);
            } else if block.kind.is_text() {
                let matches = matcher.matches(&Scope::Body, &block.text);
                let is_answered = is_label(&block.text, &matches)
                    && found.add_below(post, matcher, index, matches.clone(), length);
                if !matches.is_empty() && !is_answered {
                    let matched = MatchedBlock::of(index, block, matches);
                    let list = matched.candidates(found.blocks.len(), matcher, length);
                    found.list.extend(list);
                    found.blocks.push(matched);
                }
            }
        }
        let last = post.blocks.len().max(1) as f32;
        for candidate in &mut found.list {
            let index = found.blocks[candidate.matched].index;
            candidate.worth *= 1.0 - LATE * index as f32 / last;
        }
        found
    }

    /// Where only a heading or a label matched, what stands below it answers. Returns whether
    /// anything does.
    fn add_below(
        &mut self,
        post: &'a Post,
        matcher: &Matcher,
        heading: usize,
        matches: Vec<Match>,
        length: usize,
    ) -> bool {
        let below = post.blocks.iter().enumerate().skip(heading + 1);
        let text = below
            .take_while(|(_, block)| !matches!(block.kind, BlockKind::Heading(_)))
            .find(|(_, block)| block.kind.is_text() && block.kind != BlockKind::Code);
        let Some((index, block)) = text.filter(|_| !matches.is_empty()) else { return false };
        let matched = MatchedBlock::of(index, block, matcher.matches(&Scope::Body, &block.text));
        let Some(mut candidate) = matched.beginning(self.blocks.len(), length) else {
            return false;
        };
        candidate.worth *= BELOW_HEADING;
        candidate.matches.extend(matches);
        self.list.push(candidate);
        self.blocks.push(matched);
        true
    }
}

impl<'a> MatchedBlock<'a> {
    /// A block with what matched in it, which may be nothing.
    pub fn of(index: usize, block: &'a Block, matches: Vec<Match>) -> Self {
        Self { index, block, sentences: sentences_of(block), matches }
    }

    /// The block.
    pub fn block(&self) -> &'a Block {
        self.block
    }

    /// The first sentence, with its neighbours if it is short.
    pub fn beginning(&self, matched: usize, length: usize) -> Option<Candidate> {
        self.sentence(0, matched, length)
    }

    /// The sentence of this number, with its neighbours if it is short.
    pub fn sentence(&self, number: usize, matched: usize, length: usize) -> Option<Candidate> {
        self.sentences.get(number)?;
        let range = self.widened(number..number + 1, length);
        let chars = self.length(&(number..number + 1));
        let core = if chars > length { range.start..range.start } else { range.clone() };
        Some(self.candidate(matched, range, core, chars.min(length)))
    }

    /// The sentences.
    pub fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// What is marked within some bytes of the text.
    pub fn marks_within(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        let matches = self.matches_within(range).map(|found| found.range.clone());
        marks(&self.block.text, matches)
    }

    fn matches_within(&self, range: &Range<usize>) -> impl Iterator<Item = &Match> {
        let first = self.matches.partition_point(|found| found.range.start < range.start);
        let end = range.end;
        let from = self.matches[first..].iter().take_while(move |found| found.range.start < end);
        from.filter(move |found| found.range.end <= end)
    }

    fn candidate(
        &self,
        matched: usize,
        sentences: Range<usize>,
        core: Range<usize>,
        chars: usize,
    ) -> Candidate {
        let matches = self.matches_within(&core).cloned().collect();
        let worth = self.worth(&self.block.text[sentences.clone()]);
        Candidate { matched, sentences, core, chars, matches, worth }
    }

    /// The sentences in which something matched, and rows of them that hold more of the query.
    fn candidates(&self, matched: usize, matcher: &Matcher, length: usize) -> Vec<Candidate> {
        let runs = self.runs();
        let mut found = Vec::new();
        for index in self.most_telling(&runs, matcher) {
            let (run, matches) = &runs[index];
            if self.length(run) > length {
                found.extend(self.windows(matched, run, matches, length));
                continue;
            }
            let mut run = run.clone();
            found.push(self.whole(matched, run.clone(), length));
            let mut held = self.patterns(matches);
            let mut most = held.len();
            for (next, matches) in runs[index + 1..].iter().take(MOST_SENTENCES - 1) {
                let longer = run.start..next.end;
                if next.start > run.end || self.length(&longer) > length {
                    break;
                }
                run = longer;
                let more = self.patterns(matches);
                most = most.max(more.len());
                held.extend(more);
                // Otherwise a part of it says as much.
                if held.len() > most {
                    found.push(self.whole(matched, run.clone(), length));
                    most = held.len();
                }
            }
        }
        found
    }

    /// The numbers of the runs that are weighed: all, or those that hold most of the query, the
    /// earlier ones first.
    fn most_telling(&self, runs: &[Run], matcher: &Matcher) -> Vec<usize> {
        if runs.len() <= MOST_RUNS {
            return (0..runs.len()).collect();
        }
        let says = |(_, matches): &Run| {
            self.patterns(matches).into_iter().map(|pattern| matcher.weight(pattern)).sum::<f32>()
        };
        let mut told: Vec<(usize, f32)> = runs.iter().map(says).enumerate().collect();
        told.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        told.truncate(MOST_RUNS);
        told.sort_by_key(|&(index, _)| index);
        told.into_iter().map(|(index, _)| index).collect()
    }

    fn patterns(&self, matches: &Range<usize>) -> BTreeSet<usize> {
        self.matches[matches.clone()].iter().map(|found| found.pattern).collect()
    }

    fn whole(&self, matched: usize, run: Range<usize>, length: usize) -> Candidate {
        let chars = self.length(&run);
        let range = self.widened(run, length);
        self.candidate(matched, range.clone(), range, chars)
    }

    /// What matched in a sentence that is longer than a passage may be, as much at a time as has
    /// room with some words around it.
    fn windows(
        &self,
        matched: usize,
        run: &Range<usize>,
        matches: &Range<usize>,
        length: usize,
    ) -> Vec<Candidate> {
        let sentences = self.bytes(run);
        let matches = &self.matches[matches.clone()];
        let starts: Vec<_> =
            matches.iter().map(|found| found.range.start..found.range.start).collect();
        let starts = char_ranges(&self.block.text, &starts);
        let room = length - length / 4;
        let mut windows: Vec<Candidate> = Vec::new();
        let (mut end, mut last_end, mut next_start) = (0, 0, None);
        for (first, start) in starts.iter().enumerate() {
            end = end.max(first + 1);
            while end < matches.len() && starts[end].start - start.start < room {
                end += 1;
            }
            // Windows overlap by half, so that what stands together is together in one of them.
            let is_new = next_start.is_none_or(|next| start.start >= next);
            if is_new && end > last_end {
                let last = matches[first..end].iter().map(|found| found.range.end).max();
                let core = matches[first].range.start..last.unwrap_or(sentences.end);
                windows.push(self.candidate(matched, sentences.clone(), core, length));
                (last_end, next_start) = (end, Some(start.start + room / 2));
            }
        }
        windows
    }

    /// The runs of sentences that hold a match, with the matches: one sentence each, or more where
    /// a match crosses an end that was only taken for one.
    fn runs(&self) -> Vec<Run> {
        let sentence_at = |byte: usize| {
            let sentence = self.sentences.partition_point(|sentence| sentence.end <= byte);
            sentence.min(self.sentences.len().saturating_sub(1))
        };
        let mut runs: Vec<Run> = Vec::new();
        for (index, Match { range, .. }) in self.matches.iter().enumerate() {
            let run = sentence_at(range.start)..sentence_at(range.end - 1) + 1;
            match runs.last_mut() {
                Some((last, matches)) if run.start < last.end => {
                    last.end = last.end.max(run.end);
                    matches.end = index + 1;
                }
                _ => runs.push((run, index..index + 1)),
            }
        }
        runs
    }

    fn bytes(&self, run: &Range<usize>) -> Range<usize> {
        self.sentences[run.start].start..self.sentences[run.end - 1].end
    }

    fn length(&self, run: &Range<usize>) -> usize {
        self.block.text[self.bytes(run)].chars().count()
    }

    /// The bytes of a run of sentences, with neighbours if it is shorter than a third of a passage
    /// or so.
    fn widened(&self, mut run: Range<usize>, length: usize) -> Range<usize> {
        let is_code = self.block.kind == BlockKind::Code;
        while !is_code && self.length(&run) < length * 3 / 8 {
            let later = run.start..run.end + 1;
            let earlier = run.start.saturating_sub(1)..run.end;
            if later.end <= self.sentences.len() && self.length(&later) <= length {
                run = later;
            } else if earlier.start < run.start && self.length(&earlier) <= length {
                run = earlier;
            } else {
                break;
            }
        }
        self.bytes(&run)
    }

    /// Prose is quoted before cells of a table, these before code, and sentences before all else.
    fn worth(&self, text: &str) -> f32 {
        let worth = match self.block.kind {
            BlockKind::Code => 0.5,
            BlockKind::TableCell => 0.7,
            _ => 1.0,
        };
        if is_sentence(text) { worth } else { NO_SENTENCE * worth }
    }
}

/// The sentences of a block; in code, its lines.
fn sentences_of(block: &Block) -> Vec<Range<usize>> {
    if block.kind != BlockKind::Code {
        return sentences(&block.text);
    }
    let mut start = 0;
    let lines = block.text.split_inclusive('\n').filter_map(|line| {
        let begins = start + (line.len() - line.trim_start().len());
        start += line.len();
        (!line.trim().is_empty()).then(|| begins..begins + line.trim().len())
    });
    lines.collect()
}

/// Whether a text is nothing but what matched in it: it says no more than the query does.
fn is_label(text: &str, matches: &[Match]) -> bool {
    let is_marked = |word: Range<usize>| {
        matches.iter().any(|found| found.range.start <= word.start && word.end <= found.range.end)
    };
    !matches.is_empty() && words(text).take(FEW_WORDS).all(is_marked) && !is_sentence(text)
}

/// Whether a text says something, as against a dateline, a label or a row of stars.
pub fn is_sentence(text: &str) -> bool {
    words(text).nth(FEW_WORDS - 1).is_some()
}
