//! What a person may want to type after a search.

use kwic::render::human::Hint;
use kwic::search::Results;

use super::Args;
use crate::cli::hints::next_page;

/// From so many words on, few posts have all of them.
const MANY_WORDS: usize = 4;
/// So many posts are no longer few.
const FEW_POSTS: u64 = 10;

/// Hints that are true of these results, the most useful first.
pub fn hints(args: &Args, results: &Results) -> Vec<Hint> {
    let Some(last) = results.hits.last() else { return Vec::new() };
    let is_part = (last.rank as u64) < results.total;
    let mut hints = Vec::new();
    hints.extend(next_page(last.rank as u64, results.total, results.hits.len() as u64));
    if results.relaxed {
        hints.push(Hint::new("+word", "keeps a word from being dropped"));
    }
    if !args.reading.is_any() && results.total < FEW_POSTS && is_long_question(&results.query) {
        hints.push(Hint::new("--any", "ranks posts with any of the words"));
    }
    // `--open` counts from the first hit of all.
    if args.offset == 0 && args.limit.is_none() && !args.explain {
        hints.push(Hint::new("--open 1", "opens the first in the editor"));
    }
    let has_tags = results.hits.iter().any(|hit| !hit.post.tags.is_empty());
    if is_part && has_tags && args.facet.is_empty() {
        hints.push(Hint::new("--facet tag", "counts their tags"));
    }
    hints
}

/// Whether a query is made of many words and nothing else.
fn is_long_question(query: &str) -> bool {
    let is_plain = |word: &str| {
        !["AND", "OR", "NOT", "NEAR"].contains(&word)
            && word.chars().all(|c| c.is_alphanumeric() || ['\'', '’', '-', '?', ','].contains(&c))
            && !word.starts_with('-')
    };
    query.split_whitespace().count() >= MANY_WORDS && query.split_whitespace().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_many_plain_words() {
        let table = [
            ("how do I renew a certificate?", true),
            ("renew a certificate", false),
            ("who said cease-fire or truce", true),
            ("a b OR c d", false),
            ("a b c -d", false),
            ("a b c lang:en", false),
            ("\"how do I renew\"", false),
        ];
        for (query, expected) in table {
            assert_eq!(is_long_question(query), expected, "{query}");
        }
    }
}
