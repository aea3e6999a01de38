//! The forms in which `search` prints its hits, and which of them go together.

use crate::program::Place;

#[test]
fn only_one_form_can_be_asked_for() {
    let place = Place::with_samples();
    place.index();
    let forms: [&[&str]; 8] = [
        &["--json"],
        &["--jsonl"],
        &["--csv"],
        &["--tsv"],
        &["--format", "{{ id }}"],
        &["-l"],
        &["-c"],
        &["--trec"],
    ];
    for (at, form) in forms.iter().enumerate() {
        let run = place.run(&[&["search", "truce", "-n", "1"], *form].concat());
        assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""), "{form:?}");
        for other in &forms[at + 1..] {
            let run = place.run(&[&["search", "truce"], *form, other].concat());
            assert_eq!(run.status, Some(2), "{form:?} {other:?}");
            assert!(run.stderr.contains("cannot be used with"), "{run:#?}");
        }
        let explained = place.run(&[&["search", "truce", "--explain"], *form].concat());
        let explains = [0, 1, 4].contains(&at);
        assert_eq!(explained.status, Some(if explains { 0 } else { 2 }), "{form:?}");
        let batch = place.run_with_stdin(&[&["search", "--batch", "-"], *form].concat(), "truce\n");
        let answers = [0, 7].contains(&at);
        assert_eq!(batch.status, Some(if answers { 0 } else { 2 }), "{form:?}");
    }
    let stray = place.run(&["search", "truce", "-0"]);
    assert_eq!(stray.status, Some(2), "{stray:#?}");
}

#[test]
fn nothing_is_a_header_an_empty_text_or_two_lines() {
    let place = Place::with_samples();
    place.index();
    let header = "rank,score,id,path,line,title,date,language,tags,authors,url,snippet\n";
    let table = [
        ("--csv", header.to_owned()),
        ("--tsv", header.replace(',', "\t")),
        ("--format={{ title }}", String::new()),
        ("-l", String::new()),
        ("-c", "0\n".to_owned()),
        ("--trec", String::new()),
    ];
    for (form, expected) in table {
        let run = place.run(&["search", "nosuchword", form]);
        assert_eq!((run.status, run.stderr.as_str()), (Some(1), ""), "{form}");
        assert_eq!(run.stdout, expected, "{form}");
    }
    let lines = place.run(&["search", "nosuchword", "--jsonl"]).expect(1);
    let types: Vec<&str> = lines.lines().filter_map(|line| line.split('"').nth(3)).collect();
    assert_eq!(types, ["begin", "summary"]);
}

