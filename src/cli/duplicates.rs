//! `kwic duplicates`: posts that tell one story.

use std::io::stderr;

use kwic::duplicates::{DuplicatesRequest, MIN_SIMILARITY, duplicates};
use kwic::render::{human, json};
use kwic::search::IndexState;

use super::opening::Opening;
use super::{ExitStatus, Failure, Output, Settings};

/// List posts that tell one story: wire copy, reposts, texts with a few words changed.
///
/// Two posts are copies if they have at least half of their runs of three words in common, and one is
/// found again in the other from beginning to end, whatever their titles. Texts of fewer than 32 words are copies if they say the same under the same title.
/// Each cluster begins with its earliest post; the others follow with their similarity to it and the
/// words in which they differ, as `[-removed-]{+added+}`. The exit status is 1 if there are none.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only pairs that are at least so alike, from 0.5 to 1.
    #[arg(long, value_name = "SHARE", default_value_t = MIN_SIMILARITY, value_parser = similarity)]
    min_similarity: f64,

    /// List at most this many clusters, the largest first; 0 for none.
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20)]
    limit: usize,

    /// Pass over this many clusters first.
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,

    /// List at most this many copies of each first post.
    #[arg(long, value_name = "N", default_value_t = 10)]
    copies: usize,

    /// Print one JSON document.
    #[arg(long)]
    pub json: bool,

    #[command(flatten)]
    opening: Opening,
}

/// Runs the command.
pub fn run(args: &Args, settings: &Settings, out: &mut Output) -> Result<ExitStatus, Failure> {
    let (reader, freshness) = args.opening.open(settings)?;
    let request = DuplicatesRequest {
        min_similarity: args.min_similarity,
        limit: args.limit,
        offset: args.offset,
        copies: args.copies,
    };
    let found = duplicates(&reader, &request)?;
    let index = IndexState { stale: freshness.stale, ..IndexState::of(&reader) };
    if args.json {
        json::duplicates(&found, &index, out)?;
    } else {
        human::duplicates(&found, &index, &settings.style, out)?;
        // The answer comes first when both end up on one terminal.
        out.finish()?;
        human::duplicates_summary(&found, &mut stderr().lock())?;
    }
    Ok(ExitStatus::found(found.total > 0))
}

/// Reads a similarity.
fn similarity(text: &str) -> Result<f64, String> {
    let is_possible = |share: &f64| (MIN_SIMILARITY..=1.0).contains(share);
    let share = text.parse().ok().filter(is_possible);
    share.ok_or_else(|| format!("a similarity is a number from {MIN_SIMILARITY} to 1"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn similarities_are_read() {
        let table = [
            ("0.5", Some(0.5)),
            (".75", Some(0.75)),
            ("1", Some(1.0)),
            ("0.4", None),
            ("1.1", None),
            ("80%", None),
            ("NaN", None),
        ];
        for (text, expected) in table {
            assert_eq!(similarity(text).ok(), expected, "{text}");
        }
    }
}
