//! The command line: what a user types, and where the answers go.
//!
//! One file a subcommand: its arguments, whose comments are the help, and the function that runs
//! it. Answers go to stdout, everything else to stderr.

mod check;
mod completions;
mod concordance;
mod config;
mod duplicates;
mod eval;
mod export;
mod index;
mod man;
mod new;
mod schema;
mod search;
mod show;
mod similar;
mod stats;
mod terms;
mod timeline;
mod verify;

mod citation;
mod config_file;
mod dates;
mod editor;
mod exit_status;
mod failure;
mod filters;
mod folder;
mod hints;
mod interruption;
mod opening;
mod output;
mod pager;
mod panic;
mod progress;
mod queries;
mod question;
mod reading;
mod remarks;
mod screen;
mod settings;
mod sieve;
mod table_flags;
mod terminal;
mod watching;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};
use jiff::Timestamp;
use kwic::Error;
use kwic::render::json::FORMAT_VERSION;

pub use exit_status::ExitStatus;
use failure::{ErrorForm, Failure};
use interruption::Interruption;
use output::Output;
use settings::Settings;

/// Full-text search for a folder of posts: ranked hits, each with the passage that answers.
#[derive(Debug, Parser)]
#[command(name = "kwic", version, max_term_width = 100, subcommand_required = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,

    #[command(flatten)]
    common: Common,
}

/// What every subcommand takes.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Common options")]
struct Common {
    /// The folder of the index; if not given, what KWIC_INDEX or kwic.toml says, or `index`.
    #[arg(long, value_name = "DIR", global = true)]
    index: Option<PathBuf>,

    /// When to use colours.
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto")]
    color: When,

    /// When to make paths hyperlinks, which a terminal opens; `auto` where it is known to.
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto")]
    hyperlink: When,

    /// Do not show what is longer than the screen in a pager ($KWIC_PAGER, $PAGER or `less`).
    #[arg(long, global = true)]
    no_pager: bool,

    /// Do not say on a terminal what may be typed next.
    #[arg(long, global = true)]
    no_hints: bool,

    /// Refuse to answer in JSON of another version than this; the only one is 1.
    #[arg(long, value_name = "N", global = true)]
    format_version: Option<u32>,
    /// The configuration file; if not given, what KWIC_CONFIG says, or the nearest kwic.toml upwards
    /// from the working folder, or kwic/kwic.toml among your settings ($XDG_CONFIG_HOME).
    #[arg(long, value_name = "FILE", global = true, conflicts_with = "no_config")]
    config: Option<PathBuf>,

    /// Read no configuration file.
    #[arg(long, global = true)]
    no_config: bool,

    /// What time it is, such as 2020-10-14T08:00:00Z; if not given, what the clock says.
    #[arg(long, value_name = "TIME", global = true, hide = true)]
    now: Option<Timestamp>,
}

/// When to do something that suits a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, ValueEnum)]
enum When {
    /// On a terminal.
    #[default]
    Auto,
    /// Everywhere.
    Always,
    /// Nowhere.
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    Index(index::Args),
    Export(export::Args),
    Check(check::Args),
    Search(search::Args),
    Concordance(concordance::Args),
    Terms(terms::Args),
    Similar(similar::Args),
    Show(show::Args),
    Timeline(timeline::Args),
    Stats(stats::Args),
    Duplicates(duplicates::Args),
    Eval(eval::Args),
    Verify(verify::Args),
    Schema(schema::Args),
    New(new::Args),
    Config(config::Args),
    Completions(completions::Args),
    Man(man::Args),
}

impl Command {
    /// How the command's errors are told to scripts.
    fn error_form(&self) -> ErrorForm {
        match self {
            Self::Search(args) if args.form.jsonl => ErrorForm::JsonLine,
            _ if self.wants_json() => ErrorForm::Json,
            _ => ErrorForm::Text,
        }
    }

    /// Whether what it prints is for reading at leisure, and no report of a work done.
    fn is_paged(&self) -> bool {
        !matches!(self, Self::Index(_))
    }

    fn wants_json(&self) -> bool {
        match self {
            Self::Index(args) => args.json,
            // Its answer is lines, among which a document would be out of place.
            Self::Export(_) => false,
            // It is not an answer but describes one, and fails on its command line alone.
            Self::Schema(_) => false,
            // What they print is for shells and for man.
            Self::Completions(_) | Self::Man(_) => false,
            Self::Check(args) => args.json,
            Self::Search(args) => args.form.json,
            Self::Concordance(args) => args.json,
            Self::Terms(args) => args.json,
            Self::Similar(args) => args.json,
            Self::Show(args) => args.json,
            Self::Timeline(args) => args.json,
            Self::Stats(args) => args.json,
            Self::Duplicates(args) => args.json,
            Self::Eval(args) => args.json,
            Self::Verify(args) => args.json,
            Self::New(args) => args.json,
            Self::Config(args) => args.json,
        }
    }

    /// Whether only the path of the configuration file is asked for, whatever is in it.
    fn wants_config_path(&self) -> bool {
        matches!(self, Self::Config(args) if args.path)
    }
}

/// Runs the program on a command line.
pub fn main(args: impl Iterator<Item = OsString>) -> ExitStatus {
    let args: Vec<OsString> = args.collect();
    match completions::answer(&args) {
        Ok(false) => {}
        Ok(true) => return ExitStatus::Success,
        Err(error) => return usage(error, &args),
    }
    let (cli, settings) = match read(&args) {
        Ok(read) => read,
        Err(status) => return status,
    };
    let errors = cli.command.error_form();
    let paging = Some(&cli.common).filter(|_| cli.command.is_paged()).and_then(terminal::paging);
    let mut output = Output::new(paging);
    let result = panic::caught(|| {
        version_is_spoken(cli.common.format_version)?;
        let status = run(cli.command, &settings, &mut output)?;
        output.finish()?;
        Ok(status)
    });
    result.unwrap_or_else(|failure| {
        // What went wrong is said below what went well; a failure to write that is one already.
        let _ = output.finish();
        failure.report(errors)
    })
}

