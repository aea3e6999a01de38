//! Results as comma-separated values (RFC 4180, with LF line ends), with a header also when empty.
//!
//! What is not known is an empty field. Texts are as they are: a program reads them.

mod collocates;
mod concordance;
mod terms;

use std::io::{self, Write};

pub use collocates::collocates;
pub use concordance::concordance;
use serde::Serialize;
pub use terms::terms;

/// Writes a header and rows.
fn table<R: Serialize>(
    header: &[&str],
    rows: impl Iterator<Item = R>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut writer = ::csv::WriterBuilder::new().has_headers(false).from_writer(out);
    writer.write_record(header)?;
    for row in rows {
        writer.serialize(row)?;
    }
    writer.flush()
}
