//! The formula and its constants.
//!
//! BM25F (Robertson, Zaragoza and Taylor 2004, "Simple BM25 extension to multiple weighted
//! fields"): the occurrences of a word are weighed by field and added up before they saturate.

use tantivy::SegmentReader;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::Field;

use crate::error::Result;
use crate::index::{Fields, IndexReader};
use crate::preferences::FieldWeights;

/// How soon more occurrences stop to count (Robertson and Zaragoza 2009, "The probabilistic
/// relevance framework", give 1.2 to 2 as good for most collections).
pub const K1: f32 = 1.2;
/// How much a long post must hold more occurrences than a short one; same source.
pub const B: f32 = 0.75;

impl FieldWeights {
    /// The fields that bare words are looked for in, and what an occurrence counts in each.
    pub fn of_fields(&self, fields: &Fields) -> Vec<(Field, f32)> {
        vec![
            (fields.body, self.body),
            (fields.title, self.title),
            (fields.description, self.description),
            (fields.headings, self.headings),
            (fields.keywords, self.keywords),
            (fields.captions, self.captions),
        ]
    }

    /// The fields that make up a post's length.
    fn of_length(&self, fields: &Fields) -> [(Field, f32); 3] {
        [
            (fields.body, self.body),
            (fields.title, self.title),
            (fields.description, self.description),
        ]
    }
}

/// What a word says that so many of so many posts hold: the usual inverse document frequency.
pub fn rarity(holders: u64, posts: u64) -> f32 {
    let (holders, posts) = (holders.min(posts) as f32, posts as f32);
    (1.0 + (posts - holders + 0.5) / (holders + 0.5)).ln()
}

/// What so many occurrences count in a post of this length, where the usual length is 1: from 0 to
/// `K1 + 1`.
pub fn saturated(count: f32, length: f32) -> f32 {
    count * (K1 + 1.0) / (count + K1 * (1.0 - B + B * length))
}

/// The lengths of the posts of an index, in words.
#[derive(Clone)]
pub struct Lengths {
    fields: [(Field, f32); 3],
    title: Field,
    /// The mean over all posts.
    mean: f32,
}

impl Lengths {
    /// The lengths in an index.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn of(reader: &IndexReader) -> Result<Self> {
        let fields = reader.preferences().weights.of_length(reader.fields());
        let mut sum = 0.0;
        for (field, weight) in fields {
            sum += f64::from(weight) * reader.words(field)? as f64;
        }
        let posts = reader.posts().max(1) as f64;
        let title = reader.fields().title;
        Ok(Self { fields, title, mean: ((sum / posts) as f32).max(1.0) })
    }

    /// The field of titles.
    pub fn title(&self) -> Field {
        self.title
    }

    /// The lengths in a segment.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn of_segment(&self, segment: &SegmentReader) -> Result<SegmentLengths> {
        let reader = |(field, weight)| Ok((segment.get_fieldnorms_reader(field)?, weight));
        let fields = self.fields.into_iter().map(reader).collect::<Result<_>>()?;
        Ok(SegmentLengths { fields, mean: self.mean })
    }
}

/// The lengths of the posts of a segment.
pub struct SegmentLengths {
    fields: Vec<(FieldNormReader, f32)>,
    mean: f32,
}

impl SegmentLengths {
    /// The length of a post, where the usual one is 1.
    pub fn get(&self, post: u32) -> f32 {
        let words = self.fields.iter().map(|(norms, weight)| weight * norms.fieldnorm(post) as f32);
        words.sum::<f32>() / self.mean
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_words_say_more() {
        assert!(rarity(1, 100) > rarity(10, 100) && rarity(10, 100) > rarity(100, 100));
        assert!(rarity(100, 100) > 0.0 && rarity(5, 3) > 0.0 && rarity(0, 0) > 0.0);
    }

    #[test]
    fn counts_saturate_and_short_posts_need_fewer() {
        assert_eq!(saturated(1.0, 1.0), 1.0);
        assert!(saturated(2.0, 1.0) < 2.0 && saturated(1e9, 1.0) <= K1 + 1.0);
        assert!(saturated(1.0, 0.5) > 1.0 && saturated(1.0, 4.0) < 1.0);
    }
}
