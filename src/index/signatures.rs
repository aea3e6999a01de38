//! The signatures of posts, read from a column without touching the posts.

use tantivy::columnar::BytesColumn;
use tantivy::{DocAddress, TantivyError};

use super::IndexReader;
use super::schema::columns;
use crate::error::{Error, Result};
use crate::resemblance::Signature;

/// The signature of each post that has one, in the order of segments and of posts therein.
///
/// # Errors
/// If a column cannot be read.
pub(crate) fn signatures(reader: &IndexReader) -> Result<Vec<(Signature, DocAddress)>> {
    let mut found = Vec::new();
    for (ordinal, segment) in (0_u32..).zip(reader.searcher().segment_readers()) {
        let Some(column) = segment.fast_fields().bytes(columns::SIGNATURE)? else { continue };
        let known = dictionary(&column)?.ok_or_else(|| Error::IndexDamaged {
            index: reader.folder().root().to_owned(),
            message: "what stands for a text is none".to_owned(),
        })?;
        for post in segment.doc_ids_alive() {
            let signature = column.term_ords(post).next().and_then(|ord| known.get(ord as usize));
            found.extend(signature.map(|&it| (it, DocAddress::new(ordinal, post))));
        }
    }
    Ok(found)
}

/// The distinct signatures of a segment by their ordinals; `None` if one is none.
fn dictionary(column: &BytesColumn) -> Result<Option<Vec<Signature>>> {
    let mut signatures = Vec::with_capacity(column.num_terms());
    let mut terms = column.dictionary().stream().map_err(TantivyError::from)?;
    while terms.advance() {
        let Some(signature) = Signature::from_bytes(terms.key()) else { return Ok(None) };
        signatures.push(signature);
    }
    Ok(Some(signatures))
}
