//! The words of a text that are counted: each once, as what it is.

use std::collections::BTreeMap;
use std::ops::Range;

use tantivy::DocAddress;

use super::unspaced_pair::UnspacedPair;
use crate::analysis::{TokenKind, is_function_word_of, tokens};
use crate::error::Result;
use crate::index::IndexReader;

/// A function word of the language of one post in so many counts as one; of rarer languages words
/// are what they are in the others.
const RARE_LANGUAGE: u64 = 10;

/// Characters of Chinese, in both ways of writing it, that are next to never half of a word that says
/// something: particles, pronouns and what points. Own choice, by what stood between the words of a
/// blog of 2,000 posts; others that are function words too (`不`, `和`, `在`) are in too many words.
const CHINESE_PARTICLES: &str = "的了是也吗嗎呢吧啊嘛么麼我你妳您他她它这這那哪很";

/// A word of a text: its term in the index, and its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedWord {
    /// What the index holds it as.
    pub term: String,
    /// Where it stands.
    pub range: Range<usize>,
}

/// The words of a text, in order and apart. What signs make one name of is one word (`U.S.`, `C++`,
/// `1,200`, `US` in capitals), what hyphens join is several, and `#tag` is the word in it.
pub fn counted_words(text: &str) -> Vec<CountedWord> {
    let mut found: Vec<CountedWord> = Vec::new();
    for token in tokens(text) {
        let is_whole = match token.kind {
            TokenKind::Word => false,
            TokenKind::Dotted | TokenKind::Capitals | TokenKind::Number => true,
            TokenKind::Sign if !is_tag(&text[token.range.clone()]) => true,
            TokenKind::Sign | TokenKind::Hyphenated | TokenKind::Hump => continue,
        };
        if let Some(last) = found.last() {
            let overlaps = token.range.start < last.range.end;
            if overlaps && !is_whole {
                continue;
            }
            if overlaps {
                found.pop();
            }
        }
        let mut term = String::new();
        token.form(text, &mut term);
        found.push(CountedWord { term, range: token.range });
    }
    found
}

/// Whether a term of the index is one that [`counted_words`] gives.
pub fn is_counted(term: &str) -> bool {
    !term.contains('-') && !is_tag(term)
}

/// Whether this is a word with a sign before it that is indexed without it too.
fn is_tag(word: &str) -> bool {
    word.starts_with(['#', '@'])
}

/// Tells the words that say something from those that only hold others together.
pub struct ContentWords {
    /// The languages of the posts.
    languages: Vec<String>,
}

impl ContentWords {
    /// Those of the languages in which these posts are.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn of(reader: &IndexReader, posts: &[DocAddress]) -> Result<Self> {
        let (languages, segments) = (reader.languages()?, reader.segment_languages()?);
        let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
        let codes: Vec<_> =
            languages.codes().map(|code| (code, languages.set_of(Some(code)))).collect();
        for post in posts {
            let spoken = segments[post.segment_ord as usize].get(post.doc_id);
            if let Some((code, _)) = codes.iter().find(|(_, set)| set.meets(spoken)) {
                *counts.entry(code).or_default() += 1;
            }
        }
        let is_usual = |count: u64| count * RARE_LANGUAGE >= posts.len() as u64;
        let usual = counts.into_iter().filter(|&(_, count)| is_usual(count));
        Ok(Self { languages: usual.map(|(code, _)| code.to_owned()).collect() })
    }

    /// Those of one language.
    pub fn in_language(code: &str) -> Self {
        Self { languages: vec![code.to_owned()] }
    }

    /// Whether a term says something: no function word, and no letter of an alphabet by itself.
    pub fn contain(&self, term: &str) -> bool {
        let mut chars = term.chars();
        let is_letter = chars.next().is_some_and(is_alphabetic) && chars.next().is_none();
        !is_letter && !self.is_function_word(term)
    }

    /// Whether a pair of characters says something: it is no function word, nor are both of its
    /// characters, and none of them is a particle, nor hiragana, which is what holds Japanese words
    /// together.
    pub fn contain_pair(&self, pair: &UnspacedPair) -> bool {
        let is_chinese = self.languages.iter().any(|code| code == "zh");
        let is_particle = |c| is_hiragana(c) || (is_chinese && CHINESE_PARTICLES.contains(c));
        !pair.text().contains(is_particle)
            && !self.is_function_word(pair.text())
            && !pair.terms().into_iter().all(|term| self.is_function_word(term))
    }

    fn is_function_word(&self, term: &str) -> bool {
        self.languages.iter().any(|code| is_function_word_of(code, term))
    }
}

fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}')
}

/// Whether a character is a letter of which several make a word.
fn is_alphabetic(c: char) -> bool {
    c.is_alphabetic()
        && !matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_counted_word_by_word() {
        let table = [
            ("A Cease-Fire held.", "a cease fire held"),
            ("the U.S. told US that", "the u.s. told US that"),
            ("C++ and .NET, #tag @a_b", "c++ and .net tag a b"),
            ("1,200.50 of 2020", "1200 50 of 2020"),
            ("camelCase état", "camelcase état"),
            ("停火 x", "停 火 x"),
            ("", ""),
        ];
        for (text, expected) in table {
            let terms: Vec<_> = counted_words(text).into_iter().map(|word| word.term).collect();
            assert_eq!(terms.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn pairs_with_particles_say_nothing() {
        let table = [
            ("zh", "停火", true),
            ("zh", "的人", false),
            ("zh", "但是", false),
            ("ja", "目的", true),
            ("ja", "停戦", true),
            ("ja", "戦が", false),
            ("th", "น้ำดื่", true),
        ];
        for (language, text, expected) in table {
            let pair = UnspacedPair::at(&counted_words(text), 0).expect("is a pair");
            assert_eq!(ContentWords::in_language(language).contain_pair(&pair), expected, "{text}");
        }
    }

    #[test]
    fn function_words_say_nothing() {
        let words = ContentWords::in_language("en");
        let table = [
            ("the", false),
            ("lavrov", true),
            ("s", false),
            ("火", true),
            ("7", true),
            ("und", true),
        ];
        for (term, expected) in table {
            assert_eq!(words.contain(term), expected, "{term}");
        }
    }
}
