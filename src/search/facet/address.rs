//! Where the links and images of posts lead.

use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocSet, SegmentReader, TERMINATED, TantivyError};

use super::tally::{Tally, WritingId};
use crate::corpus::LinkTarget;
use crate::error::Result;
use crate::index::IndexReader;
use crate::search::selection::by_segment;

/// Counts the hosts of the addresses in a field, and the paths of those on a post's own site.
///
/// There is no column of them: the dictionary of the field is read from its beginning to its end,
/// with the posts of each address.
pub(super) fn hosts(reader: &IndexReader, field: Field, posts: &[DocAddress]) -> Result<Tally> {
    let mut tally = Tally::default();
    for (segment, posts) in by_segment(reader, posts) {
        let mut found = pairs(segment, field, posts, &mut tally)?;
        found.sort_unstable();
        found.dedup();
        let segment = posts[0].segment_ord;
        for (post, writing) in found {
            tally.add(DocAddress::new(segment, post), writing);
        }
    }
    Ok(tally)
}

/// Each of the posts with each of its values, in no order.
fn pairs(
    segment: &SegmentReader,
    field: Field,
    posts: &[DocAddress],
    tally: &mut Tally,
) -> Result<Vec<(u32, WritingId)>> {
    let mut is_wanted = vec![false; segment.max_doc() as usize];
    posts.iter().for_each(|post| is_wanted[post.doc_id as usize] = true);
    let index = segment.inverted_index(field)?;
    let mut terms = index.terms().stream().map_err(TantivyError::from)?;
    let (mut pairs, mut last) = (Vec::new(), None);
    while terms.advance() {
        let term = String::from_utf8_lossy(terms.key());
        if term.is_empty() {
            continue;
        }
        let mut postings = index
            .read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)
            .map_err(TantivyError::from)?;
        let mut writing = None;
        while postings.doc() != TERMINATED {
            let post = postings.doc();
            if is_wanted[post as usize] {
                let writing = *writing.get_or_insert_with(|| writing_of(&term, &mut last, tally));
                pairs.push((post, writing));
            }
            postings.advance();
        }
    }
    Ok(pairs)
}

/// The id of the host of an address, or of its path. The addresses of a host follow one another, so
/// the last one is remembered.
fn writing_of(term: &str, last: &mut Option<(String, WritingId)>, tally: &mut Tally) -> WritingId {
    let rest = last.as_ref().and_then(|(host, _)| term.strip_prefix(host.as_str()));
    match last {
        Some((_, writing))
            if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?'])) =>
        {
            *writing
        }
        _ => {
            let writing = tally.writing(&LinkTarget::host_or_path(term));
            let host = LinkTarget::host_part(term);
            if !host.is_empty() {
                *last = Some((host.to_owned(), writing));
            }
            writing
        }
    }
}
