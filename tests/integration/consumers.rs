//! What reads the answers in earnest: jq, Python and the shell.
//!
//! A test is skipped where its program is missing, unless `KWIC_REQUIRE_CONSUMERS` is set.

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Stdio};

use crate::program::{Place, Run, project};

const KWIC: &str = env!("CARGO_BIN_EXE_kwic");
/// A post whose every field holds what separates fields elsewhere.
const TRICKY: &str = "---\n\
    title: \"Truce, \\\"so called\\\"; a\\tb \\\\ c\"\n\
    tags: [\"a; b\", \"c,d\", \"\\\"e\\\"\"]\n\
    authors: [\"O'Brien, Ann\", \"=1+1\"]\n\
    url: \"https://example.org/?a=1,2&b=\\\"c\\\"\"\n\
    date: 2020-10-14T08:00:00+02:00\n---\n\
    \"Truce in Zanzibar,\" she said\\; it held.\n\n```\ntruce\tin \\n code\n  \"and quotes\n```\n";

/// Whether a program is there.
pub fn has(program: &str) -> bool {
    let is_there = Command::new(program).arg("--version").output().is_ok();
    let is_required = std::env::var_os("KWIC_REQUIRE_CONSUMERS").is_some();
    assert!(is_there || !is_required, "there is no {program}");
    if !is_there {
        eprintln!("skipped: there is no {program}");
    }
    is_there
}

/// Runs a script of `tests/consumers` in a place; the program is its first argument.
fn python(place: &Place, script: &str, args: &[&str]) -> String {
    let script = project().join("tests/consumers").join(script);
    let mut python = Command::new("python3");
    python.arg(script).arg(KWIC).args(args).current_dir(place.path(""));
    python.env("PYTHONIOENCODING", "utf-8").env_remove("KWIC_INDEX");
    Run::of(&mut python).expect(0)
}

#[test]
fn python_finds_every_marked_word_by_code_points() {
    if !has("python3") {
        return;
    }
    let place = Place::with_samples();
    place.index();
    let counts = python(&place, "highlights.py", &["corpus"]);
    // The languages of the samples, each with more marks than a few lucky ones.
    let expected = ["ar", "de", "el", "en", "es", "fr", "hy", "ja", "ru", "tr", "uk", "zh"];
    let found: Vec<&str> = counts.lines().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(found, expected);
    for line in counts.lines() {
        let count = line.rsplit(' ').next().and_then(|count| count.parse::<u32>().ok());
        assert!(count.is_some_and(|count| count >= 20), "{line}");
    }
}

#[test]
fn python_reads_the_same_hits_in_every_form() {
    if !has("python3") {
        return;
    }
    let place = Place::with_samples();
    place.file("corpus/tricky.md", TRICKY).file("corpus/title-only.md", "---\ntitle: Truce\n---\n");
    #[cfg(unix)]
    odd_names().iter().for_each(|name| odd_post(&place, name));
    place.index();
    let hits = |query| python(&place, "tables.py", &["corpus", query]).trim().to_owned();
    assert_eq!(hits("nosuchword"), "0");
    assert_eq!(hits("Lavrov"), "9");
    assert_eq!(hits("zanzibar"), "1");
    #[cfg(unix)]
    assert_eq!(hits("oddly title:odd"), odd_names().len().to_string());
    let all = hits("*").parse::<usize>().expect("is a number");
    assert!(all > 50, "{all}");
}

