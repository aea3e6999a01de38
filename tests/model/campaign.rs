//! Plays one sequence after the other, and tells how to repeat a failure.

use std::str::FromStr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use crate::operation::Sequence;
use crate::player::Player;

/// Sequences that are played at once: some wait, and others work meanwhile.
const PLAYERS: usize = 4;

/// Plays the sequences of ascending seeds: `quick` of them, or as many as the environment asks for.
pub fn run(quick: u64) {
    let first: u64 = from_environment("KWIC_MODEL_SEED").unwrap_or(1);
    let count: u64 = from_environment("KWIC_MODEL_SEQUENCES").unwrap_or(quick);
    let next = AtomicU64::new(first);
    let failure = Mutex::new(None);
    let play = || {
        while failure.lock().expect("is whole").is_none() {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= first.saturating_add(count) {
                break;
            }
            let sequence = Sequence::of_seed(seed);
            if let Err(reason) = Player::play(&sequence) {
                failure.lock().expect("is whole").get_or_insert((seed, sequence, reason));
            }
        }
    };
    thread::scope(|scope| (0..PLAYERS).for_each(|_| drop(scope.spawn(play))));
    if let Some((seed, sequence, reason)) = failure.into_inner().expect("is whole") {
        let (sequence, reason) = shortest(sequence, reason);
        let steps: Vec<_> = sequence.operations.iter().map(|step| format!("{step:?}")).collect();
        let (steps, threads) = (steps.join(",\n    "), sequence.threads);
        panic!("KWIC_MODEL_SEED={seed}, {threads} threads: {reason}\nafter\n    {steps}");
    }
    eprintln!("{count} sequences from seed {first}");
}

fn from_environment<T: FromStr>(name: &str) -> Option<T> {
    let value = std::env::var(name).ok()?;
    let parsed = value.parse().ok();
    assert!(parsed.is_some(), "{name}={value} is no number");
    parsed
}

/// Leaves out steps for as long as what remains still fails.
fn shortest(mut sequence: Sequence, mut reason: String) -> (Sequence, String) {
    let mut index = sequence.operations.len();
    while index > 0 {
        index -= 1;
        let shorter = sequence.without(index);
        if let Err(again) = Player::play(&shorter) {
            (sequence, reason) = (shorter, again);
            index = index.min(sequence.operations.len());
        }
    }
    (sequence, reason)
}
