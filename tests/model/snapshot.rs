//! What an index holds, as far as it can be asked.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use kwic::corpus::PostPath;
use kwic::error::Result;
use kwic::index::{IndexFolder, IndexReader, Ledger, PostId, Roster};
use kwic::search::{Request, list};

use crate::content::WORDS;

/// An index at one commit.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    pub commit: u64,
    pub posts: BTreeMap<PostPath, Version>,
    pub ledger: Ledger,
    /// The posts that each query finds.
    pub hits: BTreeMap<&'static str, BTreeSet<PostPath>>,
    /// How many posts of an id or a path there are too many.
    pub surplus: usize,
}

/// A post of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub id: PostId,
    pub hash: u64,
    pub is_draft: bool,
    /// All that is stored of it, in words.
    pub post: String,
}

impl Snapshot {
    /// Reads the index in a folder; `None` if none was ever finished there.
    pub fn of(index: &Path) -> Result<Option<Self>> {
        let folder = IndexFolder::new(index)?;
        if folder.generation()?.is_none() {
            return Ok(None);
        }
        let reader = IndexReader::open(&folder)?;
        let mut snapshot =
            Self { commit: reader.manifest().commit, ledger: reader.ledger()?, ..Self::default() };
        let roster = Roster::of(&reader)?;
        let mut ids = BTreeSet::new();
        for entry in roster.entries() {
            let post = reader.find(entry.id.as_str())?.post;
            let (id, hash, is_draft) = (entry.id.clone(), entry.hash, post.draft);
            let version = Version { id, hash, is_draft, post: format!("{post:?}") };
            snapshot.surplus += usize::from(!ids.insert(entry.id.clone()));
            let other = snapshot.posts.insert(entry.path.clone(), version);
            snapshot.surplus += usize::from(other.is_some());
        }
        for query in queries() {
            let (_, listed) = list(&reader, &request(query))?;
            snapshot.hits.insert(query, listed.into_iter().map(|listed| listed.path).collect());
        }
        Ok(Some(snapshot))
    }
}

/// All hits of a query, and nothing in their stead if there are none.
pub fn request(query: &str) -> Request {
    Request { limit: 100, relax: false, ..Request::new(query) }
}

/// The words of the posts, and one query of each kind.
pub fn queries() -> impl Iterator<Item = &'static str> {
    let others = [
        "*",
        "\"anvil delta\"",
        "\"birch delta grove\"",
        "\"cider grove\"~2",
        "birch OR ember",
        "delta -grove",
        "ember fjord",
        "gro*",
        "title:cider",
        "tag:birch",
        "date:2020-10-10..2020-10-20",
        "date:2021",
        "date:2020-04",
        "path:de/*",
        "lang:de",
        "link:/x",
    ];
    WORDS.into_iter().chain(others)
}
