//! Where a form stands in a post, read from the postings of its terms.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, SegmentReader, TERMINATED};

use super::group::{Form, TermSet};
use super::segment_field::SegmentField;
use crate::error::Result;

/// The first and the last position of an occurrence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The position of its first word.
    pub start: u32,
    /// The position of its last word.
    pub end: u32,
}

/// The occurrences of a form in a field of a segment.
pub struct Occurrences {
    steps: Vec<Step>,
    slop: Option<u32>,
    /// The positions of each step in the post that was looked at last.
    positions: Vec<Vec<u32>>,
}

impl Occurrences {
    /// `None` if the segment lacks a word of the form in the field.
    ///
    /// # Errors
    /// If the segment cannot be read.
    pub fn of(field: &SegmentField, form: &Form) -> Result<Option<Self>> {
        let mut steps = Vec::with_capacity(form.steps.len());
        for terms in &form.steps {
            let step = Step::of(field, terms, IndexRecordOption::WithFreqsAndPositions)?;
            if step.postings.is_empty() {
                return Ok(None);
            }
            steps.push(step);
        }
        let positions = vec![Vec::new(); steps.len()];
        Ok(Some(Self { steps, slop: form.slop, positions }))
    }

    /// Appends the places where the form stands in a post. Posts must be asked for in order.
    pub fn spans(&mut self, post: u32, spans: &mut Vec<Span>) {
        for (step, positions) in self.steps.iter_mut().zip(&mut self.positions) {
            positions.clear();
            if !step.seek(post) {
                return;
            }
            step.positions(post, positions);
        }
        match (self.positions.as_slice(), self.slop) {
            ([single], _) => spans.extend(single.iter().map(|&at| Span { start: at, end: at })),
            (steps, None) => in_a_row(steps, spans),
            (steps, Some(slop)) => loosely(steps, slop, spans),
        }
    }

    /// Calls `visit` with each post that holds all the steps, in order.
    pub fn for_each_post(&mut self, mut visit: impl FnMut(&mut Self, u32)) {
        // The rarest step leads.
        let Some(lead) = (0..self.steps.len()).min_by_key(|&step| self.steps[step].size()) else {
            return;
        };
        let mut post = self.steps[lead].doc();
        while post != TERMINATED {
            if self.steps.iter_mut().all(|step| step.seek(post)) {
                visit(self, post);
            }
            post = self.steps[lead].after(post);
        }
    }
}

/// Calls `visit` with each post of a segment that holds a form in a field, in order, and with how often
/// it does. Deleted posts are among them.
///
/// # Errors
/// If the segment cannot be read.
pub fn for_each_holder(
    segment: &SegmentReader,
    field: Field,
    form: &Form,
    mut visit: impl FnMut(u32, u64),
) -> Result<()> {
    let mut spans = Vec::new();
    for field in SegmentField::all(segment, &[(field, 1.0)])? {
        let Some(mut occurrences) = Occurrences::of(&field, form)? else { continue };
        occurrences.for_each_post(|occurrences, post| {
            spans.clear();
            occurrences.spans(post, &mut spans);
            if !spans.is_empty() {
                visit(post, spans.len() as u64);
            }
        });
    }
    Ok(())
}

/// The postings of the variants of one token.
pub(super) struct Step {
    pub(super) postings: Vec<SegmentPostings>,
}

impl Step {
    pub(super) fn of(
        field: &SegmentField,
        terms: &TermSet,
        record: IndexRecordOption,
    ) -> Result<Self> {
        let mut postings = Vec::new();
        for term in terms.terms() {
            postings.extend(field.postings(term, record)?);
        }
        Ok(Self { postings })
    }

    fn size(&self) -> u64 {
        self.postings.iter().map(|postings| u64::from(postings.doc_freq())).sum()
    }

    fn doc(&self) -> u32 {
        self.postings.iter().map(DocSet::doc).min().unwrap_or(TERMINATED)
    }

    /// The first post after this one.
    fn after(&mut self, post: u32) -> u32 {
        for postings in &mut self.postings {
            if postings.doc() <= post {
                postings.seek(post + 1);
            }
        }
        self.doc()
    }

