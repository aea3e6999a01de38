//! Signals while `kwic index` runs, and two runs at once.

use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::process::{patience, signal};
use crate::program::{Place, Run};
use crate::wire;

const POSTS: usize = 2000;

/// Enough posts to keep one thread busy for a second or more.
fn many_posts() -> Place {
    let place = Place::new();
    let text = "The two sides agreed on a **truce** that was to begin at [noon](/about).\n\n";
    for number in 0..POSTS {
        place.file(&format!("corpus/{number}.md"), format!("# {number}\n\n{}", text.repeat(40)));
    }
    place
}

fn start(place: &Place, args: &[&str]) -> Child {
    let mut command = place.command(args);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts")
}

fn end(child: Child) -> Run {
    Run::from(child.wait_with_output().expect("ends"))
}

/// Starts a run and sends it a signal in the middle of reading.
fn interrupt(place: &Place, args: &[&str], name: &str) -> Run {
    let child = start(place, args);
    patience(|| std::fs::read_dir(place.path("index/generation-1")).is_ok_and(has_new_segment));
    signal(&child, &[name]);
    end(child)
}

#[test]
fn an_interrupted_build_is_searchable_and_goes_on() {
    let place = many_posts();
    let args = ["index", "--threads", "1", "--json"];
    let first: wire::Report = wire::read(&interrupt(&place, &args, "INT").expect(130));
    assert!(!first.complete && first.indexed > 0 && first.remaining > 0, "{first:#?}");
    assert_eq!(first.indexed + first.remaining, POSTS);
    let found = place.run(&["search", "truce", "-c", "--no-refresh"]);
    assert_eq!(found.stdout, format!("{}\n", first.indexed));
    assert!(found.stderr.contains("the index is incomplete"), "{}", found.stderr);
    let stdout = place.run(&["search", "truce", "--json", "--no-refresh"]).expect(0);
    assert!(!wire::read::<wire::Results>(&stdout).index.complete);
    let second: wire::Report = wire::read(&place.run(&["index", "--json"]).expect(0));
    assert!(second.complete && second.remaining == 0);
    assert_eq!((second.added, second.unchanged), (first.remaining, first.indexed));
    let found = place.run(&["search", "truce", "-c", "--no-refresh"]);
    assert_eq!((found.stdout, found.stderr.as_str()), (format!("{POSTS}\n"), ""));
}

#[test]
fn an_interrupted_update_loses_no_change() {
    let place = many_posts();
    place.index();
    let old: Vec<_> = (0..POSTS).map(|number| place.path(&format!("corpus/{number}.md"))).collect();
    for (number, path) in old.iter().enumerate() {
        match number % 4 {
            0 => std::fs::rename(path, path.with_extension("markdown")).expect("renames"),
            1 => std::fs::remove_file(path).expect("removes"),
            _ => std::fs::write(path, "An accord. ".repeat(300)).expect("writes"),
        }
    }
    let child = start(&place, &["index", "--threads", "1", "--json"]);
    patience(|| std::fs::read_dir(place.path("index/generation-1")).is_ok_and(has_new_segment));
    signal(&child, &["TERM"]);
    let first: wire::Report = wire::read(&end(child).expect(130));
    assert!(first.remaining > 0 && first.removed == POSTS / 4, "{first:#?}");
    let second: wire::Report = wire::read(&place.run(&["index", "--json"]).expect(0));
    assert!(second.complete);
    let renamed = first.renamed + second.renamed;
    assert_eq!((renamed, first.modified + second.modified), (POSTS / 4, POSTS / 2));
    assert_eq!((first.added + second.added, second.removed), (0, 0));
    let count = |word| place.run(&["search", "-c", "--no-refresh", word]).stdout;
    assert_eq!((count("truce"), count("accord")), ("500\n".into(), "1000\n".into()));
}

/// Whether a writer has begun to write a segment that no commit knows.
fn has_new_segment(files: std::fs::ReadDir) -> bool {
    let stores =
        files.flatten().filter(|file| file.path().extension().is_some_and(|it| it == "store"));
    let is_fresh = |file: &std::fs::DirEntry| file.metadata().is_ok_and(|data| data.len() == 0);
    stores.filter(is_fresh).count() > 0
}

#[test]
fn an_interrupted_rebuild_leaves_the_index_as_it_was() {
    let place = many_posts();
    place.index();
    let child = start(&place, &["index", "--rebuild", "--threads", "1", "--json"]);
    patience(|| place.path("index/generation-2").is_dir());
    signal(&child, &["INT"]);
    let run = end(child);
    assert!(run.stderr.contains("the index is as it was"), "{}", run.stderr);
    assert!(run.expect(130).contains("\"interrupted\""));
    let found = place.run(&["search", "truce", "-c"]);
    assert_eq!((found.stdout, found.stderr.as_str()), (format!("{POSTS}\n"), ""));
}

#[test]
fn an_interrupted_first_search_says_how_to_go_on() {
    let place = many_posts();
    let run = interrupt(&place, &["search", "truce"], "INT");
    assert!(run.stderr.contains("still to be read"), "{}", run.stderr);
    assert_eq!(run.expect(130), "");
}

#[test]
fn a_second_signal_ends_at_once() {
    use std::os::unix::process::ExitStatusExt;
    let place = many_posts();
    let mut child = start(&place, &["index", "--threads", "1"]);
    patience(|| place.path("index/generation-1").is_dir());
    // Two of the same kind that come together are one to the system.
    signal(&child, &["INT", "TERM"]);
    let status = child.wait().expect("ends");
    assert_eq!((status.code(), status.signal()), (Some(130), None));
    let stdout = end(child).stdout;
    assert_eq!(stdout, "", "it has no time for a report");
}

#[test]
fn a_run_waits_for_another_if_it_is_asked_to() {
    let place = many_posts();
    let first = start(&place, &["index", "--threads", "1", "-q"]);
    patience(|| place.path("index/generation-1").is_dir());
    let refused = place.run(&["index"]);
    assert!(refused.stderr.contains(&format!("process {} since", first.id())), "{refused:#?}");
    assert!(refused.stderr.contains("--wait"), "{refused:#?}");
    assert_eq!(refused.status, Some(2));
    let impatient = start(&place, &["index", "--wait", "-q"]);
    let patient = start(&place, &["index", "--wait", "--json"]);
    sleep(Duration::from_millis(300));
    let began = Instant::now();
    signal(&impatient, &["INT"]);
    end(impatient).expect(130);
    assert!(began.elapsed() < Duration::from_secs(5));
    end(first).expect(0);
    let waited = end(patient);
    assert!(waited.stderr.contains("waiting until it is done"), "{}", waited.stderr);
    let report: wire::Report = wire::read(&waited.expect(0));
    assert_eq!((report.unchanged, report.generation), (POSTS, 1));
}
