//! `kwic export`: every post as kwic reads it.

use std::io::{Write, stderr};

use kwic::render::{json, terminal_text};
use kwic::survey::survey;

use super::folder::Folder;
use super::{ExitStatus, Failure, Output, Settings};

/// Print every post of a folder as kwic reads it, one JSON object a line; no index is needed.
///
/// The posts come in the order of their paths, drafts included. What each line holds is what `show
/// --json` prints. Files that cannot be read are named on stderr.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    folder: Folder,
}

/// Runs the command.
pub fn run(args: &Args, settings: &Settings, out: &mut Output) -> Result<ExitStatus, Failure> {
    let options = args.folder.options(settings);
    let surveyed = survey(
        &options,
        |post| json::post_line(&post),
        |line| -> Result<(), Failure> { Ok(out.write_all(&line?)?) },
    )?;
    out.finish()?;
    let mut err = stderr().lock();
    for file in &surveyed.unread {
        writeln!(err, "kwic: not read: {}", terminal_text(&file.to_string()))?;
    }
    Ok(ExitStatus::Success)
}
