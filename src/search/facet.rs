//! How the posts that match are spread over the values of a field.

mod address;
mod calendar;
mod column;
mod key;
mod meta;
mod tally;

use tantivy::DocAddress;

use crate::error::Result;
use crate::index::{IndexReader, shielded};
use crate::query::{Leaf, Node, Term, parse};
pub(super) use key::FIELDS;
use key::FacetKey;

/// So many values of a facet are named if nobody says otherwise.
pub const FACET_LIMIT: usize = 10;

/// The values that posts have for a field, counted.
///
/// A post counts once for each value that it has, however often it has it. Values that only case
/// or the form of letters tells apart are one, as for `tag:`, and are shown as most of the posts
/// write them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// The field, as it was named.
    pub name: String,
    /// The values with most posts, then by the value.
    pub values: Vec<FacetValue>,
    /// How many values there are in all.
    pub distinct: u64,
    /// How many of the posts have none.
    pub missing: u64,
}

/// A value of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    /// The value, as written.
    pub value: String,
    /// How many posts have it.
    pub count: u64,
    /// The part of a query that narrows it down to posts with this value; `None` if it cannot be
    /// typed. That of a host finds its subdomains too, and that of a text in the front matter longer
    /// ones that hold its words in a row.
    pub query: Option<String>,
}

/// Counts the values that posts have for some fields, each named as in a query: `tag`, `category`,
/// `author`, `lang`, `link` and `image` (by host, or by path on the post's own site), `year`,
/// `quarter`, `month`, `week`, `day`, or a front-matter key. A date that is only the file's own
/// counts as none. The posts are in the order of [`Selection::posts`](super::Selection::posts); the
/// `limit` values with most posts are named.
///
/// # Errors
/// If there is no such field, or the index cannot be read.
pub fn facets(
    reader: &IndexReader,
    posts: &[DocAddress],
    names: &[String],
    limit: usize,
) -> Result<Vec<Facet>> {
    shielded(reader.folder().root(), || {
        let mut facets: Vec<Facet> = Vec::new();
        for name in names {
            if facets.iter().all(|facet| facet.name != *name) {
                let key = FacetKey::named(name, reader)?;
                facets.push(facet(reader, posts, name, &key, limit)?);
            }
        }
        Ok(facets)
    })
}

/// Counts the values of one field.
fn facet(
    reader: &IndexReader,
    posts: &[DocAddress],
    name: &str,
    key: &FacetKey,
    limit: usize,
) -> Result<Facet> {
    let tally = match key {
        FacetKey::Column(column) => column::texts(reader, column, posts),
        FacetKey::Link => address::hosts(reader, reader.fields().link, posts),
        FacetKey::Image => address::hosts(reader, reader.fields().image, posts),
        FacetKey::Meta(path) => meta::values(reader, path, posts),
        FacetKey::Date(unit) => return calendar::facet(reader, posts, name, *unit, limit),
    }?;
    let (distinct, missing) = (tally.distinct(), posts.len() as u64 - tally.posts());
    let values = tally.most_frequent(limit).into_iter().map(|(value, count)| {
        let query = value_query(name, &value);
        FacetValue { value, count, query }
    });
    Ok(Facet { name: name.to_owned(), values: values.collect(), distinct, missing })
}

/// The part of a query that asks for a value of a field.
pub(super) fn value_query(name: &str, value: &str) -> Option<String> {
    let any = Leaf { field: Some(name.into()), term: Term::Anything, required: false, boost: 1.0 };
    let leaf = any.with_text(value)?;
    let query = leaf.to_string();
    // What reads otherwise than it was meant is no help.
    let is_same = parse(&query, None).is_ok_and(|parsed| parsed.node == Node::Leaf(leaf));
    is_same.then_some(query)
}
