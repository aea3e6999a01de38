//! `kwic completions`: what a shell needs to complete a command line, and the answers that it then
//! asks for.

mod bash_line;
mod shell;
mod values;

use std::ffi::OsString;

use clap::CommandFactory as _;
use clap_complete::CompleteEnv;
use clap_complete::env::{EnvCompleter as _, Shells};

use super::{Cli, ExitStatus, Failure, Output};
use shell::Shell;

/// The variable by which a shell asks for completions instead of a run.
const VARIABLE: &str = "COMPLETE";
/// What the script completes and calls, found as any program is.
const PROGRAM: &str = "kwic";

/// Print the script that completes command lines in a shell.
///
/// For a try in this session: `source <(kwic completions bash)`, `source <(kwic completions zsh)`,
/// `kwic completions fish | source`, `kwic completions powershell | Out-String | Invoke-Expression`,
/// `eval (kwic completions elvish | slurp)`. The script asks kwic itself, which completes tags,
/// authors, languages, fields with their values, and paths of posts from the index: that of `--index`
/// on the line, else of KWIC_INDEX, else `index`; and each `@name` of a query from kwic.toml.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The shell.
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut Output) -> Result<ExitStatus, Failure> {
    args.shell.write_registration(VARIABLE, PROGRAM, PROGRAM, PROGRAM, out)?;
    Ok(ExitStatus::Success)
}

/// Answers a shell that asks how a line may go on; `false` if this is no such call.
///
/// # Errors
/// If the shell is none of those that there are scripts for.
pub fn answer(args: &[OsString]) -> clap::error::Result<bool> {
    let shells = Shell::ALL.each_ref().map(|shell| shell as _);
    let here = std::env::current_dir().ok();
    CompleteEnv::with_factory(Cli::command)
        .var(VARIABLE)
        .shells(Shells(&shells))
        .try_complete(args, here.as_deref())
}
