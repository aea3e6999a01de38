//! Every occurrence of a query's words, each in its context: key word in context.

mod context;
mod line_key;

use std::collections::BTreeMap;
use std::time::Instant;

use rayon::prelude::*;
use tantivy::DocAddress;

use super::matcher::Lookup;
use super::occurrence::{OccurrenceField, Place, occurrences, places};
use super::{Answer, Request, Results, Sort};
use crate::corpus::{DateSource, PostDate, PostPath};
use crate::error::{Error, Result};
use crate::index::{IndexReader, PostId, StoredPost, shielded};
use context::{after, before, flat};
use line_key::line_key;

/// Posts are handed to the threads so many at a time.
const CHUNK: usize = 64;
/// So many lines more than are wanted are gathered before the last ones are dropped.
const SLACK: usize = 1024;

/// Which lines of a concordance are wanted, and how long they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConcordanceOptions {
    /// The order of the lines.
    pub order: LineOrder,
    /// How many lines at most; 0 only counts.
    pub limit: usize,
    /// How many lines to pass over first.
    pub offset: usize,
    /// How much stands before and after the keyword, in characters each.
    pub context: usize,
}

/// The order of the lines of a concordance. Each is total: ties are settled by path, then by where
/// the occurrence stands in the post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineOrder {
    /// By the words before the keyword, the nearest first.
    Left,
    /// By the words after the keyword, the nearest first.
    Right,
    /// By the keyword as it stands in the post, then by the words after it.
    Keyword,
    /// In the order of the posts.
    Posts(Sort),
}

/// The occurrences of a query's words.
#[derive(Clone, Debug)]
pub struct Concordance {
    /// What is to be said of the search; it holds no hits.
    pub results: Results,
    /// How many occurrences there are in all.
    pub occurrences: u64,
    /// How many posts have one. Fewer posts than match may: a word can stand in a tag or a caption.
    pub posts: u64,
    /// The lines of this page, in order.
    pub lines: Vec<ConcordanceLine>,
}

/// An occurrence in its context.
///
/// The three parts, joined, are a stretch of the post's text, with each run of white space one blank.
#[derive(Clone, Debug, PartialEq)]
pub struct ConcordanceLine {
    /// Its place in the order, from 1, whatever the page.
    pub number: usize,
    /// The post's id.
    pub id: PostId,
    /// Where the post lies in the corpus.
    pub path: PostPath,
    /// The post's title.
    pub title: String,
    /// When the post was published.
    pub date: Option<PostDate>,
    /// Where the date was found.
    pub date_source: Option<DateSource>,
    /// The part of the post that the occurrence stands in.
    pub field: OccurrenceField,
    /// The line of the source file on which the keyword begins, from 1; unknown for a title or a
    /// description.
    pub line: Option<u32>,
    /// What stands before the keyword in its block.
    pub left: String,
    /// What matched.
    pub keyword: String,
    /// What stands after the keyword in its block.
    pub right: String,
}

/// An occurrence by where it is, so that all of them fit into memory.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    /// What it is sorted by; empty if by the post.
    key: String,
    /// The place of the post in its own order.
    rank: usize,
    place: Place,
    start: usize,
    end: usize,
    address: DocAddress,
}

/// The occurrences in some posts.
#[derive(Default)]
struct Tally {
    occurrences: u64,
    posts: u64,
    /// The first ones in order, and some more.
    first: Vec<Candidate>,
}

