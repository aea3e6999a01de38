//! How well a post answers a query: which words it holds, how often, where, and how near.
//!
//! A [`Group`] is one thing that a query asks for, in every [`Form`] in which it may stand in a post.
//! Its forms are counted together, over all fields, before the count saturates: an inflection or a
//! spelling is the word itself, not another one. [`Counted`] knows which posts hold the group and
//! how often; [`Ranking`] adds up what the groups of a query, and how near they stand to each
//! other, say about a post.

mod model;

mod counted;
mod group;
mod nearness;
mod occurrences;
mod posts;
mod ranking;
mod segment_field;
mod title;

pub use counted::Counted;
pub use group::{Form, FormKind, Group, TermSet};
pub use model::{Lengths, rarity, saturated};
pub use nearness::Nearness;
pub use occurrences::for_each_holder;
pub use posts::PostsQuery;
pub use ranking::{Part, PartOf, RankedQuery, Ranking};
