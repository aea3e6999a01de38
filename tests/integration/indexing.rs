//! `kwic index`: what gets into the index, and what is said of the rest.

use crate::program::Place;
use crate::wire;

fn report(place: &Place, args: &[&str]) -> wire::Report {
    let stdout = place.run(&[&["index", "--json"], args].concat()).expect(0);
    let report: wire::Report = wire::read(&stdout);
    let sum = report.indexed + report.unchanged + report.skipped + report.failed;
    assert_eq!(report.seen, sum, "{report:#?}");
    report
}

#[test]
fn every_file_is_accounted_for() {
    let place = Place::new();
    place
        .file("corpus/a.md", "---\ntitle: One\n---\nText.")
        .file("corpus/sub/b.html", "<p>Text.</p>")
        .file("corpus/c.txt", "Text.")
        .file("corpus/draft.md", "---\ntitle: Two\ndraft: true\n---\nText.")
        .file("corpus/picture.html", b"\x89PNG\r\n\0\0\xff\xfe\0")
        .file("corpus/photo.jpg", b"\xff\xd8")
        .file("corpus/.hidden.md", "Text.")
        .file("corpus/out/left.md", "Text.")
        .file("corpus/.gitignore", "out/\n");
    let report = report(&place, &[]);
    assert_eq!((report.seen, report.indexed, report.ignored), (5, 3, 1));
    let skipped: Vec<_> =
        report.skipped_files.iter().map(|file| (file.path.as_str(), file.code.as_str())).collect();
    assert_eq!(skipped, [("draft.md", "draft"), ("picture.html", "binary")]);
    assert!(report.bytes > 0 && report.posts_per_second > 0.0);
    let with_drafts = self::report(&place, &["--drafts", "--hidden", "--no-ignore"]);
    assert_eq!((with_drafts.seen, with_drafts.indexed), (7, 6));
    let some = self::report(&place, &["--include", "*.md", "--exclude", "sub"]);
    assert_eq!(some.indexed, 1);
}

#[test]
fn indexing_again_replaces() {
    let place = Place::new();
    place.file("corpus/a.md", "A truce.").file("corpus/b.md", "A truce.");
    place.index().index();
    assert_eq!(place.run(&["search", "-c", "truce"]).expect(0), "2\n");
    std::fs::remove_file(place.path("corpus/b.md")).expect("removes");
    place.file("corpus/a.md", "A peace.").index();
    assert_eq!(place.run(&["search", "-c", "truce"]).expect(1), "0\n");
    assert_eq!(place.run(&["search", "-l", "peace"]).expect(0), "corpus/a.md\n");
    std::fs::remove_file(place.path("corpus/a.md")).expect("removes");
    place.index();
    assert_eq!(place.run(&["search", "-c", "peace"]).expect(1), "0\n");
}

#[test]
fn an_index_inside_its_corpus_is_no_part_of_it() {
    let place = Place::new();
    place.file("posts/a.md", "Text.");
    for _ in 0..2 {
        let report = report(&place, &["posts", "--index", "posts/index"]);
        assert_eq!((report.seen, report.ignored), (1, 0));
    }
}

#[test]
fn the_first_search_builds_the_index() {
    let place = Place::with_samples();
    let run = place.run(&["search", "-c", "cease-fire"]);
    assert_eq!(run.status, Some(0), "{run:#?}");
    assert!(run.stderr.starts_with("kwic: no index in `index` yet"), "{run:#?}");
    let again = place.run(&["search", "-c", "cease-fire"]);
    assert_eq!((again.stdout, again.stderr.as_str()), (run.stdout, ""));
}

#[test]
fn answers_do_not_depend_on_threads_or_memory() {
    let place = Place::with_samples();
    let answer = |args: &[&str]| {
        place.run(&[&["index", "-q", "--rebuild"], args].concat()).expect_silence();
        let stdout = place.run(&["search", "--json", "-n", "50", "the"]).expect(0);
        let results: wire::Results = wire::read(&stdout);
        let hits = results.hits.into_iter().map(|hit| (hit.rank, hit.path, hit.id, hit.score));
        hits.collect::<Vec<_>>()
    };
    let one = answer(&["--threads", "1"]);
    assert!(one.len() > 20, "{one:?}");
    for args in [&["--threads", "2"][..], &["--threads", "5", "--memory", "1M"]] {
        assert_eq!(answer(args), one, "{args:?}");
    }
}

