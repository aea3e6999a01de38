//! `kwic search`: ranked hits with passages.

mod batch;
mod form;
mod hints;
mod open;

use std::io::{Read, Write, stderr, stdin};
use std::path::PathBuf;
use std::sync::Arc;

use clap::ValueEnum as _;
use kwic::Error;
use kwic::duplicates::copies_are_at_hand;
use kwic::eval::Ranking;
use kwic::index::{IndexFolder, IndexReader};
use kwic::preferences::{Preferences, Synonyms};
use kwic::query::HalfLife;
use kwic::refresh::Freshness;
use kwic::render::{SearchCommand, citations, human, json, table, terminal_text, trec};
use kwic::search::{
    FACET_LIMIT, Listed, Recency, Request, Results, SnippetLimits, Sort, list, search,
};

use form::{Form, FormFlags};

use super::filters::Filters;
use super::hints::say_hints;
use super::opening::Opening;
use super::queries::RUN_DEPTH;
use super::{ExitStatus, Failure, Output, Settings, index};

/// Longer queries on stdin are not read to their end, in bytes.
const MAX_STDIN: u64 = 1 << 20;
/// What is said where copies are not put together, though a person reads the hits.
const COPIES_UNKNOWN: &str = "copies are shown one by one; `--collapse` finds them first, which takes \
                              a while once after each change";
/// The id in a run of a query that is not one of many.
const ONLY_QUERY: &str = "1";

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

    /// Read the query as bare words without operators, of which any will do.
    #[arg(long)]
    any: bool,

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

    /// Show nothing rather than posts that have only some of the words.
    #[arg(long)]
    no_relax: bool,

    /// Search for each word as it is typed, also for one that is plainly a typo.
    #[arg(long)]
    no_correct: bool,

    /// Do not search for the synonyms that kwic.toml has.
    #[arg(long)]
    no_synonyms: bool,

    /// Say what each word was taken for, and what made up the score of each hit.
    #[arg(long)]
    explain: bool,

    /// Refuse a query that cannot be read as it is written.
    #[arg(long)]
    strict: bool,

    /// Open the file of this hit in $VISUAL or $EDITOR, at the line of its passage.
    #[arg(long, value_name = "RANK", value_parser = clap::value_parser!(u64).range(1..=1_000_000), conflicts_with_all = ["batch", "form", "offset", "limit", "explain"])]
    open: Option<u64>,

    /// With --open: open the post's address in the browser instead, at the passage.
    #[arg(long, requires = "open")]
    web: bool,

    #[command(flatten)]
    filters: Filters,

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
            print_listed(&form, &results, listed, settings, out)?;
            results
        }
        _ => search(&reader, &request)?,
    };
    results.index.stale = freshness.stale;
    print(args, &form, &results, settings, out)?;
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

/// Prints an answer that needs no passages.
fn print_listed(
    form: &Form,
    results: &Results,
    listed: Vec<Listed>,
    settings: &Settings,
    out: &mut Output,
) -> Result<(), Failure> {
    match form {
        Form::Count => writeln!(out, "{}", results.total)?,
        Form::Trec => trec::ranking(&Ranking::new(ONLY_QUERY, listed), out)?,
        Form::Paths(end) => human::paths(&listed, &results.index, &settings.style, *end, out)?,
        _ => {}
    }
    Ok(())
}

/// Prints the hits, and on stderr what is to be said of them.
fn print(
    args: &Args,
    form: &Form,
    results: &Results,
    settings: &Settings,
    out: &mut Output,
) -> Result<(), Failure> {
    match form {
        Form::Json => return Ok(json::results(results, &args.command(settings), out)?),
        Form::JsonLines => return Ok(json::result_lines(results, &args.command(settings), out)?),
        Form::Citations(form) => citations(*form, &results.hits, out)?,
        Form::Table(format) => table(&results.hits, *format, &settings.style, out)?,
        Form::Template(template) => {
            for hit in &results.hits {
                out.write_all(template.line(hit)?.as_bytes())?;
            }
        }
        Form::Text => {
            human::explained_query(results, &settings.style, out)?;
            human::results(results, &settings.style, out)?;
            write_facets(results, settings, out)?;
        }
        Form::Paths(_) | Form::Count | Form::Trec => {}
    }
    // The answer comes first when both end up on one terminal.
    out.finish()?;
    let mut err = stderr().lock();
    say_near_misses(&results.query, settings, &mut err)?;
    for warning in &results.warnings {
        writeln!(err, "kwic: {}", terminal_text(&warning.message))?;
    }
    if matches!(form, Form::Text) {
        human::summary(results, &mut err)?;
        human::advice(results, &args.command(settings), &mut err)?;
        say_hints(&hints::hints(args, results), settings)?;
    }
    Ok(())
}