    /// Whether any of the variants is in the post.
    fn seek(&mut self, post: u32) -> bool {
        let mut is_there = false;
        for postings in &mut self.postings {
            if postings.doc() < post {
                postings.seek(post);
            }
            is_there |= postings.doc() == post;
        }
        is_there
    }

    fn positions(&mut self, post: u32, positions: &mut Vec<u32>) {
        for postings in self.postings.iter_mut().filter(|postings| postings.doc() == post) {
            postings.append_positions_with_offset(0, positions);
        }
        if self.postings.len() > 1 {
            positions.sort_unstable();
            positions.dedup();
        }
    }
}

/// Where each step stands directly after the one before.
fn in_a_row(steps: &[Vec<u32>], spans: &mut Vec<Span>) {
    let Some((first, rest)) = steps.split_first() else { return };
    for &start in first {
        let follows =
            |(step, offset): (&Vec<u32>, u32)| step.binary_search(&(start + offset)).is_ok();
        if rest.iter().zip(1..).all(follows) {
            spans.push(Span { start, end: start + rest.len() as u32 });
        }
    }
}

/// The shortest windows that hold each step once, in any order, with at most `slop` other words
/// between; one beginning at each position at which there is one.
fn loosely(steps: &[Vec<u32>], slop: u32, spans: &mut Vec<Span>) {
    let longest = steps.len() as u32 + slop;
    let mut places: Vec<(u32, usize)> = Vec::new();
    for (step, positions) in steps.iter().enumerate() {
        places.extend(positions.iter().map(|&position| (position, step)));
    }
    places.sort_unstable();
    let mut held = vec![false; steps.len()];
    for (index, &(start, _)) in places.iter().enumerate() {
        // Two steps that one word meets begin the same window.
        if spans.last().is_some_and(|last| last.start == start) {
            continue;
        }
        held.fill(false);
        let mut missing = steps.len();
        let mut taken = None;
        for &(position, step) in &places[index..] {
            if position - start >= longest {
                break;
            }
            // One word is not two of the steps, unless they are spelled in one.
            if held[step] || taken == Some(position) {
                continue;
            }
            held[step] = true;
            taken = Some(position);
            missing -= 1;
            if missing == 0 {
                spans.push(Span { start, end: position });
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(spans: &[Span]) -> Vec<(u32, u32)> {
        spans.iter().map(|span| (span.start, span.end)).collect()
    }

    #[test]
    fn rows_are_found() {
        let table: [(&[&[u32]], &[(u32, u32)]); 4] = [
            (&[&[1, 5, 9], &[2, 10]], &[(1, 2), (9, 10)]),
            (&[&[1, 2], &[2, 3], &[4]], &[(2, 4)]),
            (&[&[1], &[3]], &[]),
            (&[&[], &[1]], &[]),
        ];
        for (steps, expected) in table {
            let steps: Vec<Vec<u32>> = steps.iter().map(|step| step.to_vec()).collect();
            let mut spans = Vec::new();
            in_a_row(&steps, &mut spans);
            assert_eq!(pairs(&spans), expected, "{steps:?}");
        }
    }

    #[test]
    fn windows_are_found() {
        let table: [(&[&[u32]], u32, &[(u32, u32)]); 5] = [
            (&[&[1], &[3]], 1, &[(1, 3)]),
            (&[&[1], &[4]], 1, &[]),
            (&[&[3], &[1]], 1, &[(1, 3)]),
            (&[&[1, 7], &[5]], 4, &[(1, 5), (5, 7)]),
            (&[&[1, 2], &[1, 2]], 0, &[(1, 2)]),
        ];
        for (steps, slop, expected) in table {
            let steps: Vec<Vec<u32>> = steps.iter().map(|step| step.to_vec()).collect();
            let mut spans = Vec::new();
            loosely(&steps, slop, &mut spans);
            assert_eq!(pairs(&spans), expected, "{steps:?} {slop}");
        }
    }
}
