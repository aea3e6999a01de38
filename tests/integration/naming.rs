//! Synonyms, queries with names, and `kwic new`.

use serde_json::Value;

use crate::program::{Place, Run};
use crate::wire;

const CONFIG: &str = r#"
synonyms = ["truce, armistice", "usa => united states", "united nations, UNO"]

[queries]
peace = { query = "truce OR pact", watch = true }
minister = "lavrov"
russia = { query = "@minister", until = "2020-10", watch = true }
"#;

/// Posts by their names.
fn place(posts: &[(&str, &str)]) -> Place {
    let place = Place::new();
    place.file("kwic.toml", CONFIG);
    for (name, text) in posts {
        place.file(&format!("corpus/{name}.md"), text);
    }
    place
}

fn paths(place: &Place, query: &str, args: &[&str]) -> String {
    let args = [&["search", "--no-refresh", "--sort", "path", "-l", "--no-relax", query], args];
    let stdout = place.run(&args.concat()).stdout;
    stdout.replace("corpus/", "").replace(".md\n", " ").trim_end().to_owned()
}

#[test]
fn synonyms_are_expansions_like_any_other() {
    let place = place(&[
        ("a", "---\nlang: en\n---\nThe truces held."),
        ("b", "An armistice was signed."),
        ("c", "Voters in the United States."),
        ("d", "The USA voted. United they stand, the states."),
        ("e", "The United Nations met."),
        ("f", "UNO met in winter."),
        ("g", "---\nlang: en\n---\nNo truce."),
    ]);
    place.index();
    let table = [
        ("truce", "a b g"),
        ("truces", "a b g"),
        ("Armistice", "a b g"),
        ("title:truce", ""),
        ("body:truce", "a b g"),
        ("=truce", "g"),
        ("=armistice", "b"),
        ("\"armistice\"", "b"),
        ("\"truces\"", "a"),
        ("usa", "c d"),
        ("united states", "c d"),
        ("UNO", "e f"),
        ("united nations", "e f"),
        ("winter united nations", "f"),
        ("NOT truce", "c d e f"),
    ];
    for (query, expected) in table {
        assert_eq!(paths(&place, query, &[]), expected, "{query}");
    }
    assert_eq!(paths(&place, "truce", &["--no-synonyms"]), "a g");
    assert_eq!(paths(&place, "truce", &["--no-config"]), "a g");
    assert_eq!(paths(&place, "united nations", &["--no-synonyms"]), "e");
    assert_eq!(paths(&place, "truce usa", &["--any"]), "a b c d g");
}

#[test]
fn synonyms_are_explained_and_marked() {
    let place = place(&[("a", "A truce."), ("b", "Armistice day in the United States.")]);
    place.index();
    let args = ["search", "--no-refresh", "--explain", "--json", "truce"];
    let results: wire::Results = wire::read(&place.run(&args).expect(0));
    let words = results.query.explained.expect("is explained").words;
    let kinds: Vec<_> = words[0]
        .forms
        .iter()
        .map(|form| format!("{} {} {}", form.text, form.kind, form.weight))
        .collect();
    assert_eq!(kinds, ["truce typed 1", "armistice synonym 0.5"]);
    assert_eq!(results.hits[0].path, "a.md", "what was typed counts more");
    assert!(results.hits[0].score > results.hits[1].score);
    let marked = |query: &str| {
        let args = ["search", "--no-refresh", "--json", query];
        let results: wire::Results = wire::read(&place.run(&args).expect(0));
        let hit = results.hits.into_iter().find(|hit| hit.path == "b.md").expect("is found");
        let snippet = &hit.snippets[0];
        let letters: Vec<char> = snippet.text.chars().collect();
        let marks = snippet.highlights.iter();
        marks.map(|&[start, end]| letters[start..end].iter().collect()).collect::<Vec<String>>()
    };
    assert_eq!(marked("truce"), ["Armistice"]);
    assert_eq!(marked("usa").join(" "), "United States");
}

