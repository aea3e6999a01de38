//! `kwic export`: every post as kwic reads it.

use std::io::{Write, stderr};
use std::path::PathBuf;

use kwic::corpus::WalkOptions;
use kwic::export::{ExportOptions, export};
use kwic::render::json;

use super::settings::DEFAULT_CORPUS;
use super::sieve::Sieve;
use super::{ExitStatus, Failure, Output, Settings};

/// Print every post of a folder as kwic reads it, one JSON object a line; no index is needed.
///
/// The posts come in the order of their paths, drafts included. What each line holds is what `show
/// --json` prints. Files that cannot be read are named on stderr.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder of posts.
    #[arg(value_name = "CORPUS", default_value = DEFAULT_CORPUS)]
    corpus: PathBuf,

    #[command(flatten)]
    sieve: Sieve,

    /// How many threads to use; one a core if not given.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
}

/// Runs the command.
pub fn run(args: &Args, settings: &Settings, out: &mut Output) -> Result<ExitStatus, Failure> {
    let index = settings.index.canonicalize().into_iter().collect();
    let options = ExportOptions {
        corpus: args.corpus.clone(),
        walk: WalkOptions { leave_out: index, ..WalkOptions::from(&args.sieve) },
        threads: args.threads.map_or(0, usize::from),
    };
    let render = |post: &_| json::post_line(post).map_err(Failure::from);
    let unread = export(&options, render, |line| out.write_all(line).map_err(Failure::from))?;
    out.finish()?;
    let mut err = stderr().lock();
    for file in &unread {
        writeln!(err, "kwic: not read: {file}")?;
    }
    Ok(ExitStatus::Success)
}
