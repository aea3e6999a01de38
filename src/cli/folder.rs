//! The folder of posts that a command goes through.

use std::path::PathBuf;

use kwic::corpus::{DateOptions, WalkOptions};
use kwic::survey::SurveyOptions;

use super::Settings;
use super::dates::Dates;
use super::sieve::Sieve;

/// A folder, and how to go through it.
#[derive(Debug, clap::Args)]
pub struct Folder {
    /// The folder of posts; if not given, what kwic.toml says, or `corpus`, or that of the index.
    #[arg(value_name = "CORPUS")]
    corpus: Option<PathBuf>,

    /// How many threads to use; one a core if not given.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,

    #[command(flatten)]
    sieve: Sieve,

    #[command(flatten)]
    dates: Dates,
}

impl Folder {
    /// Where the posts are.
    pub fn corpus(&self, settings: &Settings) -> PathBuf {
        self.corpus.clone().unwrap_or_else(|| settings.folder_of_posts())
    }

    /// Which files are posts.
    pub fn sieve(&self) -> &Sieve {
        &self.sieve
    }

    /// How dates are read.
    pub fn dates(&self, settings: &Settings) -> DateOptions {
        self.dates.options(settings)
    }

    /// How many threads read them; 0 for one a core.
    pub fn threads(&self) -> usize {
        self.threads.map_or(0, usize::from)
    }

    /// What the library is to go through without an index; an index inside the folder is no part of it.
    pub fn options(&self, settings: &Settings) -> SurveyOptions {
        let leave_out = settings.index.canonicalize().into_iter().collect();
        SurveyOptions {
            corpus: self.corpus(settings),
            walk: WalkOptions { leave_out, ..self.sieve.options(settings) },
            dates: self.dates(settings),
            furniture: settings.config.furniture().unwrap_or_default(),
            threads: self.threads(),
        }
    }
}
