//! The languages that the posts of an index are in.

use tantivy::columnar::StrColumn;
use tantivy::{Searcher, SegmentReader, TantivyError};

use super::schema::columns;
use crate::error::Result;

/// More languages than this in one index share the last place: sixty-three are told apart.
const MOST: usize = 63;
/// A language is rare that fewer than one post in so many is in.
const RARE: u64 = 500;

/// The languages of an index, the one with most posts first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Languages {
    codes: Vec<String>,
    rare: LanguageSet,
}

/// Some of the languages of an index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LanguageSet(u64);

impl LanguageSet {
    /// Every language, and posts without one.
    pub const ALL: Self = Self(u64::MAX);
    /// None at all.
    pub const NONE: Self = Self(0);

    /// These and those.
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether any language is in both.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl Languages {
    pub(super) fn of(searcher: &Searcher) -> Result<Self> {
        let mut counts: Vec<(String, u64)> = Vec::new();
        for segment in searcher.segment_readers() {
            let Some(column) = column(segment)? else { continue };
            let mut by_ordinal = vec![0_u64; column.num_terms()];
            for post in segment.doc_ids_alive() {
                for ordinal in column.term_ords(post) {
                    by_ordinal[ordinal as usize] += 1;
                }
            }
            for (ordinal, count) in by_ordinal.into_iter().enumerate().filter(|&(_, n)| n > 0) {
                let code = code(&column, ordinal as u64)?;
                match counts.iter_mut().find(|(known, _)| *known == code) {
                    Some((_, sum)) => *sum += count,
                    None => counts.push((code, count)),
                }
            }
        }
        Ok(Self::of_counts(counts, searcher.num_docs()))
    }

    /// The languages that so many of so many posts are in.
    fn of_counts(mut counts: Vec<(String, u64)>, posts: u64) -> Self {
        counts.sort_by(|(a, posts), (b, more)| more.cmp(posts).then_with(|| a.cmp(b)));
        let codes = counts.iter().map(|(code, _)| code.clone()).collect();
        let mut languages = Self { codes, rare: LanguageSet::NONE };
        for (code, _) in counts.iter().filter(|(_, count)| count * RARE < posts) {
            languages.rare = languages.rare.or(languages.set_of(Some(code)));
        }
        languages
    }

    /// Their codes, the one with most posts first.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.codes.iter().map(String::as_str)
    }

    /// Those that fewer than one post in 500 is in.
    pub fn rare(&self) -> LanguageSet {
        self.rare
    }

    /// The set of the posts that are in this language. Posts without a known language are taken to
    /// be in that of most others.
    pub fn set_of(&self, code: Option<&str>) -> LanguageSet {
        let place = code.map_or(Some(0), |code| self.codes.iter().position(|known| known == code));
        LanguageSet(1 << place.unwrap_or(MOST).min(MOST))
    }

    /// The languages of the posts of a segment.
    ///
    /// # Errors
    /// If the column cannot be read.
    pub(super) fn of_segment(&self, segment: &SegmentReader) -> Result<SegmentLanguages> {
        let column = column(segment)?;
        let sets = column.as_ref().map_or(Ok(Vec::new()), |column| {
            let codes = (0..column.num_terms() as u64).map(|ordinal| code(column, ordinal));
            codes.map(|code| Ok(self.set_of(Some(&code?)))).collect::<Result<Vec<_>>>()
        })?;
        let mut languages =
            SegmentLanguages { column, sets, unknown: self.set_of(None), rare: Vec::new() };
        if self.rare != LanguageSet::NONE {
            let is_rare = |&post: &u32| languages.get(post).meets(self.rare);
            languages.rare = segment.doc_ids_alive().filter(is_rare).collect();
        }
        Ok(languages)
    }
}

/// The language of each post of a segment.
pub struct SegmentLanguages {
    column: Option<StrColumn>,
    /// The language of each ordinal of the column.
    sets: Vec<LanguageSet>,
    unknown: LanguageSet,
    rare: Vec<u32>,
}

impl SegmentLanguages {
    /// The posts in rare languages, in order.
    pub fn rare_posts(&self) -> &[u32] {
        &self.rare
    }

    /// The language of a post, as a set of one.
    pub fn get(&self, post: u32) -> LanguageSet {
        let ordinal = self.column.as_ref().and_then(|column| column.ords().first(post));
        ordinal.and_then(|ordinal| self.sets.get(ordinal as usize)).copied().unwrap_or(self.unknown)
    }
}

fn column(segment: &SegmentReader) -> Result<Option<StrColumn>> {
    Ok(segment.fast_fields().str(columns::LANGUAGE)?)
}

fn code(column: &StrColumn, ordinal: u64) -> Result<String> {
    let mut code = String::new();
    column.ord_to_str(ordinal, &mut code).map_err(TantivyError::from)?;
    Ok(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart() {
        let languages = Languages::of_counts(vec![("fr".to_owned(), 2), ("en".to_owned(), 3)], 5);
        let (en, fr) = (languages.set_of(Some("en")), languages.set_of(Some("fr")));
        assert!(!en.meets(fr) && en.or(fr).meets(fr) && LanguageSet::ALL.meets(en));
        assert_eq!(languages.set_of(None), en);
        assert!(!languages.set_of(Some("xx")).meets(en.or(fr)));
        assert!(!LanguageSet::NONE.meets(en));
        assert_eq!(Languages::default().set_of(None), Languages::default().set_of(None));
    }

    #[test]
    fn a_language_is_rare_beside_many_posts_alone() {
        for (count, posts, is_rare) in [(1, 500, false), (1, 501, true), (2, 501, false)] {
            let counts = vec![("en".to_owned(), posts - count), ("ca".to_owned(), count)];
            let languages = Languages::of_counts(counts, posts);
            let set = |code| languages.set_of(Some(code));
            assert_eq!(languages.rare().meets(set("ca")), is_rare, "{count} of {posts}");
            assert!(!languages.rare().meets(set("en")) && !languages.rare().meets(set("xx")));
        }
    }
}
