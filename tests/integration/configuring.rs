//! `kwic.toml`: which file holds, what wins over it, and what is wrong with it.

use serde_json::Value;

use crate::program::{Place, Run};
use crate::wire;

/// Two posts in `posts/`, and a file that names the folder.
fn place(config: &str) -> Place {
    let place = Place::new();
    place.file("posts/a.md", "---\ntitle: Truce\ndate: 2020-10-14\n---\nThe armistice holds.");
    place.file("posts/b.md", "---\ntitle: Peace\ndate: 2020-11-14\n---\nThe truce is signed.");
    place.file("kwic.toml", format!("corpus = \"posts\"\nindex = \"ix\"\n{config}"));
    place
}

/// What is expected of a setting: value, source, origin and line.
type Told<'a> = (Value, &'a str, &'a str, Option<u64>);

/// A setting as `kwic config --json` tells it: value, source, origin and line.
fn setting(run: Run, name: &str) -> (Value, String, String, Option<u64>) {
    let answer: Value = serde_json::from_str(&run.expect(0)).expect("is JSON");
    assert_eq!(answer["format_version"], 1);
    let settings = answer["settings"].as_array().expect("is a list");
    let found = settings.iter().find(|setting| setting["name"] == name).expect(name);
    let text = |key: &str| found[key].as_str().unwrap_or_default().to_owned();
    (found["value"].clone(), text("source"), text("origin"), found["line"].as_u64())
}

#[test]
fn commands_take_their_folders_from_the_file() {
    let place = place("");
    assert_eq!(place.run(&["search", "-c", "truce"]).expect(0), "2\n");
    assert!(place.path("ix/kwic.json").exists() && !place.path("index").exists());
    assert_eq!(place.run(&["export"]).expect(0).lines().count(), 2);
    assert!(place.run(&["check"]).expect(0).starts_with("2 posts read"));
    assert!(place.run(&["index", "-q"]).stdout.is_empty());
    let mut below = place.command(["search", "-l", "armistice"]);
    let below = Run::of(below.current_dir(place.path("posts")));
    assert_eq!(below.expect(0), "a.md\n", "found upwards, paths relative to the file");
}

#[test]
fn flags_win_over_the_environment_over_the_file() {
    let place = place("[weights]\ntitle = 4\n");
    place.file("other.toml", "index = \"other\"\n");
    let config = |args: &[&str], variables: &[(&str, &str)]| {
        let mut command = place.command([&["config", "--json"], args].concat());
        command.envs(variables.iter().copied());
        Run::of(&mut command)
    };
    let text = |text: &str| Value::from(text);
    let table: [(&[&str], &[(&str, &str)], &str, Told); 9] = [
        (&[], &[], "index", (text("ix"), "file", "kwic.toml", Some(2))),
        (&[], &[("KWIC_INDEX", "e")], "index", (text("e"), "environment", "KWIC_INDEX", None)),
        (&["--index", "f"], &[("KWIC_INDEX", "e")], "index", (text("f"), "flag", "--index", None)),
        (&["--no-config"], &[], "index", (text("index"), "default", "", None)),
        (
            &["--config", "other.toml"],
            &[("KWIC_CONFIG", "nosuch.toml")],
            "index",
            (text("other"), "file", "other.toml", Some(1)),
        ),
        (
            &[],
            &[("KWIC_CONFIG", "other.toml")],
            "index",
            (text("other"), "file", "other.toml", Some(1)),
        ),
        (&[], &[], "weights.title", (Value::from(4.0), "file", "kwic.toml", Some(4))),
        (&[], &[], "weights.body", (Value::from(1.0), "default", "", None)),
        (&[], &[("NO_COLOR", "1")], "color", (text("never"), "environment", "NO_COLOR", None)),
    ];
    for (args, variables, name, (value, source, origin, line)) in table {
        let expected = (value, source.to_owned(), origin.to_owned(), line);
        assert_eq!(setting(config(args, variables), name), expected, "{args:?} {variables:?}");
    }
    let shown = place.run(&["config"]).expect(0);
    assert!(shown.contains("index = \"ix\"  # kwic.toml:2\n"), "{shown}");
    assert!(shown.contains("# include is not set  # default\n"), "{shown}");
}

