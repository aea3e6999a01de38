//! From a folder to an index, end to end.

use criterion::{Criterion, Throughput};

use crate::samples::Large;

pub fn bench(criterion: &mut Criterion) {
    let large = Large::new();
    let mut group = criterion.benchmark_group("ingestion");
    group.sample_size(10);
    group.throughput(Throughput::Elements(large.posts));
    group.bench_function("end to end", |bencher| {
        bencher.iter(|| assert_eq!(large.ingest(true).indexed(), large.posts));
    });
    group.bench_function("nothing changed", |bencher| {
        bencher.iter(|| assert_eq!(large.ingest(false).unchanged, large.posts));
    });
    group.finish();
}
