//! A disk that is full, or a file that cannot be written: the error names the file, the index is as
//! it was, and the next run that has room mends what is left.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

use crate::mishap::{answers, change_posts, is_mended, is_whole, write_posts};
use crate::program::{Place, Run};

/// What a build, an update, a merge and a rebuild are told.
const BUILD: [&str; 2] = ["index", "--quiet"];
const OPTIMIZE: [&str; 3] = ["index", "--quiet", "--optimize"];
const REBUILD: [&str; 3] = ["index", "--quiet", "--rebuild"];

/// A run that could not write says so, and which file of which index it was.
#[track_caller]
fn was_refused(run: &Run, index: &str, reason: &str) {
    assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{run:#?}");
    let path = format!("`{index}");
    let is_told = run.stderr.starts_with("kwic: cannot ") && run.stderr.contains(&path);
    assert!(is_told && run.stderr.contains(reason), "{run:#?}");
}

/// Runs something with ever more room until it succeeds. It has failed a few times by then, each time
/// as it should.
fn fails_until_there_is_room(
    place: &Place,
    index: &str,
    rooms: &[u64],
    run: impl Fn(u64) -> Run,
    is_over: impl Fn(),
) {
    for (failures, &room) in rooms.iter().enumerate() {
        let had_index = place.path(index).join("kwic.json").exists();
        let before = had_index.then(|| answers(place, index));
        if had_index {
            change_posts(place, room as usize);
        }
        let run = run(room);
        if run.status == Some(0) {
            assert!(failures > 1, "{failures} failures, and none with room for {room}");
            return;
        }
        was_refused(&run, index, "");
        assert!(run.stderr.contains("hint: make room"), "{run:#?}");
        if let Some(before) = before {
            let now = answers(place, index);
            is_whole(place, index);
            is_over();
            is_mended(place, index);
            // A merge comes after the commit.
            assert!(now == before || now == answers(place, index), "{room}: {run:#?}");
        } else {
            let is_begun = place.path(index).join("kwic.json").exists();
            let found = place.run(&["search", "--no-refresh", "--index", index, "common"]);
            let is_told = found.stderr.contains("was broken off");
            assert!(!is_begun || (found.status, is_told) == (Some(2), true), "{found:#?}");
            is_over();
            is_mended(place, index);
            fs::remove_dir_all(place.path(index)).expect("removes");
        }
    }
    panic!("it never succeeded");
}

/// The largest size of a file that a run may write, in blocks of 512 bytes (of 1024 with some shells).
const LIMITS: [u64; 12] = [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 1024, 4096];

/// The signal that tells of the limit would end the program as `kill -9` does.
fn limited(place: &Place, blocks: u64, args: &[&str]) -> Run {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
    Run::of(&mut place.script(&script, args))
}

#[test]
fn files_that_may_not_grow_leave_the_index_as_it_was() {
    for args in [&BUILD[..], &OPTIMIZE, &REBUILD] {
        let place = Place::new();
        write_posts(&place);
        place.index();
        fails_until_there_is_room(&place, "index", &LIMITS, |at| limited(&place, at, args), || {});
    }
    let place = Place::new();
    write_posts(&place);
    fails_until_there_is_room(&place, "index", &LIMITS, |at| limited(&place, at, &BUILD), || {});
}

/// How much room is left on a full disk, in KiB.
const ROOMS: [u64; 9] = [0, 4, 12, 24, 48, 96, 192, 384, 3000];

/// A small disk of its own, in memory.
struct Disk {
    path: PathBuf,
}

impl Disk {
    /// `None` where nobody may mount one.
    fn mount(path: PathBuf) -> Option<Self> {
        fs::create_dir_all(&path).expect("creates a folder");
        let mut command = Command::new("mount");
        command.args(["-t", "tmpfs", "-o", "size=8m", "tmpfs"]).arg(&path);
        let is_mounted = command.output().is_ok_and(|output| output.status.success());
        is_mounted.then_some(Self { path })
    }

    /// Fills the disk but for so many KiB.
    fn fill(&self, room: u64) {
        let ballast = OpenOptions::new().append(true).create(true).open(self.ballast());
        let mut ballast = ballast.expect("opens");
        while ballast.write_all(&[1; 4096]).is_ok() {}
        let size = ballast.metadata().expect("is there").len();
        ballast.set_len(size.saturating_sub(room << 10)).expect("shrinks");
    }

    fn empty(&self) {
        File::create(self.ballast()).expect("is cut");
    }

    fn ballast(&self) -> PathBuf {
        self.path.join("ballast")
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.path).status();
    }
}

