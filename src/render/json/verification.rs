//! Whether an index is whole.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::{FORMAT_VERSION, document};
use crate::index::Finding;
use crate::verify::Verification;

/// Whether the files of an index are as they were written.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Verification")]
pub(super) struct VerificationWire<'a> {
    /// The version of this format: 1. Keys are only ever added under the same version.
    format_version: u32,
    /// Whether nothing is damaged.
    whole: bool,
    /// The number of the last commit, from 1; null if it cannot be told.
    generation: Option<u64>,
    /// How many files were read.
    files: u64,
    /// How much was read.
    bytes: u64,
    /// How many posts the index holds; null if it cannot be told.
    posts: Option<u64>,
    /// What is damaged, each a reason to build the index anew.
    damage: Vec<FindingWire<'a>>,
    /// What is odd and harms nothing.
    notes: Vec<FindingWire<'a>>,
    /// Whether the index was built anew because it was damaged.
    repaired: bool,
}

/// What was found about a file of the index.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Finding")]
pub(super) struct FindingWire<'a> {
    /// The path inside the folder of the index.
    file: &'a str,
    /// What was found, for programs.
    code: &'static str,
    /// The same for people.
    message: String,
}

/// Prints whether an index is whole, and whether it was built anew because it was not.
///
/// # Errors
/// If it cannot be written.
pub fn verification(
    verification: &Verification,
    repaired: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (files, bytes) = verification.size;
    let wire = VerificationWire {
        format_version: FORMAT_VERSION,
        whole: verification.is_whole(),
        generation: verification.commit,
        files,
        bytes,
        posts: verification.posts,
        damage: verification.damage().map(FindingWire::from).collect(),
        notes: verification.notes().map(FindingWire::from).collect(),
        repaired,
    };
    document(&wire, out)
}

impl<'a> From<&'a Finding> for FindingWire<'a> {
    fn from(Finding { file, fault }: &'a Finding) -> Self {
        Self { file, code: fault.code(), message: fault.to_string() }
    }
}
