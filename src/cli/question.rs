//! A query with its filters: the flags of commands that look at all posts which a search finds.

use kwic::render::SearchCommand;
use kwic::search::Request;

use super::filters::Filters;
use super::search::from_stdin;
use super::{Failure, Settings};

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

    /// Read the query as bare words without operators, of which any will do.
    #[arg(long)]
    any: bool,

    /// Show nothing rather than posts that have only some of the words.
    #[arg(long)]
    no_relax: bool,

    /// Search for each word as it is typed, also for one that is plainly a typo.
    #[arg(long)]
    no_correct: bool,

    /// Refuse a query that cannot be read as it is written.
    #[arg(long)]
    strict: bool,

    #[command(flatten)]
    filters: Filters,
}

impl Question {
    /// The search for the posts.
    ///
    /// # Errors
    /// If stdin or a date cannot be read.
    pub fn request(&self, settings: &Settings) -> Result<Request, Failure> {
        Ok(Request {
            queries: self.queries()?,
            any: self.any,
            filters: self.filters.read(settings)?,
            relax: !self.no_relax,
            correct: !self.no_correct,
            now: Some(settings.now),
            today: Some(settings.today),
            strict: self.strict,
            ..Request::new(String::new())
        })
    }

    /// What the commands of other searches have in common with this one.
    pub fn command(&self, settings: &Settings) -> SearchCommand {
        let mut flags = Vec::new();
        if let Some(index) = &settings.named_index {
            flags.extend(["--index".to_owned(), index.to_string_lossy().into_owned()]);
        }
        let switches = [("--no-relax", self.no_relax), ("--no-correct", self.no_correct)];
        flags.extend(switches.iter().filter(|(_, is_set)| *is_set).map(|(name, _)| (*name).into()));
        SearchCommand { flags }
    }

    fn queries(&self) -> Result<Vec<String>, Failure> {
        let typed = match self.words.join(" ") {
            words if self.expression.is_empty() => vec![words],
            _ => self.expression.clone(),
        };
        typed.into_iter().map(|query| if query == "-" { from_stdin() } else { Ok(query) }).collect()
    }
}
