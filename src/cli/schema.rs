//! `kwic schema`: what the JSON of an answer looks like.

use std::io::Write;

use clap::builder::{PossibleValue, PossibleValuesParser};
use kwic::render::json::{AnswerSchema, SCHEMAS};

use super::{ExitStatus, Failure, Output};

/// Print the JSON Schema (2020-12) of an answer; without a name, list the answers that have one.
///
/// The schema names every key, says what it holds and whether it is always there. Keys may be added
/// later under the same `format_version`, and are never taken away.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The answer that is described.
    #[arg(value_name = "NAME", value_parser = names(), hide_possible_values = true)]
    name: Option<String>,
}

fn names() -> PossibleValuesParser {
    PossibleValuesParser::new(SCHEMAS.iter().map(|schema| PossibleValue::new(schema.name)))
}

/// Runs the command.
pub fn run(args: &Args, out: &mut Output) -> Result<ExitStatus, Failure> {
    match args.name.as_deref().and_then(AnswerSchema::find) {
        Some(schema) => schema.print(out)?,
        None => {
            for AnswerSchema { name, subject, .. } in SCHEMAS {
                writeln!(out, "{name:12}{subject}")?;
            }
        }
    }
    Ok(ExitStatus::Success)
}
