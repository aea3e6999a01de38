//! What cannot be done is said clearly, with the next step, and as JSON too.

use std::io::Read;
use std::process::Stdio;

use crate::program::{Place, Run};
use crate::wire;

/// Runs a command that must fail, with and without `--json`. Returns its message and hint.
#[track_caller]
fn failure(place: &Place, args: &[&str]) -> (String, Option<String>) {
    let plain = place.run(args);
    assert_eq!((plain.status, plain.stdout.as_str()), (Some(2), ""), "{plain:#?}");
    let json = place.run(&[args, &["--json"]].concat());
    let answer: wire::Failure = wire::read(&json.stdout);
    assert_eq!(json.status, Some(2));
    assert!(plain.stderr.contains(&answer.error.message), "{plain:#?} {answer:#?}");
    assert!(!answer.error.code.is_empty());
    (plain.stderr, answer.error.hint)
}

#[test]
fn what_is_missing_is_named() {
    let place = Place::new();
    place.file("file.md", "Text.").file("stranger/letter.txt", "Dear").file("empty/.keep", "");
    let table: [(&[&str], &str, &str); 11] = [
        (&["check", "empty"], "no posts in `empty`", ".md"),
        (&["check", "empty", "--include", "*.md"], "no posts in `empty`", "--include"),
        (&["check", "nowhere"], "there is no corpus folder at `nowhere`", "kwic index FOLDER"),
        (&["index"], "there is no corpus folder at `corpus`", "kwic index FOLDER"),
        (&["index", "file.md"], "`file.md` is not a folder", "kwic index FOLDER"),
        (&["index", "empty"], "no posts in `empty`", ".md"),
        (&["search", "truce"], "there is no index in `index`", "kwic index CORPUS --index index"),
        (&["show", "a.md"], "there is no index in `index`", "kwic index CORPUS --index index"),
        (&["stats", "--index", "nowhere"], "no index in `nowhere`", "--index nowhere"),
        (&["search", "truce", "--index", "stranger"], "is not a kwic index", "--index"),
        (&["index", "stranger", "--index", "stranger"], "is not a kwic index", "--index"),
    ];
    for (args, message, hint) in table {
        let (said, hinted) = failure(&place, args);
        assert!(said.contains(message), "{args:?}: {said}");
        assert!(hinted.is_some_and(|hinted| hinted.contains(hint)), "{args:?}: {said}");
    }
    assert!(!place.path("index").exists(), "a run that failed left an index");
}

#[test]
fn a_query_that_holds_nothing_is_refused() {
    let place = Place::with_samples();
    place.index();
    for query in ["", "...", "()"] {
        let (said, hint) = failure(&place, &["search", query]);
        assert!(said.contains("no word to search for"), "{said}");
        assert!(hint.is_some());
    }
    let (said, _) = failure(&place, &["search", "--strict", "(truce"]);
    assert!(said.contains("column 1: this `(` is never closed"), "{said}");
    let (said, _) = failure(&place, &["show", "nowhere.md"]);
    assert!(said.contains("no post `nowhere.md`"), "{said}");
}

