//! What is said on stderr of a search, below the answer.

use std::io::{Write, stderr};

use kwic::render::{SearchCommand, human, terminal_text};
use kwic::search::Results;

use super::{Failure, Output};

/// Says what was odd about the query; and if no post matches, why, and what finds something.
pub fn say(results: &Results, command: &SearchCommand, out: &mut Output) -> Result<(), Failure> {
    say_of_each(&[results], command, out)
}

/// The same of several queries, each with its name where that is not plain.
pub fn say_of_each(
    queries: &[&Results],
    command: &SearchCommand,
    out: &mut Output,
) -> Result<(), Failure> {
    // The answer comes first when both end up on one terminal.
    out.finish()?;
    let mut err = stderr().lock();
    for results in queries {
        say_warnings(results, queries.len() > 1, &mut err)?;
        if results.total == 0 {
            human::summary(results, &mut err)?;
        }
        human::advice(results, command, &mut err)?;
    }
    Ok(())
}

/// Says what was odd about a query, which is named if it is one of several.
pub fn say_warnings(results: &Results, is_named: bool, err: &mut dyn Write) -> Result<(), Failure> {
    for warning in &results.warnings {
        let message = terminal_text(&warning.message);
        if is_named {
            writeln!(err, "kwic: {}: {message}", terminal_text(&results.query))?;
        } else {
            writeln!(err, "kwic: {message}")?;
        }
    }
    Ok(())
}
