//! The list of the files that a commit is made of, by which their damage is noticed.
//!
//! The search engine puts a checksum into each of its files but looks at it only when told to, and
//! it has no list by which a missing file would be missed. This list has the size and time of each
//! file, which cost one look at its folder entry, and the hash of its bytes for when those differ.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tantivy::IndexMeta;
use xxhash_rust::xxh3::{Xxh3Default, xxh3_64};

use super::fault::{Fault, Finding};
use super::folder::write_through;
use super::{Ledger, Origin};
use crate::corpus::FileStamp;
use crate::error::{Error, Result};

/// How the name of an inventory begins, in a generation's folder; the number of its commit follows.
const STEM: &str = "inventory-";
/// How many bytes at its end hold the hash of the rest.
const HASH_LEN: usize = size_of::<u64>();
/// The search engine's own list of what a commit is made of.
pub(super) const META: &str = "meta.json";
/// Its list of the files that are its own. It grows before a commit does, so that it may differ
/// from the inventory while all is well.
pub(super) const MANAGED: &str = ".managed.json";
/// So many bytes of a file are hashed at a time.
const CHUNK: usize = 64 << 10;

/// The files that a commit is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inventory {
    /// The number of the commit.
    pub commit: u64,
    /// How many posts it holds.
    pub posts: u64,
    /// How many files its ledger names.
    pub left_out: u64,
    /// What it was made of: what a repair needs to know where the commit itself is damaged.
    pub origin: Origin,
    files: Vec<InventoryFile>,
}

/// A file as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct InventoryFile {
    /// Its name in the generation's folder.
    name: String,
    /// Its size in bytes.
    size: u64,
    /// When it was last written, in nanoseconds since 1970.
    modified: i64,
    /// The XXH3 hash of its bytes.
    hash: u64,
}

/// How closely files are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scrutiny {
    /// The bytes are read only where the size is the same and the time is another one.
    Stamps,
    /// All bytes are read.
    Hashes,
}

impl Inventory {
    /// Looks at the files of a commit just made. The hash of a file that has the size and time that
    /// it had in the inventory before is taken over from there.
    pub(super) fn take(
        generation: &Path,
        meta: &IndexMeta,
        commit: u64,
        origin: &Origin,
        ledger: &Ledger,
    ) -> Result<Self> {
        let before =
            Self::newest(generation).and_then(|number| Self::read(generation, number).ok());
        let before = before.flatten().map(|inventory| inventory.files).unwrap_or_default();
        let segments = meta.list_segment_files().into_iter();
        let mut names: BTreeSet<_> =
            segments.map(|path| path.to_string_lossy().into_owned()).collect();
        // Which files a segment could have is known, but not which of them it needs.
        names.retain(|name| generation.join(name).exists());
        names.extend([META.to_owned(), MANAGED.to_owned(), Ledger::file_name(commit)]);
        let file = |name: String| InventoryFile::of(generation, name, &before);
        Ok(Self {
            commit,
            posts: meta.segments.iter().map(|segment| u64::from(segment.num_docs())).sum(),
            left_out: ledger.entries().count() as u64,
            origin: origin.clone(),
            files: names.into_iter().map(file).collect::<Result<_>>()?,
        })
    }

    /// Writes the inventory aside and renames it into place, so that it is whole or not there.
    pub(super) fn write(&self, generation: &Path) -> Result<()> {
        let path = generation.join(Self::file_name(self.commit));
        let aside = path.with_extension("new");
        let mut bytes =
            postcard::to_stdvec(self).map_err(|error| Error::Internal(error.to_string()))?;
        bytes.extend(xxh3_64(&bytes).to_le_bytes());
        write_through(&aside, &bytes).map_err(Error::io("write", &aside))?;
        fs::rename(&aside, &path).map_err(Error::io("write", &path))
    }

