//! What the posts must be apart from the words in them: the flags that every command which searches
//! takes.

use kwic::Error;
use kwic::query::{self, DayRange};

use super::Settings;

/// Flags that leave posts out and scores alone.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Filters")]
pub struct Filters {
    /// Only posts of this day, month or year or later: 2020-10-14, 2020-10, "oct 2020", yesterday,
    /// "last monday", 2w (two weeks ago).
    #[arg(long, value_name = "DATE")]
    since: Option<String>,

    /// Only posts of this day, month or year or earlier.
    #[arg(long, value_name = "DATE")]
    until: Option<String>,

    /// Only posts with this tag; may repeat, any of them will do.
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,

    /// Only posts by this author, or with these words of the name; may repeat, any will do.
    #[arg(long, value_name = "NAME")]
    author: Vec<String>,

    /// Only posts in this language (en, ru); may repeat, any of them will do.
    #[arg(long, value_name = "CODE")]
    lang: Vec<String>,
}

impl Filters {
    /// The filters of a search.
    ///
    /// # Errors
    /// If `--since` or `--until` is no date, or they leave no day between them.
    pub fn read(&self, settings: &Settings) -> Result<query::Filters, Error> {
        Ok(query::Filters {
            days: self.days(settings)?,
            tags: self.tag.clone(),
            authors: self.author.clone(),
            languages: self.lang.clone(),
            ..query::Filters::default()
        })
    }

    /// From the first day of `--since` to the last one of `--until`.
    fn days(&self, settings: &Settings) -> Result<DayRange, Error> {
        let period = |option, value: &Option<String>| {
            value.as_deref().map(|value| period(option, value, settings)).transpose()
        };
        let since = period("--since", &self.since)?;
        let until = period("--until", &self.until)?;
        let days = DayRange {
            from: since.and_then(|period| period.from),
            to: until.and_then(|period| period.to),
        };
        if let DayRange { from: Some(from), to: Some(to) } = days
            && days.is_reversed()
        {
            let reason = format!("it is before `--since`, which begins on {from}");
            return Err(Error::Option { option: "--until", value: to.to_string(), reason });
        }
        Ok(days)
    }
}

/// The day, week, month or year that an option names.
fn period(option: &'static str, value: &str, settings: &Settings) -> Result<DayRange, Error> {
    DayRange::period(value, Some(settings.today)).ok_or_else(|| Error::Option {
        option,
        value: value.to_owned(),
        reason:
            "a date is written as 2020-10-14, 2020-10, 2020, \"14 oct 2020\", yesterday, \"last \
                 monday\", \"last month\", 2w or \"2 weeks ago\""
                .into(),
    })
}
