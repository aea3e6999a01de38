//! How fast each stage is. Each benchmark asserts a count of what it did, so that none gets faster
//! by doing less.
//!
//! `cargo bench` runs them all, `cargo bench -- extraction` those of a name.

mod samples;

mod analysis;
mod extraction;
mod front_matter;
mod ingestion;
mod passages;
mod querying;

use criterion::{criterion_group, criterion_main};

criterion_group!(
    benches,
    front_matter::bench,
    extraction::bench,
    analysis::bench,
    ingestion::bench,
    querying::bench,
    passages::bench
);
criterion_main!(benches);