#[test]
fn jq_reads_documents_and_lines() {
    if !has("jq") {
        return;
    }
    let place = Place::with_samples();
    place.index();
    let jq = |args: &[&str], filter: &str| {
        let answer = place.run(&[&["search", "--no-refresh"], args].concat());
        let mut jq = Command::new("jq");
        jq.args(["-rc", filter]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = jq.spawn().expect("starts");
        let mut stdin = child.stdin.take().expect("is piped");
        std::io::Write::write_all(&mut stdin, answer.stdout.as_bytes()).expect("takes it");
        drop(stdin);
        Run::from(child.wait_with_output().expect("ends")).expect(0)
    };
    let marked = ".title_highlights[] as [$from, $to] | .title[$from:$to]";
    let unmarked = ["لافروف", "nosuchword"];
    for query in ["Lavrov", "停火", "Лавров", "لافروف", "nosuchword"] {
        let document = jq(&[query, "--json"], &format!(".hits[] | [.path, ({marked})]"));
        let lines = jq(
            &[query, "--jsonl"],
            &format!("select(.type == \"hit\") | [.path.text, ({marked})]"),
        );
        assert_eq!(document, lines, "{query}");
        let total = jq(&[query, "--jsonl"], "select(.type == \"summary\").total");
        assert_eq!(total, jq(&[query, "--json"], ".total"), "{query}");
        let marks = jq(&[query, "--json"], &format!(".hits[] | {marked}")).to_lowercase();
        assert!(marks.lines().all(|mark| mark.starts_with(&query.to_lowercase())), "{marks}");
        assert_eq!(marks.is_empty(), unmarked.contains(&query), "{query}");
    }
    assert_eq!(jq(&["()", "--jsonl"], "[.type, .code]"), "[\"error\",\"query_empty\"]\n");
    // What jq takes a table apart with puts it together too.
    let filter = "[.hits[] | [.rank, .score, .id, .path, .snippets[0].line, .title, .date,
        .language, (.tags | join(\"; \")), (.authors | join(\"; \")), .url, .snippets[0].text]]
        | .[] | @tsv";
    let table = place.run(&["search", "--no-refresh", "truce", "--tsv"]).expect(0);
    assert_eq!(jq(&["truce", "--json"], filter), table.split_once('\n').expect("a header").1);
}

/// Names of posts that a careless loop stumbles over.
#[cfg(unix)]
fn odd_names() -> Vec<std::ffi::OsString> {
    use std::os::unix::ffi::OsStringExt;
    let names: [&[u8]; 9] = [
        b"plain.md",
        b"two  blanks .md",
        b"it's \"quoted\".md",
        b"line\nend.md",
        b"-n.md",
        b"$(touch pwned) `x` *.md",
        b"tab\there\\n.md",
        b"not-\xff\xfe-utf8.md",
        "état 停火.md".as_bytes(),
    ];
    names.iter().map(|name| std::ffi::OsString::from_vec(name.to_vec())).collect()
}

#[cfg(unix)]
fn odd_post(place: &Place, name: &std::ffi::OsStr) {
    use std::os::unix::ffi::OsStrExt;
    let number: u32 = name.as_bytes().iter().map(|&byte| u32::from(byte)).sum();
    let text = format!("---\ntitle: Odd\n---\nOddly named number {number}.\n");
    fs::create_dir_all(place.path("corpus")).expect("creates a folder");
    fs::write(place.path("corpus").join(name), text).expect("writes a file");
}

#[cfg(unix)]
#[test]
fn the_shell_opens_each_path_whatever_its_name() {
    let place = Place::new();
    odd_names().iter().for_each(|name| odd_post(&place, name));
    place.index();
    let all = |folder: &str| -> BTreeSet<String> {
        let files = fs::read_dir(place.path(folder)).expect("lists a folder");
        let texts = files.map(|file| fs::read_to_string(file.expect("is there").path()));
        let lines = texts.map(|text| text.expect("can be read").lines().last().map(str::to_owned));
        lines.map(|line| line.expect("has lines")).collect()
    };
    let expected = all("corpus");
    assert_eq!(expected.len(), odd_names().len());
    let xargs = r#""$@" search oddly -l0 | xargs -0 -n 1 tail -n 1 --"#;
    // Inside the corpus, paths begin as the names do: with a dash, too.
    let inside =
        r#"cd corpus && "$@" search oddly -l0 --index ../index | xargs -0 -n 1 tail -n 1 --"#;
    let bash = r#"bash -c '"$@" search oddly -l0 | while IFS= read -r -d "" file
        do tail -n 1 -- "$file"; done' "$0" "$@""#;
    let scripts = [Some(xargs), Some(inside), has("bash").then_some(bash)];
    for script in scripts.into_iter().flatten() {
        let script = format!("{script}\n");
        let run = Run::of(&mut place.script(&script, &[]));
        assert_eq!(run.stderr, "", "{script}");
        let lines: BTreeSet<String> = run.expect(0).lines().map(str::to_owned).collect();
        assert_eq!(lines, expected, "{script}");
    }
    assert!(!place.path("pwned").exists() && !place.path("corpus/pwned").exists());
}