#[test]
fn warnings_stand_beside_tables_and_within_lines() {
    let place = Place::with_samples();
    place.index();
    for form in ["--csv", "--tsv", "--format={{ id }}", "-l"] {
        let run = place.run(&["search", "(lavrov", form]);
        assert!(run.stderr.contains("never closed"), "{form}: {run:#?}");
        assert!(!run.stdout.contains("never closed"), "{form}: {run:#?}");
    }
    let run = place.run(&["search", "(lavrov", "--jsonl"]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
    let second = run.stdout.lines().nth(1).expect("a second line");
    assert!(second.starts_with(r#"{"type":"warning","code":"syntax","message":"column 1"#));
}

#[test]
fn a_template_says_what_is_printed_of_each_hit() {
    let place = Place::new();
    place.file(
        "corpus/a.md",
        "---\ntitle: 'A <b>truce</b> & more'\ndate: 2019\ntags: [x, y z]\n---\nTruce.\n",
    );
    place.file("corpus/b.md", "---\ntitle: \"Truce\"\ndate: 2020-10\n---\n").index();
    let table = [
        ("{{ path }}:{{ line }}", "a.md:6\nb.md:\n"),
        (r"{{ rank }}\t{{ tags }}\t{{ date }}|", "1\tx; y z\t2019|\n2\t\t2020-10|\n"),
        ("{{ snippet }}{{ url }}", "Truce.\n\n"),
        ("{{ url | upper }}{{ url or '-' }}{{ path_bytes }}{{ date_future }}", "-\n-\n"),
        ("{{ title[title_highlights[0][0]:title_highlights[0][1]] | upper }}", "TRUCE\nTRUCE\n"),
        ("{% for s in snippets %}{{ s.field }}{% endfor %}-x", "body-x\n-x\n"),
        ("-", "-\n-\n"),
        (r"{{ id | length }}\n", "10\n\n10\n\n"),
    ];
    for (template, expected) in table {
        let args = ["search", "truce", "--sort", "path", "--format", template];
        assert_eq!(place.run(&args).expect(0), expected, "{template}");
    }
}

#[test]
fn a_template_that_cannot_be_filled_is_an_error() {
    let place = Place::new();
    place.file("corpus/a.md", "---\ntitle: Truce\n---\n").index();
    let table = [
        ("{{ title", "syntax error"),
        ("{{ titel }}", "a hit has no `titel`; it has authors,"),
        ("{{ title | shout }}", "is unknown"),
        ("{{ snippets[0].text }}", "for the post a.md"),
    ];
    for (template, reason) in table {
        let run = place.run(&["search", "truce", "--format", template]);
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{template}");
        assert!(run.stderr.contains(reason), "{template}: {run:#?}");
        // A mistake in the template is found before an index is looked for, or built.
        let _ = place.run(&["search", "truce", "--format", template, "--index", "nowhere"]);
        assert_eq!(place.path("nowhere").exists(), reason.contains("a.md"), "{template}");
    }
}

#[test]
fn another_version_of_the_format_is_not_spoken() {
    let place = Place::with_samples();
    place.index();
    let commands: [&[&str]; 4] =
        [&["search", "truce", "--json"], &["stats", "--json"], &["export"], &["check", "--json"]];
    for command in commands {
        let run = place.run(&[command, &["--format-version", "2"]].concat());
        assert_eq!(run.status, Some(2), "{command:?}");
        assert!(run.stderr.contains("hint: ask for `--format-version 1`"), "{run:#?}");
        let is_json = command.contains(&"--json");
        assert_eq!(run.stdout.contains("\"code\": \"format_version\""), is_json, "{run:#?}");
        let run = place.run(&[command, &["--format-version", "1"]].concat());
        assert_ne!(run.status, Some(2), "{run:#?}");
    }
}

#[test]
fn a_table_says_the_same_with_commas_and_with_tabs() {
    let place = Place::with_samples();
    let odd = "---\ntitle: \"Truce\\tof, \\\"ten\\\" \\\\ days\"\ndate: 2020-10-12\n---\nA truce, \\ twice.\n";
    place.file("corpus/odd.md", odd).index();
    let table: [&[&str]; 6] = [
        &["search", "truce"],
        &["concordance", "truce"],
        &["concordance", "truce", "--collocates", "--min-count", "2"],
        &["terms", "truce"],
        &["similar", "blog/who-is-sergey-lavrov.md"],
        &["timeline", "truce", "a\tb", "--by", "month"],
    ];
    for args in table {
        let form = |form: &str| place.run(&[args, &["--no-refresh", form]].concat()).expect(0);
        let text = form("--csv");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let own = |row: csv::StringRecord| row.iter().map(str::to_owned).collect();
        let commas: Vec<Vec<String>> =
            reader.records().map(|row| own(row.expect("is a row"))).collect();
        assert!(commas.len() > 2, "{args:?}: {commas:?}");
        let tabs: Vec<Vec<String>> =
            form("--tsv").lines().map(|line| line.split('\t').map(unescaped).collect()).collect();
        assert_eq!(tabs, commas, "{args:?}");
    }
}

/// A value of a table with tabs, as it was before it was written there.
fn unescaped(value: &str) -> String {
    let parts = value.split("\\\\").map(|part| part.replace("\\t", "\t").replace("\\n", "\n"));
    parts.collect::<Vec<_>>().join("\\")
}
