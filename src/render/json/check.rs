//! What is wrong with which post.

use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::date_order::DateOrderWire;
use super::ledger::{LedgerWire, ledger};
use super::problem::PostProblemWire;
use super::{FORMAT_VERSION, document};
use crate::check::CheckReport;

/// What is wrong with which post of a folder.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CheckReport")]
pub(super) struct CheckWire<'a> {
    /// The version of this format: 1. Keys are only ever added under the same version.
    format_version: u32,
    /// How many posts were read.
    posts: u64,
    /// How often each kind of problem was met, by its code.
    counts: BTreeMap<&'static str, u64>,
    date_order: Option<DateOrderWire>,
    problems: Vec<PostProblemWire<'a>>,
    skipped_files: Vec<LedgerWire<'a>>,
    failed_files: Vec<LedgerWire<'a>>,
}

/// Prints what is wrong with which post.
///
/// # Errors
/// If it cannot be written.
pub fn check(report: &CheckReport, out: &mut dyn Write) -> io::Result<()> {
    let counts = report.counts().into_iter().map(|(code, count)| (code.as_str(), count));
    let wire = CheckWire {
        format_version: FORMAT_VERSION,
        posts: report.posts,
        counts: counts.collect(),
        date_order: report.date_order.as_ref().map(DateOrderWire::from),
        problems: report.problems.iter().map(PostProblemWire::from).collect(),
        skipped_files: ledger(&report.ledger.skipped),
        failed_files: ledger(&report.ledger.failed),
    };
    document(&wire, out)
}
