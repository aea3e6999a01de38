//! How well the sample corpus is ranked: queries as readers type them, with the post expected first.
//!
//! `cargo test judged -- --nocapture` prints the mean reciprocal rank and every miss. A post belongs
//! into `queries.tsv` because a reader would want it first, never because it comes first today.

use std::fs;

use crate::program::{Place, project};

/// What the mean reciprocal rank may not fall below; it is only ever raised.
const FLOOR: f64 = 0.98;

/// Posts beyond this rank count as not found.
const DEPTH: usize = 10;

/// A line of `queries.tsv`.
struct Judged<'a> {
    kind: &'a str,
    query: &'a str,
    expected: Vec<&'a str>,
}

impl<'a> Judged<'a> {
    fn of(line: &'a str) -> Self {
        let mut columns = line.split('\t');
        let mut column = || columns.next().expect("three columns a line");
        let (kind, query, expected) = (column(), column(), column().split(',').collect());
        Self { kind, query, expected }
    }

    /// The rank of the first expected post, from 1, and the post that came first instead.
    fn rank(&self, place: &Place) -> (Option<usize>, String) {
        let limit = DEPTH.to_string();
        let run = place.run(&["search", "-l", "--no-refresh", "-n", &limit, "--", self.query]);
        let paths: Vec<&str> =
            run.stdout.lines().map(|path| path.trim_start_matches("corpus/")).collect();
        let rank = paths.iter().position(|path| self.expected.contains(path)).map(|at| at + 1);
        (rank, paths.first().map_or("nothing", |path| path).to_owned())
    }
}

#[test]
fn readers_find_the_post_they_want_first() {
    let place = Place::with_samples();
    place.index();
    let table = fs::read_to_string(project().join("tests/judged/queries.tsv")).expect("is there");
    let judged: Vec<Judged> =
        table.lines().filter(|line| !line.starts_with('#')).map(Judged::of).collect();
    for path in judged.iter().flat_map(|judged| &judged.expected) {
        assert!(place.path("corpus").join(path).is_file(), "no post {path}");
    }
    let mut misses = Vec::new();
    let reciprocal_ranks = judged.iter().map(|judged| {
        let (rank, first) = judged.rank(&place);
        if rank != Some(1) {
            let shown = rank.map_or("-".to_owned(), |rank| rank.to_string());
            misses.push(format!("{shown:>3}  {} `{}`: {first}", judged.kind, judged.query));
        }
        rank.map_or(0.0, |rank| 1.0 / rank as f64)
    });
    let mean = reciprocal_ranks.sum::<f64>() / judged.len() as f64;
    println!("mean reciprocal rank of {} queries: {mean:.4}; misses:", judged.len());
    println!("{}", misses.join("\n"));
    assert!(mean >= FLOOR, "{mean:.4} is below {FLOOR}:\n{}", misses.join("\n"));
}