#[test]
fn the_nearest_file_holds_and_the_users_own_last() {
    let place = Place::new();
    place.file("settings/kwic/kwic.toml", "index = \"mine\"\n");
    place.file("deep/er/x", "");
    let path = || {
        let mut command = place.command(["config", "--path"]);
        let run = Run::of(command.current_dir(place.path("deep/er")));
        let root = place.path("").canonicalize().expect("exists");
        run.stdout.trim_end().replace(&*root.to_string_lossy(), "").replace('\\', "/")
    };
    assert!(path().ends_with("/settings/kwic/kwic.toml"), "{}", path());
    place.file("kwic.toml", "");
    assert!(path().ends_with("/kwic.toml") && !path().contains("settings"), "{}", path());
    place.file("deep/er/kwic.toml", "what is in it = does not matter");
    assert_eq!(path(), "kwic.toml");
    assert_eq!(place.run(&["config", "--path", "--no-config"]).expect(1), "");
}

#[test]
fn what_is_wrong_is_named_with_its_line() {
    let table: [(&[u8], &str); 10] = [
        (
            b"corpsu = 'a'",
            "kwic.toml:1: there is no setting `corpsu`\nhint: did you mean `corpus`?",
        ),
        (b"\nindex = 3", "kwic.toml:2: invalid type: integer `3`"),
        (b"a\nb\n\xff", "kwic.toml:3: what stands here is not UTF-8"),
        (
            b"[defaults.serach]\nlimit = 1",
            "kwic.toml:2: there is no command `serach`\nhint: did you mean `search`?",
        ),
        (
            b"[defaults.search]\nlimt = 1",
            "kwic.toml:2: `kwic search` has no flag `--limt` to be set here\nhint: did you mean `limit`?",
        ),
        (b"[defaults.search]\nlimit = 'many'", "kwic.toml:2: invalid value 'many' for '--limit"),
        (b"[defaults.search]\nlimit = true", "kwic.toml:2: `limit` takes a value"),
        (b"[defaults.search]\njson = 'yes'", "kwic.toml:2: `json` is true or false"),
        (
            b"[defaults]\ncolour = 'never'",
            "kwic.toml:2: no command has a flag `--colour`\nhint: did you mean `color`?",
        ),
        (
            b"[defaults.search]\nindex = 'x'",
            "kwic.toml:2: `kwic search` has no flag `--index` to be set here",
        ),
    ];
    for (text, expected) in table {
        let place = Place::new();
        place.file("kwic.toml", text);
        let run = place.run(&["stats"]);
        assert!(run.stderr.starts_with(&format!("kwic: {expected}")), "{expected}\n{run:?}");
        assert_eq!(run.status, Some(2));
    }
    let place = Place::new();
    place.file("kwic.toml", "x = 1");
    let answer: Value =
        serde_json::from_str(&place.run(&["stats", "--json"]).expect(2)).expect("is JSON");
    assert_eq!(answer["error"]["code"], "config");
}

#[test]
fn files_that_are_none_are_refused() {
    let place = Place::new();
    place.file("kwic.toml/x", "");
    place.file("huge.toml", "#".repeat((1 << 20) + 1));
    let table: [(&[&str], &str); 3] = [
        (&[], "kwic: kwic.toml: this is a folder"),
        (&["--config", "huge.toml"], "kwic: huge.toml: a file of settings has a megabyte at most"),
        (&["--config", "nosuch.toml"], "kwic: cannot read `nosuch.toml`"),
    ];
    for (args, expected) in table {
        let run = place.run(&[&["stats"], args].concat());
        assert!(run.stderr.starts_with(expected), "{run:?}");
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""));
    }
}

