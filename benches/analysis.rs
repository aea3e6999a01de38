//! From text to tokens.

use criterion::{Criterion, Throughput};
use kwic::analysis::{normal_form, words};

use crate::samples;

pub fn bench(criterion: &mut Criterion) {
    let texts = samples::texts();
    let bytes = texts.iter().map(|(_, text)| text.len() as u64).sum();
    let count = || {
        let mut form = String::new();
        let mut tokens = 0_usize;
        for (_, text) in &texts {
            for range in words(text) {
                normal_form(&text[range], &mut form);
                tokens += usize::from(!form.is_empty());
            }
        }
        tokens
    };
    let expected = count();
    assert!(expected > 15_000, "{expected}");
    let mut group = criterion.benchmark_group("analysis");
    group.throughput(Throughput::Bytes(bytes));
    group.bench_function("words", |bencher| bencher.iter(|| assert_eq!(count(), expected)));
    group.finish();
}
