//! What came into an index that watched queries find.

use super::{Request, Results, search};
use crate::error::Result;
use crate::index::IndexReader;
use crate::query::{ArrivedAfter, Filters};

/// The posts that a watched query finds among those that came in after some moment.
#[derive(Debug)]
pub struct News {
    /// The name of the query.
    pub name: String,
    /// After what the posts came in; `None` if all count.
    pub since: Option<ArrivedAfter>,
    /// What was found.
    pub results: Results,
}

impl News {
    /// Looks for what a query of this name finds that came in after a moment. Only posts that have
    /// all that it asks for count.
    ///
    /// # Errors
    /// As [`search`].
    pub fn of(
        reader: &IndexReader,
        name: &str,
        since: Option<ArrivedAfter>,
        request: &Request,
    ) -> Result<Self> {
        let filters = Filters { arrived: since, ..request.filters.clone() };
        let queries = vec![format!("@{name}")];
        let request = Request { queries, filters, relax: false, correct: false, ..request.clone() };
        Ok(Self { name: name.to_owned(), since, results: search(reader, &request)? })
    }
}
