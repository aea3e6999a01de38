//! `kwic verify`: whether the files of the index are whole.

use std::io::Write;

use kwic::Error;
use kwic::ingest::Silent;
use kwic::render::{human, json};
use kwic::verify::{Verification, repair, verify};

use super::{ExitStatus, Failure, Output, Settings};

/// Read every file of the index, and name what is damaged.
///
/// Each file is compared with the checksum that was taken when it was written, and each post with
/// what the index says of it elsewhere. The exit status is 1 if anything is damaged.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// If anything is damaged, build the index anew from the posts that it was made of.
    #[arg(long)]
    repair: bool,

    /// Print one JSON document.
    #[arg(long)]
    pub json: bool,
}

/// Runs the command.
pub fn run(args: &Args, settings: &Settings, out: &mut Output) -> Result<ExitStatus, Failure> {
    let verification = verify(&settings.index)?;
    if !args.json {
        human::verification(&verification, out)?;
    }
    let is_repaired = args.repair && !verification.is_whole();
    if is_repaired {
        // What is damaged is known before the work begins that it makes.
        out.finish()?;
        let posts = rebuild(&verification, settings)?;
        if !args.json {
            writeln!(out, "built anew from the corpus: {posts}")?;
        }
    }
    if args.json {
        json::verification(&verification, is_repaired, out)?;
    }
    Ok(ExitStatus::found(verification.is_whole() || is_repaired))
}

/// Builds the index anew and says of how many posts.
fn rebuild(damaged: &Verification, settings: &Settings) -> Result<String, Failure> {
    let Some(origin) = &damaged.origin else {
        let message = "what it was built of is not known any more".to_owned();
        return Err(Error::IndexDamaged { index: settings.index.clone(), message }.into());
    };
    repair(&settings.index, origin, &Silent)?;
    let now = verify(&settings.index)?;
    if let Some(finding) = now.damage().next() {
        let message = format!("{finding}, though it was just built");
        return Err(Error::IndexDamaged { index: settings.index.clone(), message }.into());
    }
    Ok(match now.posts {
        Some(1) => "1 post".to_owned(),
        posts => format!("{} posts", posts.unwrap_or_default()),
    })
}
