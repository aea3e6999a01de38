//! Results and reports for people, a file for each noun.

mod advice;
mod byline;
mod check;
mod code;
mod collocates;
mod concordance;
mod concordance_line;
mod config;
mod duplicates;
mod evaluation;
mod explanation;
mod facets;
mod hints;
mod hit;
mod index_report;
mod ledger;
mod marked_text;
mod news;
mod paths;
mod post;
mod results;
mod rows;
mod similar;
mod stats;
mod terms;
mod timeline;
mod verification;
mod word_table;

pub use advice::advice;
pub use check::check;
pub use collocates::{collocates, collocates_summary};
pub use concordance::{concordance, concordance_summary};
pub use config::config;
pub use duplicates::{duplicates, duplicates_summary};
pub use evaluation::evaluation;
pub use explanation::explained_query;
pub use facets::facets;
pub use hints::{Hint, hints};
pub use index_report::report;
pub use news::news;
pub use paths::{from_folder, paths};
pub use post::post;
pub use results::{closing_gap, results, summary};
pub use similar::{similar, similar_summary};
pub use stats::stats;
pub use terms::{terms, terms_summary};
pub use timeline::timeline;
pub use verification::verification;

/// Passages and text are no wider than this: longer lines tire the eye.
const MAX_WIDTH: usize = 100;
/// How far the lines below a title are set in.
const INDENT: &str = "    ";
/// How many tags, authors, problems ... are named where there are many.
const MOST_FREQUENT: usize = 10;
