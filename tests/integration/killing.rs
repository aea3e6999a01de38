//! The program killed at any moment: the index is whole or plainly unfinished, and the next run ends
//! as if nothing had happened.
//!
//! `KWIC_KILLS=100` kills so often in each test.

use std::collections::BTreeSet;
use std::fs;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use fastrand::Rng;

use crate::mishap::{POSTS, answers, change_posts, is_mended, is_whole, write_posts};
use crate::program::Place;
use crate::watching::Watch;

/// How often each kind of run is killed if nothing else is asked for.
const KILLS: u32 = 4;

fn kills() -> u32 {
    let asked = std::env::var("KWIC_KILLS").ok();
    asked.map_or(KILLS, |count| count.parse().expect("KWIC_KILLS is a number"))
}

/// How long a run takes that nobody kills.
fn duration(place: &Place, args: &[&str]) -> Duration {
    let start = Instant::now();
    place.run(args).expect_silence();
    start.elapsed()
}

/// Starts a run and kills it after a while. Returns whether it had not ended yet.
fn kill(place: &Place, args: &[&str], after: Duration) -> bool {
    let mut command = place.command(args);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts");
    sleep(after);
    child.kill().expect("is killed or has ended");
    child.wait().expect("ends").code().is_none()
}

/// A moment within a run of this length, or a little after it.
fn moment(rng: &mut Rng, length: Duration) -> Duration {
    length.mul_f64(rng.f64() * 1.1)
}

#[test]
fn a_killed_first_build_says_so() {
    let place = Place::new();
    write_posts(&place);
    let build = ["index", "--quiet"];
    let length = duration(&place, &build);
    let rng = &mut Rng::with_seed(1);
    let mut hit = 0;
    for _ in 0..kills() {
        fs::remove_dir_all(place.path("index")).expect("removes");
        let after = moment(rng, length);
        hit += u32::from(kill(&place, &build, after));
        let found = place.run(&["search", "--no-refresh", "-c", "common"]);
        match found.status {
            Some(0) => {
                assert_eq!(found.stdout, format!("{POSTS}\n"), "{after:?}");
                is_whole(&place, "index");
            }
            _ => {
                assert_eq!(found.status, Some(2), "{after:?}: {found:?}");
                assert!(found.stderr.contains("index"), "{after:?}: {found:?}");
                assert!(!found.stderr.contains("damaged"), "{after:?}: {found:?}");
            }
        }
        is_mended(&place, "index");
    }
    eprintln!("{hit} of {} first builds killed", kills());
}

#[test]
fn a_killed_update_leaves_the_last_commit() {
    is_survived(2, &["index", "--quiet"]);
}

#[test]
fn a_killed_rebuild_leaves_the_last_commit() {
    is_survived(3, &["index", "--quiet", "--rebuild"]);
}

#[test]
fn a_killed_merge_leaves_the_last_commit() {
    is_survived(4, &["index", "--quiet", "--optimize"]);
}

fn is_survived(seed: u64, args: &[&str]) {
    let place = Place::new();
    write_posts(&place);
    place.index();
    change_posts(&place, 0);
    let length = duration(&place, args);
    let rng = &mut Rng::with_seed(seed);
    let mut hit = 0;
    for round in 1..=kills() as usize {
        let before = answers(&place, "index");
        change_posts(&place, round);
        let after = moment(rng, length);
        let is_hit = kill(&place, args, after);
        hit += u32::from(is_hit);
        let now = answers(&place, "index");
        is_whole(&place, "index");
        is_mended(&place, "index");
        let mended = answers(&place, "index");
        assert!(now == before || now == mended, "{after:?}: {now:?}");
    }
    eprintln!("{hit} of {} runs killed", kills());
}

/// Waits until something is written to the current generation.
fn await_write(place: &Place) {
    let names = || -> BTreeSet<_> {
        let folders = fs::read_dir(place.path("index")).expect("lists").flatten();
        let folders = folders.filter(|entry| entry.path().is_dir());
        let files = folders.flat_map(|folder| fs::read_dir(folder.path()).into_iter().flatten());
        files.flatten().map(|file| file.path()).collect()
    };
    let (before, start) = (names(), Instant::now());
    while names() == before {
        assert!(start.elapsed() < Duration::from_secs(60), "waited in vain");
        sleep(Duration::from_millis(1));
    }
}

/// A watch is killed while it writes, or a little later.
#[test]
fn a_killed_watch_leaves_a_whole_commit() {
    let place = Place::new();
    write_posts(&place);
    place.index();
    change_posts(&place, 0);
    let length = duration(&place, &["index", "--quiet"]);
    let rng = &mut Rng::with_seed(5);
    let mut committed = 0;
    for round in 1..=kills() as usize {
        let watch = Watch::start(&place, &[]);
        let before = answers(&place, "index");
        change_posts(&place, round);
        await_write(&place);
        sleep(moment(rng, length));
        watch.kill();
        committed += u32::from(answers(&place, "index") != before);
        is_whole(&place, "index");
        is_mended(&place, "index");
    }
    eprintln!("{} watches killed, {committed} of them after the commit", kills());
}
