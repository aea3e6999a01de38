//! From a query to ten hits with their passages.

use criterion::Criterion;
use kwic::search::{Request, search};

use crate::samples::Large;

pub fn bench(criterion: &mut Criterion) {
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
