//! `kwic check`: each kind of problem is found, with its line, and told by the exit status.

use crate::program::Place;
use crate::wire;

#[test]
fn each_kind_of_problem_is_found_at_its_line() {
    let deep = "<div>".repeat(600) + "Deep.";
    let table: [(&str, &[u8], &str, Option<u32>); 7] = [
        ("a.md", b"---\ntitle: T\nnever closed", "front_matter_unclosed", Some(1)),
        ("b.md", b"---\nlayout: post\ntitle: @T\n---\nText.", "front_matter_lenient", Some(3)),
        ("c.md", b"---\ndate: soon\n---\nText.", "date_unreadable", Some(2)),
        ("d.md", b"---\ndate: 2020-10-14 08:00:00 +23:00\n---\nText.", "date_offset", Some(2)),
        ("e.md", b"One.\nCaf\xe9 au lait.", "encoding", Some(2)),
        ("f.html", deep.as_bytes(), "markup_limit", Some(1)),
        ("g.md", b"---\ntitle: T\n---\n", "no_text", None),
    ];
    for (name, content, code, line) in table {
        let place = Place::new();
        place.file(&format!("corpus/{name}"), content);
        let report: String = place.run(&["check", "--json"]).expect(1);
        let report: wire::Check = wire::read(&report);
        let found: Vec<_> = report.problems.iter().map(|p| (p.code.as_str(), p.line)).collect();
        assert_eq!(found, [(code, line)], "{name}");
        assert_eq!(report.counts.get(code), Some(&1));
        let text = place.run(&["check"]).expect(1);
        let place = line.map_or(name.to_owned(), |line| format!("{name}:{line}"));
        assert!(text.starts_with(&format!("{place}: {code}: ")), "{text}");
    }
}

#[test]
fn a_clean_folder_is_a_success() {
    let place = Place::new();
    place.file("corpus/a.md", "---\ntitle: T\ndate: 2020\n---\nText.");
    let run = place.run(&["check"]);
    assert_eq!(run.status, Some(0));
    assert_eq!(run.stdout, "1 post read, 0 problems, 0 files failed\n");
    assert_eq!(place.run(&["check", "nowhere"]).status, Some(2));
}
