//! `kwic check`: what is wrong with which post.

use kwic::check::check;
use kwic::render::{human, json};

use super::folder::Folder;
use super::{ExitStatus, Failure, Output, Settings};

/// Name what is wrong with which post of a folder, file and line, and what kwic does instead.
///
/// No index is needed. The exit status is 1 if any post has a problem or a file failed; with
/// --strict also if a file was left out, such as a link or a binary file.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Print one JSON document.
    #[arg(long)]
    pub json: bool,

    /// Exit with status 1 if any file was left out, too.
    #[arg(long)]
    strict: bool,

    #[command(flatten)]
    folder: Folder,
}

/// Runs the command.
pub fn run(args: &Args, settings: &Settings, out: &mut Output) -> Result<ExitStatus, Failure> {
    let report = check(&args.folder.options(settings))?;
    if args.json {
        json::check(&report, out)?;
    } else {
        human::check(&report, &settings.style, out)?;
    }
    Ok(ExitStatus::found(report.is_clean() && (!args.strict || report.is_complete())))
}
