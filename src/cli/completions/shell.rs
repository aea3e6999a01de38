//! The shells, where they need other words than clap_complete has for them.

use std::ffi::OsString;
use std::io::{Result, Write};
use std::path::Path;

use clap::Command;
use clap_complete::engine::complete;
use clap_complete::env::{self, EnvCompleter};

use super::bash_line::BashLine;
use super::values::with_values;

/// A shell that kwic can complete command lines in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Shell {
    Bash,
    Zsh,
    Fish,
    Powershell,
    Elvish,
}

/// Asks with the whole line, since bash tears words apart at colons and equals signs, and takes the
/// answers as they are: an unquoted expansion would make file names of a `*` in a tag.
const BASH: &str = r#"_kwic_complete() {
    local candidate
    COMPREPLY=()
    while IFS= read -r -d $'\013' candidate; do
        COMPREPLY+=("$candidate")
    done < <(_KWIC_WORDBREAKS="$COMP_WORDBREAKS" VARIABLE=bash \
        PROGRAM -- "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    if [[ "${COMPREPLY-}" != *[=/:] ]]; then
        compopt +o nospace 2>/dev/null
    fi
}
if [[ "${BASH_VERSINFO[0]}" -eq 4 && "${BASH_VERSINFO[1]}" -ge 4 || "${BASH_VERSINFO[0]}" -gt 4 ]]; then
    complete -o nospace -o bashdefault -o nosort -F _kwic_complete NAME
else
    complete -o nospace -o bashdefault -F _kwic_complete NAME
fi
"#;

/// What ends a candidate for bash: a character that nobody types and no value has.
const BASH_END: &str = "\u{b}";
/// Where bash breaks words if it does not say.
const BASH_BREAKS: &str = " \t\n\"'><=;|&(:";

/// Completes at once when zsh loads the file as a function on the first TAB; sourced, it has only
/// been defined.
const ZSH_AUTOLOAD: &str = r#"
if [ "$funcstack[1]" = "_kwic" ]; then
    _clap_dynamic_completer_kwic "$@"
fi
"#;

impl Shell {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Bash, Self::Zsh, Self::Fish, Self::Powershell, Self::Elvish];

    /// What clap_complete has for the shell.
    fn usual(self) -> &'static dyn EnvCompleter {
        match self {
            Self::Bash => &env::Bash,
            Self::Zsh => &env::Zsh,
            Self::Fish => &env::Fish,
            Self::Powershell => &env::Powershell,
            Self::Elvish => &env::Elvish,
        }
    }
}

impl EnvCompleter for Shell {
    fn name(&self) -> &'static str {
        self.usual().name()
    }

    fn is(&self, name: &str) -> bool {
        self.usual().is(name)
    }

    fn write_registration(
        &self,
        variable: &str,
        name: &str,
        program: &str,
        completer: &str,
        out: &mut dyn Write,
    ) -> Result<()> {
        if *self == Self::Bash {
            let completer = shlex::try_quote(completer).unwrap_or(completer.into());
            let script = BASH.replace("VARIABLE", variable).replace("NAME", program);
            return out.write_all(script.replace("PROGRAM", &completer).as_bytes());
        }
        self.usual().write_registration(variable, name, program, completer, out)?;
        if *self == Self::Zsh {
            out.write_all(ZSH_AUTOLOAD.as_bytes())?;
        }
        Ok(())
    }

    fn write_complete(
        &self,
        command: &mut Command,
        args: Vec<OsString>,
        here: Option<&Path>,
        out: &mut dyn Write,
    ) -> Result<()> {
        match self {
            Self::Bash => complete_bash(command, &args, here, out),
            Self::Powershell => complete_powershell(command, args, here, out),
            _ => {
                let mut command = with_values(command.clone(), &args);
                self.usual().write_complete(&mut command, args, here, out)
            }
        }
    }
}

/// Completes a whole line. Candidates are written as bash needs them in the place of the last word.
fn complete_bash(
    command: &Command,
    args: &[OsString],
    here: Option<&Path>,
    out: &mut dyn Write,
) -> Result<()> {
    let breaks = std::env::var("_KWIC_WORDBREAKS").unwrap_or_else(|_| BASH_BREAKS.to_owned());
    let text = args.first().map(|line| line.to_string_lossy()).unwrap_or_default();
    let line = BashLine::parse(&text, &breaks);
    let words: Vec<OsString> = line.words().iter().map(OsString::from).collect();
    let last = words.len() - 1;
    let mut command = with_values(command.clone(), &words);
    for candidate in complete(&mut command, words, last, here)? {
        if let Some(text) = line.replacement(&candidate.get_value().to_string_lossy()) {
            write!(out, "{text}{BASH_END}")?;
        }
    }
    Ok(())
}

/// PowerShell puts a candidate into the line as it is, so that it has to be quoted here.
fn complete_powershell(
    command: &Command,
    args: Vec<OsString>,
    here: Option<&Path>,
    out: &mut dyn Write,
) -> Result<()> {
    let mut command = with_values(command.clone(), &args);
    let last = args.len() - 1;
    for candidate in complete(&mut command, args, last, here)? {
        let value = candidate.get_value().to_string_lossy();
        let help = candidate.get_help().map(ToString::to_string).unwrap_or_default();
        let help = help.lines().next().unwrap_or(&value);
        writeln!(out, "{}\t{help}", quoted_for_powershell(&value))?;
    }
    Ok(())
}

fn quoted_for_powershell(value: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':' | '=');
    if value.chars().all(is_plain) {
        return value.to_owned();
    }
    // It takes typographic quotes for plain ones.
    let doubled = |c: char| {
        let count = if matches!(c, '\'' | '‘' | '’' | '‚' | '‛') { 2 } else { 1 };
        std::iter::repeat_n(c, count)
    };
    format!("'{}'", value.chars().flat_map(doubled).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powershell_runs_nothing_of_a_value() {
        let table = [
            ("--facet=tag", "--facet=tag"),
            ("tag:lavrov", "tag:lavrov"),
            ("white house", "'white house'"),
            ("$(exit)", "'$(exit)'"),
            ("it's", "'it''s'"),
            ("it’s", "'it’’s'"),
        ];
        for (value, expected) in table {
            assert_eq!(quoted_for_powershell(value), expected);
        }
    }
}
