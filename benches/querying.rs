//! From a query to ranked hits, without passages.

use criterion::Criterion;
use kwic::search::{Request, Sort, search};

use crate::samples::Large;

pub fn bench(criterion: &mut Criterion) {
    let large = Large::new();
    large.ingest(true);
    let reader = large.reader();
    let mut group = criterion.benchmark_group("querying");
    for (name, query) in [
        ("word", "Lavrov"),
        ("hyphenated word", "cease-fire"),
        ("three words", "lavrov truce karabakh"),
        ("phrase", "\"foreign minister\""),
        ("prefix", "arm*"),
        ("fuzzy", "lavrof~1"),
    ] {
        // Only the count is asked for: no post is read back.
        let request = Request { limit: 0, ..Request::new(query) };
        let total = search(&reader, &request).expect("searches").total;
        assert!(total > 0, "{name}");
        group.bench_function(name, |bencher| {
            bencher.iter(|| assert_eq!(search(&reader, &request).expect("searches").total, total));
        });
    }
    group.bench_function("everything, newest first", |bencher| {
        let request = Request { sort: Sort::Newest, limit: 1, ..Request::new("*") };
        bencher.iter(|| {
            assert_eq!(search(&reader, &request).expect("searches").total, large.posts);
        });
    });
    group.finish();
}
