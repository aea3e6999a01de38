//! `kwic search --batch`: many queries at once, and runs in the format of TREC.

use crate::program::Place;
use crate::wire;

/// Ids and what was asked in a file that holds all kinds of lines.
const QUERIES: &str =
    "truce\nq1\tcease-fire\r\n\nq 2\t\"military observers\"\n\t停火\nnone\tnosuchword\n";

#[test]
fn each_line_is_answered_as_a_search_of_its_own() {
    let place = Place::with_samples();
    place.index().file("queries.tsv", QUERIES);
    let args = ["--no-refresh", "-n", "3", "--since", "2020"];
    let run = place.run(&[&["search", "--batch", "queries.tsv"], &args[..]].concat());
    assert_eq!(run.stderr, "");
    let answers: Vec<wire::Answer> = run.expect(0).lines().map(wire::read).collect();
    let table = [
        ("1", "truce"),
        ("q1", "cease-fire"),
        ("q 2", "\"military observers\""),
        ("5", "停火"),
        ("none", "nosuchword"),
    ];
    assert_eq!(answers.len(), table.len());
    for (answer, (id, query)) in answers.iter().zip(table) {
        let alone = place.run(&[&["search", query, "--json"], &args[..]].concat());
        let alone: wire::Results = wire::read(&alone.stdout);
        assert_eq!((answer.id.as_str(), answer.query.text.as_str()), (id, query));
        assert_eq!((answer.total, answer.warnings.len()), (alone.total, alone.warnings.len()));
        assert_eq!(format!("{:?}", answer.hits), format!("{:?}", alone.hits), "{query}");
    }
    let from_stdin = place.run_with_stdin(&["search", "--batch", "-", "-n", "1"], QUERIES);
    assert_eq!(from_stdin.expect(0).lines().count(), table.len());
}

#[test]
fn a_table_of_queries_is_known_by_its_name() {
    let place = Place::with_samples();
    let table = "id,query,note\r\nq1,\"\"\"military observers\"\"\",two words\r\n,cease-fire,\r\n";
    place.index().file("queries.CSV", table).file("plain.txt", "a,b truce\n");
    let ids = |file: &str| -> Vec<(String, String)> {
        let answers = place.run(&["search", "--batch", file, "-n", "1", "--any"]).expect(0);
        let answers = answers.lines().map(wire::read::<wire::Answer>);
        answers.map(|answer| (answer.id, answer.query.text)).collect()
    };
    let own = |id: &str, query: &str| (id.to_owned(), query.to_owned());
    assert_eq!(ids("queries.CSV"), [own("q1", "\"military observers\""), own("3", "cease-fire")]);
    assert_eq!(ids("plain.txt"), [own("1", "a,b truce")]);
}

#[test]
fn one_bad_query_stops_no_other() {
    let place = Place::with_samples();
    place.index().file("queries.tsv", "a\ttruce\nb\t()\nc\t(lavrov\n");
    let run = place.run(&["search", "--batch", "queries.tsv", "--strict", "-n", "1"]);
    assert_eq!(run.status, Some(2));
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines.len(), 3, "{run:#?}");
    assert_eq!(wire::read::<wire::Answer>(lines[0]).id, "a");
    for (line, id, code) in [(lines[1], "b", "query_empty"), (lines[2], "c", "query")] {
        let failed: wire::FailedAnswer = wire::read(line);
        assert_eq!((failed.id.as_str(), failed.error.code.as_str()), (id, code));
        assert!(run.stderr.contains(&format!("query {id}: {}", failed.error.message)), "{run:#?}");
    }
    let trec = place.run(&["search", "--batch", "queries.tsv", "--trec", "-n", "1"]);
    assert_eq!((trec.status, trec.stdout.lines().count()), (Some(2), 2), "{trec:#?}");
    assert!(trec.stderr.contains("1 queries have warnings") && trec.stderr.contains("query b:"));
    place.file("none.tsv", "nosuchword\n");
    assert_eq!(place.run(&["search", "--batch", "none.tsv", "--trec"]).expect(1), "");
    let missing = place.run(&["search", "--batch", "nowhere.tsv"]);
    assert_eq!((missing.status, missing.stdout.as_str()), (Some(2), ""));
    assert!(missing.stderr.contains("cannot read `nowhere.tsv`"), "{missing:#?}");
}

/// Asserts that a run is in order, and returns its queries and documents.
fn read_run(run: &str) -> Vec<(&str, &str)> {
    let lines: Vec<Vec<&str>> = run.lines().map(|line| line.split_whitespace().collect()).collect();
    for pair in lines.windows(2).filter(|pair| pair[0][0] == pair[1][0]) {
        let [before, after] = [0, 1].map(|at| pair[at][4].parse::<f64>().expect("is a number"));
        assert!(before > after, "{pair:?}");
        let [before, after] = [0, 1].map(|at| pair[at][3].parse::<u64>().expect("is a rank"));
        assert_eq!(before + 1, after, "{pair:?}");
    }
    for line in &lines {
        assert_eq!((line.len(), line[1], line[5]), (6, "Q0", "kwic"), "{line:?}");
    }
    lines.into_iter().map(|line| (line[0], line[2])).collect()
}

#[test]
fn a_run_tells_the_order_by_its_scores_alone() {
    let place = Place::new();
    for name in ["b", "a", "2020/c d", "e"] {
        place.file(
            &format!("corpus/{name}.md"),
            "---\ntitle: One\ndate: 2020-01-01\n---\nThe same truce.",
        );
    }
    place.file("corpus/f.md", "---\ndate: 2021-01-01\n---\nA truce among many other words of it.");
    place.index().file("queries.tsv", "q\ttruce\nall\t*\nr s\t+truce path:a.md\n");
    let run = place.run(&["search", "--batch", "queries.tsv", "--trec"]).expect(0);
    let same = ["2020/c%20d.md", "a.md", "b.md", "e.md"];
    let by_score = same.iter().chain(&["f.md"]).map(|path| ("q", *path));
    let by_date = ["f.md"].iter().chain(&same).map(|path| ("all", *path));
    let expected: Vec<_> = by_score.chain(by_date).chain([("r%20s", "a.md")]).collect();
    assert_eq!(read_run(&run), expected);
    let newest = ["search", "truce", "--trec", "--sort", "newest", "-n", "2"];
    assert_eq!(read_run(&place.run(&newest).expect(0)), [("1", "f.md"), ("1", "2020/c%20d.md")]);
}

#[test]
fn bare_words_know_no_operators() {
    let place = Place::new();
    place.file("corpus/a.md", "War.").file("corpus/b.md", "Peace not truce.");
    place.file("corpus/c.md", "Nothing else.").index();
    let table: [(&[&str], &str); 4] = [
        (&["war NOT truce"], "a.md b.md"),
        (&["war", "nosuchword"], "a.md"),
        (&["(peace"], "b.md"),
        (&["war peace else"], "a.md b.md c.md"),
    ];
    for (words, expected) in table {
        let listed = place.run(&[&["search", "--any", "-l", "--sort", "path"], words].concat());
        assert_eq!(listed.stderr, "", "{words:?}");
        let names = listed.expect(0).replace("corpus/", "");
        assert_eq!(names.split_whitespace().collect::<Vec<_>>().join(" "), expected, "{words:?}");
    }
}
