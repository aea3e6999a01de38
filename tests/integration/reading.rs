//! Many readers while a writer works: no error, and each answer from one commit.
//!
//! `KWIC_READING_SECONDS=60` goes on for so long.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use kwic::index::{IndexFolder, IndexReader};
use kwic::search::{Request, list};

use crate::program::Place;
use crate::wire;

/// How long the readers go on if nothing else is asked for, in seconds.
const SECONDS: u64 = 3;
/// Readers inside this process, and others that each start the program again and again.
const THREADS: usize = 6;
const PROCESSES: usize = 2;
/// How many posts there are; each has the word of the commit.
const POSTS: u64 = 20;
/// How many words of commits there are, which come in turn.
const MARKERS: u64 = 8;
/// How long a reader waits between opening the index and asking it.
const PAUSE: Duration = Duration::from_millis(20);

fn marker(round: u64) -> String {
    format!("marker{}", round % MARKERS)
}

/// Writes the posts of a round, and the draft of its own that it has.
fn write_posts(place: &Place, round: u64) {
    for number in 0..MARKERS {
        let _ = std::fs::remove_file(place.path(&format!("corpus/draft-{number}.md")));
    }
    place.file(&format!("corpus/draft-{}.md", round % MARKERS), "---\ndraft: true\n---\n");
    for number in 0..POSTS {
        let text = format!("Post {number} has {} and a constant.\n", marker(round));
        place.file(&format!("corpus/{number}.md"), text);
    }
}

/// Counts the posts with each marker in one view of the index: all have the same one, and the ledger
/// names the draft of the same round.
fn is_one_commit(folder: &IndexFolder) -> Result<(), String> {
    let reader = IndexReader::open(folder).map_err(|error| error.to_string())?;
    // Time for commits to come between, which this view must not see.
    thread::sleep(PAUSE);
    let count = |query: &str| {
        let request = Request { limit: 0, relax: false, ..Request::new(query) };
        list(&reader, &request).map(|(results, _)| results.total).map_err(|error| error.to_string())
    };
    let counts = (0..MARKERS).map(|round| count(&marker(round))).collect::<Result<Vec<_>, _>>()?;
    let (all, different) = (count("constant")?, counts.iter().filter(|&&count| count > 0).count());
    let most = counts.iter().copied().max().unwrap_or_default();
    let ledger = reader.ledger().map_err(|error| error.to_string())?;
    let drafts: Vec<_> = ledger.skipped.iter().map(|entry| entry.path.to_string()).collect();
    let marked = counts.iter().position(|&count| count > 0).unwrap_or_default();
    if (all, different, most) == (POSTS, 1, POSTS) && drafts == [format!("draft-{marked}.md")] {
        Ok(())
    } else {
        Err(format!("{all} posts, markers {counts:?}, left out {drafts:?}"))
    }
}

/// The same through the program, in one answer.
fn answers_of_one_commit(place: &Place) -> Result<(), String> {
    let run = place.run(&["search", "--no-refresh", "--json", "-n", "20", "constant"]);
    if run.status != Some(0) {
        return Err(format!("{run:?}"));
    }
    let results: wire::Results = wire::read(&run.stdout);
    let word = |hit: &wire::Hit| {
        let text = hit.snippets.first().map_or("", |snippet| &snippet.text);
        text.split_whitespace().find(|word| word.starts_with("marker")).map(str::to_owned)
    };
    let words: Vec<_> = results.hits.iter().map(word).collect();
    let is_one = words.len() as u64 == POSTS && words.iter().all(|word| *word == words[0]);
    if is_one && words[0].is_some() { Ok(()) } else { Err(format!("{words:?}")) }
}

/// Writes until the time is over; every seventh commit is a generation of its own. The writer is a
/// process too: one that starts others shares its locks with them for a moment.
fn write(place: &Place, is_over: &dyn Fn() -> bool) -> u64 {
    let mut round = 0;
    while !is_over() {
        round += 1;
        write_posts(place, round);
        let args: &[&str] = if round % 7 == 0 { &["--rebuild"] } else { &[] };
        place.run(&[&["index", "--quiet"], args].concat()).expect_silence();
    }
    round
}

#[test]
fn readers_see_whole_commits() {
    let asked = std::env::var("KWIC_READING_SECONDS").ok();
    let seconds = asked.map_or(SECONDS, |count| count.parse().expect("seconds are a number"));
    let place = Place::new();
    write_posts(&place, 0);
    place.index();
    let folder = IndexFolder::new(&place.path("index")).expect("is an index");
    let end = Instant::now() + Duration::from_secs(seconds);
    let (has_failed, answers) = (AtomicBool::new(false), AtomicU64::new(0));
    let is_over = || Instant::now() > end || has_failed.load(Ordering::Relaxed);
    let read = |look: &dyn Fn() -> Result<(), String>| -> Result<(), String> {
        while !is_over() {
            look().inspect_err(|_| has_failed.store(true, Ordering::Relaxed))?;
            answers.fetch_add(1, Ordering::Relaxed);
        }
        Ok(())
    };
    thread::scope(|scope| {
        let writer = scope.spawn(|| write(&place, &is_over));
        let threads = (0..THREADS).map(|_| scope.spawn(|| read(&|| is_one_commit(&folder))));
        let threads: Vec<_> = threads.collect();
        let processes =
            (0..PROCESSES).map(|_| scope.spawn(|| read(&|| answers_of_one_commit(&place))));
        for reader in threads.into_iter().chain(processes.collect::<Vec<_>>()) {
            assert_eq!(reader.join().expect("ends well"), Ok(()));
        }
        let commits = writer.join().expect("ends well");
        eprintln!("{} answers during {commits} commits", answers.load(Ordering::Relaxed));
        assert!(commits > 0);
    });
}
