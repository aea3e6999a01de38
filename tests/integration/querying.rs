//! The query language: what is found by words near each other, expressions, ranges and dates, and how
//! what is too much ends.

use std::time::{Duration, Instant};

use crate::program::Place;

/// Posts with keys of every type, indexed.
fn place() -> Place {
    let place = Place::new();
    let posts = [
        (
            "a",
            "---\ntitle: Colours\ndate: 2020-10-13T23:30:00-05:00\nwordcount: 100\nrevised: 2020-10-14T08:00:00Z\nfeatured: true\ntags: [peace talks]\nkind: essay\n---\nThe colour of one truce and the next.",
        ),
        (
            "b",
            "---\ntitle: Colored\ndate: 2020-09-02\nwordcount: 500.5\nrevised: 1602633600.25\nfeatured: false\ntags: [peace]\nkind: news\n---\nOne truce. Two words, then three more words, and a ceasefire.",
        ),
        (
            "c",
            "---\ntitle: Old\ndate: 2019-05-01\nwordcount: 501\nrevised: 14 Nov 2020\nauthor: Ann\nextra:\n  login: ann\nsubtitle:\nkind: list\n---\n\n# Part\n\nThe next truce came before one in /usr/local/bin of home.",
        ),
        (
            "d",
            "---\ntitle: Plain\nwordcount: \"many\"\nkind: today\nrevised: 2021\ndescription: A line.\n---\nNothing at all.",
        ),
    ];
    for (name, text) in posts {
        place.file(&format!("corpus/{name}.md"), text);
    }
    place.index();
    place
}

/// The names of the posts that a search finds on Wednesday, the 14th of October 2020.
#[track_caller]
fn found(place: &Place, args: &[&str]) -> String {
    let fixed = ["search", "-l", "--sort", "path", "--now", "2020-10-14T12:00:00Z"];
    let run = place.run(&[&fixed, args].concat());
    assert!(run.status.is_some_and(|status| status < 2), "{run:#?}");
    let names =
        run.stdout.lines().map(|line| line.trim_start_matches("corpus/").trim_end_matches(".md"));
    names.collect::<Vec<_>>().join(" ")
}

#[test]
fn queries_find_what_they_mean() {
    let place = place();
    let table = [
        ("one NEAR truce", "a b c"),
        ("one NEAR/0 truce", "a b"),
        ("truce NEAR/0 one", "a b"),
        ("one NEAR/3 truce NEAR/3 words", "b"),
        ("words NEAR/1 one NEAR/1 truce", "b"),
        ("then NEAR/2 one NEAR/2 truce", "b"),
        ("then NEAR/1 one NEAR/1 truce", ""),
        ("cease-fire NEAR words", "b"),
        ("cease-fires NEAR/2 words", "b"),
        ("(cease-fire OR peace) NEAR/0 a", "b"),
        ("truce NEAR/2 one", "a b c"),
        ("(one OR next) NEAR/0 truce", "a b c"),
        ("truce NOT next NEAR/0 truce", "a b"),
        ("title:(truce NEAR one)", ""),
        ("/colou?r(s|ed)?/", "a b"),
        ("title:/COLOU?RS/", "a"),
        ("/cease.+/", "b"),
        ("-/.*truce/ *", "d"),
        ("tag:/peace .*/", "a"),
        ("tag:peace*", "a b"),
        ("kind:/[el].*/", "a c"),
        ("kind:es*", "a"),
        ("/usr/local/bin", "c"),
        ("wordcount:>500", "b c"),
        ("wordcount:>=501", "c"),
        ("wordcount:<500", "a"),
        ("wordcount:<=500.5", "a b"),
        ("wordcount:100..500", "a"),
        ("wordcount:[100 TO 501]", "a b c"),
        ("wordcount:{100 TO 501}", "b"),
        ("wordcount:500.5", "b"),
        ("wordcount:100.0", "a"),
        ("wordcount:many", "d"),
        ("wordcount:500..100", ""),
        ("revised:>2020-10", "c"),
        ("revised:2020-10", "a b"),
        ("revised:2020-10-14..2020", "a b c"),
        ("revised:<=today", "a b"),
        ("revised:today", "a b"),
        ("revised:yesterday", ""),
        ("revised:\"this month\"", "a b"),
        ("revised:(\"next month\" OR yesterday)", "c"),
        ("kind:today", "d"),
        ("path:corpus/a.md", "a"),
        ("path:./corpus/*.md", "a b c d"),
        ("path:corpus", ""),
        ("path:other/a.md", ""),
        ("revised:2021", "d"),
        ("featured:true", "a"),
        ("featured:<true", "b"),
        ("kind:>m", "b d"),
        ("kind:[e TO m]", "a c"),
        ("date:2020", "a b"),
        ("date:>2020-09", "a"),
        ("date:<2020", "c"),
        ("date:2019..2020-09", "b c"),
        ("date:yesterday", "a"),
        ("date:\"last month\"", "b"),
        ("date:\"last year\"", "c"),
        ("date:\"13 oct 2020\"", "a"),
        ("date:>=6mo", "a b"),
        ("author:*", "c"),
        ("extra.login:*", "c"),
        ("extra:*", "c"),
        ("subtitle:*", ""),
        ("wordcount:*", "a b c d"),
        ("description:*", "d"),
        ("heading:*", "c"),
        ("(kind:news OR kind:list)^2", "b c"),
    ];
    for (query, expected) in table {
        assert_eq!(found(&place, &["-e", query, "--no-relax"]), expected, "{query}");
    }
}

