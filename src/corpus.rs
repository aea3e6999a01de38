//! From files to posts. Knows nothing of the search engine.
//!
//! ```text
//! PathBuf -walk-> SourceFile -read-> SourceText -split-> (RawFrontMatter, body)
//!     -> FrontMatter + Extracted -assemble-> Post | Unread
//! ```

mod walk;

pub mod date;
pub mod extract;
pub mod front_matter;

mod block;
mod date_rules;
mod description;
mod file_stamp;
mod format;
mod found_date;
mod furniture_rules;
mod language;
mod link;
mod post;
mod post_path;
mod problem;
mod source;
mod unread;

pub use block::{Block, BlockKind, LineMap};
pub use date::{DateOrder, DatePrecision, DateSource, PostDate};
pub use date_rules::{DateOptions, DateRules, is_future};
pub use extract::{Extracted, extract, extract_with};
pub use file_stamp::FileStamp;
pub use format::{Format, Markup};
pub use front_matter::{
    FrontMatter, KnownFields, Map, RawFrontMatter, Split, Syntax, Value, split,
};
pub use furniture_rules::FurnitureRules;
pub use language::LanguageSource;
pub use link::LinkTarget;
pub use post::{Post, ReadPost};
pub use post_path::PostPath;
pub use problem::{Problem, ProblemCode};
pub use source::{SourceFile, SourceText};
pub use unread::{Unread, UnreadCode};
pub use walk::{WalkOptions, Walked, corpus_folder, walk};
