//! Damage to the files of an index is noticed, named and repaired, and nothing panics over it.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::SystemTime;

use kwic::Error;
use kwic::index::{IndexFolder, IndexReader};
use kwic::search::{Request, search};
use kwic::verify::{Verification, verify};

use crate::program::Place;
use crate::wire;

/// Bytes between two that are damaged in a usual test run. A prime, so that they fall on all places
/// of a record.
const STRIDE: usize = 17;

/// A small index with all kinds of files: two segments, one of them with a deleted post, a ledger.
fn small_index() -> Place {
    let place = Place::new();
    place
        .file("corpus/a.md", "---\ntitle: Truce\ndate: 2020-10-14\ntags: [peace]\n---\nA truce.")
        .file("corpus/b.md", "---\nauthor: Ann\n---\nA *peace* that lasts.")
        .file("corpus/c.md", "---\ndraft: true\n---\nNo treaty.");
    // So many that one deleted post is no reason to merge.
    for name in ["e", "f", "g", "h"] {
        place.file(&format!("corpus/{name}.md"), "A gull.");
    }
    bring_in(&place, false);
    place.file("corpus/b.md", "A peace that lasted.").file("corpus/d.md", "A draw.");
    bring_in(&place, false);
    let names = Victim::all(&place.path("index")).into_iter().map(|victim| victim.name);
    assert_eq!(names.filter(|name| name.ends_with(".del")).count(), 1, "a post was replaced");
    place
}

/// Runs the program, though it would be quicker in-process: a child that another test starts holds
/// this process's locks for a moment.
fn bring_in(place: &Place, rebuild: bool) {
    let args = ["index", "--quiet", "--threads", "1", "--rebuild"];
    place.run(if rebuild { &args } else { &args[..4] }).expect_silence();
}

/// A file of the index, which can be damaged and mended.
struct Victim {
    path: PathBuf,
    name: String,
    bytes: Vec<u8>,
    modified: SystemTime,
}

/// What the damage does to the time of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trace {
    Left,
    Removed,
}

impl Victim {
    /// Every file that holds anything, but for the lock.
    fn all(index: &Path) -> Vec<Self> {
        let number = IndexFolder::new(index).and_then(|folder| folder.generation());
        let number = number.expect("reads").expect("is an index");
        let mut victims = Vec::new();
        for folder in [index.to_owned(), index.join(format!("generation-{number}"))] {
            for entry in fs::read_dir(&folder).expect("lists").map(|entry| entry.expect("lists")) {
                let (path, data) = (entry.path(), entry.metadata().expect("is there"));
                if data.is_file() && data.len() > 0 && entry.file_name() != "write.lock" {
                    victims.push(Self::of(index, path));
                }
            }
        }
        assert!(victims.len() > 10, "{} files", victims.len());
        victims
    }

    fn of(index: &Path, path: PathBuf) -> Self {
        let name = path.strip_prefix(index).expect("is below").to_string_lossy().into_owned();
        let bytes = fs::read(&path).expect("reads");
        let modified = fs::metadata(&path).and_then(|data| data.modified()).expect("is there");
        Self { path, name, bytes, modified }
    }

    fn damage(&self, bytes: &[u8], trace: Trace) {
        fs::write(&self.path, bytes).expect("writes");
        let time = match trace {
            Trace::Left => SystemTime::now(),
            Trace::Removed => self.modified,
        };
        let file = fs::File::options().write(true).open(&self.path).expect("opens");
        file.set_modified(time).expect("sets the time");
    }

    fn mend(&self) {
        self.damage(&self.bytes, Trace::Removed);
    }

    /// The file's bytes with one bit of one of them turned.
    fn flipped(&self, at: usize) -> Vec<u8> {
        let mut bytes = self.bytes.clone();
        bytes[at] ^= 1 << (at % 8);
        bytes
    }

    /// Whether the index is none without this file.
    fn is_needed(&self) -> bool {
        !self.name.ends_with("files.cache")
    }
}

/// Every position of a file of this size, or as many of them as a usual test run has time for.
fn positions(size: usize) -> impl Iterator<Item = usize> {
    let all = std::env::var_os("KWIC_ALL_BYTES").is_some_and(|value| !value.is_empty());
    (0..size).step_by(if all { 1 } else { STRIDE })
}

/// Opens the index and searches it. A panic would end the test.
fn answer(index: &Path) -> Result<u64, Error> {
    let reader = IndexReader::open(&IndexFolder::new(index)?)?;
    let mut total = 0;
    for query in ["truce", "\"peace that\"", "tag:peace", "pea*", "date:2020", "*", "nowhere"] {
        total += search(&reader, &Request::new(query))?.total;
    }
    Ok(total)
}

