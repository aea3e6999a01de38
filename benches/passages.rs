//! From a query to ten hits with their passages, and to the passages of one very long post.

use std::fs;

use criterion::Criterion;
use kwic::index::{IndexFolder, IndexReader};
use kwic::ingest::{IngestOptions, Silent, ingest};
use kwic::search::{Request, search};
use tempfile::TempDir;

use crate::samples::Large;

/// The length of a very long post, in bytes.
const LONG: usize = 2 << 20;

pub fn bench(criterion: &mut Criterion) {
    of_ten_posts(criterion);
    of_a_long_post(criterion);
}

fn of_ten_posts(criterion: &mut Criterion) {
    let large = Large::new();
    large.ingest(true);
    let reader = large.reader();
    let mut group = criterion.benchmark_group("passages");
    for (name, query) in [("word", "Lavrov"), ("three words", "lavrov truce karabakh")] {
        let marked = || {
            let results = search(&reader, &Request::new(query)).expect("searches");
            assert_eq!(results.hits.len(), 10);
            let snippets = results.hits.iter().flat_map(|hit| &hit.snippets);
            snippets.map(|snippet| snippet.highlights.len()).sum::<usize>()
        };
        let expected = marked();
        assert!(expected >= 10, "{name}: {expected}");
        group.bench_function(name, |bencher| bencher.iter(|| assert_eq!(marked(), expected)));
    }
    group.finish();
}

/// Posts of 2 MB: of paragraphs, of one block without a full stop, with 100,000 matches in either
/// form, in Cyrillic and in Chinese.
fn of_a_long_post(criterion: &mut Criterion) {
    let sentence = "The ferry carries cars across the river, and the bridge stays closed. ";
    let paragraph = sentence.repeat(5) + "\n\n";
    let filled = |text: &str| text.repeat(LONG / text.len());
    let table = [
        ("paragraphs", filled(&paragraph) + "The heron met the crane."),
        (
            "one block",
            filled("the ferry carries cars and carts ") + "where the heron met the crane",
        ),
        ("matches in sentences", filled("The heron met a crane. ")),
        ("matches in one block", filled("a heron met ") + "a crane"),
        ("Cyrillic", filled("Паром возит машины через реку. ") + "heron crane"),
        ("Chinese", filled("渡船每小时一班，没有人知道原因。") + " heron crane"),
    ];
    let mut group = criterion.benchmark_group("passages of 2 MB");
    group.sample_size(10);
    for (name, text) in table {
        let (_folder, reader) = single(&text);
        let marked = || {
            let hits = search(&reader, &Request::new("heron crane")).expect("searches").hits;
            hits[0].snippets.iter().map(|snippet| snippet.highlights.len()).sum::<usize>()
        };
        let expected = marked();
        assert!(expected >= 2, "{name}: {expected}");
        group.bench_function(name, |bencher| bencher.iter(|| assert_eq!(marked(), expected)));
    }
    group.bench_function("reading the post back alone", |bencher| {
        let (_folder, reader) = single(&filled(&paragraph));
        bencher.iter(|| reader.find("post.txt").expect("is there"));
    });
    group.finish();
}

/// A folder with one post, and its index.
fn single(text: &str) -> (TempDir, IndexReader) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (corpus, index) = (folder.path().join("corpus"), folder.path().join("index"));
    fs::create_dir_all(&corpus).expect("creates a folder");
    fs::write(corpus.join("post.txt"), text).expect("writes a post");
    ingest(&IngestOptions::new(corpus, index.clone()), &Silent).expect("indexes");
    let reader = IndexReader::open(&IndexFolder::new(&index).expect("is an index"));
    (folder, reader.expect("opens"))
}