#[test]
fn default_flags_give_way_to_what_is_typed() {
    let place = place(
        "[defaults]\ncolor = \"always\"\n[defaults.search]\nlimit = 1\nsort = \"oldest\"\n\
         json = true\nrefresh = true\n[defaults.export]\nthreads = 1\n",
    );
    place.index();
    let hits = |args: &[&str]| -> Vec<String> {
        let results: wire::Results =
            wire::read(&place.run(&[&["search"], args].concat()).expect(0));
        results.hits.into_iter().map(|hit| hit.path).collect()
    };
    assert_eq!(hits(&["truce"]), ["a.md"], "the oldest, and only that");
    assert_eq!(hits(&["truce", "-n", "2"]), ["a.md", "b.md"]);
    assert_eq!(hits(&["--sort=newest", "--", "truce"]), ["b.md"]);
    assert_eq!(hits(&["truce", "--no-refresh"]), ["a.md"], "excludes `refresh`");
    assert_eq!(place.run(&["search", "-c", "truce"]).expect(0), "2\n", "excludes `json`");
    assert_eq!(place.run(&["search", "-l", "truce"]).expect(0), "posts/a.md\n");
    assert_eq!(place.run(&["search", "-c", "truce", "--no-config", "--index=ix"]).expect(0), "2\n");
    assert!(place.run(&["stats"]).expect(0).contains('\u{1b}'), "of every command that has it");
    assert!(!place.run(&["stats", "--color", "never"]).expect(0).contains('\u{1b}'));
}

#[test]
fn globs_choose_files_as_the_flags_do() {
    let place = place("exclude = [\"b.md\"]\n");
    assert_eq!(place.run(&["search", "-l", "*"]).expect(0), "posts/a.md\n");
    assert_eq!(place.run(&["export"]).expect(0).lines().count(), 1);
    place.run(&["index", "-q", "--exclude", "a.md"]).expect_silence();
    assert_eq!(place.run(&["search", "-l", "*"]).expect(0), "posts/b.md\n", "flags win");
}

#[test]
fn furniture_is_told_by_the_file() {
    let place = place("[furniture]\nnames = [\"promo\"]\nlines = [\"Follow us\"]\n");
    let body =
        "<p>A truce.</p><div class=\"x Promo\"><p>Subscribe to peace.</p></div><p>Follow us!</p>";
    place.file("posts/c.html", body);
    let count = |query: &str| place.run(&["search", "-c", query]).stdout;
    let found = |promo: &str, line: &str| {
        assert_eq!(count("subscribe"), promo);
        assert_eq!(count("body:follow"), line);
    };
    place.index();
    found("0\n", "0\n");
    assert_eq!(count("caption:follow"), "1\n");
    let exported = place.run(&["export"]).expect(0);
    assert!(!exported.contains("Subscribe to peace"), "{exported}");
    place.file("kwic.toml", "corpus = \"posts\"\nindex = \"ix\"\n");
    place.run(&["index", "-q"]).expect_silence();
    found("0\n", "0\n");
    let text = "corpus = \"posts\"\nindex = \"ix\"\n[furniture]\nnames = []\n";
    place.file("kwic.toml", text);
    let report = place.run(&["index", "--json"]).expect(0);
    assert!(report.contains("\"reread\": \"furniture\""), "{report}");
    found("1\n", "1\n");
}

#[test]
fn weights_change_the_order_and_are_explained() {
    let place = place("[weights]\ntitle = 0.1\n");
    place.file("posts/c.md", "---\ntitle: Other\n---\nTruce, truce, truce.").index();
    let first = |args: &[&str]| place.run(&[&["search", "-l", "truce"], args].concat()).expect(0);
    assert!(first(&[]).starts_with("posts/c.md\n"));
    assert!(first(&["--no-config", "--index", "ix"]).starts_with("posts/a.md\n"));
    let explained = place.run(&["search", "--explain", "truce"]).expect(0);
    assert!(explained.contains("body 1, title 0.1, description 0.7"), "{explained}");
}
