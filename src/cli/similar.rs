//! `kwic similar`: posts like a given one.

use std::ffi::OsString;
use std::io::stderr;

use kwic::render::human::Hint;
use kwic::render::{human, json, table};
use kwic::search::{Request, Similar, similar};

use super::filters::Filters;
use super::hints::{next_page, say_hints};
use super::opening::Opening;
use super::show::find;
use super::table_flags::TableFlags;
use super::{ExitStatus, Failure, Output, Settings};

/// Print the posts that are most like a given one, with the words that they share.
///
/// The post is searched for by the 25 words of its title and text that tell most of it: those with the
/// largest product of frequency (saturated as in BM25) and rarity. A post must have a fifth of them.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The post's id, its path inside the corpus, or its path from here.
    #[arg(value_name = "ID|PATH")]
    post: OsString,

    /// Print at most this many posts.
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    limit: usize,

    /// Pass over this many posts first.
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,

    /// Print one JSON document.
    #[arg(long, group = "form")]
    pub json: bool,

    #[command(flatten)]
    table: TableFlags,

    #[command(flatten)]
    filters: Filters,

    #[command(flatten)]
    opening: Opening,
}

/// Runs the command.
pub fn run(args: &Args, settings: &Settings, out: &mut Output) -> Result<ExitStatus, Failure> {
    let (reader, freshness) = args.opening.open(settings)?;
    let post = find(&reader, &args.post)?;
    let request = Request {
        filters: args.filters.read(settings)?,
        limit: args.limit,
        offset: args.offset,
        now: Some(settings.now),
        ..Request::new(String::new())
    };
    let mut found = similar(&reader, post, &request)?;
    found.results.index.stale = freshness.stale;
    if args.json {
        json::similar(&found, out)?;
    } else if let Some(format) = args.table.format() {
        table::similar(&found, format, &settings.style, out)?;
    } else {
        human::similar(&found, &settings.style, out)?;
        out.finish()?;
        human::similar_summary(&found, &settings.style, &mut stderr().lock())?;
        say_hints(&next_hints(&found), settings)?;
    }
    Ok(ExitStatus::found(found.results.total > 0))
}

fn next_hints(Similar { results, .. }: &Similar) -> Vec<Hint> {
    let last = results.hits.last().map_or(0, |hit| hit.rank as u64);
    next_page(last, results.total, results.hits.len() as u64).into_iter().collect()
}
