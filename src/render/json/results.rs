//! The answer to a search.

use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::advice::AdviceWire;
use super::document;
use super::facet::{self, FacetTotalsWire, FacetValueWire};
use super::hit::HitWire;
use super::search::AskedWire;
use crate::render::SearchCommand;
use crate::search::Results;

/// The answer to a search.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Results")]
pub(super) struct ResultsWire<'a> {
    #[serde(flatten)]
    asked: AskedWire<'a>,
    /// The posts, best first unless another order was asked for.
    hits: Vec<HitWire<'a>>,
    #[serde(flatten)]
    facets: FacetsWire<'a>,
    #[serde(flatten)]
    advice: AdviceWire<'a>,
}

/// What is counted over all posts that match.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Facets")]
pub(super) struct FacetsWire<'a> {
    /// How often each value of a field occurs among all posts that match, by the field's name.
    facets: BTreeMap<&'a str, Vec<FacetValueWire<'a>>>,
    /// With `--facet`: how many values each field has in all, and how many posts have none.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    facet_totals: BTreeMap<&'a str, FacetTotalsWire>,
}

/// Prints the answer to a search, with the commands of other ones.
///
/// # Errors
/// If it cannot be written.
pub fn results(results: &Results, command: &SearchCommand, out: &mut dyn Write) -> io::Result<()> {
    document(&ResultsWire::new(results, command), out)
}

impl<'a> ResultsWire<'a> {
    pub(super) fn new(results: &'a Results, command: &SearchCommand) -> Self {
        Self {
            asked: AskedWire::from(results),
            hits: results.hits.iter().map(HitWire::from).collect(),
            facets: FacetsWire::from(results),
            advice: AdviceWire::new(results, command),
        }
    }
}

impl<'a> From<&'a Results> for FacetsWire<'a> {
    fn from(results: &'a Results) -> Self {
        Self {
            facets: facet::values(&results.facets),
            facet_totals: facet::totals(&results.facets),
        }
    }
}
