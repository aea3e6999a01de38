//! The folder that an index lies in: its pointer file, its generations, its lock.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::pointer::{FORMAT, Pointer, PointerFault};
use crate::error::{Error, Result};

/// The file that names the current generation. A folder that has it is a kwic index.
pub(crate) const POINTER: &str = "kwic.json";
/// Held while a process writes.
const LOCK: &str = "write.lock";
/// What was told of watched queries.
pub(super) const WATERMARKS: &str = "watched.json";
/// How the folder of a generation begins.
const GENERATION: &str = "generation-";
/// How the names of files begin that the search engine writes aside, to rename them when whole.
const ASIDE: &str = ".tmp";

/// An index folder: one of ours, or one that may become one.
#[derive(Clone, Debug)]
pub struct IndexFolder {
    root: PathBuf,
}

impl IndexFolder {
    /// The index folder `root`, which need not exist yet.
    ///
    /// # Errors
    /// If the folder holds something else than an index.
    pub fn new(root: &Path) -> Result<Self> {
        let folder = Self { root: root.to_owned() };
        if folder.read_pointer()?.is_some() || is_vacant(root)? {
            return Ok(folder);
        }
        let index = root.to_owned();
        Err(match folder.newest_generation() {
            Some(_) if folder.holds_only_ours()? => {
                Error::IndexDamaged { index, message: format!("`{POINTER}` is missing") }
            }
            _ => Error::NotAnIndex(index),
        })
    }

    /// The index folder `root`, to be built anew whatever state it is in. A pointer that cannot be
    /// used is replaced by one to the newest generation that is there.
    ///
    /// # Errors
    /// As [`IndexFolder::new`] if the folder holds anything that is not of an index; if another
    /// process writes to it.
    pub fn to_rebuild(root: &Path) -> Result<Self> {
        let error = match Self::new(root) {
            Ok(folder) => return Ok(folder),
            Err(error) => error,
        };
        let folder = Self { root: root.to_owned() };
        let may_mend = matches!(error, Error::IndexDamaged { .. } | Error::IndexFormat { .. });
        if !may_mend || !folder.holds_only_ours()? {
            return Err(error);
        }
        let _lock = WriteLock::take(root)?;
        folder.write_pointer(folder.newest_generation().unwrap_or(0))?;
        Ok(folder)
    }

    /// The newest generation that has a folder, whatever the pointer says.
    pub(crate) fn newest_generation(&self) -> Option<u64> {
        let entries = fs::read_dir(&self.root).into_iter().flatten().flatten();
        let number = |name: &str| name.strip_prefix(GENERATION)?.parse::<u64>().ok();
        entries.filter_map(|entry| number(entry.file_name().to_str()?)).max()
    }

    /// An index folder whose pointer may be damaged, to look at what else is in it.
    pub(crate) fn unchecked(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// Whether there is nothing in the folder that kwic, or git, would not have put there.
    fn holds_only_ours(&self) -> Result<bool> {
        let entries = fs::read_dir(&self.root).map_err(Error::io("list", &self.root))?;
        Ok(entries.flatten().all(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            name == POINTER || name.starts_with(GENERATION) || is_vacant_name(&name)
        }))
    }

    /// The path of the folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The number of the current generation, or `None` if no index was built yet.
    ///
    /// # Errors
    /// If the pointer file cannot be read, or is of another format.
    pub fn generation(&self) -> Result<Option<u64>> {
        let pointer = self.read_pointer()?;
        Ok(pointer.map(|pointer| pointer.generation).filter(|&number| number > 0))
    }

    /// Whether a first build was begun here and never came to its end.
    ///
    /// # Errors
    /// As [`IndexFolder::generation`].
    pub fn is_unfinished(&self) -> Result<bool> {
        Ok(self.read_pointer()?.is_some_and(|pointer| pointer.generation == 0))
    }

    /// The folder of a generation.
    pub fn generation_path(&self, number: u64) -> PathBuf {
        self.root.join(format!("{GENERATION}{number}"))
    }

    /// Makes the folder an index, if it is not one yet, and takes the lock that writers hold.
    ///
    /// What earlier writers left behind unfinished is removed.
    ///
    /// # Errors
    /// If another process holds the lock, or the folder cannot be written to.
    pub fn lock(&self) -> Result<WriteLock> {
        fs::create_dir_all(&self.root).map_err(Error::io("create", &self.root))?;
        let lock = WriteLock::take(&self.root)?;
        if self.read_pointer()?.is_none() {
            self.write_pointer(0)?;
        }
        self.remove_all_but(self.generation()?);
        Ok(lock)
    }