#[test]
fn bad_flags_are_refused() {
    let place = Place::with_samples();
    place.index();
    let table: [(&[&str], &str); 9] = [
        (&["search", "truce", "--frobnicate"], "--frobnicate"),
        (&["search", "truce", "--since", "2021", "--until", "2020"], "before `--since`"),
        (&["index", "--threads", "9999"], "9999"),
        (&["search"], "required"),
        (&["search", "truce", "--since", "soon"], "`soon` is no value for --since"),
        (&["search", "truce", "--limit", "many"], "many"),
        (&["search", "truce", "--sort", "up"], "relevance"),
        (&["index", "--memory", "lots"], "a size is a number"),
        (&["index", "--exclude", "a{b"], "no value for --exclude"),
    ];
    for (args, message) in table {
        let run = place.run(args);
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{args:?} {run:#?}");
        assert!(run.stderr.contains(message), "{args:?}: {}", run.stderr);
        let json = place.run(&[args, &["--json"]].concat());
        let _: wire::Failure = wire::read(&json.stdout);
    }
}

#[test]
fn a_word_with_a_dash_before_it_is_explained() {
    let place = Place::with_samples();
    place.index();
    let (said, hint) = failure(&place, &["search", "armenia", "-turkey"]);
    assert!(said.contains("hint: to leave out posts with a word, write `NOT word`"), "{said}");
    assert!(hint.is_some_and(|hint| hint.contains("kwic search -- ")));
    let (said, _) = failure(&place, &["search", "fire", "-cease"]);
    assert!(said.contains("write `NOT word`"), "{said}");
    assert_eq!(place.run(&["search", "--", "armenia", "-turkey"]).status, Some(0));
}

#[test]
fn what_is_no_command_may_be_searched_for() {
    let place = Place::new();
    let table = [
        ("truce", Some("`kwic search truce`")),
        ("two words", Some("`kwic search 'two words'`")),
        ("serach", None),
    ];
    for (typed, expected) in table {
        let (said, hint) = failure(&place, &[typed]);
        assert!(said.contains("unrecognized subcommand"), "{said}");
        let expected = expected.map(|command| format!("to search for it: {command}"));
        assert_eq!(hint, expected, "{typed}");
    }
}

#[test]
fn the_folder_of_the_index_need_not_be_named() {
    let place = Place::new();
    place.file("posts/a.md", "---\ntitle: a: b\n---\nA truce.");
    place.run(&["index", "posts", "-q"]).expect_silence();
    let again = place.run(&["index"]).expect(0);
    assert!(again.contains("problems in 1 post, as before; `kwic check` lists them\n"), "{again}");
    assert!(again.contains("nothing changed"), "{again}");
    assert!(place.run(&["check"]).expect(1).starts_with("a.md:2: "));
    assert_eq!(place.run(&["export"]).expect(0).lines().count(), 1);
    // A folder of the usual name goes before it.
    place.file("corpus/b.md", "A peace.");
    assert!(place.run(&["export"]).expect(0).contains("peace"));
    let (said, _) = failure(&place, &["index"]);
    assert!(said.contains("holds another corpus"), "{said}");
}

#[test]
fn another_corpus_does_not_creep_into_an_index() {
    let place = Place::new();
    place.file("one/a.md", "First.").file("two/b.md", "Second.");
    place.run(&["index", "one", "-q"]).expect_silence();
    let (said, hint) = failure(&place, &["index", "two"]);
    assert!(said.contains("holds another corpus"), "{said}");
    assert!(hint.is_some_and(|hint| hint.contains("--rebuild")));
    place.run(&["index", "two", "-q", "--rebuild"]).expect_silence();
    assert_eq!(place.run(&["search", "-l", "second"]).expect(0), "two/b.md\n");
}

#[test]
fn a_damaged_index_is_no_panic() {
    let place = Place::with_samples();
    place.index();
    place.file("index/kwic.json", "{");
    let (said, hint) = failure(&place, &["search", "truce"]);
    assert!(said.contains("is damaged"), "{said}");
    assert!(hint.is_some_and(|hint| hint.contains("--rebuild")));
    place.file("index/kwic.json", r#"{"format":1,"generation":7}"#);
    let (said, _) = failure(&place, &["search", "truce"]);
    assert!(said.contains("generation 7 cannot be opened"), "{said}");
    place.file("index/kwic.json", r#"{"format":9,"generation":1}"#);
    let (said, _) = failure(&place, &["search", "truce"]);
    assert!(said.contains("has format 9"), "{said}");
}

#[test]
fn a_first_build_that_was_broken_off_is_not_built_from_another_folder() {
    let place = Place::with_samples();
    place.file("half/kwic.json", r#"{"format":1,"generation":0}"#);
    let (said, hint) = failure(&place, &["search", "truce", "--index", "half"]);
    assert!(said.contains("the first build of the index `half` was broken off"), "{said}");
    assert!(hint.is_some_and(|hint| hint.contains("--index half")));
    place.run(&["index", "--index", "half", "-q"]).expect_silence();
}

#[test]
fn globs_that_match_nothing_leave_the_index_as_it_was() {
    let place = Place::with_samples();
    place.index();
    let (said, hint) = failure(&place, &["index", "--include", "*.nope"]);
    assert!(said.contains("no posts in `corpus`"), "{said}");
    assert!(hint.is_some_and(|hint| hint.contains("--include")));
    assert_eq!(place.run(&["search", "-c", "cease-fire"]).status, Some(0));
}

#[test]
fn a_file_that_was_left_out_is_known() {
    let place = Place::with_samples();
    place.index();
    let draft = "blog/draft-on-apostrophes-and-primes.md";
    for name in [draft, &format!("corpus/{draft}")] {
        let (said, _) = failure(&place, &["show", name]);
        assert!(said.contains("is not in the index: a draft"), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn an_unreadable_post_is_news_and_not_the_end() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    place.file("corpus/a.md", "Text.").file("corpus/b.md", "Secret.");
    let secret = place.path("corpus/b.md");
    std::fs::set_permissions(&secret, PermissionsExt::from_mode(0o000)).expect("is ours");
    if std::fs::read(&secret).is_ok() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    let report: String = place.run(&["index", "--json"]).expect(0);
    let report: wire::Report = wire::read(&report);
    assert_eq!((report.indexed, report.failed), (1, 1));
    assert_eq!(report.failed_files[0].path, "b.md");
    assert_eq!(report.failed_files[0].code, "unreadable");
    let strict = place.run(&["index", "--strict"]);
    assert_eq!(strict.status, Some(1), "{strict:#?}");
    assert!(strict.stdout.contains("failed: b.md: "), "{strict:#?}");
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let place = Place::new();
    let words = "truce ".repeat(200);
    for number in 0..2000 {
        place.file(&format!("corpus/{number}.md"), &words);
    }
    place.index();
    for form in [&["-l"][..], &["-n", "2000"], &["-n", "2000", "--json"]] {
        let mut command = place.command([&["search", "truce"], form].concat());
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
        let mut first = [0; 1];
        let mut stdout = child.stdout.take().expect("is piped");
        stdout.read_exact(&mut first).expect("has something to say");
        drop(stdout);
        let run = Run::from(child.wait_with_output().expect("ends"));
        assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""), "{form:?}");
    }
}
