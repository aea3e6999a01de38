//! `kwic show` in its forms, names on stdin, citations, and opening a hit.

use serde_json::Value;

use crate::program::Place;

const POST: &str = "---\ntitle: 'Truce: day *one* & {{ two }}'\ndate: 2020-10-19T15:16:21Z\nauthor: [Anna Petrova, Smith and Sons]\ntags: [peace]\nlang: en\nurl: https://example.org/truce\ndescription: How it began.\n---\n\n## The first hour\n\nGuns fell silent at 1. The *last* shell fell at noon, wrote `a_b_c`.\n\n- one item\n- two items\n\n> Said, and quoted.\n\n```\n# code, not a heading\n  with *marks*\n```\n";

fn place() -> Place {
    let place = Place::new();
    place
        .file("corpus/truce.md", POST)
        .file("corpus/b.md", "---\ntitle: Second\n---\n\nMore text.\n");
    place.index();
    place
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("is JSON")).collect()
}

#[test]
fn markdown_is_the_same_post_again() {
    let place = Place::with_samples();
    place.file("corpus/truce.md", POST).index();
    let exported = lines(&place.run(&["export", "corpus"]).expect(0));
    assert!(exported.len() > 40);
    for before in &exported {
        let path = before["path"].as_str().expect("has a path");
        let shown = place.run(&["show", path, "--markdown", "--no-refresh"]);
        // A draft is not in the index.
        if before["draft"] == true {
            continue;
        }
        let copy = Place::new();
        copy.file("corpus/copy.md", shown.expect(0));
        let after = &lines(&copy.run(&["export", "corpus"]).expect(0))[0];
        for key in ["title", "description", "authors", "tags", "categories", "url", "image", "text"]
        {
            assert_eq!(after[key], before[key], "{key} of {path}");
        }
        if before["date_source"] != "mtime" {
            assert_eq!(after["date"], before["date"], "{path}");
        }
    }
}

#[test]
fn the_original_is_shown_byte_for_byte() {
    let place = place();
    assert_eq!(place.run(&["show", "truce.md", "--original"]).expect(0), POST);
    std::fs::remove_file(place.path("corpus/b.md")).expect("removes it");
    let run = place.run(&["show", "b.md", "--original", "--no-refresh"]);
    assert!(run.stderr.contains("cannot read"), "{}", run.stderr);
    run.expect(2);
}

#[test]
fn several_posts_come_from_arguments_and_stdin() {
    let place = place();
    let shown = place
        .run_with_stdin(&["show", "--jsonl", "b.md", "-"], "corpus/truce.md\n\nnone.md\nb.md\r\n");
    assert!(shown.stderr.contains("no post `none.md`"), "{}", shown.stderr);
    let lines = lines(&shown.expect(2));
    let titles: Vec<_> = lines.iter().map(|line| line["title"].as_str()).collect();
    assert_eq!(
        titles,
        [Some("Second"), Some("Truce: day *one* & {{ two }}"), None, Some("Second")]
    );
    assert_eq!(lines[2]["name"], "none.md");
    assert_eq!(lines[2]["error"]["code"], "post_missing");

    let run = place.run(&["show", "--json", "b.md", "truce.md"]);
    assert!(run.stdout.contains("--jsonl"), "{}", run.stdout);
    run.expect(2);
}

#[cfg(unix)]
#[test]
fn paths_with_odd_bytes_go_from_search_to_show() {
    use std::os::unix::ffi::OsStrExt;
    let place = Place::new();
    let names: [&[u8]; 3] = [b"a b'\".md", b"line\nend.md", b"odd\xff.md"];
    std::fs::create_dir(place.path("corpus")).expect("creates a folder");
    for name in names {
        let path = place.path("corpus").join(std::ffi::OsStr::from_bytes(name));
        std::fs::write(path, "A truce.\n").expect("writes a post");
    }
    place.index();
    let script = "\"$@\" search -l0 truce | \"$1\" show -0 --jsonl -";
    let run = crate::program::Run::of(&mut place.script(script, &[]));
    assert_eq!(lines(&run.expect(0)).len(), 3);
    let script = "\"$@\" search -l0 truce | xargs -0 \"$1\" show --jsonl --";
    let run = crate::program::Run::of(&mut place.script(script, &[]));
    assert_eq!(lines(&run.expect(0)).len(), 3);
}

