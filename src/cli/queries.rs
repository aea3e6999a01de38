//! Files of queries.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write, stderr, stdin};
use std::path::Path;

use kwic::Error;
use kwic::render::terminal_text;
use kwic::search::{BatchQuery, read_batch, read_csv_batch};

use super::Failure;

/// How many hits a query a run holds if nobody says otherwise, as is usual in TREC.
pub const RUN_DEPTH: usize = 1000;

/// How many queries are answered before their answers are printed: enough to keep all cores at
/// work, and few enough that their answers fit into memory.
const CHUNK: usize = 256;

/// Opens a file; `-` is stdin.
pub fn open(file: &Path) -> Result<Box<dyn BufRead>, Failure> {
    if file.as_os_str() == "-" {
        return Ok(Box::new(BufReader::new(stdin())));
    }
    Ok(Box::new(BufReader::new(File::open(file).map_err(Error::io("read", file))?)))
}

/// Hands the queries of a file over, some at a time: of a table if its name ends in `.csv`, else of
/// lines.
pub fn in_chunks(
    source: Box<dyn BufRead>,
    file: &Path,
    mut work: impl FnMut(&[BatchQuery]) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let is_table = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    let mut queries: Box<dyn Iterator<Item = io::Result<BatchQuery>>> =
        if is_table { Box::new(read_csv_batch(source)) } else { Box::new(read_batch(source)) };
    loop {
        let chunk: io::Result<Vec<BatchQuery>> = queries.by_ref().take(CHUNK).collect();
        let chunk = chunk.map_err(Error::io("read", file))?;
        if chunk.is_empty() {
            return Ok(());
        }
        work(&chunk)?;
    }
}

/// Says on stderr which query failed and why.
pub fn say_failed(query: &BatchQuery, error: &Error) -> Result<(), Failure> {
    let (id, message) = (terminal_text(&query.id), error.to_string());
    Ok(writeln!(stderr(), "kwic: query {id}: {}", terminal_text(&message))?)
}
