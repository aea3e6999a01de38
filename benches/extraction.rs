//! From bodies to blocks of text, beside `scraper` alone: parsing them and no more.
//!
//! `KWIC_BENCH_CORPUS=FOLDER cargo bench -- extraction` takes the posts of another folder, in which
//! whole pages are told apart from parts of pages.

use criterion::{Criterion, Throughput};
use kwic::corpus::{Format, Markup, extract, split};
use scraper::Html;

use crate::samples;

pub fn bench(criterion: &mut Criterion) {
    let bodies: Vec<String> =
        samples::texts().iter().map(|(_, text)| split(text).body.to_owned()).collect();
    let of_kind = |kind| bodies.iter().filter(move |body| Kind::of(body) == kind);
    for kind in [Kind::Page, Kind::Html, Kind::Markdown] {
        let bodies: Vec<&str> = of_kind(kind).map(String::as_str).collect();
        if !bodies.is_empty() {
            bench_kind(criterion, kind, &bodies);
        }
    }
}

/// What a body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Page,
    Html,
    Markdown,
}

impl Kind {
    fn of(body: &str) -> Self {
        let body = body.trim_start();
        let is_page = ["<!doctype", "<html"]
            .iter()
            .any(|tag| body.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag)));
        match body.starts_with('<') {
            true if is_page => Self::Page,
            true => Self::Html,
            false => Self::Markdown,
        }
    }
}

fn bench_kind(criterion: &mut Criterion, kind: Kind, bodies: &[&str]) {
    let markup = if kind == Kind::Markdown { Markup::Markdown } else { Markup::Html };
    let format = Format { markup, templated: false };
    let blocks = || bodies.iter().map(|body| extract(body, format, 1).blocks.len()).sum();
    let nodes = || bodies.iter().map(|body| parse(kind, body).tree.values().len()).sum();
    let (expected_blocks, expected_nodes): (usize, usize) = (blocks(), nodes());
    assert!(expected_blocks > bodies.len(), "{kind:?}: {expected_blocks}");
    assert!(expected_nodes > bodies.len(), "{kind:?}: {expected_nodes}");
    let mut group = criterion.benchmark_group(format!("extraction of {} {kind:?}", bodies.len()));
    group.sample_size(10);
    group.throughput(Throughput::Bytes(bodies.iter().map(|body| body.len() as u64).sum()));
    group.bench_function("kwic", |bencher| {
        bencher.iter(|| assert_eq!(blocks(), expected_blocks));
    });
    group.bench_function("scraper", |bencher| {
        bencher.iter(|| assert_eq!(nodes(), expected_nodes));
    });
    group.finish();
}

fn parse(kind: Kind, body: &str) -> Html {
    if kind == Kind::Page { Html::parse_document(body) } else { Html::parse_fragment(body) }
}