#[track_caller]
fn assert_named(verification: &Verification, victim: &Victim, what: &str) {
    let damage: Vec<_> = verification.damage().map(|finding| finding.file.as_str()).collect();
    assert_eq!(damage, [victim.name.as_str()], "{what}");
}

/// Damages every file with `trace`, byte by byte, and lets `examine` look at the index each time.
fn each_flip(place: &Place, trace: Trace, mut examine: impl FnMut(&Path, &Victim, &str)) {
    let index = place.path("index");
    for victim in Victim::all(&index) {
        for at in positions(victim.bytes.len()) {
            victim.damage(&victim.flipped(at), trace);
            examine(&index, &victim, &format!("byte {at} of {}", victim.name));
        }
        victim.mend();
    }
    assert!(verify(&index).expect("is an index").is_whole(), "all is as it was");
}

#[test]
fn verify_names_the_file_of_every_damaged_byte() {
    let place = small_index();
    each_flip(&place, Trace::Removed, |index, victim, what| {
        assert_named(&verify(index).expect("is an index"), victim, what);
    });
}

#[test]
fn a_byte_that_was_touched_is_noticed_when_the_index_is_opened() {
    let place = small_index();
    let whole = answer(&place.path("index")).expect("is whole");
    each_flip(&place, Trace::Left, |index, victim, what| match answer(index) {
        Ok(total) => assert!(!victim.is_needed() && total == whole, "{what}: {total}"),
        Err(Error::IndexDamaged { message, .. }) => {
            assert!(victim.is_needed() && message.contains(&victim.name), "{what}: {message}");
        }
        Err(error) => panic!("{what}: {error}"),
    });
}

#[test]
fn a_byte_that_left_no_trace_makes_no_panic() {
    let place = small_index();
    each_flip(&place, Trace::Removed, |index, _, _| {
        // Any answer and any error will do.
        let _ = answer(index);
    });
}

#[test]
fn a_file_that_is_cut_or_gone_is_named() {
    let place = small_index();
    let index = place.path("index");
    let whole = answer(&index).expect("is whole");
    for victim in Victim::all(&index) {
        let is_written_anew = !victim.is_needed() || victim.name.contains("inventory-");
        for length in [0, 1, victim.bytes.len() / 2, victim.bytes.len() - 1] {
            victim.damage(&victim.bytes[..length], Trace::Removed);
            let what = format!("{} cut to {length}", victim.name);
            assert_named(&verify(&index).expect("is an index"), &victim, &what);
            match answer(&index) {
                Ok(total) => assert!(!victim.is_needed() && total == whole, "{what}: {total}"),
                Err(error) => {
                    assert!(error.to_string().contains(&victim.name), "{what}: {error}");
                    assert!(error.hint().is_some_and(|hint| hint.contains("--repair")), "{error}");
                }
            }
        }
        fs::remove_file(&victim.path).expect("removes");
        let verification = verify(&index).expect("is an index");
        if is_written_anew {
            // A run that was broken off leaves the same behind, and no harm is done.
            let notes: Vec<_> = verification.notes().map(|note| note.file.as_str()).collect();
            assert_eq!((notes, verification.is_whole()), (vec![victim.name.as_str()], true));
            assert_eq!(answer(&index).expect("is readable"), whole, "{}", victim.name);
        } else {
            assert_named(&verification, &victim, "removed");
            let error = answer(&index).expect_err("a file is missing");
            assert!(error.to_string().contains(&victim.name), "{error}");
        }
        victim.mend();
    }
}

#[test]
fn a_file_with_another_time_and_the_same_bytes_is_whole() {
    let place = small_index();
    let index = place.path("index");
    let whole = answer(&index).expect("is whole");
    for victim in Victim::all(&index) {
        victim.damage(&victim.bytes, Trace::Left);
    }
    assert_eq!(answer(&index).expect("is whole"), whole);
    assert!(verify(&index).expect("is an index").is_whole());
}

/// Whoever opens an index in the middle of a commit, a merge or a rebuild finds all of it.
#[test]
fn a_writer_at_work_does_not_look_like_damage() {
    let place = small_index();
    let index = place.path("index");
    let is_done = AtomicBool::new(false);
    let opened = thread::scope(|scope| {
        let open = || {
            let mut opened = 0;
            while !is_done.load(Ordering::Relaxed) {
                answer(&index).expect("opens and answers");
                opened += 1;
            }
            opened
        };
        let verifier = || {
            while !is_done.load(Ordering::Relaxed) {
                let verification = verify(&index).expect("is an index");
                assert!(verification.is_whole(), "{verification:#?}");
            }
        };
        let readers = [scope.spawn(open), scope.spawn(open)];
        let verifier = scope.spawn(verifier);
        for number in 0..30 {
            place.file(&format!("corpus/new/{number}.md"), "Another truce.");
            bring_in(&place, number % 10 == 9);
        }
        is_done.store(true, Ordering::Relaxed);
        verifier.join().expect("finds no damage");
        readers.map(|reader| reader.join().expect("has no error")).iter().sum::<u64>()
    });
    assert!(opened > 30, "{opened} times");
}

