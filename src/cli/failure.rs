//! Why a command was not done, told to people and to scripts.

use std::io::{self, Write};

use kwic::Error;
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
    pub fn report(&self, json: bool) -> ExitStatus {
        if matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe) {
            return ExitStatus::Success;
        }
        if json {
            // If stdout is gone, stderr below is all that is left.
            let _ = self.report_json();
        }
        let _ = self.report_text(&mut io::stderr().lock());
        match self {
            Self::Stopped { .. } | Self::Kwic(Error::Interrupted) => ExitStatus::Interrupted,
            _ => ExitStatus::Error,
        }
    }

    fn report_json(&self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        match self {
            Self::Kwic(error) => json::failure(error, &mut out),
            Self::Usage { error, hint, .. } => {
                json::usage_failure("usage", &message(error), hint.as_deref(), &mut out)
            }
            Self::Stopped { remaining } => {
                let (message, hint) = (stopped(*remaining), Some(STOPPED_HINT));
                json::usage_failure(Error::Interrupted.code(), &message, hint, &mut out)
            }
            Self::Output(error) => {
                json::usage_failure("output", &error.to_string(), None, &mut out)
            }
        }?;
        out.flush()
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
