//! `kwic index`: brings the index in line with the folder.

use kwic::corpus::DateOptions;
use kwic::index::Selection;
use kwic::ingest::{IngestOptions, IngestReport, ingest};
use kwic::render::{human, json};

use super::folder::Folder;
use super::progress::Bar;
use super::sieve::Sieve;
use super::watching::{self, Watching};
use super::{ExitStatus, Failure, Interruption, Output, Settings};

/// Read a folder of posts and build its index.
///
/// Every file that ends in .md .markdown .mdx .html .htm .xhtml .txt .blade.php .njk or .liquid is
/// a post. The index replaces what the index folder held before; until it is done, searches see
/// the old one.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Take drafts (`draft: true`, `published: false`) as well.
    #[arg(long)]
    drafts: bool,

    /// Read everything anew, and replace an index of another corpus or of another version.
    #[arg(long)]
    rebuild: bool,

    /// Read every file to see whether it changed, whatever its size and times say.
    #[arg(long)]
    rehash: bool,

    /// Read again the files that could not be read before.
    #[arg(long)]
    retry: bool,

    /// Leave one segment without deleted posts, the quickest to search.
    #[arg(long)]
    optimize: bool,

    /// Wait while another process writes to the index, instead of giving up.
    #[arg(long)]
    wait: bool,

    /// Memory for what is not written to disk yet, such as 64M or 1G; at least 16M a thread.
    #[arg(long, value_name = "SIZE", value_parser = parse_size, default_value = "256M")]
    memory: usize,

    /// Print the report as JSON; with --watch one line a report.
    #[arg(long)]
    pub json: bool,

    /// Exit with status 1 if any post failed.
    #[arg(long, conflicts_with = "watch")]
    strict: bool,

    /// No progress and no report, only errors.
    #[arg(short, long)]
    pub quiet: bool,

    #[command(flatten)]
    folder: Folder,

    #[command(flatten)]
    watching: Watching,
}

/// Runs the command.
pub fn run(args: &Args, settings: &Settings, out: &mut Output) -> Result<ExitStatus, Failure> {
    let interruption = Interruption::listen()?;
    let progress = Bar::new(args.quiet, settings, &interruption);
    let options = args.options(settings);
    if let Some(options) = args.watching.options(&options) {
        return watching::run(&options, args, &progress, out);
    }
    let report = build(&options, &progress)?;
    if args.json {
        json::report(&report, out)?;
    } else if !args.quiet {
        human::report(&report, out)?;
    }
    if report.remaining > 0 {
        return Ok(ExitStatus::Interrupted);
    }
    Ok(ExitStatus::found(!args.strict || report.failed().is_empty()))
}

impl Args {
    fn options(&self, settings: &Settings) -> IngestOptions {
        IngestOptions {
            selection: selection(self.folder.sieve(), self.drafts, settings),
            dates: self.folder.dates(settings),
            threads: self.folder.threads(),
            memory: self.memory,
            rebuild: self.rebuild,
            rehash: self.rehash,
            retry: self.retry,
            optimize: self.optimize,
            wait: self.wait,
            ..IngestOptions::new(self.folder.corpus(settings), &settings.index)
        }
    }
}

/// Which posts to take, and what of them, if flags or the configuration file say anything of it.
fn selection(sieve: &Sieve, drafts: bool, settings: &Settings) -> Option<Selection> {
    let (walk, furniture) = (sieve.chosen(settings), settings.config.furniture());
    let is_chosen = drafts || walk.is_some() || furniture.is_some();
    is_chosen.then(|| Selection {
        walk: walk.unwrap_or_default(),
        drafts,
        furniture: furniture.unwrap_or_default(),
    })
}

/// Builds an index with a progress bar, which is gone when this returns.
fn build(options: &IngestOptions, progress: &Bar<'_>) -> Result<IngestReport, kwic::Error> {
    let report = ingest(options, progress);
    progress.finish();
    report
}

/// Builds the index of the default corpus before the first search of it.
pub fn build_first(settings: &Settings) -> Result<(), Failure> {
    let corpus = &settings.corpus;
    let (index, from) = (settings.index.display(), corpus.display());
    eprintln!("kwic: no index in `{index}` yet; building it from `{from}`");
    let dates = DateOptions { now: Some(settings.now), order: None };
    let selection = selection(&Sieve::default(), false, settings);
    let options = IngestOptions { dates, selection, ..IngestOptions::new(corpus, &settings.index) };
    let interruption = Interruption::listen()?;
    let report = build(&options, &Bar::new(false, settings, &interruption))?;
    if report.remaining > 0 {
        return Err(Failure::Stopped { remaining: report.remaining });
    }
    eprintln!("kwic: {} posts indexed in {:.1} s", report.indexed(), report.took.as_secs_f64());
    Ok(())
}

/// Reads `400000000`, `64M`, `1G` (of 1024).
fn parse_size(text: &str) -> Result<usize, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match text[digits.len()..].to_ascii_uppercase().as_str() {
        "" | "B" => 1,
        "K" | "KB" | "KIB" => 1 << 10,
        "M" | "MB" | "MIB" => 1 << 20,
        "G" | "GB" | "GIB" => 1 << 30,
        _ => return Err("a size is a number with K, M or G after it".into()),
    };
    let number: usize = digits.parse().map_err(|_| "a size begins with a number".to_owned())?;
    number.checked_mul(unit).ok_or_else(|| "that is more than there is".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read() {
        let table = [
            ("400", Ok(400)),
            ("64M", Ok(64 << 20)),
            ("2k", Ok(2048)),
            ("1GiB", Ok(1 << 30)),
            ("M", Err("a size begins with a number")),
            ("5T", Err("a size is a number with K, M or G after it")),
            ("99999999999999999999", Err("a size begins with a number")),
        ];
        for (text, expected) in table {
            assert_eq!(parse_size(text), expected.map_err(str::to_owned), "{text}");
        }
        assert_eq!(parse_size("256M"), Ok(kwic::ingest::DEFAULT_MEMORY));
    }
}