#[test]
fn many_small_updates_do_not_leave_many_segments() {
    let place = small_index();
    for number in 0..12 {
        place.file(&format!("corpus/new/{number}.md"), "Another truce.");
        bring_in(&place, false);
    }
    let reader = IndexReader::open(&IndexFolder::new(&place.path("index")).expect("is one"));
    let segments = reader.expect("opens").searcher().segment_readers().len();
    assert!(segments < 10, "{segments} segments after 14 commits");
}

fn verified(place: &Place, args: &[&str], status: i32) -> wire::Verification {
    wire::read(&place.run(&[&["verify", "--json"], args].concat()).expect(status))
}

#[test]
fn the_program_finds_and_repairs_damage() {
    let place = small_index();
    let told = verified(&place, &[], 0);
    assert!(told.whole && told.damage.is_empty() && told.notes.is_empty(), "{told:#?}");
    assert_eq!((told.posts, told.generation), (Some(7), Some(2)));
    for suffix in [".store", ".term", "meta.json", "kwic.json", "files.cache", ".managed.json"] {
        let victims = Victim::all(&place.path("index"));
        let victim = victims.iter().find(|victim| victim.name.ends_with(suffix)).expect("exists");
        victim.damage(&victim.flipped(victim.bytes.len() / 2), Trace::Left);
        let told = verified(&place, &[], 1);
        assert_eq!((told.whole, told.posts, told.repaired), (false, None, false), "{suffix}");
        assert_eq!((told.damage[0].file.as_str(), told.damage.len()), (&*victim.name, 1));
        let run = place.run(&["search", "--json", "truce", "--no-refresh"]);
        if victim.is_needed() {
            let failure: wire::Failure = wire::read(&run.stdout);
            assert_eq!((run.status, failure.error.code.as_str()), (Some(2), "index_damaged"));
            assert!(failure.error.message.contains(&victim.name), "{failure:#?}");
        }
        assert!(verified(&place, &["--repair"], 0).repaired, "{suffix}");
        let now = verified(&place, &["--repair"], 0);
        assert!(now.whole && now.generation > told.generation, "{suffix}: {now:#?}");
        assert_eq!(place.run(&["search", "-c", "truce"]).expect(0), "1\n", "{suffix}");
    }
}

#[test]
fn a_repair_keeps_what_was_chosen() {
    let place = Place::with_samples();
    place.run(&["index", "-q", "--include", "blog/**"]).expect_silence();
    let posts = verified(&place, &[], 0).posts;
    fs::remove_file(place.path("index/kwic.json")).expect("removes");
    let text = place.run(&["verify"]);
    assert_eq!(text.status, Some(1));
    assert!(text.stdout.starts_with("damaged: kwic.json: is missing\n"), "{}", text.stdout);
    verified(&place, &["--repair"], 0);
    assert_eq!(verified(&place, &[], 0).posts, posts);
}

/// What a panic in a command says must not reach a reader as one.
#[test]
fn the_program_never_panics_over_damage() {
    let place = small_index();
    let index = place.path("index");
    for victim in Victim::all(&index).iter().filter(|victim| victim.is_needed()) {
        for at in [victim.bytes.len() / 3, victim.bytes.len() - 9] {
            victim.damage(&victim.flipped(at), Trace::Removed);
            for args in [&["search", "--no-refresh", "peace"][..], &["stats", "--no-refresh"]] {
                let run = place.run(args);
                assert!(run.status.is_some_and(|status| status <= 2), "{run:#?}");
                assert!(!run.stderr.contains("panic"), "{run:#?}");
                assert!(!run.stderr.contains("mistake"), "{run:#?}");
            }
        }
        victim.mend();
    }
}

#[test]
fn what_is_no_index_is_no_damage() {
    let place = Place::new();
    place.file("stranger/letter.txt", "Dear").file("stranger/generation-1/meta.json", "{}");
    for (folder, code) in [("nowhere", "index_missing"), ("stranger", "not_an_index")] {
        let run = place.run(&["verify", "--json", "--repair", "--index", folder]);
        let failure: wire::Failure = wire::read(&run.stdout);
        assert_eq!((run.status, failure.error.code.as_str()), (Some(2), code));
    }
    let gone = fs::metadata(place.path("nowhere")).expect_err("is not made");
    assert_eq!(gone.kind(), ErrorKind::NotFound);
}
