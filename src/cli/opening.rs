//! Opens the index for a command that reads it, after a look at the folder.

use std::io::{Write, stderr};
use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use kwic::corpus::DateOptions;
use kwic::index::{IndexFolder, IndexReader};
use kwic::refresh::{DEFAULT_BUDGET, Effort, Freshness, refresh};
use kwic::render::terminal_text;

use super::{Failure, Settings};

/// Flags that say how true to the folder an answer is to be.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Freshness")]
pub struct Opening {
    /// Bring in all that changed in the folder first, however long it takes.
    #[arg(long, conflicts_with = "no_refresh")]
    refresh: bool,

    /// Do not look at the folder first; answer from the index as it is.
    #[arg(long)]
    no_refresh: bool,

    /// Look at the folder for so long at most, such as 200ms or 2s.
    #[arg(long, value_name = "TIME", value_parser = parse_time, conflicts_with_all = ["refresh", "no_refresh"])]
    refresh_budget: Option<Duration>,
}

impl Opening {
    /// Opens the index, brought in line with its folder as far as these flags ask for. What cannot
    /// be brought in is said on stderr.
    pub fn open(&self, settings: &Settings) -> Result<(IndexReader, Freshness), Failure> {
        let folder = IndexFolder::new(&settings.index)?;
        let dates = DateOptions { now: Some(settings.now), order: None };
        let freshness = refresh(&folder, self.effort(), dates)?;
        say(&freshness)?;
        let reader = IndexReader::open(&folder)?;
        let reader = reader.with_preferences(Arc::clone(&settings.preferences));
        if !reader.manifest().complete {
            writeln!(
                stderr(),
                "kwic: the index is incomplete, its last run was told to stop; `kwic index` goes on"
            )?;
        }
        Ok((reader, freshness))
    }

    fn effort(&self) -> Effort {
        match (self.refresh, self.no_refresh) {
            (true, _) => Effort::Full,
            (_, true) => Effort::None,
            _ => Effort::Within(self.refresh_budget.unwrap_or(DEFAULT_BUDGET)),
        }
    }
}

fn say(freshness: &Freshness) -> Result<(), Failure> {
    let mut err = stderr().lock();
    if let Some(obstacle) = &freshness.obstacle {
        let reason = obstacle.to_string();
        writeln!(err, "kwic: what changed cannot be brought in: {}", terminal_text(&reason))?;
    }
    match freshness.stale {
        Some(0) | None => {}
        Some(1) => writeln!(err, "kwic: 1 file differs from the index; `kwic index` brings it in")?,
        Some(count) => {
            writeln!(
                err,
                "kwic: {count} files differ from the index; `kwic index` brings them in"
            )?;
        }
    }
    Ok(())
}

/// Reads `200ms`, `2s`.
pub fn parse_time(text: &str) -> Result<Duration, String> {
    let span: SignedDuration =
        text.parse().map_err(|_| "a time is such as 200ms or 2s".to_owned())?;
    Duration::try_from(span).map_err(|_| "a time is not below zero".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read() {
        let table = [
            ("200ms", Some(200)),
            ("2s", Some(2000)),
            ("1m", Some(60_000)),
            ("0s", Some(0)),
            ("-1s", None),
            ("soon", None),
        ];
        for (text, expected) in table {
            assert_eq!(parse_time(text).ok(), expected.map(Duration::from_millis), "{text}");
        }
    }
}
