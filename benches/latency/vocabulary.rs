//! The words of an index.

use std::collections::BTreeMap;

use fastrand::Rng;
use kwic::index::IndexReader;

/// Words of an index that a reader may type, by how many posts have them.
pub struct Vocabulary {
    words: BTreeMap<String, u64>,
    /// The words of one to the power of two of posts, of two to four, of four to eight ...
    by_frequency: Vec<Vec<String>>,
}

impl Vocabulary {
    /// Reads the words of the body's dictionary.
    pub fn of(reader: &IndexReader) -> Self {
        let mut words = BTreeMap::new();
        for segment in reader.searcher().segment_readers() {
            let dictionary = segment.inverted_index(reader.fields().body).expect("is indexed");
            let mut terms = dictionary.terms().stream().expect("is a dictionary");
            while terms.advance() {
                let word = std::str::from_utf8(terms.key()).unwrap_or_default();
                if is_word(word) {
                    *words.entry(word.to_owned()).or_insert(0) += u64::from(terms.value().doc_freq);
                }
            }
        }
        let mut by_frequency = vec![Vec::new(); 64];
        for (word, frequency) in &words {
            by_frequency[frequency.max(&1).ilog2() as usize].push(word.clone());
        }
        by_frequency.retain(|words| !words.is_empty());
        Self { words, by_frequency }
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }

    pub fn contains(&self, word: &str) -> bool {
        self.words.contains_key(word)
    }

    /// A word that is as likely to be rare as frequent: drawn evenly most would be of one post, and
    /// drawn by frequency most would be "that" and "with".
    pub fn draw(&self, random: &mut Rng) -> Option<&str> {
        random.choice(&self.by_frequency).and_then(|words| random.choice(words)).map(String::as_str)
    }
}

/// Letters that both sides take for one word, and enough of them that it is no operator.
fn is_word(text: &str) -> bool {
    (4..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_lowercase())
}
