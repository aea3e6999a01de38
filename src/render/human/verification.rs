//! Whether an index is whole.

use std::io::{self, Write};

use crate::render::amount::{bytes, counted};
use crate::render::terminal_text;
use crate::verify::Verification;

/// Prints whether an index is whole, and what is damaged by file.
///
/// # Errors
/// If it cannot be written.
pub fn verification(verification: &Verification, out: &mut dyn Write) -> io::Result<()> {
    for finding in verification.damage() {
        let (file, fault) = (&finding.file, finding.fault.to_string());
        writeln!(out, "damaged: {}: {}", terminal_text(file), terminal_text(&fault))?;
    }
    for finding in verification.notes() {
        writeln!(out, "note: {}: {}", terminal_text(&finding.file), finding.fault)?;
    }
    let (files, size) = verification.size;
    let looked_at = format!("{}, {}", counted(files, "file"), bytes(size));
    let posts =
        verification.posts.map_or(String::new(), |posts| format!(", {}", counted(posts, "post")));
    match verification.damage().count() as u64 {
        0 => writeln!(out, "{looked_at}{posts}: whole"),
        faults => writeln!(out, "{looked_at}{posts}: {}", counted(faults, "fault")),
    }
}
