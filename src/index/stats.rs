//! What an index holds, counted.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Span, Timestamp};
use tantivy::SegmentReader;
use tantivy::columnar::StrColumn;

use super::schema::columns;
use super::shield::shielded;
use super::{IndexReader, Ledger};
use crate::error::Result;

/// What an index holds.
#[derive(Clone, Debug)]
pub struct Stats {
    /// Posts in the index.
    pub posts: u64,
    /// Posts that have a date of their own.
    pub dated: u64,
    /// The first and the last day on which a post was published.
    pub days: Option<(Date, Date)>,
    /// The languages, most frequent first.
    pub languages: Vec<ValueCount>,
    /// The tags, most frequent first.
    pub tags: Vec<ValueCount>,
    /// The categories, most frequent first.
    pub categories: Vec<ValueCount>,
    /// The authors, most frequent first.
    pub authors: Vec<ValueCount>,
    /// Files that were seen and are not in the index.
    pub ledger: Ledger,
    /// Bytes on disk.
    pub bytes: u64,
    /// Segments, the parts that a search looks through one after the other.
    pub segments: usize,
    /// The number of its commit, which rises with each.
    pub generation: u64,
    /// When it was committed.
    pub committed_at: Timestamp,
    /// The version of kwic that wrote it.
    pub kwic: String,
    /// Whether its build ran to its end.
    pub complete: bool,
}

/// A value and how many posts have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueCount {
    /// The value, as written.
    pub value: String,
    /// How many posts have it.
    pub count: u64,
}

impl Stats {
    /// Counts what an index holds.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn of(reader: &IndexReader) -> Result<Self> {
        shielded(reader.folder().root(), || Self::count(reader))
    }

    fn count(reader: &IndexReader) -> Result<Self> {
        let manifest = reader.manifest();
        let (dated, days) = days(reader)?;
        Ok(Self {
            posts: reader.posts(),
            dated,
            days,
            languages: column_values(reader, columns::LANGUAGE)?,
            tags: column_values(reader, columns::TAG)?,
            categories: column_values(reader, columns::CATEGORY)?,
            authors: column_values(reader, columns::AUTHOR)?,
            ledger: reader.ledger()?,
            bytes: reader.folder().size(reader.generation())?,
            segments: reader.searcher().segment_readers().len(),
            generation: manifest.commit,
            committed_at: manifest.committed_at,
            kwic: manifest.kwic.clone(),
            complete: manifest.complete,
        })
    }
}

/// How many posts have a date, and the first and last day of them.
fn days(reader: &IndexReader) -> Result<(u64, Option<(Date, Date)>)> {
    let (mut dated, mut first, mut last) = (0, i64::MAX, i64::MIN);
    for segment in reader.searcher().segment_readers() {
        let column = segment.fast_fields().i64(columns::DAY)?;
        for day in segment.doc_ids_alive().filter_map(|doc| column.first(doc)) {
            dated += 1;
            first = first.min(day);
            last = last.max(day);
        }
    }
    Ok((dated, date_of(first).zip(date_of(last))))
}

/// The date of a day counted from 1970-01-01.
pub(crate) fn date_of(day: i64) -> Option<Date> {
    let span = Span::new().try_days(day).ok()?;
    Date::constant(1970, 1, 1).checked_add(span).ok()
}

/// Each value of a column with its count, most frequent first, then by the alphabet.
pub(crate) fn column_values(reader: &IndexReader, column: &str) -> Result<Vec<ValueCount>> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for segment in reader.searcher().segment_readers() {
        if let Some(values) = segment.fast_fields().str(column)? {
            count(segment, &values, &mut counts)?;
        }
    }
    let mut counts: Vec<_> =
        counts.into_iter().map(|(value, count)| ValueCount { value, count }).collect();
    counts.sort_by_key(|value| Reverse(value.count));
    Ok(counts)
}

fn count(
    segment: &SegmentReader,
    values: &StrColumn,
    counts: &mut BTreeMap<String, u64>,
) -> Result<()> {
    let mut by_ordinal = vec![0_u64; values.num_terms()];
    for doc in segment.doc_ids_alive() {
        for ordinal in values.term_ords(doc) {
            by_ordinal[ordinal as usize] += 1;
        }
    }
    let mut value = String::new();
    for (ordinal, &count) in (0_u64..).zip(&by_ordinal).filter(|&(_, &count)| count > 0) {
        value.clear();
        values.ord_to_str(ordinal, &mut value).map_err(tantivy::TantivyError::from)?;
        *counts.entry(value.clone()).or_default() += count;
    }
    Ok(())
}