#[test]
fn posts_are_cited_in_three_forms() {
    let place = place();
    let id = lines(&place.run(&["show", "--jsonl", "truce.md"]).expect(0))[0]["id"].clone();
    let id = id.as_str().expect("is text");
    let markdown = place.run(&["show", "--cite", "markdown", "truce.md", "b.md"]).expect(0);
    assert_eq!(
        markdown,
        "- Anna Petrova, Smith and Sons: [Truce: day \\*one\\* & &#123;{ two }}](<https://example.org/truce>), 2020-10-19\n\
         - Second (`b.md`)\n"
    );
    let bibtex = place.run(&["show", "--cite", "bibtex", "truce.md"]).expect(0);
    for part in [
        &format!("@misc{{petrova2020-{id},") as &str,
        "author = {Anna Petrova and {Smith and Sons}},",
        "title = {{Truce: day *one* \\& \\{\\{ two \\}\\}}},",
        "year = {2020},",
        "month = {10},",
        "day = {19},",
        "url = {https://example.org/truce},",
    ] {
        assert!(bibtex.contains(part), "{part} in {bibtex}");
    }
    let csl = place.run(&["show", "--cite", "csl-json", "truce.md", "b.md"]).expect(0);
    let csl: Value = serde_json::from_str(&csl).expect("is one document");
    assert_eq!(csl[0]["type"], "webpage");
    assert_eq!(csl[0]["issued"]["date-parts"][0], serde_json::json!([2020, 10, 19]));
    assert_eq!(csl[0]["author"][1]["literal"], "Smith and Sons");
    assert_eq!(csl[1]["type"], "document");
    assert_eq!(csl[1].get("issued"), None);
}

#[test]
fn a_passage_has_an_address() {
    let place = place();
    let found = place.run(&["search", "guns silent", "--json"]).expect(0);
    let found: Value = serde_json::from_str(&found).expect("is JSON");
    assert_eq!(
        found["hits"][0]["snippets"][0]["url"],
        "https://example.org/truce#:~:text=Guns%20fell%20silent%20at%201.,fell%20at%20noon%2C%20wrote%20a_b_c."
    );
    let found = place.run(&["search", "more", "--json"]).expect(0);
    let found: Value = serde_json::from_str(&found).expect("is JSON");
    assert_eq!(found["hits"][0]["snippets"][0]["url"], Value::Null);
}

#[cfg(unix)]
#[test]
fn a_hit_opens_in_the_editor_at_its_line() {
    let place = place();
    let mut command = place.command(["search", "shell", "--open", "1"]);
    command.env("VISUAL", "echo --then").env("EDITOR", "false");
    let run = crate::program::Run::of(&mut command);
    let path = place.path("corpus/truce.md").canonicalize().expect("exists");
    assert_eq!(run.expect(0), format!("--then +13 {}\n", path.display()));

    let mut command = place.command(["search", "shell", "--open", "2"]);
    command.env("VISUAL", "echo");
    let run = crate::program::Run::of(&mut command);
    assert!(run.stderr.contains("there is no hit 2"), "{}", run.stderr);
    run.expect(1);

    let mut command = place.command(["search", "shell", "--open", "1"]);
    command.env("VISUAL", "false");
    let run = crate::program::Run::of(&mut command);
    assert!(run.stderr.contains("the editor `false` ended"), "{}", run.stderr);
    run.expect(2);

    let run = place.run(&["search", "more", "--open", "1", "--web"]);
    assert!(run.stderr.contains("has no address on the web"), "{}", run.stderr);
    run.expect(2);
}
