//! Results and reports for scripts: the wire format, with structs of its own, a file for each noun.
//!
//! Every answer is one JSON document, with no hits and with errors too. Ranges of characters are
//! `[start, end)` in Unicode code points. Unknown values are `null`, lists are never `null`. Keys
//! are only ever added under the same `format_version`.
//!
//! The comments of the structs are what `kwic schema` tells the author of a script.

mod advice;
mod batch;
mod check;
mod collocates;
mod concordance;
mod config;
mod copies;
mod count;
mod date;
mod date_order;
mod duplicates;
mod error;
mod evaluation;
mod explanation;
mod facet;
mod highlight;
mod hit;
mod index_report;
mod ledger;
mod lines;
mod news;
mod number;
mod path;
mod post;
mod problem;
mod results;
mod schema;
mod search;
mod similar;
mod stats;
mod terms;
mod timeline;
mod verification;

use std::io::{self, Write};

pub(super) use hit::{hit_keys, hit_object};

pub use batch::answer_line;
pub use check::check;
pub use collocates::collocates;
pub use concordance::concordance;
pub use config::config;
pub use duplicates::duplicates;
pub use error::{Reason, failure};
pub use evaluation::evaluation;
pub use index_report::{report, report_line};
pub use lines::{failure_line, result_lines};
pub use news::news;
pub use post::{failed_post_line, post, post_line};
pub use results::results;
pub use schema::{AnswerSchema, SCHEMAS};
use serde::Serialize;
pub use similar::similar;
pub use stats::stats;
pub use terms::terms;
pub use timeline::timeline;
pub use verification::verification;

/// The version of the wire format.
pub const FORMAT_VERSION: u32 = 1;

fn document(wire: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, wire)?;
    writeln!(out)
}
