//! Why a command was not done, told to people and to scripts.

use std::ffi::OsStr;
use std::io::{self, Write};

use kwic::Error;
use kwic::render::json::Reason;
use kwic::render::{json, terminal_text};

use super::ExitStatus;

/// What ends a command.
#[derive(Debug)]
pub enum Failure {
    /// The library stopped.
    Kwic(Error),
    /// The command line cannot be run.
    Usage {
        /// What is wrong with it.
        error: clap::Error,
        /// Whether stderr understands colours.
        colour: bool,
        /// What to type instead.
        hint: Option<String>,
    },
    /// The first build was told to stop.
    Stopped {
        /// How many files are not read yet.
        remaining: u64,
    },
    /// The answer could not be written.
    Output(io::Error),
}

/// How scripts are told of an error, beside the text on stderr.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorForm {
    /// Not at all.
    Text,
    /// As a document.
    Json,
    /// As the last of the lines of an answer.
    JsonLine,
}

impl ErrorForm {
    /// The form that a flag asks for, for command lines that cannot be parsed.
    pub fn of_flag(flag: &OsStr) -> Option<Self> {
        match flag.to_str()? {
            "--json" => Some(Self::Json),
            "--jsonl" => Some(Self::JsonLine),
            _ => None,
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Kwic(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl Failure {
    /// Says what happened: on stderr, and as JSON on stdout where that is spoken.
    ///
    /// A pipe that was closed by its reader is no failure and is passed over in silence.
    pub fn report(&self, form: ErrorForm) -> ExitStatus {
        if matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe) {
            return ExitStatus::Success;
        }
        // If stdout is gone, stderr below is all that is left.
        let _ = self.report_to_scripts(form);
        let _ = self.report_text(&mut io::stderr().lock());
        match self {
            Self::Stopped { .. } | Self::Kwic(Error::Interrupted) => ExitStatus::Interrupted,
            _ => ExitStatus::Error,
        }
    }

    fn report_to_scripts(&self, form: ErrorForm) -> io::Result<()> {
        let mut out = io::stdout().lock();
        match form {
            ErrorForm::Text => return Ok(()),
            ErrorForm::Json => json::failure(&self.reason(), &mut out)?,
            ErrorForm::JsonLine => json::failure_line(&self.reason(), &mut out)?,
        }
        out.flush()
    }

    fn reason(&self) -> Reason<'_> {
        match self {
            Self::Kwic(error) => Reason::from(error),
            Self::Usage { error, hint, .. } => {
                Reason { code: "usage", message: message(error), hint: hint.clone() }
            }
            Self::Stopped { remaining } => Reason {
                code: Error::Interrupted.code(),
                message: stopped(*remaining),
                hint: Some(STOPPED_HINT.to_owned()),
            },
            Self::Output(error) => {
                Reason { code: "output", message: error.to_string(), hint: None }
            }
        }
    }

    fn report_text(&self, err: &mut dyn Write) -> io::Result<()> {
        let hint = match self {
            Self::Kwic(error) => {
                writeln!(err, "kwic: {}", terminal_text(&error.to_string()))?;
                error.hint()
            }
            Self::Usage { error, colour: true, hint } => {
                write!(err, "{}", error.render().ansi())?;
                hint.clone()
            }
            Self::Usage { error, hint, .. } => {
                write!(err, "{}", error.render())?;
                hint.clone()
            }
            Self::Stopped { remaining } => {
                writeln!(err, "kwic: {}", stopped(*remaining))?;
                Some(STOPPED_HINT.to_owned())
            }
            Self::Output(error) => {
                writeln!(err, "kwic: cannot write the answer: {error}")?;
                None
            }
        };
        hint.map_or(Ok(()), |hint| writeln!(err, "hint: {}", terminal_text(&hint)))
    }
}

/// How to go on after [`Failure::Stopped`].
const STOPPED_HINT: &str = "`kwic index` reads the rest, `kwic search` answers from what is there";

fn stopped(remaining: u64) -> String {
    format!("stopped with {remaining} files of the corpus still to be read")
}

/// clap's message on one line, without its prefix and its usage.
fn message(error: &clap::Error) -> String {
    let text = error.render().to_string();
    let lines = text.lines().map(str::trim).take_while(|line| !line.is_empty());
    let line = lines.collect::<Vec<_>>().join(" ");
    line.strip_prefix("error: ").unwrap_or(&line).to_owned()
}
