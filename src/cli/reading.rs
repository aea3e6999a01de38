//! How queries are read, and which posts are left out: the flags that every command with queries
//! takes.

use kwic::Error;
use kwic::render::SearchCommand;
use kwic::search::Request;

use super::Settings;
use super::filters::Filters;

/// Flags that say what is made of the words of a query.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Reading of queries")]
pub struct Reading {
    /// Read each query as bare words without operators, of which any will do.
    #[arg(long)]
    any: bool,

    /// Find nothing rather than posts that have only some of the words.
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

impl Reading {
    /// Whether any of the words will do.
    pub fn is_any(&self) -> bool {
        self.any
    }

    /// A search for some queries, of which a post need only match one.
    ///
    /// # Errors
    /// If a date of the filters cannot be read.
    pub fn request(&self, queries: Vec<String>, settings: &Settings) -> Result<Request, Error> {
        Ok(Request {
            queries,
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
        flags.extend(set([("--no-relax", self.no_relax), ("--no-correct", self.no_correct)]));
        SearchCommand { flags }
    }
}

/// The names of those flags that are set.
pub fn set<const N: usize>(switches: [(&str, bool); N]) -> impl Iterator<Item = String> {
    switches.into_iter().filter(|(_, is_set)| *is_set).map(|(name, _)| name.to_owned())
}
