//! How near two words of a query stand to each other in a post.
//!
//! Each pair of occurrences counts the less, the farther they are apart, and the counts of a post
//! saturate as those of a word do (after Rasolofo and Savoy 2003, "Term proximity scoring for
//! keyword-based retrieval systems"; Büttcher, Clarke and Lushman 2006).

use tantivy::SegmentReader;
use tantivy::schema::Field;

use super::group::{Group, TermSet};
use super::occurrences::{Occurrences, Span};
use super::segment_field::SegmentField;
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

/// Where a group stands in the posts of a segment, which must be asked for in order.
///
/// A word that stands between two others is near to either: its places in a post are read once.
pub(super) struct Places {
    fields: Vec<FieldPlaces>,
    /// The post that was looked at last.
    post: Option<u32>,
}

struct FieldPlaces {
    field: Field,
    weight: f32,
    /// The occurrences of each form.
    occurrences: Vec<Occurrences>,
    /// The places in the post that was looked at last, in order.
    spans: Vec<Span>,
}

impl Places {
    /// `None` if the group is a pattern that is too wide.
    pub fn of(segment: &SegmentReader, group: &Group) -> Result<Option<Self>> {
        let terms = group.forms.iter().flat_map(|form| &form.steps).flat_map(TermSet::terms);
        if terms.count() > MOST_TERMS {
            return Ok(None);
        }
        let mut fields = Vec::with_capacity(group.fields.len());
        for opened in SegmentField::all(segment, &group.fields)? {
            let occurrences = group.forms.iter().map(|form| Occurrences::of(&opened, form));
            let occurrences: Vec<_> =
                occurrences.filter_map(Result::transpose).collect::<Result<_>>()?;
            let SegmentField { field, weight, .. } = opened;
            fields.push(FieldPlaces { field, weight, occurrences, spans: Vec::new() });
        }
        Ok(Some(Self { fields, post: None }))
    }

    /// Reads where the group stands in a post.
    pub fn look_at(&mut self, post: u32) {
        if self.post.replace(post) == Some(post) {
            return;
        }
        for FieldPlaces { occurrences, spans, .. } in &mut self.fields {
            spans.clear();
            occurrences.iter_mut().for_each(|form| form.spans(post, spans));
            spans.sort_unstable();
            spans.dedup_by_key(|span| span.start);
        }
    }

    /// How near it stands to another group in the post that both looked at, over all fields: 1 for
    /// each time that the other follows it, in a field that counts 1.
    pub fn nearness_to(&self, other: &Self) -> f32 {
        let of_field = |first: &FieldPlaces| {
            let second = other.fields.iter().find(|second| second.field == first.field);
            second.map_or(0.0, |second| first.weight * nearness(&first.spans, &second.spans))
        };
        self.fields.iter().map(of_field).sum()
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
