//! `kwic concordance`: every occurrence in its context, and the words that keep it company.

use std::io::stderr;

use kwic::index::IndexReader;
use kwic::render::human::Hint;
use kwic::render::{human, json, table};
use kwic::search::{
    CollocateOptions, Concordance, ConcordanceOptions, LineOrder, Sort, collocates, concordance,
};

use super::hints::{next_page, say_hints};
use super::opening::Opening;
use super::question::Question;
use super::remarks::say;
use super::table_flags::TableFlags;
use super::{ExitStatus, Failure, Output, Settings};

/// How many lines are printed if nobody says otherwise.
const LINES: usize = 50;
/// How many collocates are.
const COLLOCATES: usize = 30;
/// How wide a line is off a terminal, in columns.
const WIDTH: usize = 100;

/// Print every occurrence of a query's words on a line of its own, with the keyword in a straight
/// column.
///
/// An occurrence is what the passages of `kwic search` mark: a word in any of its forms, a phrase as
/// a whole; in titles, descriptions and texts. Each line has the date of the post, what stands before
/// and after the keyword in its paragraph, and the path with the line in the file. Right-to-left text
/// is kept in the order in which it is read, and mirrored where the terminal can.
///
/// With `--collocates`: the words that stand near the keyword more often than elsewhere. Counted are
/// the words of the texts; `near` those at most `--window` words from a keyword in the same
/// paragraph, each once; `in all` those in the texts of all posts; `expected` what would be near by
/// chance; `score` is the log-likelihood ratio (Dunning 1993) of the table [near: word, other words;
/// not near: word, other words]. By chance alone it exceeds 3.84 once in 20 words, 10.83 once in
/// 1,000. Where no blanks part words (Chinese, hiragana, Thai), pairs of neighbouring characters stand
/// for words: the 4,000 that are near most often.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The order of the lines: by the word before or after the keyword, without regard to case and
    /// accents, and then by the next ones; or in the order of the posts. Ties go by path and place.
    #[arg(long, value_name = "ORDER", default_value = "right", conflicts_with = "collocates")]
    sort: Order,

    /// Print at most this many lines; 0 only counts. 50 if not given, with --collocates 30.
    #[arg(short = 'n', long, value_name = "N")]
    limit: Option<usize>,

    /// Pass over this many lines first.
    #[arg(long, value_name = "N", default_value_t = 0, conflicts_with = "collocates")]
    offset: usize,

    /// Fill so many columns; if not given, those of the terminal. Off a terminal 100, with whole paths
    /// beyond. In JSON and tables half as many characters stand on each side of the keyword.
    #[arg(long, value_name = "N", conflicts_with = "collocates",
          value_parser = clap::value_parser!(u16).range(20..=10_000))]
    width: Option<u16>,

    /// Print the words that keep the keyword company instead of lines.
    #[arg(long)]
    collocates: bool,

    /// Look at so many words before and after each keyword.
    #[arg(long, value_name = "N", default_value_t = 5, requires = "collocates",
          value_parser = clap::value_parser!(u16).range(1..=100))]
    window: u16,

    /// Leave out words that are there less often.
    #[arg(long, value_name = "N", default_value_t = 3, requires = "collocates")]
    min_count: u64,

    /// Count function words (`the`, `und`) too.
    #[arg(long, requires = "collocates")]
    function_words: bool,

    /// Print one JSON document.
    #[arg(long, group = "form")]
    pub json: bool,

    #[command(flatten)]
    table: TableFlags,

    #[command(flatten)]
    question: Question,

    #[command(flatten)]
    opening: Opening,
}

/// The orders by their names on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Order {
    /// By the words before the keyword, the nearest first.
    Left,
    /// By the words after the keyword.
    Right,
    /// By the keyword as it is written, then by the words after it.
    Keyword,
    /// The best post first.
    Relevance,
    /// The newest post first.
    #[value(alias = "date")]
    Newest,
    /// The oldest post first.
    Oldest,
    /// By path.
    Path,
}

