//! In which languages the posts are that hold a word.

use tantivy::postings::SegmentPostings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED, TantivyError, Term};

use super::dictionary::Dictionary;
use crate::error::Result;
use crate::index::LanguageSet;

/// The rare languages in which a word may be one.
///
/// A dictionary in twenty languages makes a word of one look like an inflection in another: by the
/// rules of Catalan, `denied` is a form of *den*. A few posts in a language prove little, and looking
/// for its inflections takes as long as for those of a language that half of the posts are in. So a
/// word that posts have is taken for one of a rare language only if a post in that has it too; a word
/// that no post has may be an inflection in any.
///
/// # Errors
/// If the index cannot be read.
pub fn rare_languages(form: &str, dictionary: &Dictionary) -> Result<LanguageSet> {
    let reader = dictionary.reader();
    let rare = reader.languages()?.rare();
    if rare == LanguageSet::NONE {
        return Ok(rare);
    }
    let mut is_held = false;
    let mut found = LanguageSet::NONE;
    let segments = reader.searcher().segment_readers().iter();
    for (segment, languages) in segments.zip(reader.segment_languages()?) {
        for &field in dictionary.fields() {
            let index = segment.inverted_index(field)?;
            let term = Term::from_field_text(field, form);
            let postings = index.read_postings(&term, IndexRecordOption::Basic);
            let Some(mut postings) = postings.map_err(TantivyError::from)? else { continue };
            is_held = true;
            for_each_of(languages.rare_posts(), &mut postings, |post| {
                found = found.or(languages.get(post));
            });
        }
    }
    Ok(if is_held { found } else { rare })
}

/// Visits those of some ascending posts that the postings have.
fn for_each_of(posts: &[u32], postings: &mut SegmentPostings, mut visit: impl FnMut(u32)) {
    for &post in posts {
        if postings.doc() == TERMINATED {
            break;
        }
        if postings.doc() < post {
            postings.seek(post);
        }
        if postings.doc() == post {
            visit(post);
        }
    }
}