    /// The inventory of a commit; `None` if it has none.
    pub(crate) fn read(generation: &Path, commit: u64) -> Result<Option<Self>, Fault> {
        let bytes = match fs::read(generation.join(Self::file_name(commit))) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Fault::Unreadable(error.to_string())),
        };
        let split = bytes.len().checked_sub(HASH_LEN).map(|at| bytes.split_at(at));
        let (data, hash) = split.ok_or(Fault::Content)?;
        if hash != xxh3_64(data).to_le_bytes() {
            return Err(Fault::Content);
        }
        let inventory: Self =
            postcard::from_bytes(data).map_err(|error| Fault::Unreadable(error.to_string()))?;
        if inventory.commit != commit {
            return Err(Fault::Contradiction(format!("is of commit {}", inventory.commit)));
        }
        Ok(Some(inventory))
    }

    /// The commit of the newest inventory of a generation.
    pub(crate) fn newest(generation: &Path) -> Option<u64> {
        numbers(generation).max()
    }

    /// What is wrong with the files of a commit, its inventory among them.
    pub(crate) fn findings(generation: &Path, commit: u64, scrutiny: Scrutiny) -> Vec<Finding> {
        let name = Self::file_name(commit);
        match Self::read(generation, commit) {
            Ok(Some(inventory)) => inventory.compare(generation, scrutiny),
            Ok(None) => vec![finding(generation, &name, Fault::Unwritten)],
            Err(fault) => vec![finding(generation, &name, fault)],
        }
    }

    fn compare(&self, generation: &Path, scrutiny: Scrutiny) -> Vec<Finding> {
        let mut findings = Vec::new();
        for file in &self.files {
            let fault = match file.name.as_str() {
                MANAGED => self.managed_fault(generation, file, scrutiny),
                _ => file.fault(generation, scrutiny),
            };
            findings.extend(fault.map(|fault| finding(generation, &file.name, fault)));
        }
        findings
    }

    /// A writer adds to the engine's list what it is about to write; what the commit is made of must
    /// stay in it.
    fn managed_fault(
        &self,
        generation: &Path,
        file: &InventoryFile,
        scrutiny: Scrutiny,
    ) -> Option<Fault> {
        let fault = file.fault(generation, scrutiny)?;
        // The engine ends the list with a line end, without which it is cut.
        let listed = fs::read(generation.join(MANAGED)).ok();
        let listed = listed.filter(|bytes| bytes.ends_with(b"\n"));
        let listed =
            listed.and_then(|bytes| serde_json::from_slice::<BTreeSet<String>>(&bytes).ok());
        let own = [MANAGED.to_owned(), Ledger::file_name(self.commit)];
        let is_grown = listed.is_some_and(|listed| {
            let mut needed = self.files.iter().filter(|file| !own.contains(&file.name));
            needed.all(|file| listed.contains(&file.name))
        });
        (!is_grown).then_some(fault)
    }

    /// Removes the inventories of earlier commits.
    pub(super) fn remove_all_but(generation: &Path, commit: u64) {
        for number in numbers(generation).filter(|&number| number != commit) {
            let _ = fs::remove_file(generation.join(Self::file_name(number)));
        }
    }

    /// The name of the inventory of a commit, in the folder of its generation.
    pub(crate) fn file_name(commit: u64) -> String {
        format!("{STEM}{commit}")
    }
}

impl InventoryFile {
    fn of(generation: &Path, name: String, before: &[Self]) -> Result<Self> {
        let path = generation.join(&name);
        let stamp = fs::metadata(&path).map_err(Error::io("read", &path))?;
        let stamp = FileStamp::of(&stamp);
        let (size, modified) = (stamp.size, stamp.modified());
        let is_same =
            |file: &&Self| file.name == name && (file.size, file.modified) == (size, modified);
        let known = before.iter().find(is_same).filter(|_| is_immutable(&name));
        let hash = known.map_or_else(|| hash_of(&path), |file| Ok(file.hash));
        let hash = hash.map_err(Error::io("read", &path))?;
        Ok(Self { name, size, modified, hash })
    }

    fn fault(&self, generation: &Path, scrutiny: Scrutiny) -> Option<Fault> {
        let path = generation.join(&self.name);
        let stamp = match fs::metadata(&path) {
            Ok(data) => FileStamp::of(&data),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Some(Fault::Missing),
            Err(error) => return Some(Fault::Unreadable(error.to_string())),
        };
        if stamp.size != self.size {
            return Some(Fault::Size { written: self.size, found: stamp.size });
        }
        if scrutiny == Scrutiny::Stamps && stamp.modified() == self.modified {
            return None;
        }
        match hash_of(&path) {
            Ok(hash) if hash == self.hash => None,
            Ok(_) => Some(Fault::Content),
            Err(error) => Some(Fault::Unreadable(error.to_string())),
        }
    }
}

/// Whether a file of this name is written once and never again.
fn is_immutable(name: &str) -> bool {
    !matches!(name, META | MANAGED)
}

fn hash_of(path: &Path) -> io::Result<u64> {
    let (mut file, mut hash) = (File::open(path)?, Xxh3Default::new());
    let mut chunk = vec![0; CHUNK];
    loop {
        match file.read(&mut chunk)? {
            0 => return Ok(hash.digest()),
            count => hash.update(&chunk[..count]),
        }
    }
}

