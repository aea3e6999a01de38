//! A folder that an index is written to, which remembers what the operating system refused.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::TantivyError;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, Lock, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};

use crate::error::Error;

/// The first refusal of the operating system, shared by a directory and whoever asks it why the
/// search engine failed: the engine's own errors name no path, and where a thread of it fails, not
/// even the reason.
#[derive(Clone, Debug, Default)]
pub struct Refusals(Arc<Mutex<Option<Refusal>>>);

#[derive(Debug)]
struct Refusal {
    action: &'static str,
    path: PathBuf,
    source: io::Error,
}

impl Refusals {
    fn record(&self, action: &'static str, path: &Path, error: &io::Error) {
        let mut first = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        first.get_or_insert_with(|| Refusal { action, path: path.to_owned(), source: copy(error) });
    }

    /// What an error of the search engine comes from.
    pub fn explain(&self, error: TantivyError) -> Error {
        match &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            Some(Refusal { action, path, source }) => Error::io(action, path)(copy(source)),
            None => Error::Engine(error),
        }
    }
}

/// Errors of the system cannot be cloned.
fn copy(error: &io::Error) -> io::Error {
    match error.raw_os_error() {
        Some(code) => io::Error::from_raw_os_error(code),
        None => io::Error::new(error.kind(), error.to_string()),
    }
}

/// Another directory, whose refusals to write are recorded.
#[derive(Clone, Debug)]
pub struct Witness {
    directory: Box<dyn Directory>,
    root: PathBuf,
    refusals: Refusals,
}

impl Witness {
    /// Watches a directory whose files lie in the folder `root`.
    pub fn new(directory: Box<dyn Directory>, root: &Path, refusals: &Refusals) -> Self {
        Self { directory, root: root.to_owned(), refusals: refusals.clone() }
    }

    fn record(&self, action: &'static str, path: &Path, error: &io::Error) {
        self.refusals.record(action, &self.root.join(path), error);
    }
}

impl Directory for Witness {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.directory.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.directory.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.directory.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let opened = self.directory.open_write(path).inspect_err(|error| {
            if let OpenWriteError::IoError { io_error, .. } = error {
                self.record("create", path, io_error);
            }
        });
        let (path, refusals) = (self.root.join(path), self.refusals.clone());
        Ok(BufWriter::new(Box::new(WitnessedFile { file: opened?, path, refusals })))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.directory.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let written = self.directory.atomic_write(path, data);
        written.inspect_err(|error| self.record("write", path, error))
    }

    fn sync_directory(&self) -> io::Result<()> {
        let synced = self.directory.sync_directory();
        synced.inspect_err(|error| self.record("write", Path::new(""), error))
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.directory.acquire_lock(lock).inspect_err(|error| {
            if let LockError::IoError(error) = error {
                self.record("lock", &lock.filepath, error);
            }
        })
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.directory.watch(callback)
    }
}

/// A file being written, whose refusals are recorded.
struct WitnessedFile {
    file: WritePtr,
    path: PathBuf,
    refusals: Refusals,
}

impl WitnessedFile {
    fn record<T>(&self, result: io::Result<T>) -> io::Result<T> {
        result.inspect_err(|error| {
            if error.kind() != io::ErrorKind::Interrupted {
                self.refusals.record("write", &self.path, error);
            }
        })
    }
}

impl Write for WitnessedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes);
        self.record(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.file.flush();
        self.record(flushed)
    }
}

impl TerminatingWrite for WitnessedFile {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        let ended = self.file.terminate_ref(token);
        self.record(ended)
    }
}
