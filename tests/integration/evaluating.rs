//! `kwic eval`: measures of the ranking, by hand and beside a reader of runs that is not ours.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::corpora::shared;
use crate::program::{Place, Run};
use crate::wire;

const EVAL: [&str; 5] = ["eval", "--queries", "queries.tsv", "--qrels", "qrels.tsv"];

/// Two posts that hold a word each and one that holds both.
fn place() -> Place {
    let place = Place::new();
    place.file("corpus/x/one.md", "Truce.").file("corpus/two.md", "Peace.");
    place.file("corpus/three four.md", "Truce and peace and a long text after it.").index();
    place
}

#[test]
fn measures_are_those_computed_by_hand() {
    let place = place();
    // `one` and `three four` answer the first query, in this order; nothing answers the second;
    // the third is not asked; the fourth has no relevant post.
    place.file("queries.tsv", "a\ttruce\nb\tnosuchword\nd\ttruce\ne\ttruce\n");
    place.file(
        "qrels.tsv",
        "a\tthree four\t1\na\tnowhere\t1\nb\ttwo\t1\nc\ttwo\t1\nd\ttwo\t0\ne\tx/one.md\t2\n",
    );
    let evaluation: wire::Evaluation =
        wire::read(&place.run(&[&EVAL[..], &["--json"]].concat()).expect(0));
    // nDCG of `a` is log2(2) / log2(3) of 1 + log2(2) / log2(3), of `e` 1.
    let close = |found: f64, expected: f64| assert!((found - expected).abs() < 5e-5, "{found}");
    assert_eq!((evaluation.queries, evaluation.unanswered), (4, 2));
    close(evaluation.ndcg_cut_10, (0.38685 + 1.0) / 4.0);
    close(evaluation.map, (0.25 + 1.0) / 4.0);
    close(evaluation.recip_rank, (0.5 + 1.0) / 4.0);
    close(evaluation.recall_100, (0.5 + 1.0) / 4.0);
    let shown = "queries     4, 2 without hits\nnDCG@10     0.3467\nMAP         0.3125\n\
                 MRR         0.3750\nrecall@100  0.3750\n";
    assert_eq!(place.run(&EVAL).expect(0), shown);
}

#[test]
fn a_run_is_what_a_batch_would_print() {
    let place = place();
    place.file("queries.tsv", "a\ttruce OR peace\nb\tpeace\n").file("qrels.tsv", "a\ttwo\t1\n");
    let silent = place.run(&[&EVAL[..], &["--run", "run.txt", "-n", "2"]].concat());
    assert_eq!(silent.stderr, "");
    let run = fs::read_to_string(place.path("run.txt")).expect("was written");
    let batch = ["search", "--batch", "queries.tsv", "--trec", "-n", "2"];
    assert_eq!(run, place.run(&batch).expect(0));
    assert_eq!(run.lines().count(), 4);
}

#[test]
fn filters_and_words_for_days_narrow_what_is_measured() {
    let place = Place::new();
    place.file("corpus/old.md", "---\ndate: 2019-05-01\ntags: [x]\n---\nTruce.");
    place.file("corpus/new.md", "---\ndate: 2020-10-13\n---\nTruce.").index();
    place.file("queries.tsv", "a\ttruce\nb\ttruce date:yesterday\n");
    place.file("qrels.tsv", "a\told\t1\n");
    let table: [(&[&str], &[&str]); 4] = [
        (&[], &["a new.md", "a old.md", "b new.md"]),
        (&["--since", "2020"], &["a new.md", "b new.md"]),
        (&["--until", "2 weeks ago"], &["a old.md"]),
        (&["--tag", "x", "--lang", "en", "--lang", "none"], &["a old.md"]),
    ];
    for (filters, expected) in table {
        let args = [&EVAL[..], &["--run", "run.txt", "--now", "2020-10-14T12:00:00Z"], filters];
        let _ = place.run(&args.concat()).expect(0);
        let run = fs::read_to_string(place.path("run.txt")).expect("was written");
        let columns = run.lines().map(|line| {
            let columns: Vec<_> = line.split(' ').collect();
            format!("{} {}", columns[0], columns[2])
        });
        let mut found: Vec<_> = columns.collect();
        found.sort_unstable();
        assert_eq!(found, expected, "{filters:?}");
    }
}

#[test]
fn what_cannot_be_measured_is_said() {
    let place = place();
    let said = |run: Run| {
        assert_eq!(run.status, Some(2), "{run:#?}");
        run.stderr
    };
    place.file("queries.tsv", "a\ttruce\nb\t()\n").file("qrels.tsv", "a\tone\tgood\n");
    assert!(said(place.run(&EVAL)).contains("line 1: the grade `good` is no whole number"));
    place.file("qrels.tsv", "a\tone\t0\n");
    assert!(said(place.run(&EVAL)).contains("no document in it is relevant"));
    place.file("qrels.tsv", "a\tone\t1\na one 1\n");
    let with_failed = place.run(&EVAL);
    assert!(with_failed.stdout.contains("nDCG@10     1.0000"), "{with_failed:#?}");
    let stderr = said(with_failed);
    assert!(stderr.contains("query b: the query holds no word"), "{stderr}");
    assert!(stderr.contains("without three columns: 1"), "{stderr}");
    let missing = ["eval", "--queries", "nowhere.tsv", "--qrels", "qrels.tsv", "--json"];
    let failure: wire::Failure = wire::read(&place.run(&missing).expect(2));
    assert!(failure.error.message.contains("nowhere.tsv"), "{failure:#?}");
}

/// What nDCG@10 of a collection may not fall below under `--any`; it is only ever raised.
const FLOORS: [(&str, f64); 4] =
    [("time", 0.76), ("cranfield", 0.456), ("med", 0.71), ("npl", 0.453)];

#[test]
fn collections_are_ranked_well_and_measured_alike_elsewhere() {
    let (Some(collections), Some(tools)) = (shared("ir"), shared("tools")) else { return };
    for (name, floor) in FLOORS {
        let (place, collection) = (Place::new(), collections.join(name));
        let file = |name: &str| collection.join(name).to_str().expect("is UTF-8").to_owned();
        let corpus = place.path("corpus");
        python(&tools.join("ir_posts.py"), &[&collection, &corpus]);
        place.index();
        let (queries, qrels) = (file("queries.tsv"), file("qrels.tsv"));
        let args = ["eval", "--queries", &queries, "--qrels", &qrels, "--any", "--json"];
        let measured = place.run(&[&args[..], &["--run", "run.txt"]].concat()).expect(0);
        let measured: wire::Evaluation = wire::read(&measured);
        let wire::Evaluation { queries, ndcg_cut_10, map, recip_rank, recall_100, .. } = measured;
        let ours = format!(
            "run.txt {queries} ndcg_cut_10={ndcg_cut_10:.4} map={map:.4} \
             recip_rank={recip_rank:.4} recall_100={recall_100:.4}"
        );
        println!("{name:10} {ours}");
        let run = place.path("run.txt");
        assert_eq!(python(&tools.join("ir_eval.py"), &[qrels.as_ref(), &run]), ours, "{name}");
        assert!(ndcg_cut_10 >= floor, "{name}: {ndcg_cut_10} is below {floor}");
    }
}

fn python(script: &Path, args: &[&Path]) -> String {
    let output = Command::new("python3").arg(script).args(args).output().expect("runs python3");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}
