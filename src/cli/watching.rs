//! `kwic index --watch`: goes on after the first run.

use std::io::{Write, stderr};
use std::time::Duration;

use kwic::ingest::{IngestOptions, IngestReport};
use kwic::render::{commit_line, human, json, terminal_text};
use kwic::watch::{Notice, WatchOptions, watch};

use super::opening::parse_time;
use super::progress::Bar;
use super::{ExitStatus, Failure, Output, index};

/// Flags of a run that follows the folder.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Watching")]
pub struct Watching {
    /// Follow the folder after the run and bring in each change, until Ctrl-C or SIGTERM.
    #[arg(long)]
    watch: bool,

    /// Look for changes this often, such as 5s, instead of having the system tell of them, which it
    /// does not on network drives.
    #[arg(long, value_name = "TIME", value_parser = parse_time, requires = "watch")]
    poll: Option<Duration>,
}

impl Watching {
    /// What to follow, if anything.
    pub fn options(&self, ingest: &IngestOptions) -> Option<WatchOptions> {
        self.watch.then(|| WatchOptions { ingest: ingest.clone(), poll: self.poll })
    }
}

/// Follows a folder. A first run that is told to stop is an interrupted run; from then on, being
/// told to stop is the way to end.
pub fn run(
    options: &WatchOptions,
    args: &index::Args,
    progress: &Bar<'_>,
    out: &mut Output,
) -> Result<ExitStatus, Failure> {
    let mut status = ExitStatus::Success;
    watch(options, progress, &mut |notice| {
        if let Notice::Started(report) = notice {
            progress.finish();
            if report.remaining > 0 {
                status = ExitStatus::Interrupted;
            }
        }
        tell(&notice, args, out)
    })?;
    Ok(status)
}

/// Reports go to stdout, each at once, and what is odd to stderr.
fn tell(notice: &Notice<'_>, args: &index::Args, out: &mut Output) -> Result<(), Failure> {
    match notice {
        Notice::Started(report) | Notice::Committed(report) if args.json => {
            json::report_line(report, out)?;
        }
        Notice::Failed(error) => warn(&error.to_string())?,
        _ if args.quiet => {}
        Notice::Started(report) => {
            human::report(report, out)?;
            if report.remaining == 0 {
                writeln!(out, "watching {}", corpus(report))?;
            }
        }
        Notice::Committed(report) => writeln!(out, "{}", commit_line(report))?,
        Notice::CorpusGone(path) => {
            warn(&format!("`{}` is gone; waiting for it to come back", path.display()))?;
        }
        Notice::CorpusBack(path) => warn(&format!("`{}` is back", path.display()))?,
        Notice::Polling { reason } => {
            warn(&format!("the system tells of no changes ({reason}); looking for them instead"))?;
        }
    }
    Ok(out.finish()?)
}

fn corpus(report: &IngestReport) -> String {
    terminal_text(&report.corpus.to_string_lossy())
}

fn warn(message: &str) -> Result<(), Failure> {
    Ok(writeln!(stderr(), "kwic: {}", terminal_text(message))?)
}
