//! `kwic search --recency`: new posts before those that answer as well, or nearly so.

use crate::program::{Place, Run};
use crate::wire;

/// Posts that say the same, of different ages, and one of old that says it better.
fn place() -> Place {
    let place = Place::new();
    let post = |name: &str, date: &str, text: &str| {
        place.file(&format!("corpus/{name}.md"), format!("---\ntitle: T\n{date}\n---\n{text}"));
    };
    post("a-2010", "date: 2010-01-01", "A truce holds.");
    post("b-today", "date: 2020-10-14", "A truce holds.");
    post("c-month", "date: 2020-09-14", "A truce holds.");
    post("d-future", "date: 2031-01-01", "A truce holds.");
    post("e-undated", "lang: en", "A truce holds.");
    post("f-apt", "date: 2010-01-02", "Truce truce truce.");
    post("g-other", "date: 2020-10-14", "Nothing of the kind here.");
    place.index();
    place
}

fn at(place: &Place, flags: &[&str]) -> Run {
    let now = ["--now", "2020-10-14T12:00:00Z", "search", "truce", "--no-refresh"];
    place.run(&[&now[..], flags].concat())
}

#[test]
fn the_newer_of_equals_comes_first_and_dates_of_files_do_not_count() {
    let place = place();
    let table: [(&[&str], &str); 6] = [
        (&[], "f b c a d e"),
        // A month is two half-lives and more, which leaves little.
        (&["--recency", "2w"], "b f c a d e"),
        (&["--recency", "1 year"], "b c f a d e"),
        // What is ten years old is as good as new.
        (&["--recency", "5000y"], "f b c a d e"),
        (&["--recency", "1y", "--any"], "b c f a d e"),
        (&["--recency", "1y", "-n", "2", "--offset", "1"], "c f"),
    ];
    for (flags, expected) in table {
        let paths = at(&place, &[flags, &["-l"]].concat()).expect(0);
        let initial = |line: &str| line.rsplit('/').next().map_or(String::new(), |n| n[..1].into());
        let initials: Vec<_> = paths.lines().map(initial).collect();
        assert_eq!(initials.join(" "), expected, "{flags:?}");
    }
}

#[test]
fn scores_are_what_the_formula_says() {
    let place = place();
    let read = |flags: &[&str]| -> wire::Results {
        wire::read(&at(&place, &[flags, &["--json", "--explain"]].concat()).expect(0))
    };
    let plain = read(&[]);
    let blended = read(&["--recency", "30d"]);
    let score = |results: &wire::Results, name: &str| {
        let hit = results.hits.iter().find(|hit| hit.path.starts_with(name)).expect("is a hit");
        hit.score
    };
    // Half a day and thirty and a half days old.
    let halves = |days: f64| (-days / 30.0).exp2();
    let gains = [("b", halves(0.5)), ("c", halves(30.5)), ("a", 0.0), ("d", 0.0), ("e", 0.0)];
    for (name, gain) in gains {
        let expected = score(&plain, name) * (1.0 + gain);
        assert!((score(&blended, name) - expected).abs() < 1e-4, "{name}");
    }
    for hit in &blended.hits {
        let parts = &hit.explanation.as_ref().expect("is explained").parts;
        let sum: f64 = parts.iter().map(|part| part.score).sum();
        assert!((sum - hit.score).abs() < 1e-4, "{}", hit.path);
        let recency: Vec<_> = parts.iter().filter(|part| part.kind == "recency").collect();
        let is_new = ["b", "c"].iter().any(|name| hit.path.starts_with(name));
        if is_new {
            assert!(recency[0].age_days.is_some_and(|days| days < 31.0), "{recency:?}");
        }
        assert!(!hit.path.starts_with(['d', 'e']) || recency.is_empty(), "{recency:?}");
    }
    let told = at(&place, &["--recency", "30d", "--explain", "-n", "1"]).expect(0);
    assert!(told.contains(" days old; 0.99 of the rest, by a half-life of 30 days"), "{told}");
}

#[test]
fn a_batch_and_a_run_are_blended_too() {
    let place = place();
    place.file("queries.tsv", "q\ttruce\n");
    let args = ["--now", "2020-10-14T12:00:00Z", "search", "--batch", "queries.tsv"];
    for form in [&["--trec"][..], &[]] {
        let printed = place.run(&[&args[..], &["--recency", "1y"], form].concat()).expect(0);
        let first = ["b-today", "c-month", "f-apt"].map(|name| printed.find(name).expect(name));
        assert!(first.is_sorted(), "{printed}");
    }
}

#[test]
fn what_is_no_half_life_is_refused() {
    let place = place();
    for (flags, said) in [
        (&["--recency", "soon"][..], "written as 2w"),
        (&["--recency", "0d"], "written as 2w"),
        (&["--recency", "2w", "--sort", "newest"], "another order"),
    ] {
        let run = at(&place, flags);
        assert_eq!(run.status, Some(2), "{run:#?}");
        assert!(run.stderr.contains(said), "{run:#?}");
    }
}

#[test]
fn the_searches_that_are_offered_keep_it() {
    let place = place();
    let args = ["search", "truce AND tag:nowhere", "--recency", "6 months", "--no-refresh"];
    let run = place.run(&args);
    assert!(run.stderr.contains("--recency '6 months'"), "{run:#?}");
}
