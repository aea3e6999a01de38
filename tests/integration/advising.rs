//! `kwic search` where it finds nothing: what is corrected, what is said, what is offered.

use crate::program::Place;
use crate::wire;

/// A folder of posts, indexed; in none of them is there a `lavrof`.
fn place() -> Place {
    let place = Place::new();
    let posts = [
        (
            "a",
            "---\ntitle: Cease-fire holds\ntags: [world, White House]\nlayout: post\nlang: en\n---\nLavrov met the observers after the war. Cease fire, he said.",
        ),
        (
            "b",
            "---\ntitle: Talks\nauthor: Ann Teller\nlayout: page\nrating: 5\nlang: en\n---\nObservers met Lavrov. A ceasefire failed on the stairs.",
        ),
        (
            "c",
            "---\ntitle: A garden\ntags: [world, news]\nlang: fr\ndate: 2020-10-14\n---\nCe jardin est grand. Potatoes, tomatoes.",
        ),
        (
            "d",
            "---\ntitle: Trench\nlang: en\ntags: [news]\n---\nThe bench and the bunch; 1987 was a good year.",
        ),
    ];
    for (name, text) in posts {
        place.file(&format!("corpus/{name}.md"), text);
    }
    place.index();
    place
}

fn answer(place: &Place, args: &[&str]) -> wire::Results {
    let run = place.run(&[&["search", "--json", "--no-refresh"], args].concat());
    assert!(run.status.is_some_and(|status| status < 2), "{run:#?}");
    wire::read(&run.stdout)
}

/// The queries that are suggested, of one kind.
fn suggested(results: &wire::Results, kind: &str) -> Vec<String> {
    let of_kind = results.suggestions.iter().filter(|other| other.kind == kind);
    of_kind.map(|other| other.query.clone()).collect()
}

#[test]
fn a_plain_typo_is_corrected() {
    let place = place();
    let table: [(&str, Option<&str>, u64); 20] = [
        ("lavrof", Some("lavrov"), 2),
        ("Lavrof observers", Some("Lavrov observers"), 2),
        ("larvov", Some("lavrov"), 2),
        ("lavrof OR zzzzzz", None, 0),
        ("observrs -lavrov", None, 0),
        ("title:trensh", Some("title:trench"), 1),
        ("lavrof^2 -garden", Some("lavrov^2 NOT garden"), 2),
        ("thewar", Some("the war"), 1),
        ("ce asefire", Some("ceasefire"), 2),
        ("ceese-fire", Some("cease-fire"), 2),
        // Found as they are: stems of `cease` and `ceasefire`.
        ("ceas fire", None, 1),
        ("obsrevers \"the war\"", Some("observers \"the war\""), 1),
        ("observer", None, 2),
        ("\"lavrof\"", None, 0),
        ("=lavrof", None, 0),
        ("+lavrof", None, 0),
        ("1988", None, 0),
        // Bench and bunch are as near.
        ("bonch", None, 0),
        ("lavrof bonch", None, 0),
        ("grdn", None, 0),
    ];
    for (query, corrected, total) in table {
        let results = answer(&place, &[query]);
        assert_eq!(results.query.corrected.as_deref(), corrected, "{query}");
        assert_eq!(results.total, total, "{query}");
        assert_eq!(results.query.text, query);
        let uncorrected = answer(&place, &["--no-correct", query]);
        assert_eq!(uncorrected.query.corrected, None, "{query}");
    }
    let run = place.run(&["search", "lavrof"]);
    assert!(run.stderr.contains("no post has `lavrof`; showing posts with `lavrov`"), "{run:#?}");
    assert!(run.stderr.contains("--no-correct"), "{run:#?}");
    assert_eq!(place.run(&["search", "-c", "lavrof"]).expect(0), "2\n");
    assert_eq!(place.run(&["search", "-c", "lavrof", "--no-correct"]).expect(1), "0\n");
}

#[test]
fn what_is_not_plain_is_offered() {
    let place = place();
    let table: [(&[&str], &[&str]); 9] = [
        (&["bonch"], &["bench", "bunch"]),
        (&["\"lavrof met\""], &["\"lavrov met\""]),
        (&["=lavrof"], &["=lavrov"]),
        (&["+lavrof"], &["+lavrov"]),
        (&["lavrof obsrevers"], &["lavrov observers"]),
        (&["lavrof", "--no-correct"], &["lavrov"]),
        (&["1988"], &[]),
        (&["of"], &[]),
        (&["zzzzzz"], &[]),
    ];
    for (args, expected) in table {
        let results = answer(&place, args);
        assert_eq!(suggested(&results, "spelling"), expected, "{args:?}");
        assert!(results.suggestions.iter().all(|other| other.posts > 0), "{results:#?}");
    }
}

#[test]
fn what_is_missing_is_offered_beside_a_relaxed_answer() {
    let results = answer(&place(), &["observers bonch"]);
    assert!(results.query.relaxed && results.no_hits.is_none());
    assert_eq!(suggested(&results, "spelling"), ["observers bench", "observers bunch"]);
}

