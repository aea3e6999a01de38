//! The played folder and the folder of its index.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use crate::content::Content;
use crate::name::Name;

/// A corpus and an index beside it.
#[derive(Clone)]
pub struct Folder {
    root: Arc<TempDir>,
}

impl Folder {
    pub fn new() -> io::Result<Self> {
        let root = Arc::new(quick_folder()?);
        fs::create_dir(root.path().join("corpus"))?;
        Ok(Self { root })
    }

    pub fn corpus(&self) -> PathBuf {
        self.root.path().join("corpus")
    }

    pub fn index(&self) -> PathBuf {
        self.root.path().join("index")
    }

    /// Another place beside them.
    pub fn aside(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    pub fn path(&self, name: Name) -> PathBuf {
        self.corpus().join(name.as_str())
    }

    /// Whether there is a file of this name that is no link.
    pub fn has(&self, name: Name) -> bool {
        fs::symlink_metadata(self.path(name)).is_ok_and(|data| data.is_file())
    }

    pub fn write(&self, name: Name, content: Content) -> io::Result<()> {
        let path = self.path(name);
        self.make_room(name)?;
        // Editors do both: write in place, and rename a new file over the old one.
        match content {
            Content::Whole(_) if path.exists() => {
                let aside = self.aside("written");
                fs::write(&aside, content.bytes())?;
                fs::rename(aside, path)
            }
            _ => fs::write(path, content.bytes()),
        }
    }

    pub fn write_and_set_back(&self, name: Name, content: Content) -> io::Result<()> {
        let path = self.path(name);
        let modified = fs::metadata(&path)?.modified()?;
        fs::write(&path, content.bytes())?;
        set_modified(&path, modified)
    }

    pub fn rename(&self, from: Name, to: Name) -> io::Result<()> {
        self.make_room(to)?;
        fs::rename(self.path(from), self.path(to))
    }

    pub fn exchange(&self, one: Name, other: Name) -> io::Result<()> {
        let aside = self.aside("exchanged");
        fs::rename(self.path(one), &aside)?;
        fs::rename(self.path(other), self.path(one))?;
        fs::rename(aside, self.path(other))
    }

    pub fn touch(&self, name: Name, minute: u8) -> io::Result<()> {
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_600_000_000);
        set_modified(&self.path(name), time + Duration::from_secs(60) * u32::from(minute))
    }

    #[cfg(unix)]
    pub fn link(&self, name: Name) -> io::Result<()> {
        self.make_room(name)?;
        if self.has(name) {
            fs::remove_file(self.path(name))?;
        }
        std::os::unix::fs::symlink("/", self.path(name))
    }

    #[cfg(not(unix))]
    pub fn link(&self, _name: Name) -> io::Result<()> {
        Ok(())
    }

    pub fn ignore(&self, name: Name) -> io::Result<()> {
        fs::write(self.corpus().join(".gitignore"), format!("/{}\n", name.as_str()))
    }

    pub fn ignore_nothing(&self) -> io::Result<()> {
        match fs::remove_file(self.corpus().join(".gitignore")) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Makes the folders above a file, and takes away a link of its name.
    fn make_room(&self, name: Name) -> io::Result<()> {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap_or(&path))?;
        if fs::symlink_metadata(&path).is_ok_and(|data| data.is_symlink()) {
            fs::remove_file(&path)?;
        }
        Ok(())
    }
}

/// In memory where the system has a place for that: what is written through to a disk takes most of
/// the time otherwise.
fn quick_folder() -> io::Result<TempDir> {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir())
}

fn set_modified(path: &Path, time: SystemTime) -> io::Result<()> {
    fs::File::options().write(true).open(path)?.set_modified(time)
}

/// Copies an index while somebody may be writing to it: what vanishes meanwhile is passed over.
pub fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        let copied = match entry.file_type()?.is_dir() {
            true => copy(&entry.path(), &target),
            false => fs::copy(entry.path(), target).map(drop),
        };
        match copied {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// The engine's list of the files that it wrote, which grows before each of them.
const WRITTEN: &str = ".managed.json";

/// How the names of lists begin that are written after a commit.
const INVENTORY: &str = "inventory-";

/// Copies the files of an index that another one does not have, as far as they are written before
/// the file that names them all.
pub fn copy_missing(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_missing(&entry.path(), &target)?;
        } else if entry.file_name() == WRITTEN && target.exists() {
            add_list(&entry.path(), &target)?;
        } else if !target.exists() && !entry.file_name().to_string_lossy().starts_with(INVENTORY) {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// Adds the names of one list of written files to another.
fn add_list(from: &Path, to: &Path) -> io::Result<()> {
    let read = |path: &Path| -> io::Result<BTreeSet<String>> {
        serde_json::from_slice(&fs::read(path)?).map_err(io::Error::other)
    };
    let all: BTreeSet<String> = read(from)?.union(&read(to)?).cloned().collect();
    let json = serde_json::to_string(&all).map_err(io::Error::other)?;
    fs::write(to, format!("{json}\n"))
}
