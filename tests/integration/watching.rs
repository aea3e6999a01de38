//! `kwic index --watch`: follows a folder until it is told to stop.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::process::{patience, signal};
use crate::program::{Place, Run};
use crate::wire;

/// A program that follows `corpus/`.
pub struct Watch<'a> {
    place: &'a Place,
    /// Nobody once it was waited for.
    child: Option<Child>,
    lines: Receiver<String>,
}

impl<'a> Watch<'a> {
    /// Starts it, and waits until its first run is over.
    pub fn start(place: &'a Place, args: &[&str]) -> Self {
        let mut command = place.command(["index", "--watch"]);
        command.args(args).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("starts");
        let lines = lines(child.stdout.take().expect("is piped"));
        let watch = Self { place, child: Some(child), lines };
        if !args.contains(&"--json") {
            while watch.line() != "watching corpus" {}
        }
        watch
    }

    /// The next line of its output.
    pub fn line(&self) -> String {
        self.lines.recv_timeout(Duration::from_secs(60)).expect("says something")
    }

    /// Waits until the index has so many posts with a word.
    fn has(&self, word: &str, count: usize) {
        let args = ["search", "--no-refresh", "-c", word];
        let expected = format!("{count}\n");
        patience(|| self.place.run(&args).stdout == expected);
    }

    /// Kills it at once.
    pub fn kill(mut self) {
        let mut child = self.child.take().expect("runs");
        child.kill().expect("runs still");
        child.wait().expect("ends");
    }

    /// Sends it a signal, and returns what it says from then on.
    fn end(mut self, name: &str) -> Run {
        let child = self.child.take().expect("runs");
        signal(&child, &[name]);
        let mut run = Run::from(child.wait_with_output().expect("ends"));
        run.stdout = self.lines.iter().map(|line| line + "\n").collect();
        run
    }
}

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            // A test that failed leaves nobody behind.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

fn lines(stdout: ChildStdout) -> Receiver<String> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    receiver
}

fn two_posts() -> Place {
    let place = Place::new();
    place.file("corpus/a.md", "A truce.").file("corpus/b.md", "A peace.");
    place
}

#[test]
fn each_change_is_brought_in() {
    let place = two_posts();
    let watch = Watch::start(&place, &[]);
    watch.has("truce", 1);
    place.file("corpus/new/c.md", "A treaty.");
    assert_eq!(watch.line(), "1 added");
    watch.has("treaty", 1);
    place.file("corpus/new/c.md", "An accord.");
    assert_eq!(watch.line(), "1 modified");
    watch.has("accord", 1);
    fs::rename(place.path("corpus/a.md"), place.path("corpus/new/a.md")).expect("renames");
    assert_eq!(watch.line(), "1 renamed");
    fs::remove_file(place.path("corpus/b.md")).expect("removes");
    assert_eq!(watch.line(), "1 removed");
    watch.has("peace", 0);
    place.file("corpus/d.md", "---\ndraft: true\n---\n");
    assert_eq!(watch.line(), "no post changed; now 1 skipped, 0 failed");
    let run = watch.end("TERM");
    assert_eq!((run.stdout.as_str(), run.stderr.as_str(), run.status), ("", "", Some(0)));
}

#[test]
fn what_editors_write_aside_replaces_the_post() {
    let place = two_posts();
    let watch = Watch::start(&place, &[]);
    for (word, at) in [("accord", ".a.md.swp"), ("treaty", "a.md~"), ("pact", "4913")] {
        place.file(&format!("corpus/{at}"), format!("A {word}."));
        fs::rename(place.path(&format!("corpus/{at}")), place.path("corpus/a.md"))
            .expect("renames");
        assert_eq!(watch.line(), "1 modified");
        watch.has(word, 1);
    }
    watch.end("INT").expect(0);
}

#[test]
fn a_checkout_is_a_burst() {
    let place = two_posts();
    let watch = Watch::start(&place, &["--json"]);
    let first: wire::Report = wire::read(&watch.line());
    assert_eq!(first.added, 2);
    for number in 0..1000 {
        place.file(&format!("corpus/{}/{}/{number}.md", number % 7, number % 5), "A draw.");
    }
    let (mut added, mut commits) = (0, 0);
    while added < 1000 {
        let report: wire::Report = wire::read(&watch.line());
        added += report.added;
        commits += 1;
    }
    assert!(added == 1000 && commits < 10, "{added} in {commits}");
    watch.has("draw", 1000);
    watch.end("TERM").expect(0);
}