    /// Makes `number` the current generation and removes the others.
    pub(super) fn swap_in(&self, number: u64, _lock: &WriteLock) -> Result<()> {
        self.write_pointer(number)?;
        self.remove_all_but(Some(number));
        Ok(())
    }

    /// Removes what the search engine wrote aside in a generation and did not come to rename.
    pub(super) fn remove_half_written(&self, number: u64) {
        let files = fs::read_dir(self.generation_path(number)).into_iter().flatten().flatten();
        for file in files.filter(|file| file.file_name().to_string_lossy().starts_with(ASIDE)) {
            let _ = fs::remove_file(file.path());
        }
    }

    /// How many bytes the files of a generation take.
    pub fn size(&self, number: u64) -> Result<u64> {
        let path = self.generation_path(number);
        let files = fs::read_dir(&path).map_err(Error::io("list", &path))?;
        Ok(files.flatten().filter_map(|file| file.metadata().ok()).map(|data| data.len()).sum())
    }

    fn read_pointer(&self) -> Result<Option<Pointer>> {
        let path = self.root.join(POINTER);
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if is_absent(&error) => return Ok(None),
            Err(error) => return Err(Error::io("read", &path)(error)),
        };
        let index = self.root.clone();
        Pointer::parse(&text).map(Some).map_err(|fault| match fault {
            PointerFault::Format(found) => {
                Error::IndexFormat { index, found, expected: FORMAT, corpus: None }
            }
            PointerFault::Damage(reason) => {
                let message = format!("`{POINTER}` cannot be read: {reason}");
                Error::IndexDamaged { index, message }
            }
        })
    }

    /// Writes the pointer aside and renames it into place, so that it is whole at any moment.
    fn write_pointer(&self, generation: u64) -> Result<()> {
        let path = self.root.join(POINTER);
        let aside = self.root.join(format!("{POINTER}.new"));
        let text = serde_json::to_string(&Pointer::new(generation))
            .map_err(|error| Error::Internal(error.to_string()))?;
        write_through(&aside, text.as_bytes()).map_err(Error::io("write", &aside))?;
        fs::rename(&aside, &path).map_err(Error::io("write", &path))?;
        sync_folder(&self.root).map_err(Error::io("write", &self.root))
    }

    /// Removes other generations. One that cannot be removed (Windows keeps files that a reader
    /// has open) is left for the next writer.
    fn remove_all_but(&self, current: Option<u64>) {
        let keep = current.map(|number| self.generation_path(number));
        for entry in fs::read_dir(&self.root).into_iter().flatten().flatten() {
            let is_generation = entry.file_name().to_string_lossy().starts_with(GENERATION);
            if is_generation && Some(entry.path()) != keep {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }
}

/// The right to write into an index; given up when dropped, or when the process ends in any way.
#[derive(Debug)]
pub struct WriteLock {
    _file: File,
}

impl WriteLock {
    fn take(root: &Path) -> Result<Self> {
        let path = root.join(LOCK);
        let io = |error| Error::io("lock", &path)(error);
        let mut options = OpenOptions::new();
        let open = options.read(true).write(true).create(true).truncate(false).open(&path);
        let mut file = open.map_err(io)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let holder = holder(&mut file);
                return Err(Error::IndexBusy { index: root.to_owned(), holder });
            }
            Err(TryLockError::Error(error)) => return Err(io(error)),
        }
        let note = format!("process {} since {:.0}", std::process::id(), Timestamp::now());
        file.set_len(0).and_then(|()| file.write_all(note.as_bytes())).map_err(io)?;
        Ok(Self { _file: file })
    }
}

/// What the holder of a lock wrote into it.
fn holder(file: &mut File) -> String {
    let mut note = String::new();
    let read = file.rewind().and_then(|()| file.take(200).read_to_string(&mut note));
    match read {
        Ok(_) if !note.trim().is_empty() => note.trim().to_owned(),
        _ => "an unknown process".to_owned(),
    }
}

