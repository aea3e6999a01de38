//! `kwic eval`: how good the ranking is, by judgments.

use std::fs::{self, File};
use std::io::{BufWriter, Write, stderr};
use std::path::{Path, PathBuf};

use kwic::Error;
use kwic::eval::{Judgments, Ranking, evaluate};
use kwic::render::{human, json, trec};
use kwic::search::{Request, answer_batch, list};

use super::filters::Filters;
use super::opening::Opening;
use super::queries::{self, say_failed};
use super::{ExitStatus, Failure, Output, Settings};

/// Measure how good the ranking is: nDCG@10, MAP, MRR and recall@100, as trec_eval defines them.
///
/// The queries are searched, and what is found is compared with judgments of which posts are
/// relevant. The means are over the judged queries that have a relevant post; one that finds
/// nothing counts 0.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The queries, one a line: id, tab, query; or `id,query` in a file that ends in .csv; `-` reads
    /// them from stdin.
    #[arg(long, value_name = "FILE")]
    queries: PathBuf,

    /// The judgments, one a line: the query's id, the post's path or its file's name without the
    /// ending, a grade that is above 0 if the post is relevant; apart by tabs.
    #[arg(long, value_name = "FILE")]
    qrels: PathBuf,

    /// Write what was found into this file, as a run in the format of TREC.
    #[arg(long, value_name = "FILE")]
    run: Option<PathBuf>,

    /// Read the queries as bare words without operators, of which any will do.
    #[arg(long)]
    any: bool,

    /// Take so many hits a query.
    #[arg(short = 'n', long, value_name = "N", default_value_t = queries::RUN_DEPTH)]
    limit: usize,

    /// Print one JSON document.
    #[arg(long)]
    pub json: bool,

    #[command(flatten)]
    filters: Filters,

    #[command(flatten)]
    opening: Opening,
}

/// Runs the command.
pub fn run(args: &Args, settings: &Settings, out: &mut Output) -> Result<ExitStatus, Failure> {
    let judgments = read_judgments(&args.qrels)?;
    let source = queries::open(&args.queries)?;
    let (reader, _) = args.opening.open(settings)?;
    let request = Request {
        any: args.any,
        filters: args.filters.read(settings)?,
        limit: args.limit,
        now: Some(settings.now),
        today: Some(settings.today),
        ..Request::new(String::new())
    };
    let mut rankings = Vec::new();
    let mut status = ExitStatus::Success;
    queries::in_chunks(source, &args.queries, |queries| {
        let answers = answer_batch(queries, &request, |request| list(&reader, request));
        for (query, answer) in queries.iter().zip(answers) {
            match answer {
                Ok((_, listed)) => rankings.push(Ranking::new(&query.id, listed)),
                Err(error) => {
                    status = ExitStatus::Error;
                    say_failed(query, &error)?;
                }
            }
        }
        Ok(())
    })?;
    if let Some(file) = &args.run {
        write_run(&rankings, file)?;
    }
    let evaluation = evaluate(&judgments, &rankings.into_iter().collect());
    if args.json {
        json::evaluation(&evaluation, out)?;
    } else {
        human::evaluation(&evaluation, &settings.style, out)?;
    }
    Ok(status)
}

fn read_judgments(file: &Path) -> Result<Judgments, Failure> {
    let bytes = fs::read(file).map_err(Error::io("read", file))?;
    let judgments = Judgments::parse(&String::from_utf8_lossy(&bytes))?;
    if judgments.passed_over() > 0 {
        let count = judgments.passed_over();
        writeln!(stderr(), "kwic: lines of the judgments without three columns: {count}")?;
    }
    Ok(judgments)
}

fn write_run(rankings: &[Ranking], file: &Path) -> Result<(), Failure> {
    let mut out = BufWriter::new(File::create(file).map_err(Error::io("write", file))?);
    for ranking in rankings {
        trec::ranking(ranking, &mut out).map_err(Error::io("write", file))?;
    }
    Ok(out.flush().map_err(Error::io("write", file))?)
}