#[test]
fn options_take_dates_as_people_say_them() {
    let place = place();
    let table: [(&[&str], &str); 8] = [
        (&["--since", "last monday"], "a"),
        (&["--since", "2020-09"], "a b"),
        (&["--since", "6 weeks ago"], "a b"),
        (&["--since", "7w", "--until", "1mo"], "b"),
        (&["--until", "last year"], "c"),
        (&["--until", "1 May 2019"], "c"),
        (&["--since", "today"], ""),
        (&["--since", "this year", "--until", "september"], "b"),
    ];
    for (args, expected) in table {
        assert_eq!(found(&place, &[args, &["*"]].concat()), expected, "{args:?}");
    }
    for option in ["--since", "--until"] {
        let run = place.run(&["search", "*", option, "soon"]);
        let message = format!("`soon` is no value for {option}: a date is written as 2020-10-14");
        assert!(run.stderr.contains(&message), "{run:#?}");
        assert_eq!(run.status, Some(2));
    }
}

#[test]
fn any_reads_words_without_operators() {
    let place = place();
    assert_eq!(found(&place, &["--any", "NOT \"colour (ceasefire:"]), "a b");
    let run = place.run(&["search", "--any", "-l", "(colour"]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""), "no syntax, no warning");
}

#[test]
fn broken_parts_are_warned_of_or_refused() {
    let place = place();
    for (query, warning) in [
        ("/(truce/", "column 1: `/(truce/` is no regular expression (unclosed group)"),
        ("truce^0", "column 1: `^0` is no boost"),
        ("truce NEAR", "column 7: nothing stands after this NEAR"),
        ("truce NEAR/99999999999 one", "column 7: so many words between others are read as 255"),
        ("truce date:soon", "column 12: `soon` is no date"),
    ] {
        let run = place.run(&["search", query]);
        assert!(run.status == Some(0) && run.stderr.contains(warning), "{run:#?}");
        let run = place.run(&["search", query, "--strict"]);
        assert!(run.status == Some(2) && run.stderr.contains(warning), "{run:#?}");
    }
}

/// Whatever is asked, there is an answer or a clear error within a second.
#[test]
fn what_is_too_much_ends_soon() {
    let place = place();
    let table = [
        ("a megabyte of words", "truce ".repeat(175_000), "longer than 64 KiB"),
        ("a hundred thousand words", "a ".repeat(100_000), "longer than 64 KiB"),
        ("a word of a megabyte", "x".repeat(1 << 20), "longer than 64 KiB"),
        ("a long word", "x".repeat(60_000), ""),
        ("a long fuzzy word", "x".repeat(60_000) + "~2", "at most 255 bytes long"),
        ("a hundred thousand brackets", "(".repeat(100_000), "longer than 64 KiB"),
        ("many brackets", "(".repeat(60_000), "more than 1024 words"),
        ("deep brackets", "(".repeat(1000) + "truce", "nested deeper than 64 times"),
        ("deep signs", "-(".repeat(1000) + "truce", "nested deeper than 64 times"),
        ("many words", "truce ".repeat(1024), ""),
        ("too many words", "truce ".repeat(1025), "more than 1024 words"),
        ("stars", "*".repeat(60_000), ""),
        ("a pattern of stars", "a*b*c*".to_owned(), ""),
        ("a long pattern of stars", "a*".repeat(127), ""),
        ("a long pattern of marks", "a?*".repeat(80), ""),
        ("too long a pattern", "a*".repeat(30_000), "at most 255 bytes long"),
        ("many patterns", "*e* ".repeat(17), "more than 16 patterns"),
        ("open patterns", "*e* ".repeat(5), "more than 4 patterns that any letter may begin"),
        ("a hostile path", "path:".to_owned() + &"*a".repeat(30_000), "it is too complex"),
        (
            "many marks in a path",
            "path:a".to_owned() + &"?".repeat(60_000) + "b",
            "it is too complex",
        ),
        ("repetitions", "/(a{1000}){1000}/".to_owned(), "it is too complex"),
        ("stars in an expression", "/.*.*.*.*/".to_owned(), ""),
        ("choices in an expression", "/(a|b)*a(a|b){30}/".to_owned(), "it is too complex"),
        ("slashes", "/".repeat(60_000), ""),
        ("many near", "a".to_owned() + &" NEAR a".repeat(900), ""),
        ("many choices", "(a OR b OR c OR d) NEAR (e OR f) ".repeat(150), ""),
        ("fields", "a:".repeat(1000) + "b", "nested deeper than 64 times"),
        ("boosts", "(a)^2".repeat(1000), ""),
    ];
    for (what, query, message) in table {
        let start = Instant::now();
        let run = place.run_with_stdin(&["search", "-c", "-"], &query);
        let took = start.elapsed();
        assert!(run.status.is_some_and(|status| status <= 2), "{what}: {:?}", run.status);
        assert!(run.stderr.contains(message), "{what}: {}", run.stderr);
        assert!(run.status != Some(2) || !run.stderr.is_empty(), "{what}: no reason");
        // Unoptimised, beside other tests.
        assert!(took < Duration::from_secs(5), "{what}: {took:?}");
    }
}
