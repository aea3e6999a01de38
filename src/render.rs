//! Results and reports as text: one printer each for terminals and for scripts.
//!
//! The printers write to whatever they are given and decide nothing: whether there is a terminal,
//! how wide it is and whether it knows colours is told to them in a [`Style`].

pub mod human;
pub mod json;
pub mod markdown;
pub mod table;
pub mod timeline;
pub mod trec;

mod amount;
mod bar;
mod citation;
mod commit_line;
mod date_order;
mod direction;
mod hyperlink;
mod line_wrap;
mod search_command;
mod style;
mod template;
mod template_escape;
mod terminal_text;

pub use citation::{CitationForm, Source, citations};
pub use commit_line::commit_line;
pub use search_command::SearchCommand;
pub use style::Style;
pub use table::TableFormat;
pub use template::HitTemplate;
pub use terminal_text::terminal_text;
