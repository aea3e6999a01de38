//! `kwic terms`: the words that set posts apart.

use std::io::stderr;

use kwic::render::{human, json, table};
use kwic::search::{SignificantTermsOptions, significant_terms};

use super::opening::Opening;
use super::question::Question;
use super::remarks::say;
use super::table_flags::TableFlags;
use super::{ExitStatus, Failure, Output, Settings};

/// Print the words that set the posts of a query apart from all other posts.
///
/// The query may be a filter alone: `kwic terms tag:peace`, `kwic terms '*' --since 2020`. Counted are
/// the posts whose texts hold a word: `inside` those that match, `outside` all others; `expected` is
/// how many would be inside by chance; `score` is the log-likelihood ratio (Dunning 1993) of these
/// counts. By chance alone it exceeds 3.84 once in 20 words, 10.83 once in 1,000. All posts are
/// counted. The words of the query are left out. Where no blanks part words (Chinese, hiragana, Thai),
/// pairs of neighbouring characters stand for words: the 4,000 that most of the posts have.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Print at most this many words.
    #[arg(short = 'n', long, value_name = "N", default_value_t = 30)]
    limit: usize,

    /// Leave out words that fewer of the posts have.
    #[arg(long, value_name = "N", default_value_t = 3)]
    min_count: u64,

    /// Count function words (`the`, `und`) too.
    #[arg(long)]
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

/// Runs the command.
pub fn run(args: &Args, settings: &Settings, out: &mut Output) -> Result<ExitStatus, Failure> {
    let (reader, freshness) = args.opening.open(settings)?;
    let options = SignificantTermsOptions {
        min_count: args.min_count,
        function_words: args.function_words,
        limit: args.limit,
    };
    let mut found = significant_terms(&reader, &args.question.request(settings)?, &options)?;
    found.results.index.stale = freshness.stale;
    let status = ExitStatus::found(found.total > 0);
    let command = args.question.command(settings);
    if args.json {
        json::terms(&found, &command, out)?;
        return Ok(status);
    }
    let table_format = args.table.format();
    if let Some(format) = table_format {
        table::terms(&found, format, &settings.style, out)?;
    } else {
        human::terms(&found, &settings.style, out)?;
    }
    say(&found.results, &command, out)?;
    if table_format.is_none() && found.results.total > 0 {
        human::terms_summary(&found, &mut stderr().lock())?;
    }
    Ok(status)
}
