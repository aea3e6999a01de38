//! From what was typed to a query of the search engine.
//!
//! [`parse`] reads the text into a [`Node`] without knowing any index; [`plan`] turns it into a
//! query over an index's fields, together with the [`Pattern`]s by which passages are found.

mod parse;

mod address;
mod branch;
mod calendar;
mod day_range;
mod dictionary;
mod exclusion;
mod expansion;
mod family;
mod filter;
mod folded_prefix;
mod glued;
mod half_life;
mod interval;
mod katakana;
mod lex;
mod meta_value;
mod neighbour;
mod node;
mod number_range;
mod path_glob;
mod pattern;
mod phrase;
mod plan;
mod presence;
mod proximity;
mod regex_term_query;
mod revision;
mod run;
mod scope;
mod spellings;
mod synonym_forms;
mod term_list;
mod term_regex;
mod usage;
mod value_range;
mod warning;
mod word;

pub use branch::Branch;
pub use day_range::DayRange;
pub use filter::{ArrivedAfter, Filters};
pub(crate) use filter::{days, unscored};
pub use half_life::HalfLife;
pub use interval::{Comparison, Interval};
pub use neighbour::{Neighbour, Neighbourhood, distance};
pub use node::{Leaf, Node, Term};
pub use number_range::NumberRange;
pub use parse::{Parsed, parse, parse_any, parse_words, parse_words_any};
pub use pattern::Pattern;
pub use plan::{Plan, plan};
pub use revision::{Place, leaves, revised, typed};
pub use scope::Scope;
pub use term_regex::{RegexFault, TermRegex};
pub use value_range::ValueRange;
pub use warning::{Warning, WarningCode};