#[test]
fn the_clause_that_left_nothing_is_named() {
    let place = place();
    // Each clause with how many posts meet it and how many are found without it.
    let table: [(&[&str], &[&str]); 7] = [
        (&["zzzzzz"], &["zzzzzz word 0 -"]),
        (&["+lavrov tag:news"], &["+lavrov word 2 2", "tag:news field 2 2"]),
        (&["+met \"the moon\""], &["+met word 2 0", "\"the moon\" phrase 0 2"]),
        (&["+met -lavrov"], &["+met word 2 2", "NOT lavrov exclusion 2 2"]),
        (&["+met (garden OR bench)"], &["+met word 2 2", "garden OR bench group 2 2"]),
        (&["+met", "--since", "2020"], &["+met word 2 1", "--since 2020-01-01 filter 1 2"]),
        (
            &["+met", "--tag", "wrold", "--lang", "en"],
            &["+met word 2 0", "--tag wrold filter 0 2", "--lang en filter 3 0"],
        ),
    ];
    for (args, expected) in table {
        let results = answer(&place, args);
        assert_eq!(results.total, 0, "{args:?}");
        let clauses = results.no_hits.expect("says why").clauses.into_iter();
        let clauses = clauses.map(|clause| {
            let without = clause.posts_without.map_or("-".to_owned(), |count| count.to_string());
            format!("{} {} {} {without}", clause.text, clause.kind, clause.posts)
        });
        assert_eq!(clauses.collect::<Vec<_>>(), expected, "{args:?}");
    }
    assert!(answer(&place, &["met"]).no_hits.is_none());
}

#[test]
fn values_and_keys_that_there_are_are_offered() {
    let place = place();
    let table: [(&[&str], &str, &[&str], &str); 10] = [
        (&["tag:wrold"], "value", &["tag:world"], "world 2"),
        (&["tag:\"white hose\""], "value", &["tag:\"White House\""], "White House 1"),
        (&["tag:zzzzzz"], "value", &[], "news 2, world 2, White House 1"),
        (&["category:zzzzzz"], "value", &[], ""),
        (&["lang:eng"], "value", &["lang:en"], "en 3"),
        (&["lang:xx"], "value", &[], "en 3, fr 1"),
        (&["layout:psot"], "value", &["layout:post"], "post 1"),
        (&["author:zzzzzz"], "value", &[], "Ann Teller 1"),
        (&["titel:talks"], "field", &["title:talks"], "layout 2, rating 1"),
        (&["laoyut:page"], "field", &["layout:page"], "layout 2"),
    ];
    for (args, kind, expected, known) in table {
        let results = answer(&place, args);
        assert_eq!(suggested(&results, kind), expected, "{args:?}");
        let clauses = results.no_hits.expect("says why").clauses;
        let values = clauses[0].known.iter().map(|one| format!("{} {}", one.value, one.count));
        assert_eq!(values.collect::<Vec<_>>().join(", "), known, "{args:?}");
    }
    let results = answer(&place, &["*", "--tag", "wrold"]);
    assert_eq!(results.suggestions[0].command, "kwic search --tag world '*'");
}

#[cfg(unix)]
#[test]
fn commands_run_as_they_stand() {
    let place = place();
    let index = place.path("an index");
    std::fs::rename(place.path("index"), &index).expect("moves the index");
    let index = index.to_string_lossy();
    let queries: [&[&str]; 8] = [
        &["\"lavrof met\""],
        &["+lavrov tag:news"],
        &["+o'brien -lavrov"],
        &["tag:\"white hose\"", "--sort", "newest"],
        &["+met", "--tag", "wrold", "--since", "2001"],
        &["+lavrof", "--no-relax", "--lang", "en"],
        &["-e", "zzzzzz", "-e", "=lavrof"],
        &["--", "-garden -bench -observers -1987"],
    ];
    let program = env!("CARGO_BIN_EXE_kwic");
    let mut seen = 0;
    for args in queries {
        let results = answer(&place, &[&["--index", &index], args].concat());
        for other in results.suggestions {
            let command = other.command.strip_prefix("kwic search").expect("is a search");
            let line = format!("{program} search -c --no-refresh {command}");
            let mut shell = std::process::Command::new("sh");
            let output = shell.args(["-c", &line]).output().expect("runs");
            let count = String::from_utf8_lossy(&output.stdout);
            assert_eq!(count.trim(), other.posts.to_string(), "{line}: {output:?}");
            seen += 1;
        }
    }
    assert!(seen >= 8, "only {seen} commands");
}

#[test]
fn people_are_told_on_stderr() {
    let place = place();
    let run = place.run(&["search", "+met tag:wrold"]);
    let expected = "no post matches +met tag:wrold\n  `+met`: 2 posts; without it still none\n  \
        `tag:wrold`: no post; without it 2; there are world 2\ndid you mean:\n    \
        kwic search '+met tag:world'  # 1 post\nwithout a part of it:\n    \
        kwic search +met  # 2 posts\n";
    assert_eq!((run.stderr.as_str(), run.stdout.as_str(), run.status), (expected, "", Some(1)));
}

#[test]
fn a_long_query_is_given_no_advice() {
    let place = place();
    let long = |words: usize| format!("lavrof{}", " lavrov".repeat(words));
    assert!(answer(&place, &[&long(30)]).query.corrected.is_some());
    let results = answer(&place, &[&long(40)]);
    assert!(results.query.corrected.is_none() && results.suggestions.is_empty());
}
