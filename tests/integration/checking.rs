//! `kwic check`: each kind of problem is found, with its line, and told by the exit status.

use std::collections::BTreeSet;

use kwic::corpus::ProblemCode;

use crate::program::Place;
use crate::wire;

/// What the clock says in these tests.
const NOW: &str = "2024-01-01T00:00:00Z";

/// A text that is too long to occur twice by chance.
const LONG: &str = "The harbour office keeps a ledger of every boat that came in after dark, with the \
                    name of the skipper and the weight of the catch.";

/// Files, and the one problem that they have: where, and at which line.
type Case<'a> = (&'a [(&'a str, &'a [u8])], &'a str, &'a str, Option<u32>);

fn check(place: &Place, args: &[&str], status: i32) -> wire::Check {
    let report = place.run(&[&["check", "--json", "--now", NOW], args].concat()).expect(status);
    wire::read(&report)
}

/// Each file alone must be without other problems.
fn assert_found(cases: &[Case<'_>]) {
    for &(files, code, path, line) in cases {
        let place = Place::new();
        for (name, content) in files {
            place.file(&format!("corpus/{name}"), content);
        }
        let report = check(&place, &[], 1);
        let found: Vec<_> =
            report.problems.iter().map(|p| (p.path.as_str(), p.code.as_str(), p.line)).collect();
        assert_eq!(found, [(path, code, line)]);
        assert_eq!(report.counts.get(code), Some(&1));
        let text = place.run(&["check", "--now", NOW]).expect(1);
        let place = line.map_or(path.to_owned(), |line| format!("{path}:{line}"));
        assert!(text.starts_with(&format!("{place}: {code}: ")), "{text}");
    }
}

#[test]
fn each_kind_of_problem_is_found_at_its_line() {
    let deep = "<div>".repeat(600) + "Deep.";
    let keys: String = (0..600).map(|key| format!("key{key}: x\n")).collect();
    let many = format!("---\n{keys}---\nText.");
    let first = format!("---\ntitle: A\npermalink: /harbour/ledger/\n---\n<p>{LONG}</p>");
    let same_text = format!("---\ntitle: B\n---\n{}", LONG.replace(". ", ".\n"));
    let same_address = "---\ntitle: C\nurl: /harbour/ledger\n---\nAnother text.";
    let cases: [Case<'_>; 15] = [
        (&[("a.md", b"---\ntitle: T\nnever closed")], "front_matter_unclosed", "a.md", Some(1)),
        (
            &[("a.md", b"---\nlayout: post\ntitle: @T\n---\nText.")],
            "front_matter_lenient",
            "a.md",
            Some(3),
        ),
        (&[("a.md", many.as_bytes())], "front_matter_limit", "a.md", Some(2)),
        (&[("a.md", b"---\ndate: soon\n---\nText.")], "date_unreadable", "a.md", Some(2)),
        (
            &[("a.md", b"---\ndate: 2020-10-14 08:00:00 +23:00\n---\nText.")],
            "date_offset",
            "a.md",
            Some(2),
        ),
        (&[("a.md", b"---\ndate: 14.10.20\n---\nText.")], "date_guessed", "a.md", Some(2)),
        (&[("a.md", b"---\ndate: 4/5/2020\n---\nText.")], "date_order", "a.md", Some(2)),
        (&[("a.md", b"---\ndate: 9999-12-31\n---\nText.")], "date_future", "a.md", Some(2)),
        (
            &[("2019-10-14-a.md", b"---\ntitle: T\ndate: 2020-10-14\n---\nText.")],
            "date_conflict",
            "2019-10-14-a.md",
            Some(3),
        ),
        (&[("a.md", b"---\ntitle: [Solved]\n---\nText.")], "value_type", "a.md", Some(2)),
        (&[("a.md", b"One.\nCaf\xe9 au lait.")], "encoding", "a.md", Some(2)),
        (&[("a.html", deep.as_bytes())], "markup_limit", "a.html", Some(1)),
        (&[("a.md", b"---\ntitle: T\n---\n")], "no_text", "a.md", None),
        (
            &[("a.md", first.as_bytes()), ("b.md", same_text.as_bytes())],
            "duplicate_body",
            "b.md",
            None,
        ),
        (
            &[("a.md", first.as_bytes()), ("c.md", same_address.as_bytes())],
            "duplicate_permalink",
            "c.md",
            None,
        ),
    ];
    assert_found(&cases);
    let tested: BTreeSet<_> = cases.iter().map(|(_, code, ..)| *code).collect();
    let known: BTreeSet<_> = ProblemCode::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(tested, known, "each code has a case here");
}

#[test]
fn posts_that_merely_look_alike_are_no_problem() {
    let place = Place::new();
    place
        .file("corpus/a.md", "---\ndate: 2020-10-14\n---\nShort.")
        .file("corpus/b.md", "Short.")
        .file("corpus/c.md", format!("{LONG} And more."))
        .file("corpus/d.md", format!("---\nurl: /d\n---\n{LONG}"))
        .file("corpus/e.md", "---\nurl: /e\ndate: 2024-01-01\n---\nText.")
        .file("corpus/2020-10-14-f.md", "---\ndate: 2020-10-15T02:00:00+09:00\n---\nText.")
        .file("corpus/2020-10-14-g.md", "---\nupdated: 2022-01-01\n---\nText.")
        .file("corpus/2020-10-14-h.md", "---\ndate: 2020\n---\nText.");
    let report = check(&place, &[], 0);
    assert_eq!((report.posts, report.problems.len()), (8, 0));
}

#[test]
fn the_first_of_many_alike_is_named() {
    let place = Place::new();
    for name in ["a", "b", "c"] {
        place.file(&format!("corpus/{name}.md"), LONG);
    }
    let report = check(&place, &[], 1);
    assert_eq!(report.counts.get("duplicate_body"), Some(&2));
    assert!(report.problems.iter().all(|problem| problem.message.contains("`a.md`")));
}

#[test]
fn a_clean_folder_is_a_success() {
    let place = Place::new();
    place.file("corpus/a.md", "---\ntitle: T\ndate: 2020\n---\nText.");
    let run = place.run(&["check", "--strict"]);
    assert_eq!(run.status, Some(0));
    assert_eq!(run.stdout, "1 post read, 0 problems, 0 files failed\n");
    assert_eq!(place.run(&["check", "nowhere"]).status, Some(2));
}

#[test]
fn a_file_that_was_left_out_fails_only_a_strict_check() {
    let place = Place::new();
    place.file("corpus/a.md", "Text.").file("corpus/b.html", b"\x89PNG\r\n\0\0\xff\xfe\0");
    for (args, status) in [(&[][..], 0), (&["--strict"], 1)] {
        let report = check(&place, args, status);
        assert_eq!(report.skipped_files[0].path, "b.html");
    }
}
