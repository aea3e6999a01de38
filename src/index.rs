//! From posts to segments on disk, and back.
//!
//! An index folder holds *generations*, each a whole index of the search engine in a folder of its
//! own, and one pointer file that names the current one. A rebuild is made aside and swapped in by
//! renaming the pointer, so that readers see the old index or the new one, never half of either.

mod folder;

mod arrival;
mod checksum;
mod clusters;
mod document;
mod edition;
mod fault;
mod file_cache;
mod file_dates;
mod inventory;
mod languages;
mod ledger;
mod live_terms;
mod manifest;
mod memo;
mod meta_values;
mod paths;
mod pointer;
mod post_id;
mod read_only;
mod reader;
mod roster;
mod schema;
mod sealed;
mod shield;
mod signatures;
mod stats;
mod stored_post;
mod unfinished;
mod watermarks;
mod witness;
mod word_counts;
mod writer;

pub use arrival::Arrival;
pub(crate) use checksum::check_files;
pub use clusters::{Cluster, Clusters};
pub(crate) use document::day_as_instant;
pub(crate) use edition::Edition;
pub use fault::{Fault, Finding};
pub use file_cache::{CachedFile, FileCache};
pub use file_dates::FileDates;
pub(crate) use folder::POINTER;
pub use folder::{IndexFolder, WriteLock};
pub use inventory::Inventory;
pub(crate) use inventory::{Scrutiny, finding};
pub use languages::{LanguageSet, Languages, SegmentLanguages};
pub use ledger::{Ledger, LedgerEntry};
pub(crate) use live_terms::{live_keys, path_steps};
pub use manifest::{CorpusRoot, DateMemory, Manifest, Origin, Selection};
pub(crate) use meta_values::{meta_keys, meta_values};
pub use paths::Paths;
pub use post_id::{PostId, PostIds};
pub use reader::IndexReader;
pub use roster::{Roster, RosterEntry};
pub use schema::{Fields, PIPELINE_VERSION, SCHEMA_VERSION, columns};
pub(crate) use shield::shielded;
pub(crate) use signatures::signatures;
pub use stats::{Stats, ValueCount};
pub(crate) use stats::{column_values, date_of};
pub use stored_post::StoredPost;
pub use watermarks::Watermarks;
pub use writer::{Writer, WriterOptions};