/// The commits of which a generation has an inventory.
fn numbers(generation: &Path) -> impl Iterator<Item = u64> {
    let entries = fs::read_dir(generation).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.strip_prefix(STEM)?.parse().ok())
}

/// A finding about a file in the folder of a generation.
pub(crate) fn finding(generation: &Path, name: &str, fault: Fault) -> Finding {
    let folder = generation.file_name().map(PathBuf::from).unwrap_or_default();
    Finding { file: format!("{}/{name}", folder.display()), fault }
}

#[cfg(test)]
mod tests {
    use super::super::{CorpusRoot, DateMemory, Selection};
    use super::*;

    /// A generation of three files, with an inventory of commit 3.
    fn generation() -> (tempfile::TempDir, Inventory) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, text) in [("a.store", "posts"), (META, "{}"), (MANAGED, "[\"a.store\"]\n")] {
            fs::write(folder.path().join(name), text).expect("writes");
        }
        let file = |name: &&str| InventoryFile::of(folder.path(), (*name).to_owned(), &[]);
        let files = ["a.store", MANAGED].iter().map(file).collect::<Result<_>>().expect("reads");
        let origin = Origin {
            corpus: CorpusRoot::new("/a/posts".as_ref(), "/a/index".as_ref()),
            selection: Selection::default(),
            dates: DateMemory::default(),
        };
        let inventory = Inventory { commit: 3, posts: 1, left_out: 0, origin, files };
        inventory.write(folder.path()).expect("writes");
        (folder, inventory)
    }

    #[test]
    fn only_a_whole_inventory_of_the_commit_is_believed() {
        let (folder, inventory) = generation();
        let path = folder.path().join(Inventory::file_name(3));
        let whole = fs::read(&path).expect("reads");
        assert_eq!(Inventory::read(folder.path(), 3), Ok(Some(inventory)));
        assert_eq!(Inventory::read(folder.path(), 4), Ok(None));
        assert_eq!(Inventory::newest(folder.path()), Some(3));
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            fs::write(&path, &bytes).expect("writes");
            assert!(Inventory::read(folder.path(), 3).is_err(), "byte {at}");
            fs::write(&path, &whole[..at]).expect("writes");
            assert!(Inventory::read(folder.path(), 3).is_err(), "cut at {at}");
        }
        fs::write(folder.path().join(Inventory::file_name(4)), &whole).expect("writes");
        assert!(Inventory::read(folder.path(), 4).is_err(), "is of another commit");
        Inventory::remove_all_but(folder.path(), 4);
        assert_eq!(Inventory::read(folder.path(), 3), Ok(None));
    }

    #[test]
    fn the_list_of_the_engine_may_grow_and_nothing_else() {
        let (folder, _) = generation();
        let faults = || {
            let findings = Inventory::findings(folder.path(), 3, Scrutiny::Hashes);
            findings.into_iter().map(|finding| finding.fault).collect::<Vec<_>>()
        };
        let (was, none) = ("[\"a.store\"]\n".len() as u64, Vec::new);
        let size = |found: usize| vec![Fault::Size { written: was, found: found as u64 }];
        let table = [
            ("[\"a.store\"]\n", none()),
            ("[\"b.term\",\"a.store\"]\n", none()),
            ("[\"b.term\",\"a.store\"]", size(20)),
            ("[\"b.store\"]\n", vec![Fault::Content]),
            ("[]\n", size(3)),
            ("", size(0)),
        ];
        for (text, expected) in table {
            fs::write(folder.path().join(MANAGED), text).expect("writes");
            assert_eq!(faults(), expected, "{text}");
        }
        fs::remove_file(folder.path().join(MANAGED)).expect("removes");
        assert_eq!(faults(), [Fault::Missing]);
    }

    #[test]
    fn the_hash_of_a_file_that_cannot_change_is_taken_over() {
        let (folder, mut inventory) = generation();
        inventory.files[0].hash = 7;
        let take = |name: &str, before: &[InventoryFile]| {
            InventoryFile::of(folder.path(), name.to_owned(), before).expect("reads").hash
        };
        let hash = |text: &str| xxh3_64(text.as_bytes());
        assert_eq!(take("a.store", &inventory.files), 7);
        assert_eq!(take("a.store", &[]), hash("posts"));
        let meta = InventoryFile {
            hash: 7,
            ..InventoryFile::of(folder.path(), META.to_owned(), &[]).expect("reads")
        };
        assert_eq!(take(META, &[meta]), hash("{}"), "the engine replaces this one");
        inventory.files[0].size += 1;
        assert_eq!(take("a.store", &inventory.files), hash("posts"), "another size");
    }
}