#[test]
fn named_queries_stand_in_others() {
    let place = place(&[
        ("a", "---\ndate: 2020-10-01\n---\nLavrov signed a pact."),
        ("b", "---\ndate: 2020-11-01\n---\nLavrov spoke of a truce."),
        ("c", "A pact, @minister and @peacenik."),
    ]);
    place.index();
    let table = [
        ("@peace", "a b c"),
        ("@peace lavrov", "a b"),
        ("@peace -@minister", "c"),
        ("@russia", "a"),
        ("\"@minister\"", "c"),
        ("@peacenik", "c"),
    ];
    for (query, expected) in table {
        assert_eq!(paths(&place, query, &[]), expected, "{query}");
    }
    let run = place.run(&["search", "--no-refresh", "--json", "@peace"]);
    let results: wire::Results = wire::read(&run.stdout);
    assert_eq!(results.query.text, "@peace", "as typed");
    assert_eq!(results.query.parsed, "(truce OR pact)");
    let run = place.run(&["search", "--no-refresh", "@ministre"]);
    let expected = "kwic: `@ministre` is searched as a word; there is a query `@minister`\n";
    assert!(run.stderr.starts_with(expected), "{run:?}");
    let shown = place.run(&["config"]).expect(0);
    assert!(shown.contains("queries.minister = \"lavrov\"  # kwic.toml:6\n"), "{shown}");
    let watched = "queries.peace = { query = \"truce OR pact\", watch = true }  # kwic.toml:5\n";
    assert!(shown.contains(watched), "{shown}");
}

/// What `kwic new` lists, by query.
fn news(place: &Place, args: &[&str]) -> (Option<i32>, String) {
    let run = place.run(&[&["new", "--json"], args].concat());
    let answer: Value = serde_json::from_str(&run.stdout).expect("is JSON");
    let queries = answer["queries"].as_array().expect("is a list").iter();
    let told = queries.map(|query| {
        let hits = query["hits"].as_array().expect("is a list").iter();
        let paths: Vec<_> = hits.map(|hit| hit["path"].as_str().expect("is a text")).collect();
        format!(
            "{}: {} {}",
            query["name"].as_str().expect("has a name"),
            query["total"],
            paths.join(" ")
        )
    });
    (run.status, told.collect::<Vec<_>>().join("; ").replace(".md", ""))
}

#[test]
fn only_what_came_in_is_new() {
    let place = place(&[
        ("a", "---\ndate: 2020-10-01\n---\nLavrov signed a pact."),
        ("b", "---\ndate: 2020-11-01\n---\nNothing of the kind."),
    ]);
    place.index();
    let told = |status, text: &str| (Some(status), text.to_owned());
    assert_eq!(news(&place, &[]), told(0, "peace: 1 a; russia: 1 a"));
    assert_eq!(news(&place, &[]), told(1, "peace: 0 ; russia: 0 "));
    place.file("corpus/b.md", "---\ndate: 2020-11-01\n---\nThere is a truce now.");
    place.file("corpus/c.md", "---\ndate: 2020-11-02\n---\nLavrov again.");
    assert_eq!(news(&place, &["--since", "1"]), told(0, "peace: 1 b; russia: 0 "));
    assert_eq!(
        news(&place, &[]),
        told(0, "peace: 1 b; russia: 0 "),
        "--since leaves it to be told"
    );
    std::fs::rename(place.path("corpus/a.md"), place.path("corpus/z.md")).expect("renames");
    assert_eq!(news(&place, &[]).0, Some(1), "a rename is not new");
    place.run(&["index", "-q", "--rebuild"]).expect_silence();
    assert_eq!(news(&place, &[]).0, Some(1), "nor is what is only read again");
    assert_eq!(news(&place, &["minister", "--since=0"]), told(0, "minister: 2 c z"));
    assert_eq!(news(&place, &["--since", "yesterday"]).0, Some(0));
    assert_eq!(news(&place, &["--since", "2999-01-01"]).0, Some(1));
    place.run(&["verify"]).expect(0);
    place.run(&["index", "-q", "--rebuild"]).expect_silence();
}

#[test]
fn people_read_what_is_new_by_query() {
    let place = place(&[("a", "---\ntitle: Peace\ndate: 2020-12-01\n---\nA truce.")]);
    place.index();
    let run = place.run(&["new"]);
    let expected = "@peace: 1 new post\n 1. Peace\n    2020-12-01  corpus/a.md:5\n    A truce.\n";
    assert_eq!((run.stdout.as_str(), run.stderr.as_str(), run.status), (expected, "", Some(0)));
    let run = place.run(&["new"]);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str(), run.status), ("", "", Some(1)));
}

#[test]
fn what_cannot_be_looked_for_is_an_error() {
    let place = place(&[("a", "A truce.")]);
    place.index();
    let table: [(&[&str], &str); 4] = [
        (&["new", "peece"], "kwic: there is no query `peece`\nhint: did you mean `peace`?\n"),
        (&["new", "--since", "soon"], "kwic: `soon` is no value for --since: it is the number"),
        (&["new", "--no-config"], "kwic: no query is watched\nhint: write into kwic.toml"),
        (&["new", "--index", "none"], "kwic: there is no index in `none`"),
    ];
    for (args, expected) in table {
        let run: Run = place.run(args);
        assert!(run.stderr.starts_with(expected), "{run:?}");
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""));
    }
}
