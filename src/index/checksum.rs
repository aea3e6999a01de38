//! Whether the files of an opened index hold the bytes that were written.

use super::fault::{Fault, Finding};
use super::inventory::{Scrutiny, finding};
use super::shield::shielded;
use super::{IndexReader, Inventory};

/// Reads all files of an index and compares them with the inventory of its commit and with the
/// checksums that the search engine keeps in them, which also hold where there is no inventory.
pub(crate) fn check_files(reader: &IndexReader) -> Vec<Finding> {
    let generation = reader.folder().generation_path(reader.generation());
    let commit = reader.manifest().commit;
    let mut findings = Inventory::findings(&generation, commit, Scrutiny::Hashes);
    let checked =
        shielded(reader.folder().root(), || Ok(reader.searcher().index().validate_checksum()?));
    let damaged = match checked {
        Ok(damaged) => damaged,
        Err(_) if findings.iter().any(|finding| finding.fault.is_damage()) => return findings,
        Err(error) => {
            let fault = Fault::Unreadable(error.to_string());
            return vec![Finding { file: format!("generation-{}", reader.generation()), fault }];
        }
    };
    let names = damaged.iter().map(|path| path.to_string_lossy());
    let damaged: Vec<_> = names.map(|name| finding(&generation, &name, Fault::Content)).collect();
    let is_new = |new: &Finding| findings.iter().all(|known| known.file != new.file);
    let new: Vec<_> = damaged.into_iter().filter(is_new).collect();
    findings.extend(new);
    findings
}
