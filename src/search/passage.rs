//! Chooses the passages that answer: whole sentences around what matched.

mod candidate;
mod choice;
mod opening;
mod window;

use super::matcher::Matcher;
use super::{Snippet, SnippetLimits};
use crate::corpus::Post;
use candidate::Candidates;
use choice::choose;
use opening::{described, opening};

/// The passages of a post that answer, best first; or its first sentences if none does.
pub fn passages(post: &Post, matcher: &Matcher, limits: SnippetLimits) -> Vec<Snippet> {
    if limits.count == Some(0) {
        return Vec::new();
    }
    let length = limits.length.max(SnippetLimits::SHORTEST);
    let candidates = Candidates::of(post, matcher, length);
    let chosen = choose(&candidates, matcher, limits.count);
    if chosen.is_empty() {
        let described = described(post, matcher, length);
        return described.or_else(|| opening(post, length)).into_iter().collect();
    }
    let snippet = |candidate: &candidate::Candidate| {
        candidate.snippet(post, &candidates.blocks[candidate.matched], length)
    };
    chosen.into_iter().map(snippet).collect()
}
