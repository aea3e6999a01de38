//! How near two words of a query stand to each other in a post.
//!
//! Each pair of occurrences counts the less, the farther they are apart, and the counts of a post
//! saturate as those of a word do (after Rasolofo and Savoy 2003, "Term proximity scoring for
//! keyword-based retrieval systems"; Büttcher, Clarke and Lushman 2006).

use tantivy::SegmentReader;
use tantivy::schema::Field;

use super::group::{Group, TermSet};
use super::occurrences::{Occurrences, Span};
use crate::error::Result;

/// Words farther apart than this have nothing to do with each other.
const FARTHEST: u32 = 8;
/// What a pair counts whose words stand in the other order.
const REVERSED: f32 = 0.5;
/// Words with more variants than this (patterns) are not looked up again for their places.
const MOST_TERMS: usize = 64;

/// Two groups of a query that stand side by side in it, by their index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nearness {
    /// The first.
    pub first: usize,
    /// The one after it.
    pub second: usize,
}

/// Where a group stands in the posts of a segment, field by field.
pub(super) struct Places {
    fields: Vec<(Field, f32, Vec<Occurrences>)>,
}

impl Places {
    /// `None` if the group is a pattern that is too wide.
    pub fn of(segment: &SegmentReader, group: &Group) -> Result<Option<Self>> {
        let terms = group.forms.iter().flat_map(|form| &form.steps).flat_map(TermSet::terms);
        if terms.count() > MOST_TERMS {
            return Ok(None);
        }
        let mut fields = Vec::new();
        for &(field, weight) in &group.fields {
            let occurrences = group.forms.iter().map(|form| Occurrences::of(segment, field, form));
            let occurrences: Vec<_> =
                occurrences.filter_map(Result::transpose).collect::<Result<_>>()?;
            fields.push((field, weight, occurrences));
        }
        Ok(Some(Self { fields }))
    }

    /// The places in one field of a post, in order.
    fn spans(&mut self, field: Field, post: u32, spans: &mut Vec<Span>) {
        spans.clear();
        let of_field = self.fields.iter_mut().filter(|(known, ..)| *known == field);
        for (.., occurrences) in of_field {
            for form in occurrences {
                form.spans(post, spans);
            }
        }
        spans.sort_unstable();
        spans.dedup_by_key(|span| span.start);
    }
}

/// Counts the pairs of two groups in the posts of a segment, which must be asked for in order.
pub(super) struct PairCounter {
    first: Places,
    second: Places,
    spans: (Vec<Span>, Vec<Span>),
}

impl PairCounter {
    pub fn of(segment: &SegmentReader, first: &Group, second: &Group) -> Result<Option<Self>> {
        let places = (Places::of(segment, first)?, Places::of(segment, second)?);
        Ok(match places {
            (Some(first), Some(second)) => {
                Some(Self { first, second, spans: (Vec::new(), Vec::new()) })
            }
            _ => None,
        })
    }

    /// How near the two stand in a post, over all fields: 1 for each time that one follows the
    /// other, in a field that counts 1.
    pub fn count(&mut self, post: u32) -> f32 {
        let fields: Vec<_> =
            self.first.fields.iter().map(|&(field, weight, _)| (field, weight)).collect();
        let mut sum = 0.0;
        for (field, weight) in fields {
            self.first.spans(field, post, &mut self.spans.0);
            if self.spans.0.is_empty() {
                continue;
            }
            self.second.spans(field, post, &mut self.spans.1);
            sum += weight * nearness(&self.spans.0, &self.spans.1);
        }
        sum
    }
}

/// Adds up what each place of the first counts with the nearest one of the second on either side.
fn nearness(first: &[Span], second: &[Span]) -> f32 {
    let mut sum = 0.0;
    for span in first {
        let next = second.partition_point(|other| other.start < span.start);
        if let Some(after) = second.get(next) {
            // Both at once: the two words are written as one.
            let distance = after.start.saturating_sub(span.end).max(1);
            sum += falling(distance);
        }
        if let Some(before) = next.checked_sub(1).and_then(|index| second.get(index)) {
            sum += REVERSED * falling(span.start.saturating_sub(before.end).max(1));
        }
    }
    sum
}

/// Falls with the square of the distance.
fn falling(distance: u32) -> f32 {
    if distance > FARTHEST { 0.0 } else { 1.0 / (distance * distance) as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearer_counts_more() {
        let spans = |positions: &[u32]| -> Vec<Span> {
            positions.iter().map(|&at| Span { start: at, end: at }).collect()
        };
        let table: [(&[u32], &[u32], f32); 7] = [
            (&[1], &[2], 1.0),
            (&[1], &[3], 0.25),
            (&[2], &[1], 0.5),
            (&[1], &[1], 1.0),
            (&[1], &[10], 0.0),
            (&[1, 5], &[2, 6], 1.0 + 1.0 + 0.5 / 9.0),
            (&[], &[1], 0.0),
        ];
        for (first, second, expected) in table {
            let found = nearness(&spans(first), &spans(second));
            assert!((found - expected).abs() < 1e-6, "{first:?} {second:?}: {found}");
        }
    }
}
