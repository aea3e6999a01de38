//! From what was typed to a query of the search engine.
//!
//! [`parse`] reads the text into a [`Node`] without knowing any index; [`plan`] turns it into a
//! query over an index's fields, together with the [`Pattern`]s by which passages are found.

mod parse;

mod address;
mod day_range;
mod dictionary;
mod exclusion;
mod family;
mod filter;
mod folded_prefix;
mod lex;
mod node;
mod pattern;
mod phrase;
mod plain_words;
mod plan;
mod scope;
mod warning;
mod word;

pub use day_range::DayRange;
pub use filter::Filters;
pub use node::{Leaf, Node, Term};
pub use parse::{Parsed, parse, parse_any};
pub use pattern::Pattern;
pub use plain_words::parse_words;
pub use plan::{Plan, plan};
pub use scope::Scope;
pub use warning::{Warning, WarningCode};