/// Runs the command.
pub fn run(args: &Args, settings: &Settings, out: &mut Output) -> Result<ExitStatus, Failure> {
    let (reader, freshness) = args.opening.open(settings)?;
    if args.collocates {
        print_collocates(args, &reader, freshness.stale, settings, out)
    } else {
        print_lines(args, &reader, freshness.stale, settings, out)
    }
}

fn print_lines(
    args: &Args,
    reader: &IndexReader,
    stale: Option<u64>,
    settings: &Settings,
    out: &mut Output,
) -> Result<ExitStatus, Failure> {
    let given = args.width.map(usize::from);
    let table_format = args.table.format();
    let width = given.or(settings.style.width).unwrap_or(WIDTH);
    let options = ConcordanceOptions {
        order: args.sort.into(),
        limit: args.limit.unwrap_or(LINES),
        offset: args.offset,
        context: if args.json || table_format.is_some() { width / 2 } else { width },
    };
    let mut found = concordance(reader, &args.question.request(settings)?, &options)?;
    found.results.index.stale = stale;
    let status = ExitStatus::found(found.occurrences > 0);
    let command = args.question.command(settings);
    if args.json {
        json::concordance(&found, &command, out)?;
        return Ok(status);
    }
    if let Some(format) = table_format {
        table::concordance(&found, format, &settings.style, out)?;
    } else {
        let has_end = given.is_some() || settings.style.width.is_some();
        human::concordance(&found, width, has_end, &settings.style, out)?;
    }
    say(&found.results, &command, out)?;
    if table_format.is_none() && found.results.total > 0 {
        human::concordance_summary(&found, &mut stderr().lock())?;
        say_hints(&hints(args, &found), settings)?;
    }
    Ok(status)
}

fn print_collocates(
    args: &Args,
    reader: &IndexReader,
    stale: Option<u64>,
    settings: &Settings,
    out: &mut Output,
) -> Result<ExitStatus, Failure> {
    let options = CollocateOptions {
        window: usize::from(args.window),
        min_count: args.min_count,
        function_words: args.function_words,
        limit: args.limit.unwrap_or(COLLOCATES),
    };
    let mut found = collocates(reader, &args.question.request(settings)?, &options)?;
    found.results.index.stale = stale;
    let status = ExitStatus::found(found.total > 0);
    let command = args.question.command(settings);
    if args.json {
        json::collocates(&found, &command, out)?;
        return Ok(status);
    }
    let table_format = args.table.format();
    if let Some(format) = table_format {
        table::collocates(&found, format, &settings.style, out)?;
    } else {
        human::collocates(&found, &settings.style, out)?;
    }
    say(&found.results, &command, out)?;
    if table_format.is_none() && found.results.total > 0 {
        human::collocates_summary(&found, &mut stderr().lock())?;
    }
    Ok(status)
}

/// What may be asked after a concordance.
fn hints(args: &Args, found: &Concordance) -> Vec<Hint> {
    let shown = found.lines.len() as u64;
    let Some(first) = found.lines.first() else { return Vec::new() };
    let mut hints = Vec::new();
    hints.extend(next_page(first.number as u64 + shown - 1, found.occurrences, shown));
    if args.sort != Order::Right && shown > 1 {
        hints.push(Hint::new("--sort right", "sorts by the words after"));
    }
    hints.push(Hint::new("--collocates", "counts the words around"));
    hints
}

impl From<Order> for LineOrder {
    fn from(order: Order) -> Self {
        match order {
            Order::Left => Self::Left,
            Order::Right => Self::Right,
            Order::Keyword => Self::Keyword,
            Order::Relevance => Self::Posts(Sort::Relevance),
            Order::Newest => Self::Posts(Sort::Newest),
            Order::Oldest => Self::Posts(Sort::Oldest),
            Order::Path => Self::Posts(Sort::Path),
        }
    }
}
