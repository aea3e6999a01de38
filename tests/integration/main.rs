//! Drives the real program on real folders and checks stdout, stderr and exit status.

mod program;

mod corpora;
mod errors;
mod golden;
mod indexing;
mod json;
mod readme;
mod searching;
mod wire;
