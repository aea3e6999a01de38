//! What a person may want to type after a search.

use kwic::render::human::Hint;
use kwic::search::Results;

use super::Args;
use crate::cli::hints::next_page;

/// Hints that are true of these results, the most useful first.
pub fn hints(args: &Args, results: &Results) -> Vec<Hint> {
    let Some(last) = results.hits.last() else { return Vec::new() };
    let is_part = (last.rank as u64) < results.total;
    let mut hints = Vec::new();
    hints.extend(next_page(last.rank as u64, results.total, results.hits.len() as u64));
    if results.relaxed {
        hints.push(Hint::new("+word", "keeps a word from being dropped"));
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
