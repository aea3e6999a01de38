//! `kwic export`: every post, one line each, as `show` reads it.

use crate::program::Place;
use crate::wire;

#[test]
fn every_post_is_one_line_as_show_reads_it() {
    let place = Place::with_samples();
    place.run(&["index", "-q", "--drafts"]).expect_silence();
    let run = place.run(&["export"]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""), "{run:#?}");
    let posts: Vec<wire::Post> = run.stdout.lines().map(wire::read).collect();
    assert_eq!(posts.len(), 50);
    // By the parts of the path, as folders are listed.
    assert!(posts.is_sorted_by(|a, b| a.path.split('/').lt(b.path.split('/'))));
    for (line, post) in run.stdout.lines().zip(&posts) {
        let shown = place.run(&["show", &post.id, "--json"]).expect(0);
        let shown: serde_json::Value = wire::read(&shown);
        assert_eq!(wire::read::<serde_json::Value>(line), shown);
    }
}

#[test]
fn the_same_lines_come_on_any_number_of_threads() {
    let place = Place::with_samples();
    let one = place.run(&["export", "--threads", "1"]).expect(0);
    assert_eq!(place.run(&["export", "--threads", "4"]).expect(0), one);
    assert!(!place.path("index").exists(), "no index is needed, and none is made");
}

#[test]
fn what_cannot_be_read_is_named() {
    let place = Place::new();
    place.file("corpus/a.md", "Text.").file("corpus/b.html", b"\x89PNG\r\n\0\0\xff\xfe\0");
    place.file("corpus/c.md", "---\ndraft: true\n---\nText.").file("corpus/d.txt", "Text.");
    let run = place.run(&["export", "--exclude", "*.txt"]);
    assert_eq!(run.status, Some(0));
    assert_eq!(run.stdout.lines().count(), 2);
    assert_eq!(run.stderr, "kwic: not read: b.html: binary, not text\n");
    for args in [&["export", "nowhere"][..], &["export", "--include", "*.nope"]] {
        let nothing = place.run(args);
        assert_eq!((nothing.status, nothing.stdout.as_str()), (Some(2), ""), "{nothing:#?}");
        assert!(nothing.stderr.contains("hint: "), "{nothing:#?}");
    }
}
