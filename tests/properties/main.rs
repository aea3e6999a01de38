//! Properties that hold for whatever a file may contain, tried on many made-up and mutated posts.
//!
//! `cargo test` tries some thousands, always the same. `KWIC_FUZZ_CASES=1000000` tries as many of
//! each kind, `KWIC_FUZZ_SEED=7` begins at another seed, and `KWIC_FUZZ_POSTS=folder` mutates the
//! posts of that folder as well. What a failure prints is enough to repeat it; what was found once
//! stays in `tests/regressions/`.

#![expect(clippy::panic, reason = "what a test finds wrong ends it")]

mod campaign;
mod date_case;
mod grammar;
mod laws;
mod mutation;
mod passage_case;
mod plain_case;
mod post_case;
mod query_case;
mod quoted_case;
mod reduction;
mod regressions;
mod search_case;
mod stopwatch;

use campaign::run;
use date_case::DateCase;
use passage_case::{PassageCase, SentenceCase};
use plain_case::PlainCase;
use post_case::PostCase;
use query_case::ParseCase;
use quoted_case::QuotedCase;
use search_case::SearchCase;

#[test]
fn made_up_posts_are_read() {
    run("made-up posts", 4000, PostCase::made_up);
}

#[test]
fn mutated_posts_are_read() {
    run("mutated posts", 1500, PostCase::mutated);
}

#[test]
fn any_bytes_are_read() {
    run("any bytes", 1500, post_case::EncodedCase::mutated);
}

#[test]
fn dates_are_what_they_say() {
    run("dates", 20_000, DateCase::made_up);
}

#[test]
fn no_word_of_plain_prose_is_lost() {
    run("plain prose", 4000, PlainCase::made_up);
}

#[test]
fn quoted_values_come_out_as_they_went_in() {
    run("quoted values", 4000, QuotedCase::made_up);
}

#[test]
fn queries_are_read() {
    run("queries read", 20_000, ParseCase::made_up);
}

#[test]
fn queries_are_answered() {
    run("queries answered", 1000, SearchCase::made_up);
}

#[test]
fn sentences_cover_their_text() {
    run("sentences", 20_000, SentenceCase::made_up);
}

#[test]
fn passages_mark_what_matched() {
    run("passages", 60, PassageCase::made_up);
}
