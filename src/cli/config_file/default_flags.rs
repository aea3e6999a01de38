//! Flags that hold unless others are typed.

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};
use kwic::Error;
use kwic::config::{Config, DefaultFlag, FlagValue};
use kwic::preferences::nearest;

/// Flags that have settings of their own, or make no sense for every run.
const NOT_DEFAULTS: [&str; 7] = ["index", "config", "no-config", "now", "help", "version", "open"];

/// A command line with the flags of a file that go with what was typed: those that were not typed
/// themselves and do not exclude, nor are excluded by, what was.
///
/// # Errors
/// If the file names a command or a flag that there is not, or a value that the flag does not take.
pub fn with_defaults(
    config: &Config,
    program: &Command,
    typed: &[OsString],
    matches: &ArgMatches,
) -> Result<Vec<OsString>, Error> {
    let mut program = program.clone();
    program.build();
    let mut args = typed.to_vec();
    let running = matches.subcommand();
    for default in &config.defaults {
        check(config, &program, default)?;
        let Some((name, matches)) = running else { continue };
        if default.command.as_deref().is_some_and(|command| command != name) {
            continue;
        }
        let arg = program.find_subcommand(name).and_then(|command| flag(command, &default.name));
        let is_typed = |arg: &Arg| {
            let source = matches.try_contains_id(arg.get_id().as_str()).ok();
            let source = source.and_then(|_| matches.value_source(arg.get_id().as_str()));
            source == Some(ValueSource::CommandLine)
        };
        if arg.is_none_or(is_typed) {
            continue;
        }
        let longer = inserted(&args, default.value.typed(&default.name));
        if program.clone().try_get_matches_from(&longer).is_ok() {
            args = longer;
        }
    }
    Ok(args)
}

/// A command line with more flags at its end, but before `--`.
fn inserted(args: &[OsString], flags: Vec<String>) -> Vec<OsString> {
    let end = args.iter().position(|arg| arg == "--").unwrap_or(args.len());
    let mut longer = args.to_vec();
    longer.splice(end..end, flags.into_iter().map(OsString::from));
    longer
}

/// Whether there are the command and the flag of a default, and the flag takes its value.
fn check(config: &Config, program: &Command, default: &DefaultFlag) -> Result<(), Error> {
    let fault = |message, hint| Err(config.fault(default.line, message, hint));
    let Some(name) = &default.command else {
        let mut holders = program.get_subcommands().filter(|it| flag(it, &default.name).is_some());
        return match holders.next() {
            Some(holder) => check_value(config, holder, default),
            None => {
                let message = format!("no command has a flag `--{}`", default.name);
                fault(message, near(&default.name, program.get_subcommands().flat_map(flags)))
            }
        };
    };
    let commands = || program.get_subcommands().map(Command::get_name).filter(|it| *it != "help");
    let Some(command) = program.find_subcommand(name).filter(|_| name != "help") else {
        return fault(format!("there is no command `{name}`"), near(name, commands()));
    };
    if flag(command, &default.name).is_none() {
        let message = format!("`kwic {name}` has no flag `--{}` to be set here", default.name);
        return fault(message, near(&default.name, flags(command)));
    }
    check_value(config, command, default)
}

fn near<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Option<String> {
    nearest(typed, names).map(|near| format!("did you mean `{near}`?"))
}

/// Whether a flag takes a value, told by a command line of nothing else.
fn check_value(config: &Config, command: &Command, default: &DefaultFlag) -> Result<(), Error> {
    let Some(arg) = flag(command, &default.name) else { return Ok(()) };
    let is_switch = !arg.get_action().takes_values();
    let fault = |message| Err(config.fault(default.line, message, None));
    let name = &default.name;
    match &default.value {
        FlagValue::Switch(_) if !is_switch => {
            return fault(format!("`{name}` takes a value, not true or false"));
        }
        FlagValue::One(_) | FlagValue::Many(_) if is_switch => {
            return fault(format!("`{name}` is true or false"));
        }
        FlagValue::Many(values)
            if values.len() > 1 && !matches!(arg.get_action(), ArgAction::Append) =>
        {
            return fault(format!("`{name}` takes one value"));
        }
        _ => {}
    }
    let alone = std::iter::once(command.get_name().to_owned());
    let line = alone.chain(default.value.typed(name));
    match command.clone().no_binary_name(false).try_get_matches_from(line) {
        Err(error)
            if matches!(error.kind(), ErrorKind::InvalidValue | ErrorKind::ValueValidation) =>
        {
            let message = error.render().to_string();
            let line = message.lines().next().unwrap_or_default();
            fault(line.strip_prefix("error: ").unwrap_or(line).to_owned())
        }
        _ => Ok(()),
    }
}

/// The flag of a command by its long name.
fn flag<'a>(command: &'a Command, name: &str) -> Option<&'a Arg> {
    let is_default = |arg: &&Arg| arg.get_long() == Some(name) && !NOT_DEFAULTS.contains(&name);
    command.get_arguments().find(is_default)
}

/// The long names of the flags of a command.
fn flags(command: &Command) -> impl Iterator<Item = &str> {
    command.get_arguments().filter_map(Arg::get_long).filter(|name| !NOT_DEFAULTS.contains(name))
}
