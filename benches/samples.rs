//! The sample corpus, in memory and as a large folder.

use std::fs;
use std::path::{Path, PathBuf};

use kwic::corpus::{SourceFile, WalkOptions, walk};
use kwic::index::{IndexFolder, IndexReader};
use kwic::ingest::{IngestOptions, IngestReport, Silent, ingest};
use tempfile::TempDir;

/// How often the sample corpus is repeated in a large folder.
const COPIES: usize = 40;

/// The files of the sample corpus, or of the folder that `KWIC_BENCH_CORPUS` names.
pub fn files() -> Vec<SourceFile> {
    let samples = || Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let root = std::env::var_os("KWIC_BENCH_CORPUS").map_or_else(samples, PathBuf::from);
    walk(&root, &WalkOptions::default()).expect("the corpus is there").files
}

/// The text of each file.
pub fn texts() -> Vec<(SourceFile, String)> {
    let read = |file: SourceFile| file.read().ok().map(|source| (file, source.text));
    files().into_iter().filter_map(read).collect()
}

/// A folder with the sample corpus many times over, and its index.
pub struct Large {
    folder: TempDir,
    pub posts: u64,
}

impl Large {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let texts = texts();
        for copy in 0..COPIES {
            for (file, text) in &texts {
                let path = folder.path().join(format!("corpus/{copy}/{}", file.relative));
                fs::create_dir_all(path.parent().expect("has a parent")).expect("creates folders");
                fs::write(path, text).expect("writes a post");
            }
        }
        // One post of the samples is a draft.
        Self { folder, posts: (COPIES * (texts.len() - 1)) as u64 }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn ingest(&self, rebuild: bool) -> IngestReport {
        let options = IngestOptions::new(self.path("corpus"), self.path("index"));
        let options = IngestOptions { rebuild, ..options };
        ingest(&options, &Silent).expect("indexes")
    }

    pub fn reader(&self) -> IndexReader {
        let folder = IndexFolder::new(&self.path("index")).expect("is an index");
        IndexReader::open(&folder).expect("opens")
    }
}