/// Finds every occurrence of a query's words in titles, descriptions and texts: what the passages of a
/// search mark. Posts match as in a [`search`](super::search), with relaxing and correcting; the order,
/// the limit and the offset of the request say nothing here.
///
/// # Errors
/// As [`search`](super::search), and if the query holds no words.
pub fn concordance(
    reader: &IndexReader,
    request: &Request,
    options: &ConcordanceOptions,
) -> Result<Concordance> {
    shielded(reader.folder().root(), || {
        let start = Instant::now();
        let sort = if let LineOrder::Posts(sort) = options.order { sort } else { Sort::Path };
        let all = Request { sort, limit: usize::MAX, offset: 0, ..request.clone() };
        let answer = Answer::of(reader, &all)?;
        if answer.plan.patterns.is_empty() {
            return Err(Error::QueryWithoutWords);
        }
        let lookup = Lookup::new(&answer.plan.patterns);
        let ranked = answer.ranked.hits.iter().enumerate();
        let mut posts: Vec<_> = ranked.map(|(rank, found)| (found.address, rank)).collect();
        // The posts are stored in this order.
        posts.sort_unstable();
        let keep = options.offset.saturating_add(options.limit);
        let keep = if options.limit == 0 { 0 } else { keep };
        let chunks = posts.par_chunks(CHUNK).map(|chunk| {
            let mut tally = Tally::default();
            for &(address, rank) in chunk {
                tally.add(
                    &Source { reader, lookup: &lookup, address, rank },
                    options.order,
                    keep,
                )?;
            }
            Ok::<_, Error>(tally)
        });
        let tally = chunks.try_reduce(Tally::default, |one, other| Ok(one.with(other, keep)))?;
        let Tally { occurrences, posts, mut first } = tally;
        first.sort_unstable();
        let page: Vec<_> = first.into_iter().skip(options.offset).take(options.limit).collect();
        let lines = lines(reader, &page, options)?;
        let results = Results { took: start.elapsed(), ..answer.results };
        Ok(Concordance { results, occurrences, posts, lines })
    })
}

/// A post that matches.
struct Source<'a> {
    reader: &'a IndexReader,
    lookup: &'a Lookup<'a>,
    address: DocAddress,
    rank: usize,
}

impl Tally {
    fn add(&mut self, source: &Source, order: LineOrder, keep: usize) -> Result<()> {
        let StoredPost { post, .. } = source.reader.post(source.address)?;
        let language = post.language.as_deref();
        let matcher = source.lookup.in_post(source.reader, source.address, language)?;
        let before = self.occurrences;
        for place in places(&post) {
            let text = place.text(&post);
            for range in occurrences(&post, place, &matcher) {
                self.occurrences += 1;
                if keep > 0 {
                    self.first.push(Candidate {
                        key: line_key(order, text, &range),
                        rank: source.rank,
                        place,
                        start: range.start,
                        end: range.end,
                        address: source.address,
                    });
                }
            }
        }
        self.posts += u64::from(self.occurrences > before);
        self.drop_last(keep);
        Ok(())
    }

    fn with(mut self, other: Self, keep: usize) -> Self {
        self.occurrences += other.occurrences;
        self.posts += other.posts;
        self.first.extend(other.first);
        self.drop_last(keep);
        self
    }

    /// Drops what is not among the first ones, once it has become much.
    fn drop_last(&mut self, keep: usize) {
        if keep > 0 && self.first.len() / 2 > keep.saturating_add(SLACK) {
            self.first.select_nth_unstable(keep);
            self.first.truncate(keep);
        }
    }
}

/// The lines of some occurrences. Each post is read once.
fn lines(
    reader: &IndexReader,
    page: &[Candidate],
    options: &ConcordanceOptions,
) -> Result<Vec<ConcordanceLine>> {
    let mut by_post: BTreeMap<DocAddress, Vec<(usize, &Candidate)>> = BTreeMap::new();
    for (number, candidate) in (options.offset + 1..).zip(page) {
        by_post.entry(candidate.address).or_default().push((number, candidate));
    }
    let by_post: Vec<_> = by_post.into_iter().collect();
    let of_posts = by_post.par_iter().map(|(address, found)| {
        let stored = reader.post(*address)?;
        let line = |&(number, candidate): &(usize, &Candidate)| {
            line(number, &stored, candidate, options.context)
        };
        Ok(found.iter().map(line).collect::<Vec<_>>())
    });
    let mut lines: Vec<_> = of_posts.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect();
    lines.sort_unstable_by_key(|line| line.number);
    Ok(lines)
}

fn line(
    number: usize,
    stored: &StoredPost,
    candidate: &Candidate,
    context: usize,
) -> ConcordanceLine {
    let StoredPost { id, post } = stored;
    let text = candidate.place.text(post);
    ConcordanceLine {
        number,
        id: id.clone(),
        path: post.path.clone(),
        title: post.title.clone(),
        date: post.date,
        date_source: post.date_source,
        field: candidate.place.field(post),
        line: candidate.place.line(post, candidate.start),
        left: before(&text[..candidate.start], context),
        keyword: flat(&text[candidate.start..candidate.end]),
        right: after(&text[candidate.end..], context),
    }
}
