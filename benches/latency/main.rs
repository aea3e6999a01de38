//! How long an answer takes, passages included, beside what the search engine would do by itself.
//!
//! `cargo bench --bench latency` asks 200 different queries of each kind of an index of the sample
//! corpus; `KWIC_BENCH_INDEX=FOLDER` takes an index that is already built. Both sides answer in this
//! process, on one core, with everything in memory: ten hits, a passage for each, and the count.

#![expect(clippy::print_stdout, reason = "the table is what it is run for")]

#[path = "../samples.rs"]
mod samples;

mod distribution;
mod engine;
mod question;
mod stem;
mod vocabulary;

use std::time::{Duration, Instant};

use kwic::index::{IndexFolder, IndexReader};
use kwic::search::{Request, search};

use distribution::Distribution;
use engine::Engine;
use question::{Kind, Question, questions};
use samples::Large;
use vocabulary::Vocabulary;

/// How many queries of each kind are asked.
const QUERIES: usize = 200;
/// The same when no more is wanted than to know that all of it runs.
const FEW_QUERIES: usize = 10;
/// All queries are asked so many times, and the fastest answer to each counts: the first one warms
/// the caches, and one of the others is likely not disturbed by what else the machine does. They are
/// asked in turn, because what is remembered of the last few would answer the same one again.
const REPETITIONS: usize = 3;

fn main() {
    // As `cargo bench` and `cargo test` call it; criterion's benchmarks tell them apart alike.
    let is_bench = std::env::args().any(|arg| arg == "--bench");
    let is_test = !is_bench || std::env::args().any(|arg| arg == "--test");
    let count = if is_test { FEW_QUERIES } else { QUERIES };
    match std::env::var_os("KWIC_BENCH_INDEX") {
        Some(folder) => {
            let folder = IndexFolder::new(folder.as_ref()).expect("is an index");
            compare(&IndexReader::open(&folder).expect("opens"), count);
        }
        None => {
            let large = Large::new();
            assert_eq!(large.ingest(true).indexed(), large.posts);
            compare(&large.reader(), count);
        }
    }
}

fn compare(reader: &IndexReader, count: usize) {
    let vocabulary = Vocabulary::of(reader);
    let engine = Engine::of(reader);
    println!("{} posts, {} words to choose from", reader.posts(), vocabulary.len());
    println!("| {count} of each | kwic: median | 99th | engine: median | 99th | ratio | slowest |");
    println!("|---|---|---|---|---|---|---|");
    for kind in Kind::ALL {
        let questions = questions(kind, count, &vocabulary, reader);
        assert_eq!(questions.len(), count, "{kind:?}: too few words in the index");
        let ours = Distribution::of(fastest(&questions, |question| ask(reader, question)));
        let theirs = fastest(&questions, |question| engine.answer(kind, &question.plain).0);
        let theirs = Distribution::of(theirs);
        println!(
            "| {} | {} | {} | {} | {} | {:.2} | `{}` |",
            kind.name(),
            milliseconds(ours.median),
            milliseconds(ours.percentile_99),
            milliseconds(theirs.median),
            milliseconds(theirs.percentile_99),
            ours.median.as_secs_f64() / theirs.median.as_secs_f64(),
            questions[ours.slowest].query,
        );
    }
}

/// Asks kwic, and counts the passages of the answer.
fn ask(reader: &IndexReader, question: &Question) -> usize {
    let results = search(reader, &Request::new(question.query.as_str())).expect("searches");
    // Every query is made of what a post holds, so none is quick because it finds nothing.
    assert!(results.total > 0 && !results.relaxed, "{question:?} {:?}", results.warnings);
    results.hits.iter().map(|hit| hit.snippets.len()).sum()
}

/// The shortest time that each answer takes.
fn fastest(
    questions: &[Question],
    answer: impl Fn(&Question) -> usize,
) -> impl Iterator<Item = Duration> {
    let mut shortest = vec![Duration::MAX; questions.len()];
    for _ in 0..REPETITIONS {
        for (question, shortest) in questions.iter().zip(&mut shortest) {
            let start = Instant::now();
            std::hint::black_box(answer(question));
            *shortest = start.elapsed().min(*shortest);
        }
    }
    shortest.into_iter()
}

fn milliseconds(time: Duration) -> String {
    format!("{:.3} ms", time.as_secs_f64() * 1e3)
}
