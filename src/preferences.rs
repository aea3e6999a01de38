//! How the owner of a corpus wants it to be searched: what a word counts in which field, which words
//! mean the same, and queries that have a name.
//!
//! A reader of an index carries them, so that whatever counts or ranks its posts does so alike.

mod field_weights;
mod named_queries;
mod synonyms;

pub use field_weights::FieldWeights;
pub use named_queries::{NamedQueries, NamedQuery, nearest};
pub use synonyms::{SynonymFault, Synonyms, row_of_words};

/// How an index is to be searched.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preferences {
    /// What an occurrence counts in which field.
    pub weights: FieldWeights,
    /// Words that mean the same.
    pub synonyms: Synonyms,
    /// Queries that have a name.
    pub queries: NamedQueries,
}
