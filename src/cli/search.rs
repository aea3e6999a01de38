//! `kwic search`: ranked hits with passages.

mod answer;
mod batch;
mod form;
mod hints;
mod open;
mod request;

use std::io::{Write, stderr};
use std::path::PathBuf;

use kwic::duplicates::copies_are_at_hand;
use kwic::index::{IndexFolder, IndexReader};
use kwic::refresh::Freshness;
use kwic::search::{FACET_LIMIT, SnippetLimits, Sort, list, search};

use form::{Form, FormFlags};

use super::opening::Opening;
use super::reading::Reading;
use super::{ExitStatus, Failure, Output, Settings, index};

/// What is said where copies are not put together, though a person reads the hits.
const COPIES_UNKNOWN: &str = "copies are shown one by one; `--collapse` finds them first, which takes \
                              a while once after each change";

/// Search the index: ranked posts, each with the passage that answers.
///
/// All words are required; if no post has them all, posts with most of them are shown. Words may be
/// joined by AND, OR, NOT and grouped by parentheses. `"two words"` (in quotes that the shell leaves
/// alone) is a phrase, `"a b"~3` and `a NEAR/3 b` allow three words in between, `ceas*`, `l?vrov` and
/// `/colou?r/` are patterns, `lavrof~1` forgives a letter, `+word` is never dropped, `word^2` counts
/// twice. title:, description:, body:, heading:, caption:, tag:, category:, author:, lang:, path:,
/// date: and the name of any front-matter key restrict a word to that field. `wordcount:>500`,
/// `date:2019..2020` and `date:"last month"` are ranges.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("query").required(true).args(["words", "expression", "batch"]))]
pub struct Args {
    /// The query; its words are joined by blanks. `-` reads it from stdin.
    #[arg(value_name = "QUERY")]
    words: Vec<String>,

    /// A query; may repeat, and a post need only match one of them.
    #[arg(short = 'e', long, value_name = "QUERY", allow_hyphen_values = true)]
    expression: Vec<String>,

    /// Answer the queries of this file, one a line, each with an id and a tab before it or numbered
    /// by its line, or `id,query` in a file that ends in .csv; `-` reads stdin. Prints a JSON object a
    /// line (`kwic schema batch`) in the order of the queries, for one that cannot be searched with
    /// `error`; the exit status then is 2.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["jsonl", "csv", "tsv", "format", "paths", "count"])]
    batch: Option<PathBuf>,

    /// Print at most this many hits; 0 for none. 10 if not given, with -l all, with --trec 1000.
    #[arg(short = 'n', long, value_name = "N")]
    limit: Option<usize>,

    /// Pass over this many hits first.
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,

    /// Show one of several copies of a post, the earliest that matches, where the best of them would
    /// stand; as on a terminal. --limit and --offset count what is shown, the total counts posts.
    #[arg(long, conflicts_with = "count")]
    collapse: bool,

    /// Show all copies of a post; as everywhere but on a terminal.
    #[arg(long, conflicts_with = "collapse")]
    expand: bool,

    /// Show at most this many passages of each hit, up to 100; 0 for none. If not given, one, and a
    /// second one if it holds a part of the query that the first lacks.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(..=100))]
    snippets: Option<u8>,

    /// Cut passages that are longer than this at words.
    #[arg(long, value_name = "CHARS", default_value_t = SnippetLimits::default().length)]
    snippet_length: usize,

    /// The order of the hits.
    #[arg(long, value_name = "ORDER", default_value = "relevance")]
    sort: Order,

    /// Blend the ranking with how new posts are: one of today counts twice, one as old as this one and
    /// a half times, old ones, those without a date and those of the future once. Such as 2w,
    /// "6 months" or 1y.
    #[arg(long, value_name = "HALF_LIFE")]
    recency: Option<String>,

    /// Count the values of this field over all posts that match, not only those shown: tag, category,
    /// author, lang, link, image (by host, or by path on the post's own site), year, quarter, month,
    /// week, day, or any front-matter key; may repeat.
    #[arg(long, value_name = "FIELD", conflicts_with_all = ["paths", "count", "trec", "csv", "tsv", "format"])]
    facet: Vec<String>,

    /// Name so many values of each field, those with most posts.
    #[arg(long, value_name = "N", default_value_t = FACET_LIMIT, requires = "facet")]
    facet_limit: usize,

    /// Do not search for the synonyms that kwic.toml has.
    #[arg(long)]
    no_synonyms: bool,

    /// Say what each word was taken for, and what made up the score of each hit.
    #[arg(long)]
    explain: bool,

    /// Open the file of this hit in $VISUAL or $EDITOR, at the line of its passage.
    #[arg(long, value_name = "RANK", value_parser = clap::value_parser!(u64).range(1..=1_000_000), conflicts_with_all = ["batch", "form", "offset", "limit", "explain"])]
    open: Option<u64>,

    /// With --open: open the post's address in the browser instead, at the passage.
    #[arg(long, requires = "open")]
    web: bool,

    #[command(flatten)]
    reading: Reading,

    #[command(flatten)]
    opening: Opening,

    #[command(flatten)]
    pub form: FormFlags,
}

/// The orders by their names on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Order {
    /// Best first.
    Relevance,
    /// Newest first; what is dated in the future comes after the rest.
    Newest,
    /// Oldest first.
    Oldest,
    /// By path.
    Path,
}

/// Runs the command.
pub fn run(args: &Args, settings: &Settings, out: &mut Output) -> Result<ExitStatus, Failure> {
    if let Some(file) = &args.batch {
        return batch::run(args, file, settings, out);
    }
    let form = args.form.form(settings)?;
    let mut request = args.request(settings)?;
    let (reader, freshness) = open_index(args, settings)?;
    if request.collapse && !args.collapse && !copies_are_at_hand(&reader) {
        request.collapse = false;
        writeln!(stderr(), "kwic: {COPIES_UNKNOWN}")?;
    }
    if let Some(rank) = args.open {
        let rank = usize::try_from(rank).unwrap_or(usize::MAX);
        return open::open(rank, args.web, &reader, request);
    }
    let mut results = match form {
        Form::Paths(_) | Form::Count | Form::Trec => {
            let (results, listed) = list(&reader, &request)?;
            answer::print_listed(&form, &results, listed, settings, out)?;
            results
        }
        _ => search(&reader, &request)?,
    };
    results.index.stale = freshness.stale;
    answer::print(args, &form, &results, settings, out)?;
    Ok(ExitStatus::found(results.total > 0))
}

/// Opens the index. If there is none yet but a corpus is at hand, builds it first.
fn open_index(args: &Args, settings: &Settings) -> Result<(IndexReader, Freshness), Failure> {
    let folder = IndexFolder::new(&settings.index)?;
    let has_corpus = settings.corpus.is_dir();
    if folder.generation()?.is_none() && !folder.is_unfinished()? && has_corpus {
        index::build_first(settings)?;
    }
    let (reader, freshness) = args.opening.open(settings)?;
    Ok((args.with_preferences(reader), freshness))
}

impl From<Order> for Sort {
    fn from(order: Order) -> Self {
        match order {
            Order::Relevance => Self::Relevance,
            Order::Newest => Self::Newest,
            Order::Oldest => Self::Oldest,
            Order::Path => Self::Path,
        }
    }
}
