//! Prints what a search found, in the form that was asked for.

use std::io::{Write, stderr};

use kwic::eval::Ranking;
use kwic::render::{citations, human, json, table, terminal_text, trec};
use kwic::search::{Listed, Results};

use super::form::Form;
use super::{Args, hints};
use crate::cli::hints::say_hints;
use crate::cli::remarks::say_warnings;
use crate::cli::{Failure, Output, Settings};

/// The id in a run of a query that is not one of many.
const ONLY_QUERY: &str = "1";

/// Prints an answer that needs no passages.
pub fn print_listed(
    form: &Form,
    results: &Results,
    listed: Vec<Listed>,
    settings: &Settings,
    out: &mut Output,
) -> Result<(), Failure> {
    match form {
        Form::Count => writeln!(out, "{}", results.total)?,
        Form::Trec => trec::ranking(&Ranking::new(ONLY_QUERY, listed), out)?,
        Form::Paths(end) => human::paths(&listed, &results.index, &settings.style, *end, out)?,
        _ => {}
    }
    Ok(())
}

/// Prints the hits, and on stderr what is to be said of them.
pub fn print(
    args: &Args,
    form: &Form,
    results: &Results,
    settings: &Settings,
    out: &mut Output,
) -> Result<(), Failure> {
    match form {
        Form::Json => return Ok(json::results(results, &args.command(settings), out)?),
        Form::JsonLines => return Ok(json::result_lines(results, &args.command(settings), out)?),
        Form::Citations(form) => citations(*form, &results.hits, out)?,
        Form::Table(format) => table::hits(&results.hits, *format, &settings.style, out)?,
        Form::Template(template) => {
            for hit in &results.hits {
                out.write_all(template.line(hit)?.as_bytes())?;
            }
        }
        Form::Text => {
            human::explained_query(results, &settings.style, out)?;
            human::results(results, &settings.style, out)?;
            write_facets(results, settings, out)?;
            if results.total > 0 && !(results.hits.is_empty() && results.facets.is_empty()) {
                human::closing_gap(&settings.style, out)?;
            }
        }
        Form::Paths(_) | Form::Count | Form::Trec => {}
    }
    // The answer comes first when both end up on one terminal.
    out.finish()?;
    let mut err = stderr().lock();
    say_near_misses(&results.query, settings, &mut err)?;
    say_warnings(results, false, &mut err)?;
    if matches!(form, Form::Text) {
        human::summary(results, &mut err)?;
        human::advice(results, &args.command(settings), &mut err)?;
        say_hints(&hints::hints(args, results), settings)?;
    }
    Ok(())
}

/// Prints facets below the hits.
fn write_facets(results: &Results, settings: &Settings, out: &mut Output) -> Result<(), Failure> {
    if !results.hits.is_empty() && !results.facets.is_empty() {
        writeln!(out)?;
    }
    // Of no posts there is nothing to tell that the summary does not.
    let facets = if results.total > 0 { results.facets.as_slice() } else { &[] };
    Ok(human::facets(facets, &settings.style, out)?)
}

/// Names what looks like a named query and is none: it is searched as a word.
fn say_near_misses(query: &str, settings: &Settings, err: &mut dyn Write) -> Result<(), Failure> {
    for (typed, near) in settings.preferences.queries.near_misses(query) {
        let typed = terminal_text(typed);
        writeln!(err, "kwic: `@{typed}` is searched as a word; there is a query `@{near}`")?;
    }
    Ok(())
}
