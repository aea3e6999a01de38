//! Whether an index is what was written, file by file and post by post.

mod posts;

use std::fs;
use std::path::Path;

use crate::error::{Error, Result};
use crate::index::{
    Edition, Fault, FileCache, Finding, IndexFolder, IndexReader, Inventory, Origin, POINTER,
    Scrutiny, check_files, finding, shielded,
};
use crate::ingest::{IngestOptions, IngestReport, Progress, ingest};

/// How often an index is looked at when a writer changes it in the meantime.
const TRIES: usize = 5;

/// What a look at an index came to.
#[derive(Clone, Debug, Default)]
pub struct Verification {
    /// The number of the commit, if that can be told.
    pub commit: Option<u64>,
    /// How many files there are, and how many bytes in them.
    pub size: (u64, u64),
    /// How many posts were compared with their columns; `None` if damage was found before that.
    pub posts: Option<u64>,
    /// What was found, by file.
    pub findings: Vec<Finding>,
    /// What the index was made of, if that can be told.
    pub origin: Option<Origin>,
}

impl Verification {
    /// Whether there is no damage.
    pub fn is_whole(&self) -> bool {
        self.damage().next().is_none()
    }

    /// What is damaged.
    pub fn damage(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.fault.is_damage())
    }

    /// What is odd and no damage.
    pub fn notes(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| !finding.fault.is_damage())
    }
}

/// Reads every file of the index in the folder `root` and compares it with what was written; if all
/// files are whole, each post with its columns too.
///
/// # Errors
/// If there is no index of this kwic in the folder. Damage is no error.
pub fn verify(root: &Path) -> Result<Verification> {
    let folder = match IndexFolder::new(root) {
        Ok(folder) => folder,
        Err(Error::IndexDamaged { .. }) => return Ok(without_pointer(root)),
        Err(error) => return Err(error),
    };
    if folder.is_unfinished()? {
        return Err(Error::IndexUnfinished(root.to_owned()));
    }
    let mut before = Edition::of(&folder)?;
    for _ in 1..TRIES {
        let verification = of_generation(&folder, before.generation)?;
        let now = Edition::of(&folder)?;
        if verification.is_whole() || now == before {
            return Ok(verification);
        }
        before = now;
    }
    of_generation(&folder, before.generation)
}

/// Builds an index anew from the posts that it was made of, with the choices that were made then.
///
/// # Errors
/// As [`ingest`].
pub fn repair(root: &Path, origin: &Origin, progress: &dyn Progress) -> Result<IngestReport> {
    let index = root.canonicalize().map_err(Error::io("find", root))?;
    let mut options = IngestOptions::new(origin.corpus.locate(&index), root);
    options.selection = Some(origin.selection.clone());
    options.dates.order = origin.dates.chosen;
    options.rebuild = true;
    ingest(&options, progress)
}

/// An index whose pointer is damaged or gone; what it was made of may be known all the same.
fn without_pointer(root: &Path) -> Verification {
    let fault = match root.join(POINTER).exists() {
        true => Fault::Content,
        false => Fault::Missing,
    };
    let folder = IndexFolder::unchecked(root);
    let newest = folder.newest_generation().map(|number| folder.generation_path(number));
    let inventory = newest.as_deref().and_then(newest_inventory);
    Verification {
        findings: vec![Finding { file: POINTER.to_owned(), fault }],
        commit: inventory.as_ref().map(|inventory| inventory.commit),
        origin: inventory.map(|inventory| inventory.origin),
        ..Verification::default()
    }
}

fn of_generation(folder: &IndexFolder, number: u64) -> Result<Verification> {
    let generation = folder.generation_path(number);
    let opened = match IndexReader::open(folder) {
        Err(error @ Error::IndexFormat { .. }) => return Err(error),
        opened => opened,
    };
    let newest = newest_inventory(&generation);
    let origin = opened.as_ref().ok().map(|reader| reader.manifest().origin.clone());
    let commit = opened.as_ref().ok().map(|reader| reader.manifest().commit);
    let mut verification = Verification {
        commit: commit.or(Inventory::newest(&generation)),
        size: size(&generation),
        origin: origin.or(newest.map(|inventory| inventory.origin)),
        ..Verification::default()
    };
    verification.findings.extend(cache_finding(&generation));
    let reader = match opened {
        Ok(reader) => reader,
        Err(error) => {
            verification.explain(&error, &generation);
            return Ok(verification);
        }
    };
    verification.findings.extend(check_files(&reader));
    if verification.is_whole() {
        verification.look_at_posts(&reader);
    }
    Ok(verification)
}

impl Verification {
    /// Names the files that keep an index from being opened; if none can be named, the reason.
    fn explain(&mut self, error: &Error, generation: &Path) {
        if let Some(commit) = self.commit {
            self.findings.extend(Inventory::findings(generation, commit, Scrutiny::Hashes));
        }
        if self.is_whole() {
            let file = generation.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let fault = match generation.exists() {
                true => Fault::Unreadable(error.to_string()),
                false => Fault::Missing,
            };
            self.findings.push(Finding { file, fault });
        }
    }

    fn look_at_posts(&mut self, reader: &IndexReader) {
        match shielded(reader.folder().root(), || posts::compare(reader)) {
            Ok((posts, mut findings)) => {
                self.posts = Some(posts);
                self.findings.append(&mut findings);
            }
            Err(error) => {
                let file = format!("generation-{}", reader.generation());
                self.findings.push(Finding { file, fault: Fault::Unreadable(error.to_string()) });
            }
        }
    }
}

fn newest_inventory(generation: &Path) -> Option<Inventory> {
    Inventory::newest(generation).and_then(|commit| Inventory::read(generation, commit).ok()?)
}

/// The cache only saves work, but a damaged one tells of a disk that is no longer to be trusted.
fn cache_finding(generation: &Path) -> Option<Finding> {
    let fault = match FileCache::is_whole(generation) {
        Some(true) => return None,
        Some(false) => Fault::Content,
        None => Fault::Unwritten,
    };
    generation.exists().then(|| finding(generation, FileCache::FILE, fault))
}

/// How many files there are in a folder, and how many bytes in them.
fn size(generation: &Path) -> (u64, u64) {
    let files = fs::read_dir(generation).into_iter().flatten().flatten();
    let sizes = files.filter_map(|file| file.metadata().ok()).map(|data| data.len());
    sizes.fold((0, 0), |(files, bytes), size| (files + 1, bytes + size))
}