/// Whether a folder is free to become an index: missing, or empty but for what git needs to keep
/// an empty folder.
fn is_vacant(root: &Path) -> Result<bool> {
    let entries = match fs::read_dir(root) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => return Ok(false),
        Err(error) => return Err(Error::io("list", root)(error)),
    };
    Ok(entries.flatten().all(|entry| is_vacant_name(&entry.file_name().to_string_lossy())))
}

fn is_vacant_name(name: &str) -> bool {
    let is_ours = |name: &str| matches!(name, POINTER | WATERMARKS);
    matches!(name, ".gitignore" | ".gitkeep" | LOCK | WATERMARKS)
        || name.strip_suffix(".new").is_some_and(is_ours)
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Writes a file and waits until it is on the disk.
pub(super) fn write_through(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Waits until the names in a folder are on the disk. Windows has no such thing.
fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_vacant_folders_become_an_index() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let path = root.path();
        assert!(IndexFolder::new(&path.join("new/deep")).is_ok());
        assert!(IndexFolder::new(path).is_ok());
        fs::write(path.join(".gitignore"), "*").expect("writes");
        let folder = IndexFolder::new(path).expect("still vacant");
        assert_eq!(folder.generation().expect("reads"), None);
        fs::write(path.join("letter.txt"), "Dear").expect("writes");
        assert!(matches!(IndexFolder::new(path), Err(Error::NotAnIndex(_))));
        assert!(matches!(IndexFolder::new(&path.join("letter.txt")), Err(Error::NotAnIndex(_))));
    }

    #[test]
    fn one_writer_at_a_time() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let folder = IndexFolder::new(root.path()).expect("vacant");
        let lock = folder.lock().expect("is free");
        let error = folder.lock().expect_err("is held");
        assert!(error.to_string().contains(&format!("process {} since", std::process::id())));
        drop(lock);
        assert!(folder.lock().is_ok());
    }

    #[test]
    fn a_new_generation_replaces_the_old() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let folder = IndexFolder::new(root.path()).expect("vacant");
        let lock = folder.lock().expect("is free");
        for number in [1, 2] {
            fs::create_dir(folder.generation_path(number)).expect("creates");
            folder.swap_in(number, &lock).expect("swaps");
            assert_eq!(folder.generation().expect("reads"), Some(number));
        }
        assert!(!folder.generation_path(1).exists());
        assert!(folder.generation_path(2).exists());
    }

    #[test]
    fn another_format_is_refused() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let write = |text| fs::write(root.path().join(POINTER), text).expect("writes");
        write(r#"{"format":99,"generation":1}"#);
        assert!(matches!(IndexFolder::new(root.path()), Err(Error::IndexFormat { found: 99, .. })));
        write(r#"{"format":99,"place":"elsewhere"}"#);
        assert!(matches!(IndexFolder::new(root.path()), Err(Error::IndexFormat { found: 99, .. })));
        write("{");
        assert!(matches!(IndexFolder::new(root.path()), Err(Error::IndexDamaged { .. })));
    }

    #[test]
    fn a_damaged_pointer_is_noticed_and_mended() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let folder = IndexFolder::new(root.path()).expect("vacant");
        let lock = folder.lock().expect("is free");
        fs::create_dir(folder.generation_path(4)).expect("creates");
        folder.swap_in(4, &lock).expect("swaps");
        drop(lock);
        let path = root.path().join(POINTER);
        let whole = fs::read(&path).expect("reads");
        let is_damaged =
            || matches!(IndexFolder::new(root.path()), Err(Error::IndexDamaged { .. }));
        for (at, bit) in (0..whole.len()).flat_map(|at| (0..8).map(move |bit| (at, bit))) {
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << bit;
            fs::write(&path, &bytes).expect("writes");
            assert!(is_damaged(), "{}", String::from_utf8_lossy(&bytes));
        }
        for at in 0..whole.len() {
            fs::write(&path, &whole[..at]).expect("writes");
            assert!(is_damaged(), "cut at {at}");
        }
        fs::remove_file(&path).expect("removes");
        assert!(is_damaged());
        let mended = IndexFolder::to_rebuild(root.path()).expect("is ours");
        assert_eq!(mended.generation().expect("reads"), Some(4));
        fs::write(root.path().join("letter.txt"), "Dear").expect("writes");
        fs::remove_file(&path).expect("removes");
        assert!(matches!(IndexFolder::to_rebuild(root.path()), Err(Error::NotAnIndex(_))));
    }
}
