//! Full-text search for a folder of posts.
//!
//! A *post* is a file with front matter (title, description, date, tags ...) and an HTML or
//! Markdown body. kwic reads a folder of them (the *corpus*), builds an index beside it, and
//! answers queries with ranked posts, each with the passage that answers.
//!
//! ```text
//! PathBuf -walk-> SourceFile -read-> SourceText -split-> (RawFrontMatter, body)
//!     -> FrontMatter + Extracted -assemble-> Post | Unread -> document -> IngestReport
//! Request -parse-> Node -plan-> query + Patterns -one pass-> (top hits, count)
//!     -> StoredPost -> Snippets -> Hit -> Results -> render
//! ```
//!
//! The library never prints, never ends the process and never reads the environment: terminals,
//! JSON and whatever comes later are printers of the same results.
//!
//! ```no_run
//! use kwic::index::{IndexFolder, IndexReader};
//! use kwic::ingest::{IngestOptions, Silent, ingest};
//! use kwic::search::{Request, search};
//!
//! # fn main() -> kwic::error::Result<()> {
//! ingest(&IngestOptions::new("corpus", "index"), &Silent)?;
//! let reader = IndexReader::open(&IndexFolder::new("index".as_ref())?)?;
//! for hit in search(&reader, &Request::new("cease-fire"))?.hits {
//!     println!("{} ({})", hit.post.title, hit.post.path);
//! }
//! # Ok(())
//! # }
//! ```

pub mod corpus;

pub mod analysis;

pub mod preferences;

pub mod check;
pub mod config;
pub mod index;
pub mod ingest;
pub mod resemblance;
pub mod survey;
pub mod watch;

pub mod scoring;

pub mod duplicates;
pub mod eval;
pub mod query;
pub mod refresh;
pub mod search;
pub mod verify;

pub mod render;

pub mod error;

pub use error::Error;
