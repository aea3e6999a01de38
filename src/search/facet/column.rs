//! Values that are read from columns of texts.

use tantivy::columnar::StrColumn;
use tantivy::{DocAddress, TantivyError};

use super::tally::{Tally, WritingId};
use crate::error::Result;
use crate::index::IndexReader;
use crate::search::selection::by_segment;

/// Counts the values of a column.
pub(super) fn texts(reader: &IndexReader, column: &str, posts: &[DocAddress]) -> Result<Tally> {
    let mut tally = Tally::default();
    for (segment, posts) in by_segment(reader, posts) {
        let Some(column) = segment.fast_fields().str(column)? else { continue };
        let writings = writings(&column, posts, &mut tally)?;
        for &post in posts {
            let ordinals = column.term_ords(post.doc_id);
            for writing in ordinals.filter_map(|ordinal| writings[ordinal as usize]) {
                tally.add(post, writing);
            }
        }
    }
    Ok(tally)
}

/// The values that these posts have, by their places in the column's dictionary. That is read once
/// from its beginning to its end: looking up one value after the other unpacks a block for each.
fn writings(
    column: &StrColumn,
    posts: &[DocAddress],
    tally: &mut Tally,
) -> Result<Vec<Option<WritingId>>> {
    let mut is_used = vec![false; column.num_terms()];
    for post in posts {
        column.term_ords(post.doc_id).for_each(|ordinal| is_used[ordinal as usize] = true);
    }
    let used = (0_u64..).zip(&is_used).filter(|(_, is_used)| **is_used).map(|(place, _)| place);
    let used: Vec<u64> = used.collect();
    let mut writings = vec![None; is_used.len()];
    let mut places = used.iter();
    column
        .dictionary()
        .sorted_ords_to_term_cb(&used, |value| {
            if let Some(&place) = places.next() {
                writings[place as usize] = Some(tally.writing(&String::from_utf8_lossy(value)));
            }
        })
        .map_err(TantivyError::from)?;
    Ok(writings)
}
