//! Splitting off the front matter and parsing it.

use criterion::{Criterion, Throughput};
use kwic::corpus::front_matter::{KnownFields, parse, split};

use crate::samples;

pub fn bench(criterion: &mut Criterion) {
    let texts = samples::texts();
    let bytes = texts.iter().map(|(_, text)| text.len() as u64).sum();
    let mut group = criterion.benchmark_group("front_matter");
    group.throughput(Throughput::Bytes(bytes));
    group.bench_function("split", |bencher| {
        bencher.iter(|| {
            let with = texts.iter().filter(|(_, text)| split(text).front_matter.is_some()).count();
            assert_eq!(with, 48);
        });
    });
    group.bench_function("split and parse", |bencher| {
        bencher.iter(|| {
            let titles = texts.iter().filter_map(|(_, text)| split(text).front_matter);
            let titles = titles.filter_map(|raw| KnownFields::take(parse(&raw).0).0.title);
            assert_eq!(titles.count(), 48);
        });
    });
    group.finish();
}
