//! Queries of several kinds, made of the words of an index.

use std::collections::BTreeSet;

use fastrand::Rng;
use kwic::index::IndexReader;
use tantivy::DocAddress;

use crate::vocabulary::Vocabulary;

/// What makes the same queries in each run.
const SEED: u64 = 1960;
/// For a query that is new so many words or posts are tried.
const TRIES: usize = 1000;

/// What a query is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Word,
    ThreeWords,
    Phrase,
    Prefix,
    Fuzzy,
}

impl Kind {
    pub const ALL: [Self; 5] =
        [Self::Word, Self::ThreeWords, Self::Phrase, Self::Prefix, Self::Fuzzy];

    pub fn name(self) -> &'static str {
        match self {
            Self::Word => "one word",
            Self::ThreeWords => "three words",
            Self::Phrase => "a phrase",
            Self::Prefix => "a prefix",
            Self::Fuzzy => "a fuzzy word",
        }
    }
}

/// One query.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Question {
    /// As kwic is asked.
    pub query: String,
    /// Without the marks of its kind, which the engine is told apart from the query.
    pub plain: String,
}

/// Makes different queries of a kind, each of which some post answers.
pub fn questions(
    kind: Kind,
    count: usize,
    vocabulary: &Vocabulary,
    reader: &IndexReader,
) -> Vec<Question> {
    let mut maker =
        Maker { vocabulary, reader, posts: posts(reader), random: Rng::with_seed(SEED) };
    let mut made = BTreeSet::new();
    for _ in 0..count * TRIES {
        if made.len() == count {
            break;
        }
        made.extend(maker.question(kind));
    }
    made.into_iter().collect()
}

fn posts(reader: &IndexReader) -> Vec<DocAddress> {
    let segments = reader.searcher().segment_readers().iter().zip(0..);
    let addresses = segments.flat_map(|(segment, number)| {
        segment.doc_ids_alive().map(move |post| DocAddress::new(number, post))
    });
    addresses.collect()
}

struct Maker<'a> {
    vocabulary: &'a Vocabulary,
    reader: &'a IndexReader,
    posts: Vec<DocAddress>,
    random: Rng,
}

impl Maker<'_> {
    fn question(&mut self, kind: Kind) -> Option<Question> {
        let plain = match kind {
            Kind::Word => self.vocabulary.draw(&mut self.random)?.to_owned(),
            Kind::ThreeWords => self.three_words()?,
            Kind::Phrase => self.two_in_a_row()?,
            Kind::Prefix => {
                let word = self.vocabulary.draw(&mut self.random)?;
                word[..self.random.usize(3..word.len())].to_owned()
            }
            Kind::Fuzzy => self.misspelt()?,
        };
        let query = match kind {
            Kind::Word | Kind::ThreeWords | Kind::Phrase => plain.clone(),
            Kind::Prefix => format!("{plain}*"),
            Kind::Fuzzy => format!("{plain}~1"),
        };
        Some(Question { query, plain })
    }

    /// Words of one post.
    fn three_words(&mut self) -> Option<String> {
        let text = self.blocks()?.join(" ");
        let mut words: Vec<&str> =
            text.split_whitespace().filter(|word| self.vocabulary.contains(word)).collect();
        words.sort_unstable();
        words.dedup();
        self.random.shuffle(&mut words);
        words.get(..3).map(|words| words.join(" "))
    }

    /// Two words that follow one another in a post.
    fn two_in_a_row(&mut self) -> Option<String> {
        let blocks = self.blocks()?;
        let words: Vec<&str> = self.random.choice(&blocks)?.split_whitespace().collect();
        let pairs: Vec<&[&str]> = words
            .windows(2)
            .filter(|pair| pair.iter().all(|word| self.vocabulary.contains(word)))
            .collect();
        self.random.choice(pairs).map(|pair| format!("\"{}\"", pair.join(" ")))
    }

    /// A word of six letters or more, of which one is another.
    fn misspelt(&mut self) -> Option<String> {
        let word = self.vocabulary.draw(&mut self.random).filter(|word| word.len() >= 6)?;
        let mut letters: Vec<char> = word.chars().collect();
        let at = self.random.usize(1..letters.len());
        letters[at] = self.random.lowercase();
        let misspelt: String = letters.into_iter().collect();
        (misspelt != word).then_some(misspelt)
    }

    /// The text of any post, block by block.
    fn blocks(&mut self) -> Option<Vec<String>> {
        let address = *self.random.choice(&self.posts)?;
        let post = self.reader.post(address).expect("is there").post;
        Some(post.text_blocks().map(|block| block.text.clone()).collect())
    }
}
