//! The terms of a field's dictionary that a post still has.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, InvertedIndexReader, SegmentReader, TERMINATED, TantivyError};

use super::IndexReader;
use super::stats::ValueCount;
use crate::error::Result;

/// What parts the folders of a path, and the character after it in the order of terms.
const SEPARATOR: char = '/';
const AFTER_SEPARATOR: char = '0';

/// The paths of the front-matter keys that have a value anywhere, in lower case, with how many posts
/// have each; in alphabetical order. Takes as long as there are keys and posts with them, not values.
///
/// # Errors
/// If the index cannot be read.
pub fn live_keys(reader: &IndexReader) -> Result<Vec<ValueCount>> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for segment in reader.searcher().segment_readers() {
        let terms = LiveTerms::of(segment, reader.fields().key)?;
        let mut from = String::new();
        while let Some((key, posts)) = terms.first("", &from)? {
            // The least text that comes after it.
            from = format!("{key}\0");
            *counts.entry(key).or_default() += posts;
        }
    }
    Ok(counts.into_iter().map(|(value, count)| ValueCount { value, count }).collect())
}

/// The paths of posts that begin with `start`, each cut behind the next folder, as a file manager
/// shows them; the first `limit` in alphabetical order.
///
/// # Errors
/// If the index cannot be read.
pub fn path_steps(reader: &IndexReader, start: &str, limit: usize) -> Result<Vec<String>> {
    let mut steps = BTreeSet::new();
    for segment in reader.searcher().segment_readers() {
        let terms = LiveTerms::of(segment, reader.fields().path)?;
        let mut from = start.to_owned();
        for _ in 0..limit {
            let Some((path, _)) = terms.first(start, &from)? else { break };
            let step = match path[start.len()..].find(SEPARATOR) {
                Some(end) => path[..=start.len() + end].to_owned(),
                None => path,
            };
            from = match step.strip_suffix(SEPARATOR) {
                Some(folder) => format!("{folder}{AFTER_SEPARATOR}"),
                None => format!("{step}\0"),
            };
            steps.insert(step);
        }
    }
    Ok(steps.into_iter().take(limit).collect())
}

/// The dictionary of a field in one segment.
struct LiveTerms<'a> {
    segment: &'a SegmentReader,
    index: std::sync::Arc<InvertedIndexReader>,
}

impl<'a> LiveTerms<'a> {
    fn of(segment: &'a SegmentReader, field: Field) -> Result<Self> {
        Ok(Self { segment, index: segment.inverted_index(field)? })
    }

    /// The first term from `from` on that begins with `start` and that a post has which was not
    /// removed; with how many such posts there are.
    fn first(&self, start: &str, from: &str) -> Result<Option<(String, u64)>> {
        let stream = self.index.terms().range().ge(from.as_bytes()).into_stream();
        let mut stream = stream.map_err(TantivyError::from)?;
        while stream.advance() && stream.key().starts_with(start.as_bytes()) {
            let Ok(term) = std::str::from_utf8(stream.key()) else { continue };
            let postings =
                self.index.read_postings_from_terminfo(stream.value(), IndexRecordOption::Basic);
            let mut postings = postings.map_err(TantivyError::from)?;
            let mut posts = 0;
            while postings.doc() != TERMINATED {
                let post = postings.doc();
                let alive = self.segment.alive_bitset();
                posts += u64::from(alive.is_none_or(|alive| alive.is_alive(post)));
                postings.advance();
            }
            if posts > 0 {
                return Ok(Some((term.to_owned(), posts)));
            }
        }
        Ok(None)
    }
}
