//! The front-matter keys of an index and the values that they have.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use tantivy::schema::{Type, ValueBytes};
use tantivy::{DocSet, SegmentReader, TERMINATED, TantivyError, Term};

use super::IndexReader;
use super::stats::ValueCount;
use crate::error::Result;

/// What ends the path of a key in a term; a part of a path ends with the one after it.
const END_OF_PATH: u8 = 0;
const END_OF_PART: u8 = 1;

/// The front-matter keys that kwic has no field for, nested ones by their path with dots, with how
/// many posts have each; most frequent first.
///
/// # Errors
/// If the index cannot be read.
pub fn meta_keys(reader: &IndexReader) -> Result<Vec<ValueCount>> {
    let mut counts = BTreeMap::new();
    for segment in reader.searcher().segment_readers() {
        // The number of the key that each post was counted for last.
        let mut counted = vec![0_u32; segment.max_doc() as usize];
        let (mut number, mut last) = (0, String::new());
        for_each_term(reader, segment, &[], |key, _, posts| {
            if key != last {
                number += 1;
                key.clone_into(&mut last);
            }
            let count: &mut u64 = counts.entry(key.to_owned()).or_default();
            for &post in posts {
                let place = &mut counted[post as usize];
                *count += u64::from(*place != number);
                *place = number;
            }
        })?;
    }
    Ok(most_frequent(counts))
}

/// The values of a key, a text word by word, with how many posts have each; most frequent first.
///
/// # Errors
/// If the index cannot be read.
pub fn meta_values(reader: &IndexReader, key: &str) -> Result<Vec<ValueCount>> {
    let start = Term::from_field_json_path(reader.fields().meta, key, true);
    let mut counts = BTreeMap::new();
    for segment in reader.searcher().segment_readers() {
        for_each_term(reader, segment, start.serialized_value_bytes(), |_, value, posts| {
            if let Some(value) = shown(&value) {
                *counts.entry(value).or_default() += posts.len() as u64;
            }
        })?;
    }
    Ok(most_frequent(counts))
}

/// Visits the terms that begin with some bytes: key, value, and the posts that are still there.
fn for_each_term(
    reader: &IndexReader,
    segment: &SegmentReader,
    start: &[u8],
    mut visit: impl FnMut(&str, ValueBytes<&[u8]>, &[u32]),
) -> Result<()> {
    let index = segment.inverted_index(reader.fields().meta)?;
    let stream = index.terms().range().ge(start).into_stream();
    let mut stream = stream.map_err(TantivyError::from)?;
    let mut posts = Vec::new();
    while stream.advance() && stream.key().starts_with(start) {
        // The document of a key without any value has a path alone.
        let Some(end) = stream.key().iter().position(|&byte| byte == END_OF_PATH) else { continue };
        let (path, value) = (&stream.key()[..end], &stream.key()[end + 1..]);
        let key = String::from_utf8_lossy(path).replace(char::from(END_OF_PART), ".");
        let postings = index
            .read_postings_from_terminfo(stream.value(), tantivy::schema::IndexRecordOption::Basic);
        let mut postings = postings.map_err(TantivyError::from)?;
        posts.clear();
        while postings.doc() != TERMINATED {
            let post = postings.doc();
            if segment.alive_bitset().is_none_or(|alive| alive.is_alive(post)) {
                posts.push(post);
            }
            postings.advance();
        }
        if !value.is_empty() && !posts.is_empty() {
            visit(&key, ValueBytes::wrap(value), &posts);
        }
    }
    Ok(())
}

/// A value as it is typed in a query; `None` for what has no such form.
fn shown(value: &ValueBytes<&[u8]>) -> Option<String> {
    match value.typ() {
        Type::Str => value.as_str().map(str::to_owned),
        Type::I64 => value.as_i64().map(|number| number.to_string()),
        Type::U64 => value.as_u64().map(|number| number.to_string()),
        Type::F64 => value.as_f64().map(|number| number.to_string()),
        Type::Bool => value.as_bool().map(|is_so| is_so.to_string()),
        _ => None,
    }
}

fn most_frequent(counts: BTreeMap<String, u64>) -> Vec<ValueCount> {
    let counts = counts.into_iter().map(|(value, count)| ValueCount { value, count });
    let mut counts: Vec<_> = counts.collect();
    counts.sort_by_key(|value| Reverse(value.count));
    counts
}
