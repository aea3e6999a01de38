//! A search that differs from the one that was asked for in its query or its filters.

use jiff::civil::Date;
use tantivy::collector::Count;

use super::{Request, relaxation};
use crate::error::Result;
use crate::index::IndexReader;
use crate::query::{Filters, Node, parse, parse_any, plan, typed};

/// Other queries, other filters.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The queries; a post need only match one of them.
    pub queries: Vec<String>,
    /// The filters.
    pub filters: Filters,
    /// The day that relative dates are counted from.
    pub today: Option<Date>,
}

impl Variant {
    /// A search for a query that names its days in full.
    pub(super) fn new(query: String, filters: Filters) -> Self {
        Self { queries: vec![query], filters, today: None }
    }

    /// What was asked for itself.
    pub(super) fn of(request: &Request) -> Self {
        Self {
            queries: request.queries.clone(),
            filters: request.filters.clone(),
            today: request.today,
        }
    }

    /// The same with one of its queries replaced; `None` if that cannot be typed (`AND` alone).
    pub(super) fn with_query(&self, index: usize, node: &Node) -> Option<Self> {
        let query = typed(node);
        let is_read_back = parse(&query, self.today).is_ok_and(|parsed| parsed.node == *node);
        let mut variant = self.clone();
        *variant.queries.get_mut(index)? = query;
        is_read_back.then_some(variant)
    }

    /// How many posts have all that it asks for.
    pub(super) fn posts(&self, reader: &IndexReader) -> Result<u64> {
        posts(reader, &parse_any(&self.queries, self.today)?.node, &self.filters)
    }

    /// How many posts it finds, relaxed if the request allows it and nothing else is found.
    pub(super) fn relaxed_posts(&self, reader: &IndexReader, request: &Request) -> Result<u64> {
        let request = Request { limit: 0, ..request.clone() };
        let plan = plan(&parse_any(&self.queries, self.today)?.node, &self.filters, reader)?;
        Ok(relaxation::rank(reader, &request, &plan)?.ranked.total)
    }
}

/// How many posts have all that a query and some filters ask for.
pub(super) fn posts(reader: &IndexReader, node: &Node, filters: &Filters) -> Result<u64> {
    let query = plan(node, filters, reader)?.strict();
    Ok(reader.searcher().search(&query, &Count)? as u64)
}
