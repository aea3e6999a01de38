//! `kwic new`: what came in that watched queries find.

use std::io::{Write, stderr};

use jiff::civil::Time;
use kwic::Error;
use kwic::index::{IndexReader, Watermarks};
use kwic::query::{ArrivedAfter, DayRange};
use kwic::render::{human, json, terminal_text};
use kwic::search::{News, Request, Sort};

use super::opening::Opening;
use super::{ExitStatus, Failure, Output, Settings};

/// List new and changed posts that watched queries find: those with `watch = true` in kwic.toml.
///
/// New is what came in since the last `kwic new`, the first time everything; what was told is
/// remembered beside the index, for each query. A post that was only renamed is not new. The exit
/// status is 0 if there is something, 1 if not.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only these queries, watched or not.
    #[arg(value_name = "NAME")]
    names: Vec<String>,

    /// List what came in after this generation of the index (12), or on this day or later
    /// (2020-10-14, yesterday, 1w), and leave what is remembered as it is.
    #[arg(long, value_name = "GENERATION|DATE")]
    since: Option<String>,

    /// Print at most this many posts of each query; 0 for none.
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    limit: usize,

    /// Print one JSON document.
    #[arg(long)]
    pub json: bool,

    #[command(flatten)]
    opening: Opening,
}

/// Runs the command.
pub fn run(args: &Args, settings: &Settings, out: &mut Output) -> Result<ExitStatus, Failure> {
    let names = args.names(settings)?;
    let since = args.since.as_deref().map(|since| moment(since, settings)).transpose()?;
    let (reader, _) = args.opening.open(settings)?;
    let mut marks = Watermarks::read(reader.folder())?;
    let news = args.news(&names, since, &marks, &reader, settings)?;
    if args.json {
        json::news(&news, reader.manifest(), out)?;
    } else {
        human::news(&news, &settings.style, out)?;
    }
    out.finish()?;
    say_warnings(&news)?;
    let has_news = news.iter().any(|news| news.results.total > 0);
    // Cron is to send nothing then; a person is to see that it was looked.
    if !has_news && settings.wants_hints {
        writeln!(stderr(), "nothing new")?;
    }
    if since.is_none() {
        // Only now: what could not be printed was not told.
        let commit = reader.manifest().commit;
        news.iter().for_each(|news| marks.set(&news.name, commit));
        if let Err(error) = marks.write(reader.folder()) {
            let error = error.to_string();
            writeln!(
                stderr(),
                "kwic: what was told cannot be remembered: {}",
                terminal_text(&error)
            )?;
        }
    }
    Ok(ExitStatus::found(has_news))
}

impl Args {
    /// The queries to look for.
    fn names<'a>(&'a self, settings: &'a Settings) -> Result<Vec<&'a str>, Error> {
        let queries = &settings.preferences.queries;
        if !self.names.is_empty() {
            let names = self.names.iter().map(|name| name.strip_prefix('@').unwrap_or(name));
            return names.map(|name| known(name, settings)).collect();
        }
        let watched: Vec<_> =
            queries.iter().filter(|(_, query)| query.watch).map(|(name, _)| name).collect();
        if watched.is_empty() {
            let hint = "write into kwic.toml: `[queries]` and, below it, `peace = { query = \"truce \
                        OR cease-fire\", watch = true }`";
            return Err(Error::Watchlist {
                message: "no query is watched".to_owned(),
                hint: Some(hint.to_owned()),
            });
        }
        Ok(watched)
    }

    fn news(
        &self,
        names: &[&str],
        since: Option<ArrivedAfter>,
        marks: &Watermarks,
        reader: &IndexReader,
        settings: &Settings,
    ) -> Result<Vec<News>, Error> {
        let request = Request {
            sort: Sort::Newest,
            limit: self.limit,
            now: Some(settings.now),
            today: Some(settings.today),
            ..Request::new("")
        };
        let newest = reader.manifest().commit;
        let news = names.iter().map(|name| {
            let told = || marks.get(name, newest).map(ArrivedAfter::Commit);
            News::of(reader, name, since.or_else(told), &request)
        });
        news.collect()
    }
}

/// A query that there is.
fn known<'a>(name: &'a str, settings: &Settings) -> Result<&'a str, Error> {
    let queries = &settings.preferences.queries;
    if queries.get(name).is_some() {
        return Ok(name);
    }
    let near = kwic::preferences::nearest(name, queries.iter().map(|(name, _)| name));
    Err(Error::Watchlist {
        message: format!("there is no query `{name}`"),
        hint: near.map(|near| format!("did you mean `{near}`?")),
    })
}

/// The number of a generation, or a day.
fn moment(text: &str, settings: &Settings) -> Result<ArrivedAfter, Error> {
    if let Ok(number) = text.parse() {
        return Ok(ArrivedAfter::Commit(number));
    }
    let day = DayRange::period(text, Some(settings.today)).and_then(|period| period.from);
    let start =
        day.and_then(|day| settings.zone.to_timestamp(day.to_datetime(Time::midnight())).ok());
    match start {
        Some(start) => Ok(ArrivedAfter::Time(start.as_second() - 1)),
        None => Err(Error::Option {
            option: "--since",
            value: text.to_owned(),
            reason: "it is the number of a generation, or a date such as 2020-10-14, yesterday, 2w"
                .to_owned(),
        }),
    }
}

fn say_warnings(news: &[News]) -> Result<(), Failure> {
    let mut err = stderr().lock();
    for News { name, results, .. } in news {
        for warning in &results.warnings {
            writeln!(err, "kwic: @{name}: {}", terminal_text(&warning.message))?;
        }
    }
    Ok(())
}
