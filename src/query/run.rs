//! Words that stand together without blanks, taken apart.
//!
//! Pairs of characters that overlap find about as much as the words of a dictionary do (Nie and
//! others 2000, "On the use of words and n-grams for Chinese information retrieval"), and need none.

use super::node::{Leaf, Node, Term};
use crate::analysis::{is_unspaced, words};

/// A run of fewer words says one thing, and is not taken apart.
const SHORTEST: usize = 3;

/// The parts of a text that is a run of a script without blanks: each two of its words that stand
/// side by side, and what else is in it; none if it is too short. At most `limit` of them.
pub fn pairs(text: &str, limit: usize) -> Vec<&str> {
    let ranges: Vec<_> = words(text).collect();
    let is_of_run = |at: usize| text[ranges[at].clone()].starts_with(is_unspaced);
    if (0..ranges.len()).filter(|&at| is_of_run(at)).nth(SHORTEST - 1).is_none() {
        return Vec::new();
    }
    let is_pair =
        |at: usize| is_of_run(at) && is_of_run(at + 1) && ranges[at].end == ranges[at + 1].start;
    let mut parts = Vec::new();
    for (at, range) in ranges.iter().enumerate().take(limit) {
        if at + 1 < ranges.len() && is_pair(at) {
            parts.push(&text[range.start..ranges[at + 1].end]);
        } else if at == 0 || !is_pair(at - 1) {
            parts.push(&text[range.clone()]);
        }
    }
    parts
}

/// A bare word as bare words for its parts; itself if it is no run.
pub fn taken_apart(word: &Node, limit: usize) -> Vec<Node> {
    let Node::Leaf(leaf @ Leaf { term: Term::Word(text), .. }) = word else {
        return vec![word.clone()];
    };
    let parts = pairs(text, limit);
    if parts.is_empty() {
        return vec![word.clone()];
    }
    let part = |text: &str| Node::Leaf(Leaf { term: Term::Word(text.to_owned()), ..leaf.clone() });
    parts.into_iter().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_have_pairs() {
        let table: [(&str, &[&str]); 9] = [
            ("停火", &[]),
            ("停火协议", &["停火", "火协", "协议"]),
            ("停火，协议", &["停火", "协议"]),
            ("iPhone版を使う", &["iPhone", "版を", "を使", "使う"]),
            ("東京のサーバー", &["東京", "京の", "サーバー"]),
            ("サーバー", &[]),
            ("정전협정은", &[]),
            ("น้ำมาก", &["น้ำมา", "มาก"]),
            ("cease-fire", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(pairs(text, 99), expected, "{text}");
        }
        assert_eq!(pairs(&"火".repeat(99), 9).len(), 9);
    }
}
