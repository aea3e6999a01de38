//! `kwic stats`: what the index holds.

use kwic::index::Stats;
use kwic::render::{human, json};

use super::opening::Opening;
use super::{ExitStatus, Failure, Output, Settings};

/// Print what the index holds: posts, dates, languages, tags, and when and from where it was built.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Print one JSON document.
    #[arg(long)]
    pub json: bool,

    #[command(flatten)]
    opening: Opening,
}

/// Runs the command.
pub fn run(args: &Args, settings: &Settings, out: &mut Output) -> Result<ExitStatus, Failure> {
    let (reader, _) = args.opening.open(settings)?;
    let stats = Stats::of(&reader)?;
    if args.json {
        json::stats(&stats, &reader, out)?;
    } else {
        human::stats(&stats, &reader, &settings.style, out)?;
    }
    Ok(ExitStatus::Success)
}
