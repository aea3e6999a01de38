//! How much of its title the words of a query are.

use std::sync::Arc;

use tantivy::SegmentReader;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::SegmentId;
use tantivy::schema::Field;

use super::counted::Counted;
use super::posts::steps_to;
use crate::analysis::tokens;
use crate::error::Result;

/// What the words of a query count once more where they are all of a title. Measured by known items
/// (P. Ogilvie and J. Callan, "Combining document representations for known-item search", 2003): see
/// the table in ARCHITECTURE.md.
const TITLE: f32 = 0.5;

/// Rewards posts whose title says what is asked for and little else: whoever types a title wants the
/// post of that name, and not one that says the same words more often.
pub(super) struct SegmentTitles {
    segment: SegmentId,
    lengths: FieldNormReader,
    /// How many tokens the query has.
    tokens: u32,
    /// What all of its groups say that the title must hold.
    rarity: f32,
    /// Where each group's list of titles was left.
    cursors: Vec<usize>,
}

impl SegmentTitles {
    /// `None` if the query asks for anything that is not looked for in titles too.
    pub fn of(
        segment: &SegmentReader,
        groups: &[Arc<Counted>],
        title: Field,
    ) -> Result<Option<Self>> {
        let asked = || groups.iter().filter(|counted| !counted.group.is_feedback);
        if asked().next().is_none() || asked().any(|counted| counted.group.fields.len() < 2) {
            return Ok(None);
        }
        let tokens = asked().map(|counted| tokens(&counted.group.text).count()).sum::<usize>();
        let rarity = asked().map(|counted| counted.group.boost * counted.rarity()).sum();
        Ok(Some(Self {
            segment: segment.segment_id(),
            lengths: segment.get_fieldnorms_reader(title)?,
            tokens: tokens as u32,
            rarity,
            cursors: vec![0; groups.len()],
        }))
    }

    /// The share of the title of a post that the query is, if it holds all of it, and what that adds
    /// to the score. Posts must be asked for in order.
    pub fn part(&mut self, groups: &[Arc<Counted>], post: u32) -> Option<(f32, f32)> {
        for (counted, cursor) in groups.iter().zip(&mut self.cursors) {
            if counted.group.is_feedback {
                continue;
            }
            let titles = &counted.in_segment(self.segment)?.titles;
            *cursor += steps_to(titles.get(*cursor..).unwrap_or_default(), post);
            if titles.get(*cursor) != Some(&post) {
                return None;
            }
        }
        let length = self.lengths.fieldnorm(post).max(1);
        let share = (self.tokens as f32 / length as f32).min(1.0);
        // A title that says much else as well is hardly the name of what is looked for.
        Some((share, TITLE * self.rarity * share * share))
    }
}
