//! `kwic timeline`: posts over time.

use kwic::render::{human, json, table, timeline as picture};
use kwic::search::{CalendarUnit, Results, timeline};

use super::opening::Opening;
use super::reading::Reading;
use super::remarks::say_of_each;
use super::table_flags::TableFlags;
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
pub struct Args {
    /// The queries, each as for `kwic search` in one argument.
    #[arg(value_name = "QUERY", required = true)]
    queries: Vec<String>,

    /// Count by this span of the calendar; if not given, by one that suits the time. Weeks begin on
    /// Monday.
    #[arg(long, value_name = "UNIT")]
    by: Option<Unit>,

    /// Print one JSON document.
    #[arg(long, group = "form")]
    pub json: bool,

    #[command(flatten)]
    table: TableFlags,

    /// Print a picture in SVG.
    #[arg(long, group = "form")]
    svg: bool,

    #[command(flatten)]
    reading: Reading,

    #[command(flatten)]
    opening: Opening,
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
    let request = args.reading.request(Vec::new(), settings)?;
    let (reader, freshness) = args.opening.open(settings)?;
    let unit = args.by.map(CalendarUnit::from);
    let mut timeline = timeline(&reader, &request, &args.queries, unit)?;
    timeline.index.stale = freshness.stale;
    let command = args.reading.command(settings);
    if args.json {
        json::timeline(&timeline, &command, out)?;
    } else {
        if let Some(format) = args.table.format() {
            table::timeline(&timeline, format, &settings.style, out)?;
        } else if args.svg {
            picture::svg(&timeline, out)?;
        } else {
            human::timeline(&timeline, &settings.style, out)?;
        }
        let results: Vec<&Results> = timeline.series.iter().map(|one| &one.results).collect();
        say_of_each(&results, &command, out)?;
    }
    Ok(ExitStatus::found(timeline.series.iter().any(|series| series.results.total > 0)))
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
