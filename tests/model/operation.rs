//! What is done to a folder and to its index.

use fastrand::Rng;

use crate::content::Content;
use crate::name::Name;

/// One step of a sequence. A step that makes no sense where it stands does nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Writes a file, whether or not it is there.
    Write(Name, Content),
    /// Writes a file anew and sets the time of its last write back to what it was.
    WriteAndSetBack(Name, Content),
    /// Renames a file, over another one if need be.
    Rename(Name, Name),
    /// Exchanges two files.
    Exchange(Name, Name),
    /// Removes a file.
    Remove(Name),
    /// Sets the time of the last write of a file to one of a few.
    Touch(Name, u8),
    /// Makes a symbolic link of a file.
    Link(Name),
    /// Has an ignore file leave out one file and nothing else.
    Ignore(Name),
    /// Removes the ignore file.
    IgnoreNothing,
    /// Lets so much time go by that files are trusted by their stamps.
    Wait,
    /// Brings the index in line with the folder.
    Index,
    /// The same, with no file trusted.
    Rehash,
    /// The same, with a new look at broken files.
    Retry,
    /// The same, and all posts in one segment.
    Optimize,
    /// The same, with drafts or without them from now on.
    Drafts(bool),
    /// Builds the index anew.
    Rebuild,
    /// Looks at the folder as a search does.
    Search,
    /// Has an index run stop after some files.
    Interrupt(u64),
    /// Has an index run die after some files, or when it commits.
    Crash(u64),
    /// Has an index run die when all is written but what names it.
    CrashAtCommit,
    /// Has a rebuild die in the same way as [`Operation::Crash`].
    CrashRebuild(u64),
    /// Has a file written by somebody else when an index run has compared but not read.
    Meddle(Name, Content),
    /// Loses what was remembered of the files.
    LoseCache,
    /// Damages what was remembered of the files.
    DamageCache,
    /// Loses the file of the lock.
    LoseLock,
    /// Leaves a generation behind that was begun and not finished.
    LeaveGeneration,
    /// Leaves files behind that were written aside and not renamed.
    LeaveNewFiles,
}

impl Operation {
    /// Any step; about half of them change files.
    pub fn any(rng: &mut Rng) -> Self {
        let name = Name::any(rng);
        let content = Content::any(rng);
        match rng.u8(..64) {
            0..14 => Self::Write(name, content),
            14..17 => Self::WriteAndSetBack(name, content.sibling(rng)),
            17..22 => Self::Rename(name, Name::any(rng)),
            22 => Self::Exchange(name, Name::any(rng)),
            23..27 => Self::Remove(name),
            27..29 => Self::Touch(name, rng.u8(..3)),
            29 => Self::Link(name),
            30 => Self::Ignore(name),
            31 => Self::IgnoreNothing,
            32 => Self::Wait,
            33..42 => Self::Index,
            42..44 => Self::Optimize,
            44 => Self::Rehash,
            45 => Self::Retry,
            46..48 => Self::Drafts(rng.bool()),
            48..50 => Self::Rebuild,
            50..54 => Self::Search,
            54..56 => Self::Interrupt(rng.u64(..4)),
            56 if rng.bool() => Self::CrashAtCommit,
            56 => Self::Crash(rng.u64(..6)),
            57 => Self::CrashRebuild(rng.u64(..6)),
            58 => Self::Meddle(name, content),
            59 => Self::LoseCache,
            60 => Self::DamageCache,
            61 => Self::LoseLock,
            62 => Self::LeaveGeneration,
            _ => Self::LeaveNewFiles,
        }
    }

    /// Whether the step may change the files of the folder.
    pub fn changes_files(self) -> bool {
        matches!(
            self,
            Self::Write(..)
                | Self::WriteAndSetBack(..)
                | Self::Rename(..)
                | Self::Exchange(..)
                | Self::Remove(_)
                | Self::Touch(..)
                | Self::Link(_)
                | Self::Ignore(_)
                | Self::IgnoreNothing
                | Self::Meddle(..)
        )
    }
}

/// A sequence, with the number of threads of its runs.
#[derive(Clone, Debug)]
pub struct Sequence {
    pub threads: usize,
    pub operations: Vec<Operation>,
}

impl Sequence {
    /// The sequence of a seed: some files, an index of them, and whatever follows.
    pub fn of_seed(seed: u64) -> Self {
        let rng = &mut Rng::with_seed(seed);
        let files: Vec<_> = (0..rng.usize(1..6))
            .map(|_| Operation::Write(Name::any(rng), Content::any(rng)))
            .collect();
        let steps: Vec<_> = (0..rng.usize(3..16)).map(|_| Operation::any(rng)).collect();
        let operations = [files, vec![Operation::Index], steps].concat();
        Self { threads: rng.usize(1..3), operations }
    }

    /// The same without the step at an index.
    pub fn without(&self, index: usize) -> Self {
        let mut rest = self.clone();
        rest.operations.remove(index);
        rest
    }
}
