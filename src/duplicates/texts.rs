//! The distinct texts of an index, and the posts that have them.

use tantivy::DocAddress;

use crate::error::Result;
use crate::index::{IndexReader, signatures};
use crate::resemblance::{Shingles, Signature};

/// The distinct texts of an index, in an order that depends on nothing but what they say.
///
/// Posts with the same text are copies without a further look: a million of them are one text.
pub(super) struct Texts {
    signatures: Vec<Signature>,
    posts: Vec<DocAddress>,
    /// Where the posts of each text begin in the list; and where those of the last one end.
    starts: Vec<usize>,
}

impl Texts {
    /// The texts of an index that have words.
    pub fn of(reader: &IndexReader) -> Result<Self> {
        let mut found = signatures(reader)?;
        found.sort_unstable();
        let mut texts = Self { signatures: Vec::new(), posts: Vec::new(), starts: Vec::new() };
        for same in found.chunk_by(|(one, _), (other, _)| one == other) {
            texts.starts.push(texts.posts.len());
            texts.signatures.push(same[0].0);
            texts.posts.extend(same.iter().map(|&(_, post)| post));
        }
        texts.starts.push(texts.posts.len());
        Ok(texts)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.signatures.len()
    }

    /// What stands for each text.
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// The posts that have a text, one or more.
    pub fn posts(&self, text: usize) -> &[DocAddress] {
        &self.posts[self.starts[text]..self.starts[text + 1]]
    }

    /// Reads the shingles of a text.
    pub fn read(&self, reader: &IndexReader, text: u32) -> Result<Shingles> {
        Ok(Shingles::of(&reader.post(self.posts(text as usize)[0])?.post))
    }
}
