//! The copies among the posts of an index, and the file that remembers them.
//!
//! Finding copies takes longer than a search, so what was found is kept beside the commit that it
//! was found in. The file is disposable: it is believed only if it is whole, belongs to the commit
//! and names its segments, and where none can be written the copies are found each time.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tantivy::{DocAddress, Searcher};

use super::sealed;

/// How the name of the file begins, in a generation's folder; the number of its commit follows.
const STEM: &str = "clusters-";
/// The version of how copies are found. It rises with each change that finds other ones.
const VERSION: u32 = 2;

/// The posts of an index that are copies of others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clusters {
    clusters: Vec<Cluster>,
    /// The place in the list of the cluster of each of their posts.
    places: HashMap<DocAddress, usize>,
}

/// Posts that tell one story: each is like another of them, and thereby, perhaps by way of more,
/// connected with all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// The posts, two or more, by date (posts without one last), then by path.
    pub posts: Vec<DocAddress>,
}

impl Clusters {
    /// All clusters, the largest first, then those that begin earliest.
    pub fn iter(&self) -> impl Iterator<Item = &Cluster> {
        self.clusters.iter()
    }

    /// The cluster of a post, and its place in the list; `None` if the post has no copy.
    pub fn of_post(&self, post: DocAddress) -> Option<(usize, &Cluster)> {
        let place = *self.places.get(&post)?;
        Some((place, self.clusters.get(place)?))
    }
}

impl FromIterator<Cluster> for Clusters {
    fn from_iter<I: IntoIterator<Item = Cluster>>(clusters: I) -> Self {
        let clusters: Vec<_> = clusters.into_iter().collect();
        let posts = clusters.iter().enumerate();
        let places =
            posts.flat_map(|(place, cluster)| cluster.posts.iter().map(move |&post| (post, place)));
        Self { places: places.collect(), clusters }
    }
}

/// The clusters of a commit as they lie in a file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ClusterCache {
    version: u32,
    commit: u64,
    /// What the addresses of posts depend on: of each segment its name, how many posts it was
    /// written with, and how many of them were deleted.
    segments: Vec<(String, u32, u32)>,
    /// Segments and numbers of the posts of each cluster.
    clusters: Vec<Vec<(u32, u32)>>,
}

impl ClusterCache {
    /// The clusters of a commit, if they were kept.
    pub fn read(generation: &Path, commit: u64, searcher: &Searcher) -> Option<Clusters> {
        let cache: Self = sealed::read(&path(generation, commit))?;
        let fits = cache.version == VERSION
            && cache.commit == commit
            && cache.segments == segments(searcher);
        let addresses = |posts: Vec<(u32, u32)>| Cluster {
            posts: posts
                .into_iter()
                .map(|(segment, post)| DocAddress::new(segment, post))
                .collect(),
        };
        fits.then(|| cache.clusters.into_iter().map(addresses).collect())
    }

    /// Keeps the clusters of a commit, and removes those of others.
    pub fn write(clusters: &Clusters, generation: &Path, commit: u64, searcher: &Searcher) {
        let numbers = |cluster: &Cluster| {
            cluster.posts.iter().map(|post| (post.segment_ord, post.doc_id)).collect()
        };
        let cache = Self {
            version: VERSION,
            commit,
            segments: segments(searcher),
            clusters: clusters.iter().map(numbers).collect(),
        };
        // Several searches may have found them at the same time.
        let aside = generation.join(format!("{STEM}{commit}.{}.new", std::process::id()));
        remove_all(generation);
        sealed::write(&cache, &path(generation, commit), &aside);
    }
}

fn segments(searcher: &Searcher) -> Vec<(String, u32, u32)> {
    let segments = searcher.segment_readers().iter();
    let named = segments.map(|segment| {
        (segment.segment_id().uuid_string(), segment.max_doc(), segment.num_deleted_docs())
    });
    named.collect()
}

fn path(generation: &Path, commit: u64) -> PathBuf {
    generation.join(format!("{STEM}{commit}"))
}

/// Removes the files of all commits, those that were left half-written too.
fn remove_all(generation: &Path) {
    for entry in fs::read_dir(generation).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(STEM) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use tantivy::schema::Schema;
    use tantivy::{Index, IndexWriter, TantivyDocument};

    use super::*;

    /// An index of two segments with three empty posts each.
    fn index() -> (Index, Searcher) {
        let index = Index::create_in_ram(Schema::builder().build());
        let mut writer: IndexWriter =
            index.writer_with_num_threads(1, 15_000_000).expect("has room");
        for _ in 0..2 {
            for _ in 0..3 {
                writer.add_document(TantivyDocument::new()).expect("takes it");
            }
            writer.commit().expect("commits");
        }
        let searcher = index.reader().expect("reads").searcher();
        (index, searcher)
    }

    fn clusters(posts: &[&[(u32, u32)]]) -> Clusters {
        let address = |&(segment, post): &(u32, u32)| DocAddress::new(segment, post);
        posts.iter().map(|posts| Cluster { posts: posts.iter().map(address).collect() }).collect()
    }

    #[test]
    fn posts_know_their_cluster() {
        let clusters = clusters(&[&[(0, 1), (1, 2)], &[(1, 0), (0, 0), (0, 2)]]);
        let place = |segment, post| {
            clusters
                .of_post(DocAddress::new(segment, post))
                .map(|(place, it)| (place, it.posts.len()))
        };
        assert_eq!(place(1, 2), Some((0, 2)));
        assert_eq!(place(0, 2), Some((1, 3)));
        assert_eq!(place(1, 1), None);
    }

    #[test]
    fn only_whole_clusters_of_the_commit_are_believed() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (_index, searcher) = index();
        let found = clusters(&[&[(0, 1), (1, 2)]]);
        let read = |commit| ClusterCache::read(folder.path(), commit, &searcher);
        assert_eq!(read(3), None);
        ClusterCache::write(&found, folder.path(), 3, &searcher);
        assert_eq!(read(3), Some(found.clone()));
        assert_eq!(read(4), None);
        let (_other, other) = super::tests::index();
        assert_eq!(ClusterCache::read(folder.path(), 3, &other), None, "other segments");
        let whole = fs::read(path(folder.path(), 3)).expect("reads");
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            fs::write(path(folder.path(), 3), &bytes).expect("writes");
            assert_eq!(read(3), None, "byte {at}");
            fs::write(path(folder.path(), 3), &whole[..at]).expect("writes");
            assert_eq!(read(3), None, "cut at {at}");
        }
        fs::write(folder.path().join("clusters-2.77.new"), "half").expect("writes");
        fs::rename(path(folder.path(), 3), path(folder.path(), 4)).expect("renames");
        assert_eq!(read(4), None, "is of another commit");
        ClusterCache::write(&found, folder.path(), 5, &searcher);
        assert_eq!(read(5), Some(found));
        assert_eq!(fs::read_dir(folder.path()).expect("lists").count(), 1);
    }
}
