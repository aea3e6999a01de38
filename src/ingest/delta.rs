//! What differs between a folder and the index of it.

use std::time::SystemTime;

use rayon::prelude::*;

use crate::corpus::{PostPath, SourceFile};
use crate::error::Result;
use crate::index::CachedFile;

/// What differs, as far as it can be told.
#[derive(Debug, Default)]
pub struct Delta<'a> {
    /// Files that are as they were when they were read, by ascending path.
    pub same: Vec<CachedFile>,
    /// Files that have changed since, or may have.
    pub changed: Vec<Suspect<'a>>,
    /// Files that were not there before.
    pub new: Vec<&'a SourceFile>,
    /// Files that are not there any more.
    pub gone: Vec<PostPath>,
}

/// A file that may have changed.
#[derive(Debug)]
pub struct Suspect<'a> {
    /// The file as it is now.
    pub file: &'a SourceFile,
    /// The hash of what it held when it was read; `None` if it could not be read.
    pub hash: Option<u64>,
}

impl<'a> Delta<'a> {
    /// Compares the files of a walk with those that were read before, both by ascending path, by
    /// what can be told without opening them.
    pub fn between(files: &'a [SourceFile], known: Vec<CachedFile>) -> Self {
        let mut delta = Self::default();
        let mut known = known.into_iter().peekable();
        for file in files {
            while let Some(gone) = known.next_if(|before| before.path < file.relative) {
                delta.gone.push(gone.path);
            }
            match known.next_if(|before| before.path == file.relative) {
                Some(before) if before.is_settled && before.stamp == file.stamp => {
                    delta.same.push(before);
                }
                Some(before) => delta.changed.push(Suspect { file, hash: before.hash }),
                None => delta.new.push(file),
            }
        }
        delta.gone.extend(known.map(|before| before.path));
        delta
    }

    /// Clears suspects whose bytes are as they were, if what is shown of their times is so too, which
    /// `is_shown` tells of a file and the hash of its bytes. Returns whether there were any.
    ///
    /// # Errors
    /// If that cannot be told.
    pub fn acquit(
        &mut self,
        is_shown: impl Fn(&SourceFile, u64) -> Result<bool> + Sync,
    ) -> Result<bool> {
        let suspects = std::mem::take(&mut self.changed);
        let read_at = SystemTime::now();
        let judge = |suspect: Suspect<'a>| {
            let hash = suspect.hash.filter(|_| suspect.file.hash().ok() == suspect.hash);
            let is_same = hash.map_or(Ok(false), |hash| is_shown(suspect.file, hash))?;
            Ok((suspect, is_same))
        };
        let verdicts = suspects.into_par_iter().map(judge).collect::<Result<Vec<_>>>()?;
        let before = self.same.len();
        for (suspect, is_same) in verdicts {
            if is_same {
                self.same.push(cached(suspect.file, read_at, suspect.hash));
            } else {
                self.changed.push(suspect);
            }
        }
        self.same.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        Ok(self.same.len() > before)
    }

    /// The files that have changed, or may have.
    pub fn changed_files(&self) -> Vec<&'a SourceFile> {
        self.changed.iter().map(|suspect| suspect.file).collect()
    }

    /// How many files differ.
    pub fn len(&self) -> usize {
        self.changed.len() + self.new.len() + self.gone.len()
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What is to be remembered of a file that was found by a walk, and read from this time on.
pub fn cached(file: &SourceFile, read_at: SystemTime, hash: Option<u64>) -> CachedFile {
    CachedFile {
        path: file.relative.clone(),
        stamp: file.stamp,
        is_settled: file.stamp.is_settled(read_at),
        hash,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{FileStamp, Format};

    fn stamp(size: u64) -> FileStamp {
        let mut stamp = FileStamp::default();
        stamp.size = size;
        stamp
    }

    fn file(path: &str, size: u64) -> SourceFile {
        SourceFile {
            path: path.into(),
            relative: PostPath::new(path),
            format: Format::of_name(path).expect("a post's name"),
            stamp: stamp(size),
            modified: None,
        }
    }

    fn known(path: &str, size: u64, is_settled: bool) -> CachedFile {
        CachedFile { path: PostPath::new(path), stamp: stamp(size), is_settled, hash: Some(size) }
    }

    #[test]
    fn files_are_compared_by_path_and_stamp() {
        let files = [file("a.md", 1), file("b.md", 2), file("c.md", 3), file("e.md", 5)];
        let before = vec![
            known("a-gone.md", 1, true),
            known("a.md", 1, true),
            known("b.md", 1, true),
            known("d-gone.md", 4, true),
            known("e.md", 5, false),
            known("f-gone.md", 6, true),
        ];
        let delta = Delta::between(&files, before);
        let names = |files: &[&SourceFile]| -> Vec<String> {
            files.iter().map(|file| file.relative.to_string()).collect()
        };
        let gone: Vec<_> = delta.gone.iter().map(PostPath::to_string).collect();
        let same: Vec<_> = delta.same.iter().map(|known| known.path.to_string()).collect();
        let changed: Vec<_> = delta.changed.iter().map(|suspect| suspect.file).collect();
        assert_eq!(same, ["a.md"]);
        assert_eq!(names(&changed), ["b.md", "e.md"]);
        assert_eq!(names(&delta.new), ["c.md"]);
        assert_eq!(gone, ["a-gone.md", "d-gone.md", "f-gone.md"]);
        assert_eq!(delta.len(), 6);
        assert!(Delta::between(&[], Vec::new()).is_empty());
    }

    #[test]
    fn a_file_that_was_only_touched_is_the_same() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).expect("writes");
            SourceFile { path, ..file(name, text.len() as u64) }
        };
        let (touched, edited) = (file("a.md", "one"), file("b.md", "two"));
        let hash = touched.hash().ok();
        let mut delta = Delta {
            changed: vec![Suspect { file: &touched, hash }, Suspect { file: &edited, hash }],
            ..Delta::default()
        };
        assert!(delta.acquit(|_, _| Ok(true)).expect("can be told"));
        assert_eq!(delta.same[0].path, touched.relative);
        assert_eq!(delta.changed[0].file.relative, edited.relative);
        assert!(!delta.acquit(|_, _| Ok(true)).expect("can be told"));
        let mut shown =
            Delta { changed: vec![Suspect { file: &touched, hash }], ..Delta::default() };
        assert!(!shown.acquit(|file, _| Ok(file.date().is_some())).expect("can be told"));
        assert_eq!(shown.len(), 1);
    }
}
