//! Drives the real program on real folders and checks stdout, stderr and exit status.

#![expect(clippy::panic, reason = "what a test helper finds wrong ends the test as well")]

#[cfg(unix)]
mod process;
mod program;

mod advising;
mod batch;
mod checking;
mod completing;
mod concordance;
mod configuring;
mod consumers;
mod copies;
mod corpora;
mod counting;
mod dates;
mod errors;
mod evaluating;
mod explaining;
mod exporting;
mod feedback;
mod forms;
mod golden;
mod hostile;
mod indexing;
mod inflecting;
#[cfg(unix)]
mod interrupting;
mod json;
mod judged;
#[cfg(unix)]
mod killing;
mod kinship;
mod limits;
mod manual;
mod marking;
#[cfg(unix)]
mod mishap;
mod naming;
mod pages;
mod passages;
mod planted;
mod querying;
mod reading;
mod readme;
mod recency;
mod reference;
#[cfg(unix)]
mod refusing;
mod schemas;
mod searching;
mod showing;
mod spelling;
#[cfg(unix)]
mod terminal;
mod timelines;
mod unspaced;
mod unspaced_words;
mod updating;
mod verifying;
#[cfg(unix)]
mod watching;
mod wearing;
mod wire;
