//! A directory of which one step fails, or all from one on.

use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, TerminatingWrite,
    WatchCallback, WatchHandle, WritePtr,
};

/// What is done to a folder when it is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Create,
    Write,
    /// Waits until a file is on the disk.
    Sync,
    /// Renames a file over another one.
    Replace,
    /// Waits until the names of a folder are on the disk.
    SyncFolder,
    Delete,
}

impl Step {
    pub const ALL: [Self; 6] =
        [Self::Create, Self::Write, Self::Sync, Self::Replace, Self::SyncFolder, Self::Delete];
}

/// Which steps of a kind fail.
#[derive(Clone, Debug)]
pub struct Fault {
    pub step: Step,
    /// The number of the first that fails, from 0.
    pub first: u64,
    /// Whether those after it fail too.
    pub is_lasting: bool,
    taken: Arc<AtomicU64>,
}

impl Fault {
    pub fn new(step: Step, first: u64, is_lasting: bool) -> Self {
        Self { step, first, is_lasting, taken: Arc::default() }
    }

    /// Whether it came to the step that fails.
    pub fn has_come(&self) -> bool {
        self.taken.load(Ordering::SeqCst) > self.first
    }

    fn take(&self, step: Step) -> io::Result<()> {
        if step != self.step {
            return Ok(());
        }
        let number = self.taken.fetch_add(1, Ordering::SeqCst);
        if number == self.first || (self.is_lasting && number > self.first) {
            return Err(io::Error::other(format!("fault of {step:?}")));
        }
        Ok(())
    }
}

/// The files of a folder, written with a fault.
#[derive(Clone, Debug)]
pub struct Faulty {
    directory: MmapDirectory,
    fault: Fault,
}

impl Faulty {
    pub fn new(path: &Path, fault: &Fault) -> Self {
        let directory = MmapDirectory::open(path).expect("is a folder");
        Self { directory, fault: fault.clone() }
    }
}

impl Directory for Faulty {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.directory.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let refuse =
            |error| DeleteError::IoError { io_error: Arc::new(error), filepath: path.to_owned() };
        self.fault.take(Step::Delete).map_err(refuse)?;
        self.directory.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.directory.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let refuse = |error| OpenWriteError::wrap_io_error(error, path.to_owned());
        self.fault.take(Step::Create).map_err(refuse)?;
        let file = self.directory.open_write(path)?;
        Ok(BufWriter::new(Box::new(FaultyFile { file, fault: self.fault.clone() })))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.directory.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.fault.take(Step::Replace)?;
        self.directory.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.fault.take(Step::SyncFolder)?;
        self.directory.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.directory.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.directory.watch(callback)
    }
}

struct FaultyFile {
    file: WritePtr,
    fault: Fault,
}

impl Write for FaultyFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.fault.take(Step::Write)?;
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl TerminatingWrite for FaultyFile {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        self.fault.take(Step::Sync)?;
        self.file.terminate_ref(token)
    }
}
