//! The folder that a command goes through without an index.

use std::path::PathBuf;

use kwic::corpus::WalkOptions;
use kwic::survey::SurveyOptions;

use super::Settings;
use super::dates::Dates;
use super::sieve::Sieve;

/// A folder, and how to go through it.
#[derive(Debug, clap::Args)]
pub struct Folder {
    /// The folder of posts; if not given, what kwic.toml says, or `corpus`.
    #[arg(value_name = "CORPUS")]
    corpus: Option<PathBuf>,

    #[command(flatten)]
    sieve: Sieve,

    #[command(flatten)]
    dates: Dates,

    /// How many threads to use; one a core if not given.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
}

impl Folder {
    /// What the library is to go through; an index inside the folder is no part of it.
    pub fn options(&self, settings: &Settings) -> SurveyOptions {
        let leave_out = settings.index.canonicalize().into_iter().collect();
        SurveyOptions {
            corpus: self.corpus.clone().unwrap_or_else(|| settings.corpus.clone()),
            walk: WalkOptions { leave_out, ..self.sieve.options(settings) },
            dates: self.dates.options(settings),
            furniture: settings.config.furniture().unwrap_or_default(),
            threads: self.threads.map_or(0, usize::from),
        }
    }
}
