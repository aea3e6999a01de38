//! Posts by the span of the calendar that their dates are in.

use std::cmp::Reverse;
use std::collections::HashMap;

use jiff::civil::Date;
use tantivy::DocAddress;

use super::{Facet, FacetValue};
use crate::error::Result;
use crate::index::IndexReader;
use crate::search::CalendarUnit;
use crate::search::selection::days;

/// Counts the posts by their own dates; what has none, or only the file's, is missing.
pub(super) fn facet(
    reader: &IndexReader,
    posts: &[DocAddress],
    name: &str,
    unit: CalendarUnit,
    limit: usize,
) -> Result<Facet> {
    let days = days(reader, posts)?;
    let mut counts: HashMap<Date, u64> = HashMap::new();
    for day in &days {
        *counts.entry(unit.first_day(*day)).or_default() += 1;
    }
    let distinct = counts.len() as u64;
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_unstable_by_key(|&(first, count)| (Reverse(count), first));
    let values = counts.into_iter().take(limit).map(|(first, count)| {
        let query = Some(query(unit, first));
        FacetValue { value: unit.label(first), count, query }
    });
    let missing = (posts.len() - days.len()) as u64;
    Ok(Facet { name: name.to_owned(), values: values.collect(), distinct, missing })
}

/// The part of a query that asks for a span.
fn query(unit: CalendarUnit, first: Date) -> String {
    match unit {
        CalendarUnit::Week | CalendarUnit::Quarter => {
            format!("date:{first}..{}", unit.last_day(first))
        }
        _ => format!("date:{}", unit.label(first)),
    }
}
