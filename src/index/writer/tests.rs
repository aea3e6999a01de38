//! Commits on a disk that fails at any step.

use std::collections::BTreeSet;

use super::super::inventory::Scrutiny;
use super::super::{CorpusRoot, DateMemory, IndexReader, PostIds, Roster, Selection};
use super::faulty::{Fault, Faulty, Step};
use super::*;
use crate::corpus::{DateRules, FileStamp, Format, FurnitureRules, PostPath, SourceFile};

/// More steps of a kind than any commit here takes.
const MOST_STEPS: u64 = 1000;

/// All posts of an update are new ones, so that it merges what it wrote.
const OPTIONS: WriterOptions = WriterOptions { threads: 1, memory: 0, optimize: false };

/// An index folder, its corpus, and what is written into it in turn.
struct Bench {
    root: tempfile::TempDir,
    folder: IndexFolder,
    lock: WriteLock,
}

impl Bench {
    fn new() -> Self {
        // In memory where there is a place for that: the waits for a disk would take most of the time.
        let root = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir());
        let root = root.expect("a temporary folder");
        let folder = IndexFolder::new(&root.path().join("index")).expect("is vacant");
        let lock = folder.lock().expect("is free");
        Self { root, folder, lock }
    }

    /// One with commit 1 of generation 1.
    fn with_commit() -> Self {
        let bench = Self::new();
        let writer = Writer::create(&bench.folder, 1, OPTIONS).expect("begins");
        bench.write(writer, 1).expect("commits");
        bench
    }

    /// Commits the posts of a round: those of the round before are there no longer.
    fn write(&self, writer: Writer, round: u64) -> Result<Manifest> {
        let mut ids = PostIds::default();
        for number in 0..4 {
            let path = PostPath::new(format!("{number}.md"));
            let id = ids.assign(&path);
            writer.remove(&id);
            writer.add(&id, &self.post(&path, round), round, Arrival::default())?;
        }
        let corpus = CorpusRoot::new(self.root.path(), self.folder.root());
        let (selection, dates) = (Selection::default(), DateMemory::default());
        let origin = Origin { corpus, selection, dates };
        writer.commit(&self.lock, origin, true, &Ledger::default())
    }

    fn post(&self, path: &PostPath, round: u64) -> Post {
        let file = SourceFile {
            path: self.root.path().join(path.as_path()),
            relative: path.clone(),
            format: Format::of_name("a.md").expect("a name of posts"),
            stamp: FileStamp::default(),
            modified: None,
        };
        fs::write(&file.path, format!("The post of round {round}.\n")).expect("writes");
        Post::of(&file, &DateRules::default(), &FurnitureRules::default()).expect("is read").post
    }

    /// The round that all posts of the last commit are of, and the number of the commit.
    fn state(&self) -> (u64, u64) {
        let reader = IndexReader::open(&self.folder).expect("can be read");
        let roster = Roster::of(&reader).expect("has columns");
        let rounds: BTreeSet<_> = roster.entries().iter().map(|entry| entry.hash).collect();
        assert_eq!((roster.entries().len(), rounds.len()), (4, 1), "half a commit: {roster:?}");
        let commit = reader.manifest().commit;
        let generation = self.folder.generation_path(reader.generation());
        let findings = Inventory::findings(&generation, commit, Scrutiny::Hashes);
        assert!(!findings.iter().any(|found| found.fault.is_damage()), "{findings:?}");
        assert_eq!(reader.searcher().index().validate_checksum().expect("reads"), [].into());
        (rounds.into_iter().next().unwrap_or_default(), commit)
    }
}

/// Asserts that an error names the step that failed and a file of the generation.
#[track_caller]
fn is_told(error: &Error, fault: &Fault, generation: &Path) {
    let Error::Io { path, source, .. } = error else { panic!("{fault:?}: {error}") };
    assert!(path.starts_with(generation), "{fault:?}: {error}");
    assert_eq!(source.to_string(), format!("fault of {:?}", fault.step));
}

/// Tries each step of a kind in turn, until one is not reached. `attempt` says whether it failed.
fn at_each_step(attempt: impl Fn(&Fault) -> bool) {
    for (step, is_lasting) in Step::ALL.into_iter().flat_map(|step| [(step, false), (step, true)]) {
        let mut failures = 0;
        for first in 0.. {
            let fault = Fault::new(step, first, is_lasting);
            let has_failed = attempt(&fault);
            if !fault.has_come() {
                assert!(!has_failed, "{fault:?} never came");
                break;
            }
            failures += u64::from(has_failed);
            assert!(first < MOST_STEPS, "{fault:?}");
        }
        // What cannot be deleted is passed over, and left for the next writer.
        assert_eq!(failures > 0, step != Step::Delete, "{step:?}");
    }
}

#[test]
fn an_update_that_fails_leaves_a_whole_commit() {
    at_each_step(|fault| {
        let bench = Bench::with_commit();
        let generation = bench.folder.generation_path(1);
        let directory = Box::new(Faulty::new(&generation, fault));
        let written = Writer::open_in(directory, &bench.folder, 1, 2, OPTIONS)
            .and_then(|writer| bench.write(writer, 2));
        let state = bench.state();
        match &written {
            Ok(_) => assert_eq!(state, (2, 2), "{fault:?}"),
            Err(error) => {
                is_told(error, fault, &generation);
                // What comes after the commit may fail too.
                assert!([(1, 1), (2, 2)].contains(&state), "{fault:?}: {state:?}");
            }
        }
        let writer = Writer::open(&bench.folder, state.1 + 1, OPTIONS).expect("begins");
        bench.write(writer, 3).expect("commits");
        assert_eq!(bench.state(), (3, state.1 + 1), "{fault:?}");
        written.is_err()
    });
}

#[test]
fn a_new_generation_that_fails_leaves_the_old_one() {
    at_each_step(|fault| {
        let bench = Bench::with_commit();
        let generation = bench.folder.generation_path(2);
        fs::create_dir(&generation).expect("creates");
        let directory = Box::new(Faulty::new(&generation, fault));
        let written = Writer::create_in(directory, &bench.folder, 2, 2, OPTIONS)
            .and_then(|writer| bench.write(writer, 2));
        match &written {
            Ok(_) => assert_eq!(bench.state(), (2, 2), "{fault:?}"),
            Err(error) => {
                is_told(error, fault, &generation);
                assert_eq!(bench.state(), (1, 1), "{fault:?}");
            }
        }
        written.is_err()
    });
}

#[test]
fn an_unfinished_generation_goes_with_its_writer() {
    let bench = Bench::with_commit();
    drop(Writer::create(&bench.folder, 2, OPTIONS).expect("begins"));
    assert!(!bench.folder.generation_path(2).exists());
    assert_eq!(bench.state(), (1, 1));
    drop(Writer::open(&bench.folder, 2, OPTIONS).expect("begins"));
    assert_eq!(bench.state(), (1, 1));
}
