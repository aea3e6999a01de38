//! `kwic man`: a manual page for each command.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Command, CommandFactory as _};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};
use kwic::Error;

use super::terminal::stderr_has_colour;
use super::{Cli, ExitStatus, Failure, Output, When};

/// The section of the manual for programs.
const SECTION: &str = "1";

/// In the place of the page's date, so that it only changes with what it says: nothing, of no width.
/// An empty argument would be left out and the next ones would move up.
const NO_DATE: &str = r"\&";

/// What clap_mangen writes for a blank line, which says it three times.
const TWO_BREAKS: &str = ".br\n\n.br\n";

/// How a run ends, for the page of the program.
const EXIT_STATUS: [(&str, &str); 4] = [
    ("0", "Done; of a command that searches, something was found."),
    ("1", "Done, and nothing was found."),
    ("2", "Not done; stderr says why."),
    ("130", "Told to stop before the end."),
];

/// What the program asks the environment, for its page.
const ENVIRONMENT: [(&str, &str); 4] = [
    ("KWIC_INDEX", "The folder of the index, if --index does not name one."),
    ("NO_COLOR", "If it is set, there are no colours unless --color asks for them."),
    ("VISUAL, EDITOR", "The editor of `kwic search --open`."),
    ("COMPLETE", "Set by the scripts of `kwic completions` when they ask how a line may go on."),
];

/// Print the manual page of a command, or without a name that of kwic; with --dir, write all of them.
///
/// Read it with `kwic man search | man -l -`. The pages are the same wherever they are made.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The command.
    #[arg(value_name = "COMMAND")]
    page: Option<String>,

    /// Write the pages of all commands, `kwic.1` and `kwic-search.1` and so on, into this folder; it
    /// is made if it is not there.
    #[arg(long, value_name = "DIR", conflicts_with = "page")]
    dir: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut Output) -> Result<ExitStatus, Failure> {
    let pages = pages();
    if let Some(dir) = &args.dir {
        fs::create_dir_all(dir).map_err(Error::io("create", dir))?;
        for page in &pages {
            let path = dir.join(page.man.get_filename());
            let mut file = File::create(&path).map_err(Error::io("write", &path))?;
            page.write(&mut file).map_err(Error::io("write", &path))?;
        }
        return Ok(ExitStatus::Success);
    }
    let name = args.page.as_deref();
    let page = pages.iter().find(|page| page.command.as_deref() == name);
    page.ok_or_else(|| unknown(name.unwrap_or_default()))?.write(out)?;
    Ok(ExitStatus::Success)
}

/// There is no command of a name.
fn unknown(name: &str) -> Failure {
    let message = format!("there is no command `{name}`; `kwic help` lists those that there are");
    let error = Cli::command().error(ErrorKind::InvalidValue, message);
    Failure::Usage { error, colour: stderr_has_colour(When::Auto), hint: None }
}

/// A manual page.
struct Page {
    /// The name of its command; `None` for the program as a whole.
    command: Option<String>,
    man: Man,
}

/// All pages, that of the program first.
fn pages() -> Vec<Page> {
    let mut program = Cli::command().disable_help_subcommand(true);
    program.build();
    let version = format!("kwic {}", program.get_version().unwrap_or_default());
    let page = |name: Option<&str>, command: &Command| {
        let man = Man::new(with_short_usage(command.clone()));
        let title = command.get_display_name().unwrap_or_else(|| command.get_name()).to_uppercase();
        let man = man
            .title(title)
            .section(SECTION)
            .date(NO_DATE)
            .source(&version)
            .manual("User Commands");
        Page { command: name.map(str::to_owned), man }
    };
    let commands = program.get_subcommands().map(|command| page(Some(command.get_name()), command));
    std::iter::once(page(None, &program)).chain(commands).collect()
}

/// The usage as the help has it. By itself the page would name every flag, a dozen lines of them.
fn with_short_usage(mut command: Command) -> Command {
    let usage = command.render_usage().to_string();
    let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage).to_owned();
    command.override_usage(usage)
}

impl Page {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut page = Vec::new();
        self.man.render(&mut page)?;
        let page = String::from_utf8_lossy(&page).replace(TWO_BREAKS, ".sp\n");
        out.write_all(page.as_bytes())?;
        let mut end = Roff::default();
        if self.command.is_none() {
            table(&mut end, "EXIT STATUS", &EXIT_STATUS);
            table(&mut end, "ENVIRONMENT", &ENVIRONMENT);
        } else {
            end.control("SH", ["SEE ALSO"]);
            end.text([bold("kwic"), roman(format!("({SECTION})"))]);
        }
        end.to_writer(out)
    }
}

/// A section of names and what each means.
fn table(page: &mut Roff, title: &str, rows: &[(&str, &str)]) {
    page.control("SH", [title]);
    for &(name, meaning) in rows {
        page.control("TP", []);
        page.text([bold(name)]);
        page.text([roman(meaning)]);
    }
}
