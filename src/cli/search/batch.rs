//! `kwic search --batch`: the queries of a file, answered on all cores.

use std::io::Write;
use std::path::Path;

use kwic::Error;
use kwic::duplicates::clusters;
use kwic::eval::Ranking;
use kwic::index::IndexReader;
use kwic::refresh::Freshness;
use kwic::render::{SearchCommand, json, trec};
use kwic::search::{BatchQuery, Request, answer_batch, list, search};

use super::{Args, ExitStatus, Failure, Output, Settings, open_index};
use crate::cli::queries::{self, say_failed};

/// Answers the queries of the file in their order.
pub fn run(
    args: &Args,
    file: &Path,
    settings: &Settings,
    out: &mut Output,
) -> Result<ExitStatus, Failure> {
    let request = args.request(settings)?;
    let source = queries::open(file)?;
    let (reader, freshness) = open_index(args, settings)?;
    if request.collapse {
        clusters(&reader)?;
    }
    let command = args.command(settings);
    let answers = Answers { reader, request, freshness, command };
    let mut outcome = Outcome::default();
    queries::in_chunks(source, file, |queries| {
        if args.form.trec {
            answers.print_trec(queries, &mut outcome, out)
        } else {
            answers.print_json(queries, &mut outcome, out)
        }
    })?;
    out.finish()?;
    if outcome.warned > 0 {
        let message = "what is odd about them is in the answers without `--trec`";
        writeln!(std::io::stderr(), "kwic: {} queries have warnings; {message}", outcome.warned)?;
    }
    Ok(outcome.status())
}

struct Answers {
    reader: IndexReader,
    request: Request,
    freshness: Freshness,
    /// What the commands that answers suggest have in common.
    command: SearchCommand,
}

/// How the queries went.
#[derive(Default)]
struct Outcome {
    failed: bool,
    found: bool,
    /// How many have warnings that were not printed.
    warned: usize,
}

impl Outcome {
    fn status(&self) -> ExitStatus {
        if self.failed { ExitStatus::Error } else { ExitStatus::found(self.found) }
    }

    /// Takes note of a failed query and says so.
    fn fail(&mut self, query: &BatchQuery, error: &Error) -> Result<(), Failure> {
        self.failed = true;
        say_failed(query, error)
    }
}

impl Answers {
    fn print_json(
        &self,
        queries: &[BatchQuery],
        outcome: &mut Outcome,
        out: &mut Output,
    ) -> Result<(), Failure> {
        let answers = answer_batch(queries, &self.request, |request| {
            let mut results = search(&self.reader, request)?;
            results.index.stale = self.freshness.stale;
            Ok(results)
        });
        for (query, answer) in queries.iter().zip(answers) {
            out.write_all(&json::answer_line(&query.id, &answer, &self.command)?)?;
            match answer {
                Ok(results) => outcome.found |= results.total > 0,
                Err(error) => outcome.fail(query, &error)?,
            }
        }
        Ok(())
    }

    fn print_trec(
        &self,
        queries: &[BatchQuery],
        outcome: &mut Outcome,
        out: &mut Output,
    ) -> Result<(), Failure> {
        let answers = answer_batch(queries, &self.request, |request| list(&self.reader, request));
        for (query, answer) in queries.iter().zip(answers) {
            match answer {
                Ok((results, listed)) => {
                    outcome.found |= results.total > 0;
                    outcome.warned += usize::from(!results.warnings.is_empty());
                    trec::ranking(&Ranking::new(&query.id, listed), out)?;
                }
                Err(error) => outcome.fail(query, &error)?,
            }
        }
        Ok(())
    }
}
