//! A query as it is typed: the arguments of commands that look at all posts which a search finds.

use std::io::{Read as _, stdin};

use kwic::Error;
use kwic::render::SearchCommand;
use kwic::search::Request;

use super::reading::Reading;
use super::{Failure, Settings};

/// Longer queries on stdin are not read to their end, in bytes.
const MAX_STDIN: u64 = 1 << 20;

/// Flags that say which posts are looked at.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("query").required(true).args(["words", "expression"]))]
pub struct Question {
    /// The query, as for `kwic search`; its words are joined by blanks. `-` reads it from stdin.
    #[arg(value_name = "QUERY")]
    words: Vec<String>,

    /// A query; may repeat, and a post need only match one of them.
    #[arg(short = 'e', long, value_name = "QUERY", allow_hyphen_values = true)]
    expression: Vec<String>,

    #[command(flatten)]
    reading: Reading,
}

impl Question {
    /// The search for the posts.
    ///
    /// # Errors
    /// If stdin or a date cannot be read.
    pub fn request(&self, settings: &Settings) -> Result<Request, Failure> {
        Ok(self.reading.request(queries(&self.words, &self.expression)?, settings)?)
    }

    /// What the commands of other searches have in common with this one.
    pub fn command(&self, settings: &Settings) -> SearchCommand {
        self.reading.command(settings)
    }
}

/// The queries of which a post must match one: those of `-e`, or all words as one query.
///
/// # Errors
/// If one is `-` and stdin cannot be read.
pub fn queries(words: &[String], expressions: &[String]) -> Result<Vec<String>, Failure> {
    let typed = match words.join(" ") {
        words if expressions.is_empty() => vec![words],
        _ => expressions.to_vec(),
    };
    typed.into_iter().map(|query| if query == "-" { from_stdin() } else { Ok(query) }).collect()
}

/// A query on stdin.
fn from_stdin() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    stdin().lock().take(MAX_STDIN).read_to_end(&mut bytes).map_err(Error::io("read", "-"))?;
    Ok(String::from_utf8_lossy(&bytes).trim().to_owned())
}