#[test]
fn corpus_and_index_may_be_moved_together() {
    let place = Place::new();
    place.file("old/corpus/a.md", "A truce.");
    place.run(&["index", "old/corpus", "--index", "old/index", "-q"]).expect_silence();
    std::fs::rename(place.path("old"), place.path("new")).expect("renames");
    let paths = place.run(&["search", "truce", "-l", "--index", "new/index"]).expect(0);
    assert_eq!(paths, "new/corpus/a.md\n");
    place.run(&["index", "new/corpus", "--index", "new/index", "-q"]).expect_silence();
}

#[cfg(unix)]
#[test]
fn odd_names_are_read_and_printed_whole() {
    use std::os::unix::ffi::OsStrExt;
    let place = Place::new();
    place.file("corpus/with blank.md", "A truce.").file("corpus/two\nlines.md", "A truce.");
    let odd = std::ffi::OsStr::from_bytes(b"corpus/odd-\xff.md");
    std::fs::write(place.path("").join(odd), "A truce.").expect("writes");
    place.index();
    let output = place.command(["search", "truce", "-l0", "--sort", "path"]).output();
    let names = b"corpus/odd-\xff.md\0corpus/two\nlines.md\0corpus/with blank.md\0";
    assert_eq!(output.expect("runs").stdout, names);
    let stdout = place.run(&["search", "--json", "truce", "--sort", "path"]).expect(0);
    let results: wire::Results = wire::read(&stdout);
    assert_eq!(results.hits[0].path_bytes.as_deref(), Some("b2RkLf8ubWQ="));
    assert_eq!(results.hits[1].path_bytes, None);
}

#[cfg(unix)]
#[test]
fn pipes_and_links_are_named_and_passed_over() {
    use std::os::unix::fs::symlink;
    let place = Place::new();
    place.file("corpus/a.md", "Text.").file("outside.md", "Text.");
    symlink(place.path("outside.md"), place.path("corpus/link.md")).expect("links");
    symlink(place.path("corpus"), place.path("corpus/loop")).expect("links");
    let pipe = std::process::Command::new("mkfifo").arg(place.path("corpus/pipe.md")).status();
    assert!(pipe.expect("mkfifo is everywhere").success());
    let report = report(&place, &[]);
    let skipped: Vec<_> =
        report.skipped_files.iter().map(|file| (file.path.as_str(), file.code.as_str())).collect();
    assert_eq!(skipped, [("link.md", "link"), ("loop", "link"), ("pipe.md", "not_a_file")]);
    assert_eq!(report.indexed, 1);
}

#[test]
fn stats_tell_what_is_there() {
    let place = Place::new();
    place
        .file("corpus/a.md", "---\ndate: 2019-05-15\ntags: [peace, war]\nlang: en\n---\nText.")
        .file("corpus/b.md", "---\ndate: 2020-10-14\ntags: [peace]\nlang: ru\n---\nText.")
        .file("corpus/c.md", "---\ndraft: true\n---\nText.")
        .index();
    let stdout = place.run(&["stats", "--json"]).expect(0);
    let stats: wire::Stats = wire::read(&stdout);
    assert_eq!((stats.posts, stats.dated, stats.complete), (2, 2, true));
    assert_eq!(stats.first_day.as_deref(), Some("2019-05-15"));
    assert_eq!(stats.last_day.as_deref(), Some("2020-10-14"));
    let tags: Vec<_> = stats.tags.iter().map(|tag| (tag.value.as_str(), tag.count)).collect();
    assert_eq!(tags, [("peace", 2), ("war", 1)]);
    assert_eq!(stats.languages.len(), 2);
    assert_eq!(stats.skipped_files[0].path, "c.md");
    assert!(stats.bytes > 0 && stats.segments > 0 && stats.generation == 1);
    let text = place.run(&["stats"]).expect(0);
    assert!(text.contains("2019-05-15 to 2020-10-14 (2 dated)"), "{text}");
    assert!(text.contains("peace 2, war 1"), "{text}");
}
