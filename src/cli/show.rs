//! `kwic show`: one post as kwic reads it.

use std::path::{Path, absolute};

use kwic::index::{IndexReader, StoredPost};
use kwic::render::{human, json};

use super::opening::Opening;
use super::{ExitStatus, Failure, Output, Settings};

/// Print one post as kwic reads it: what its front matter says, and its text.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The post's id, its path inside the corpus, or its path from here.
    #[arg(value_name = "ID|PATH")]
    post: String,

    #[command(flatten)]
    opening: Opening,

    /// Print one JSON document.
    #[arg(long)]
    pub json: bool,
}

/// Runs the command.
pub fn run(args: &Args, settings: &Settings, out: &mut Output) -> Result<ExitStatus, Failure> {
    let (reader, _) = args.opening.open(settings)?;
    let stored = find(&reader, &args.post)?;
    if args.json {
        json::post(&stored, out)?;
    } else {
        human::post(&stored, &settings.style, out)?;
    }
    Ok(ExitStatus::Success)
}

/// The post of an id, of a path inside the corpus, or of a path from the working folder.
fn find(reader: &IndexReader, typed: &str) -> Result<StoredPost, kwic::Error> {
    let missing = match reader.find(typed) {
        Err(kwic::Error::PostMissing(typed)) => kwic::Error::PostMissing(typed),
        found => return found,
    };
    let path = Path::new(typed).canonicalize().or_else(|_| absolute(typed));
    let relative = path.ok().and_then(|path| inside(&path, &reader.corpus()));
    match relative.map(|relative| reader.find(&relative)) {
        None | Some(Err(kwic::Error::PostMissing(_))) => Err(missing),
        Some(found) => found,
    }
}

/// The path relative to the corpus, as posts are known by.
fn inside(path: &Path, corpus: &Path) -> Option<String> {
    let relative = path.strip_prefix(corpus).ok()?;
    Some(kwic::corpus::PostPath::new(relative).to_string())
}
