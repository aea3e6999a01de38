//! What a passage must hold to answer a query.

use std::sync::Arc;

use super::{Branch, Scope};
use crate::scoring::Counted;

/// One thing that the query asks for.
#[derive(Clone)]
pub struct Pattern {
    /// Where it counts as found.
    pub scope: Scope,
    /// What it is, with what it says.
    pub counted: Arc<Counted>,
    /// The sides of ORs that it belongs to: it only counts in posts that all of them found.
    pub branches: Vec<Arc<Branch>>,
}
