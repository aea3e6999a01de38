//! What an index remembers about itself. It travels in the commit, so it is as true as the posts.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use xxhash_rust::xxh3::xxh3_64;

use super::schema::SCHEMA_VERSION;
use crate::corpus::date::{DateOrder, OrderDecision};
use crate::corpus::{FurnitureRules, WalkOptions};
use crate::error::{Error, Result};

/// The length of the hash behind a manifest, in hexadecimal digits.
const SEAL: usize = 16;

/// What was indexed, when, from where.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the schema and the stored post.
    pub schema: u32,
    /// The version of the program that wrote it.
    pub kwic: String,
    /// The version of how the posts were read.
    pub pipeline: u32,
    /// The number of the commit, which rises with each.
    pub commit: u64,
    /// What was indexed.
    pub origin: Origin,
    /// When it was committed.
    pub committed_at: Timestamp,
    /// Whether the build ran to its end.
    pub complete: bool,
}

/// What can be read of the manifest of any version.
#[derive(Debug, Deserialize)]
struct AnyManifest {
    schema: u32,
    /// Where the corpus is, as version 1 had it.
    corpus: Option<CorpusRoot>,
    origin: Option<AnyOrigin>,
}

#[derive(Debug, Deserialize)]
struct AnyOrigin {
    corpus: CorpusRoot,
}

/// A manifest as read back.
#[derive(Debug)]
pub(super) enum ReadManifest {
    /// One of this version.
    Current(Box<Manifest>),
    /// One of another version, and the corpus it names.
    Other { schema: u32, corpus: Option<CorpusRoot> },
}

impl Manifest {
    /// The text that travels in the commit: the manifest as JSON and, after a blank, its hash. A
    /// commit whose number is damaged would not be missed otherwise, as its inventory is found by
    /// that number.
    pub(super) fn to_payload(&self) -> Result<String> {
        let json =
            serde_json::to_string(self).map_err(|error| Error::Internal(error.to_string()))?;
        Ok(format!("{json} {:016x}", xxh3_64(json.as_bytes())))
    }

    /// The inverse of [`Manifest::to_payload`], or the reason why there is none. The first version
    /// had no hash.
    pub(super) fn from_payload(payload: &str) -> Result<ReadManifest, String> {
        let (json, seal) = match payload.rsplit_once(' ') {
            Some((json, seal)) if seal.len() == SEAL => (json, Some(seal)),
            _ => (payload, None),
        };
        let is_sealed =
            seal.is_some_and(|seal| seal == format!("{:016x}", xxh3_64(json.as_bytes())));
        if seal.is_some() && !is_sealed {
            return Err("its hash does not agree".to_owned());
        }
        let any: AnyManifest = serde_json::from_str(json).map_err(|error| error.to_string())?;
        if any.schema != SCHEMA_VERSION {
            let corpus = any.origin.map(|origin| origin.corpus).or(any.corpus);
            return Ok(ReadManifest::Other { schema: any.schema, corpus });
        }
        if !is_sealed {
            return Err("its hash is missing".to_owned());
        }
        let manifest = serde_json::from_str(json).map_err(|error| error.to_string())?;
        Ok(ReadManifest::Current(manifest))
    }
}

/// What the dates of an index depend on. If the decision changes, posts whose date is ambiguous
/// have to be read again: those that have `ambiguous` in the field [`date_order`](super::Fields).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateMemory {
    /// The order of day and month that was chosen for when the posts do not tell.
    pub chosen: Option<DateOrder>,
    /// The order that was decided on, if a date depends on it.
    pub decided: Option<OrderDecision>,
}

/// What an index is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The folder of posts.
    pub corpus: CorpusRoot,
    /// Which of its posts are taken in.
    pub selection: Selection,
    /// How its dates were read.
    pub dates: DateMemory,
}

/// Which posts of a folder are taken into an index, and what of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selection {
    /// Which files are looked at.
    pub walk: WalkOptions,
    /// Whether drafts are taken in as well.
    pub drafts: bool,
    /// What of the posts is furniture.
    pub furniture: FurnitureRules,
}

/// The folder of posts that an index belongs to.
///
/// It is kept both ways, so that corpus and index may be moved together, or the index alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorpusRoot {
    /// As seen from the index folder, where there is a way.
    relative: Option<PathBuf>,
    /// From the root of the file system.
    absolute: PathBuf,
}

impl CorpusRoot {
    /// The corpus at `corpus`, as seen from the index at `index`; both absolute.
    pub fn new(corpus: &Path, index: &Path) -> Self {
        Self { relative: pathdiff::diff_paths(corpus, index), absolute: corpus.to_owned() }
    }

    /// Where the corpus is now, seen from an index folder at `index`: beside it as it was, or else
    /// where it was. A corpus that is at neither place is named by the latter.
    pub fn locate(&self, index: &Path) -> PathBuf {
        let beside = self.relative.as_ref().and_then(|path| index.join(path).canonicalize().ok());
        beside.filter(|path| path.is_dir()).unwrap_or_else(|| self.absolute.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_of_another_version_names_its_corpus() {
        let root = r#"{"relative":"../posts","absolute":"/posts"}"#;
        let table = [
            (format!(r#"{{"schema":1,"corpus":{root},"kwic":"0.0.1"}}"#), true),
            (format!(r#"{{"schema":9999,"origin":{{"corpus":{root}}}}}"#), true),
            (r#"{"schema":9999}"#.to_owned(), false),
        ];
        for (payload, names_it) in table {
            let ReadManifest::Other { corpus, .. } =
                Manifest::from_payload(&payload).expect("is read")
            else {
                panic!("{payload} is of another version");
            };
            assert_eq!(corpus.is_some(), names_it, "{payload}");
        }
        assert!(Manifest::from_payload("{").is_err());
    }

    #[test]
    fn no_damaged_payload_is_believed() {
        let origin = Origin {
            corpus: CorpusRoot::new("/a/posts".as_ref(), "/a/index".as_ref()),
            selection: Selection::default(),
            dates: DateMemory::default(),
        };
        let committed_at = Timestamp::UNIX_EPOCH;
        let kwic = "0.1.0".to_owned();
        let manifest = Manifest {
            schema: SCHEMA_VERSION,
            kwic,
            pipeline: 1,
            commit: 7,
            origin,
            committed_at,
            complete: true,
        };
        let payload = manifest.to_payload().expect("is text");
        let ReadManifest::Current(read) = Manifest::from_payload(&payload).expect("is whole")
        else {
            panic!("{payload} is of this version");
        };
        assert_eq!((read.commit, read.origin), (7, manifest.origin));
        for at in (0..payload.len()).filter(|&at| payload.is_char_boundary(at)) {
            let damaged = format!("{}~{}", &payload[..at], &payload[at + 1..]);
            assert!(Manifest::from_payload(&damaged).is_err(), "{damaged}");
            assert!(Manifest::from_payload(&payload[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn a_corpus_is_found_after_both_moved() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let base = root.path().canonicalize().expect("exists");
        let folder = |name: &str| {
            let path = base.join(name);
            std::fs::create_dir_all(&path).expect("creates");
            path
        };
        let corpus = CorpusRoot::new(&folder("old/posts"), &folder("old/index"));
        assert_eq!(corpus.locate(&base.join("old/index")), base.join("old/posts"));
        std::fs::rename(base.join("old"), base.join("new")).expect("renames");
        assert_eq!(corpus.locate(&base.join("new/index")), base.join("new/posts"));
        std::fs::remove_dir_all(base.join("new/posts")).expect("removes");
        assert_eq!(corpus.locate(&base.join("new/index")), base.join("old/posts"));
    }
}