/// Scripts that name the version they were written for are never given another one.
fn version_is_spoken(asked: Option<u32>) -> Result<(), kwic::Error> {
    match asked {
        Some(asked) if asked != FORMAT_VERSION => Err(kwic::Error::FormatVersion(asked)),
        _ => Ok(()),
    }
}

/// Reads a command line and the configuration file, whose flags hold where none are typed.
fn read(args: &[OsString]) -> Result<(Cli, Settings), ExitStatus> {
    let program = Cli::command();
    let parsed = |args: &[OsString]| {
        let matches = program.clone().try_get_matches_from(args)?;
        Ok((Cli::from_arg_matches(&matches)?, matches))
    };
    let (cli, matches) = parsed(args).map_err(|error| usage(error, args))?;
    let typed_color = cli.common.color;
    let errors = cli.command.error_form();
    let fail = |error: Error| Failure::from(error).report(errors);
    let file = config_file::find(&cli.common);
    let readable = file.as_deref().filter(|_| !cli.command.wants_config_path());
    let config = readable.map(config_file::read).transpose().map_err(fail)?;
    let with_defaults =
        |config| config_file::with_defaults(config, &program, args, &matches).map_err(fail);
    let cli = match config.as_ref().map(with_defaults).transpose()? {
        Some(longer) if longer != args => parsed(&longer).map_err(|error| usage(error, &longer))?.0,
        _ => cli,
    };
    let color_is_typed = typed_color == cli.common.color && typed_color != When::Auto;
    let settings = Settings::new(&cli.common, file, config.unwrap_or_default(), color_is_typed);
    Ok((cli, settings))
}

fn run(command: Command, settings: &Settings, out: &mut Output) -> Result<ExitStatus, Failure> {
    match command {
        Command::Index(args) => index::run(&args, settings, out),
        Command::Export(args) => export::run(&args, settings, out),
        Command::Check(args) => check::run(&args, settings, out),
        Command::Search(args) => search::run(&args, settings, out),
        Command::Concordance(args) => concordance::run(&args, settings, out),
        Command::Terms(args) => terms::run(&args, settings, out),
        Command::Similar(args) => similar::run(&args, settings, out),
        Command::Show(args) => show::run(&args, settings, out),
        Command::Timeline(args) => timeline::run(&args, settings, out),
        Command::Stats(args) => stats::run(&args, settings, out),
        Command::Duplicates(args) => duplicates::run(&args, settings, out),
        Command::Eval(args) => eval::run(&args, settings, out),
        Command::Verify(args) => verify::run(&args, settings, out),
        Command::Schema(args) => schema::run(&args, out),
        Command::New(args) => new::run(&args, settings, out),
        Command::Config(args) => config::run(&args, settings, out),
        Command::Completions(args) => completions::run(&args, out),
        Command::Man(args) => man::run(&args, out),
    }
}

/// Prints help, the version, or what is wrong with the command line.
fn usage(error: clap::Error, args: &[OsString]) -> ExitStatus {
    let is_help = !error.use_stderr();
    if is_help {
        // A reader that closes the pipe has seen enough of the help.
        let _ = error.print();
        return ExitStatus::Success;
    }
    let before_dashes = args.iter().take_while(|arg| *arg != "--");
    let form = before_dashes.filter_map(|arg| ErrorForm::of_flag(arg)).next();
    let hint = exclusion_hint(&error, args).or_else(|| search_hint(&error));
    let colour = terminal::stderr_has_colour(color_of(args));
    Failure::Usage { error, colour, hint }.report(form.unwrap_or(ErrorForm::Text))
}

/// What `--color` says on a command line that could not be parsed.
fn color_of(args: &[OsString]) -> When {
    let text: Vec<_> = args.iter().map(|arg| arg.to_string_lossy()).collect();
    let is_asked = |when: &str| {
        text.iter().any(|arg| arg.strip_prefix("--color=") == Some(when))
            || text.windows(2).any(|pair| pair[0] == "--color" && pair[1] == when)
    };
    match (is_asked("always"), is_asked("never")) {
        (true, _) => When::Always,
        (_, true) => When::Never,
        _ => When::Auto,
    }
}

/// What looks like no command at all may be what is to be searched for.
fn search_hint(error: &clap::Error) -> Option<String> {
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else {
        return None;
    };
    let is_misspelt = error.get(ContextKind::SuggestedSubcommand).is_some();
    let word = shlex::try_quote(word).ok().filter(|_| !is_misspelt)?;
    Some(format!("to search for it: `kwic search {word}`"))
}

/// A word with a dash before it looks like one option or several; how to say what was meant.
fn exclusion_hint(error: &clap::Error, args: &[OsString]) -> Option<String> {
    let is_search =
        args.iter().skip(1).any(|arg| arg == "search" || arg == "concordance" || arg == "terms");
    let is_word = |arg: &OsString| {
        let arg = arg.to_string_lossy();
        let word = arg.strip_prefix('-').unwrap_or_default();
        word.chars().count() > 3 && word.starts_with(char::is_alphabetic)
    };
    let is_confused =
        matches!(error.kind(), ErrorKind::UnknownArgument | ErrorKind::ArgumentConflict);
    (is_search && is_confused && args.iter().any(is_word)).then(|| {
        "to leave out posts with a word, write `NOT word`, or put `--` before the query: \
         `kwic search -- armenia -turkey`"
            .to_owned()
    })
}
