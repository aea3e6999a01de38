//! From bodies to blocks of text.

use criterion::{Criterion, Throughput};
use kwic::corpus::{Format, Markup, extract, split};

use crate::samples;

pub fn bench(criterion: &mut Criterion) {
    let texts = samples::texts();
    let bodies = |html: bool| -> Vec<String> {
        let all = texts.iter().map(|(_, text)| split(text).body.to_owned());
        all.filter(|body| body.trim_start().starts_with('<') == html).collect()
    };
    let mut group = criterion.benchmark_group("extraction");
    for (name, markup, bodies) in
        [("html", Markup::Html, bodies(true)), ("markdown", Markup::Markdown, bodies(false))]
    {
        let format = Format { markup, templated: false };
        let count = || bodies.iter().map(|body| extract(body, format, 1).blocks.len()).sum();
        let expected: usize = count();
        assert!(expected > 200, "{name}: {expected}");
        group.throughput(Throughput::Bytes(bodies.iter().map(|body| body.len() as u64).sum()));
        group.bench_function(name, |bencher| {
            bencher.iter(|| assert_eq!(count(), expected));
        });
    }
    group.finish();
}