/// Prints facets below the hits.
fn write_facets(results: &Results, settings: &Settings, out: &mut Output) -> Result<(), Failure> {
    if !results.hits.is_empty() && !results.facets.is_empty() {
        writeln!(out)?;
    }
    // Of no posts there is nothing to tell that the summary does not.
    let facets = if results.total > 0 { results.facets.as_slice() } else { &[] };
    Ok(human::facets(facets, &settings.style, out)?)
}

/// Names what looks like a named query and is none: it is searched as a word.
fn say_near_misses(query: &str, settings: &Settings, err: &mut dyn Write) -> Result<(), Failure> {
    for (typed, near) in settings.preferences.queries.near_misses(query) {
        let typed = terminal_text(typed);
        writeln!(err, "kwic: `@{typed}` is searched as a word; there is a query `@{near}`")?;
    }
    Ok(())
}

impl Args {
    fn request(&self, settings: &Settings) -> Result<Request, Failure> {
        Ok(Request {
            any: self.any,
            queries: self.queries()?,
            filters: self.filters.read(settings)?,
            sort: self.sort.into(),
            recency: self.recency(settings)?,
            limit: self.limit(),
            offset: self.offset,
            collapse: self.collapses(settings),
            snippets: SnippetLimits {
                count: self.snippets.map(usize::from),
                length: self.snippet_length,
            },
            facets: self.facet.clone(),
            facet_limit: self.facet_limit,
            relax: !self.no_relax,
            correct: !self.no_correct,
            explain: self.explain,
            now: Some(settings.now),
            today: Some(settings.today),
            strict: self.strict,
        })
    }

    /// Whether copies are put together: if asked for, or if a person reads the hits on a terminal.
    fn collapses(&self, settings: &Settings) -> bool {
        let is_for_eyes =
            settings.style.width.is_some() && self.batch.is_none() && self.form.is_text();
        self.collapse || (is_for_eyes && !self.expand)
    }

    /// What the commands of other searches have in common with this one.
    fn command(&self, settings: &Settings) -> SearchCommand {
        let mut flags = Vec::new();
        if let Some(index) = &settings.named_index {
            flags.extend(["--index".to_owned(), index.to_string_lossy().into_owned()]);
        }
        let sort = self.sort.to_possible_value().filter(|_| self.sort != Order::Relevance);
        if let Some(sort) = sort {
            flags.extend(["--sort".to_owned(), sort.get_name().to_owned()]);
        }
        if let Some(half_life) = &self.recency {
            flags.extend(["--recency".to_owned(), half_life.clone()]);
        }
        let switches = [
            ("--no-relax", self.no_relax),
            ("--no-correct", self.no_correct),
            ("--collapse", self.collapse),
            ("--expand", self.expand),
            ("--no-synonyms", self.no_synonyms),
        ];
        flags.extend(switches.iter().filter(|(_, is_set)| *is_set).map(|(name, _)| (*name).into()));
        SearchCommand { flags }
    }

    /// How the ranking is blended with how new posts are.
    fn recency(&self, settings: &Settings) -> Result<Option<Recency>, Failure> {
        let Some(typed) = &self.recency else { return Ok(None) };
        let refused = |reason: &str| Error::Option {
            option: "--recency",
            value: typed.clone(),
            reason: reason.into(),
        };
        if self.sort != Order::Relevance {
            return Err(refused(
                "it is a part of the relevance, and `--sort` asks for another order",
            )
            .into());
        }
        let half_life = HalfLife::parse(typed)
            .ok_or_else(|| refused("a half-life is written as 2w, \"6 months\", 1y or 10d"))?;
        Ok(Some(Recency { half_life, now: settings.now }))
    }

    /// The index, without what the flags switch off.
    fn with_preferences(&self, reader: IndexReader) -> IndexReader {
        if !self.no_synonyms {
            return reader;
        }
        let kept = reader.preferences().clone();
        reader.with_preferences(Arc::new(Preferences { synonyms: Synonyms::default(), ..kept }))
    }

    /// The queries of which a post must match one.
    fn queries(&self) -> Result<Vec<String>, Failure> {
        let typed = match self.words.join(" ") {
            words if self.expression.is_empty() => vec![words],
            _ => self.expression.clone(),
        };
        typed.into_iter().map(|query| if query == "-" { from_stdin() } else { Ok(query) }).collect()
    }

    fn limit(&self) -> usize {
        match self.limit {
            _ if self.form.count => 0,
            Some(limit) => limit,
            None if self.form.paths => usize::MAX,
            None if self.form.trec => RUN_DEPTH,
            None => 10,
        }
    }
}

/// A query on stdin.
pub fn from_stdin() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    stdin().lock().take(MAX_STDIN).read_to_end(&mut bytes).map_err(Error::io("read", "-"))?;
    Ok(String::from_utf8_lossy(&bytes).trim().to_owned())
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