#[test]
fn a_full_disk_leaves_the_index_as_it_was() {
    let index = "disk/index";
    for (args, is_first) in
        [(&BUILD[..], true), (&BUILD, false), (&OPTIMIZE, false), (&REBUILD, false)]
    {
        let place = Place::new();
        let Some(disk) = Disk::mount(place.path("disk")) else {
            eprintln!("skipped: nobody may mount a small disk here");
            return;
        };
        write_posts(&place);
        if !is_first {
            place.run(&["index", "--quiet", "--index", index]).expect_silence();
        }
        let run = |room| {
            disk.fill(room);
            place.run(&[args, &["--index", index]].concat())
        };
        fails_until_there_is_room(&place, index, &ROOMS, run, || disk.empty());
    }
}

/// What stands in the way of a file that is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Obstacle {
    /// A folder: it can neither be written to nor be replaced by a file.
    Folder,
    /// A link to a disk that is always full.
    #[cfg(target_os = "linux")]
    FullDisk,
}

impl Obstacle {
    const ALL: &[Self] = &[
        Self::Folder,
        #[cfg(target_os = "linux")]
        Self::FullDisk,
    ];

    fn place(self, path: &std::path::Path) {
        let placed = match self {
            Self::Folder => fs::create_dir(path),
            #[cfg(target_os = "linux")]
            Self::FullDisk => std::os::unix::fs::symlink("/dev/full", path),
        };
        placed.expect("is free");
    }

    fn remove(self, path: &std::path::Path) {
        let removed = match self {
            Self::Folder => fs::remove_dir(path),
            #[cfg(target_os = "linux")]
            Self::FullDisk => fs::remove_file(path),
        };
        removed.expect("is there still");
    }
}

/// The files that an update writes beside those of the search engine, in turn.
#[test]
fn what_kwic_itself_cannot_write_is_named() {
    for &obstacle in Obstacle::ALL {
        for (name, is_committed) in [
            ("generation-1/ledger-2", false),
            ("generation-1/inventory-2.new", true),
            ("kwic.json.new", true),
        ] {
            let place = Place::new();
            write_posts(&place);
            place.index();
            let before = answers(&place, "index");
            change_posts(&place, 1);
            let path = place.path("index").join(name);
            obstacle.place(&path);
            was_refused(&place.run(&BUILD), "index", name);
            let now = answers(&place, "index");
            assert_eq!(now != before, is_committed, "{name}");
            is_whole(&place, "index");
            obstacle.remove(&path);
            is_mended(&place, "index");
            assert!(!is_committed || now == answers(&place, "index"), "{name}");
        }
    }
}

/// In the way of renaming, too.
#[test]
fn a_name_that_is_taken_is_named() {
    let place = Place::new();
    write_posts(&place);
    place.index();
    change_posts(&place, 1);
    let path = place.path("index/generation-1/inventory-2");
    fs::create_dir(&path).expect("is free");
    was_refused(&place.run(&BUILD), "index", "generation-1/inventory-2`");
    fs::remove_dir(&path).expect("is there still");
    is_whole(&place, "index");
    is_mended(&place, "index");
}

/// What is remembered of the files only saves work.
#[test]
fn a_cache_that_cannot_be_written_is_no_misfortune() {
    for &obstacle in Obstacle::ALL {
        let place = Place::new();
        write_posts(&place);
        place.index();
        change_posts(&place, 1);
        obstacle.place(&place.path("index/generation-1/files.cache.new"));
        place.run(&BUILD).expect_silence();
        is_whole(&place, "index");
        is_mended(&place, "index");
    }
}

/// A run that failed in a merge has committed, so that the next one may find nothing to do.
#[test]
fn what_a_merge_left_is_removed_by_a_run_without_changes() {
    let place = Place::new();
    write_posts(&place);
    place.index();
    let (list, half) = ("index/generation-1/.managed.json", "0123456789abcdef.store");
    let listed = fs::read_to_string(place.path(list)).expect("reads");
    place.file(list, listed.replacen('[', &format!("[\"{half}\","), 1));
    place.file(&format!("index/generation-1/{half}"), "half");
    fs::remove_file(place.path("index/generation-1/inventory-1")).expect("is there");
    is_mended(&place, "index");
}