/// Without an end of changes, they are brought in all the same.
#[test]
fn constant_change_does_not_hold_it_up() {
    let place = two_posts();
    let watch = Watch::start(&place, &["--json"]);
    watch.line();
    let deadline = Instant::now() + Duration::from_secs(60);
    let mut number = 0;
    while watch.lines.try_recv().is_err() {
        assert!(Instant::now() < deadline, "nothing was brought in");
        number += 1;
        place.file("corpus/a.md", format!("Draft {number}."));
        std::thread::sleep(Duration::from_millis(50));
    }
    watch.end("TERM").expect(0);
}

#[test]
fn the_root_may_go_and_come_back() {
    let place = two_posts();
    let watch = Watch::start(&place, &[]);
    fs::rename(place.path("corpus"), place.path("away")).expect("renames");
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(place.run(&["search", "--no-refresh", "-c", "truce"]).stdout, "1\n");
    fs::write(place.path("away/c.md"), "A treaty.").expect("writes");
    fs::rename(place.path("away"), place.path("corpus")).expect("renames");
    assert_eq!(watch.line(), "1 added");
    fs::remove_dir_all(place.path("corpus")).expect("removes");
    std::thread::sleep(Duration::from_secs(2));
    place.file("corpus/d.md", "An accord.");
    watch.has("accord", 1);
    watch.has("truce", 0);
    place.file("corpus/e.md", "Another accord.");
    watch.has("accord", 2);
    let run = watch.end("TERM");
    assert!(run.stderr.contains("`corpus` is gone; waiting for it"), "{run:#?}");
    assert!(run.stderr.contains("`corpus` is back"), "{run:#?}");
    run.expect(0);
}

#[test]
fn a_root_that_stays_away_does_not_keep_it_from_ending() {
    let place = two_posts();
    let watch = Watch::start(&place, &[]);
    fs::rename(place.path("corpus"), place.path("away")).expect("renames");
    std::thread::sleep(Duration::from_secs(2));
    watch.end("INT").expect(0);
}

#[test]
fn its_own_index_does_not_set_it_going() {
    let place = two_posts();
    let watch = Watch::start(&place, &["--index", "corpus/index", "--json"]);
    let first: wire::Report = wire::read(&watch.line());
    place.file("corpus/c.md", "A treaty.");
    let second: wire::Report = wire::read(&watch.line());
    assert_eq!((first.generation, second.generation, second.seen), (1, 2, 3));
    std::thread::sleep(Duration::from_secs(3));
    assert_eq!(watch.end("TERM").expect(0), "");
}

#[test]
fn the_clock_tells_where_the_system_does_not() {
    let place = two_posts();
    let watch = Watch::start(&place, &["--poll", "200ms"]);
    place.file("corpus/c.md", "A treaty.");
    assert_eq!(watch.line(), "1 added");
    watch.end("TERM").expect(0);
}

#[test]
fn what_fails_is_said_and_tried_again() {
    let place = two_posts();
    let watch = Watch::start(&place, &[]);
    fs::write(place.path("index/kwic.json"), "{").expect("writes");
    place.file("corpus/c.md", "A treaty.");
    std::thread::sleep(Duration::from_secs(2));
    fs::remove_dir_all(place.path("index")).expect("removes");
    assert_eq!(watch.line(), "3 added");
    let run = watch.end("TERM");
    assert!(run.stderr.contains("the index `index` is damaged"), "{run:#?}");
    run.expect(0);
}

#[test]
fn a_first_run_that_fails_ends_it() {
    let place = Place::new();
    let run = place.run(&["index", "--watch"]);
    assert!(run.stderr.contains("there is no corpus folder"), "{run:#?}");
    assert_eq!(run.status, Some(2));
    assert_eq!(place.run(&["index", "--poll", "1s"]).status, Some(2), "needs --watch");
}
