//! `kwic show`: posts as kwic reads them.

mod names;

use std::ffi::{OsStr, OsString};
use std::io::{IsTerminal, Write};
use std::path::{Path, absolute};

use kwic::Error;
use kwic::index::{IndexReader, StoredPost};
use kwic::render::{citations, human, json, markdown, terminal_text};

use super::citation::Citation;
use super::failure::ErrorForm;
use super::opening::Opening;
use super::{ExitStatus, Failure, Output, Settings};
use names::Names;

/// Print posts as kwic reads them: what their front matter says, and their text.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("form").args(["json", "jsonl", "markdown", "original", "cite"]))]
pub struct Args {
    /// Each post's id, its path inside the corpus, or its path from here; `-` reads them from stdin,
    /// one a line.
    #[arg(value_name = "ID|PATH", required = true)]
    posts: Vec<OsString>,

    /// The names on stdin end with NUL bytes, as `kwic search -l0` prints them.
    #[arg(short = '0', long)]
    null: bool,

    /// Print one JSON document; only for a single post.
    #[arg(long)]
    pub json: bool,

    /// Print a JSON object a line, for each post; one that is not found is `{"name", "error"}`.
    #[arg(long)]
    jsonl: bool,

    /// Print Markdown with front matter.
    #[arg(long)]
    markdown: bool,

    /// Print the file as it is, byte for byte; on a terminal without what it would obey.
    #[arg(long)]
    original: bool,

    /// Print how to cite it.
    #[arg(long, value_name = "FORM")]
    cite: Option<Citation>,

    #[command(flatten)]
    opening: Opening,
}

/// Runs the command. A post that is not found does not keep the others from being shown.
pub fn run(args: &Args, settings: &Settings, out: &mut Output) -> Result<ExitStatus, Failure> {
    let (reader, _) = args.opening.open(settings)?;
    let names = Names::of(&args.posts, args.null);
    if args.json {
        let name = names.only()?;
        json::post(&find(&reader, &name)?, out)?;
        return Ok(ExitStatus::Success);
    }
    let mut status = ExitStatus::Success;
    let mut cited = Vec::new();
    for (index, name) in names.enumerate() {
        let name = name?;
        let shown = find(&reader, &name).and_then(|stored| {
            if args.cite.is_none() {
                return args.show(&stored, index, &reader, settings, out);
            }
            cited.push(stored);
            Ok(())
        });
        if let Err(failure) = shown {
            let Failure::Kwic(error) = failure else { return Err(failure) };
            if args.jsonl {
                out.write_all(&json::failed_post_line(&name.to_string_lossy(), &error)?)?;
            }
            out.flush()?;
            status = Failure::Kwic(error).report(ErrorForm::Text);
        }
    }
    if let Some(form) = args.cite {
        citations(form.into(), &cited, out)?;
    }
    Ok(status)
}

impl Args {
    /// Shows one post, which is the `index`-th.
    fn show(
        &self,
        stored: &StoredPost,
        index: usize,
        reader: &IndexReader,
        settings: &Settings,
        out: &mut Output,
    ) -> Result<(), Failure> {
        if self.jsonl {
            return Ok(out.write_all(&json::post_line(stored)?)?);
        }
        if self.original {
            return original(stored, reader, out);
        }
        if index > 0 {
            writeln!(out)?;
        }
        if self.markdown {
            return Ok(markdown::post(&stored.post, out)?);
        }
        Ok(human::post(stored, &reader.corpus(), &settings.style, out)?)
    }
}

/// The file of a post as it now is.
fn original(stored: &StoredPost, reader: &IndexReader, out: &mut Output) -> Result<(), Failure> {
    let path = reader.corpus().join(stored.post.path.as_path());
    let bytes = std::fs::read(&path).map_err(Error::io("read", &path))?;
    if !std::io::stdout().is_terminal() {
        return Ok(out.write_all(&bytes)?);
    }
    let text = String::from_utf8_lossy(&bytes);
    text.lines().try_for_each(|line| writeln!(out, "{}", terminal_text(line)))?;
    Ok(())
}

/// The post of an id, of a path inside the corpus, or of a path from the working folder.
pub fn find(reader: &IndexReader, typed: &OsStr) -> Result<StoredPost, Failure> {
    let missing = match reader.find(&typed.to_string_lossy()) {
        Err(Error::PostMissing(typed)) => Error::PostMissing(typed),
        found => return Ok(found?),
    };
    let path = Path::new(typed).canonicalize().or_else(|_| absolute(typed));
    let relative = path.ok().and_then(|path| inside(&path, &reader.corpus()));
    match relative.map(|relative| reader.find(&relative)) {
        None | Some(Err(Error::PostMissing(_))) => Err(missing.into()),
        Some(found) => Ok(found?),
    }
}

/// The path relative to the corpus, as posts are known by.
fn inside(path: &Path, corpus: &Path) -> Option<String> {
    let relative = path.strip_prefix(corpus).ok()?;
    Some(kwic::corpus::PostPath::new(relative).to_string())
}
