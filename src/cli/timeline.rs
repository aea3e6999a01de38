//! `kwic timeline`: posts over time.

use std::io::{Write, stderr};

use kwic::render::{human, json, terminal_text, timeline as forms};
use kwic::search::{CalendarUnit, Request, Timeline, timeline};

use super::filters::Filters;
use super::opening::Opening;
use super::{ExitStatus, Failure, Output, Settings};

/// Count the posts that match over time, for several queries side by side.
///
/// Each argument is a query of its own: `kwic timeline cease-fire 'truce OR armistice'`. Every span
/// of the calendar from the first to the last matching post has its count, and how many of a hundred
/// posts of that time these are. A post counts on the day that its own date has at its own place;
/// posts without one are counted apart.
///
/// A burst (marked with a triangle) is a span in which at least three posts match, at least twice as
/// many as its share of all posts would have, and so many as chance would bring in fewer than one
/// timeline of twenty (Fisher's exact test). The post that ranks first in each is named.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("form").args(["json", "csv", "svg"]))]
pub struct Args {
    /// The queries, each as for `kwic search` in one argument.
    #[arg(value_name = "QUERY", required = true)]
    queries: Vec<String>,

    /// Count by this span of the calendar; if not given, by one that suits the time. Weeks begin on
    /// Monday.
    #[arg(long, value_name = "UNIT")]
    by: Option<Unit>,

    /// Read the queries as bare words without operators, of which any will do.
    #[arg(long)]
    any: bool,

    /// Count nothing rather than posts that have only some of the words.
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

    #[command(flatten)]
    opening: Opening,

    /// Print one JSON document.
    #[arg(long)]
    pub json: bool,

    /// Print a line for each query and span, as comma-separated values with a header.
    #[arg(long)]
    csv: bool,

    /// Print a picture in SVG.
    #[arg(long)]
    svg: bool,
}

/// The spans by their names on the command line.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Unit {
    /// 2020-10-14
    Day,
    /// 2020-W42, as ISO 8601 counts them
    Week,
    /// 2020-10
    Month,
    /// 2020-Q4
    Quarter,
    /// 2020
    Year,
}

/// Runs the command.
pub fn run(args: &Args, settings: &Settings, out: &mut Output) -> Result<ExitStatus, Failure> {
    let request = args.request(settings)?;
    let (reader, freshness) = args.opening.open(settings)?;
    let unit = args.by.map(CalendarUnit::from);
    let mut timeline = timeline(&reader, &request, &args.queries, unit)?;
    timeline.index.stale = freshness.stale;
    if args.json {
        json::timeline(&timeline, out)?;
    } else {
        if args.csv {
            forms::csv(&timeline, out)?;
        } else if args.svg {
            forms::svg(&timeline, out)?;
        } else {
            human::timeline(&timeline, &settings.style, out)?;
        }
        // The answer comes first when both end up on one terminal.
        out.finish()?;
        say_warnings(&timeline)?;
    }
    Ok(ExitStatus::found(timeline.series.iter().any(|series| series.results.total > 0)))
}

/// Says on stderr what was odd about the queries, with the query where there are several.
fn say_warnings(timeline: &Timeline) -> Result<(), Failure> {
    let mut err = stderr().lock();
    for series in &timeline.series {
        for warning in &series.results.warnings {
            let (query, message) = (&series.results.query, terminal_text(&warning.message));
            match timeline.series.as_slice() {
                [_] => writeln!(err, "kwic: {message}")?,
                _ => writeln!(err, "kwic: {}: {message}", terminal_text(query))?,
            }
        }
    }
    Ok(())
}

impl Args {
    fn request(&self, settings: &Settings) -> Result<Request, Failure> {
        Ok(Request {
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
}

impl From<Unit> for CalendarUnit {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Day => Self::Day,
            Unit::Week => Self::Week,
            Unit::Month => Self::Month,
            Unit::Quarter => Self::Quarter,
            Unit::Year => Self::Year,
        }
    }
}
