//! An index that is kept in line with its folder equals one that is built from nothing.
//!
//! Random sequences of what people do to a folder and to its index, and of what befalls an index,
//! are played in a small folder. After each run the index is held against a fresh one of the same
//! folder: the same posts, hits and left-out files. Ids and the last good versions of broken posts,
//! which a fresh index cannot know, have rules of their own.
//!
//! `cargo test` plays some hundreds, always the same. `KWIC_MODEL_SEQUENCES=5000` plays as many,
//! `KWIC_MODEL_SEED=7` begins at another seed. A failure prints its seed and the shortest sequence
//! that still fails; such sequences stay in `regressions.rs`.

#![expect(clippy::panic, reason = "what a test finds wrong ends it")]

mod campaign;
mod content;
mod folder;
mod interruption;
mod name;
mod operation;
mod player;
mod ranking;
mod regressions;
mod snapshot;
mod successor;

#[test]
fn an_index_equals_one_that_is_built_from_nothing() {
    campaign::run(200);
}
