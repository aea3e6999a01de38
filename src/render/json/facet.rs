//! The values of a field, counted.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::search::{Facet, FacetValue};

/// A value of a field and how many of the matching posts have it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FacetValue")]
pub(super) struct FacetValueWire<'a> {
    /// The value, as most of the posts write it.
    value: &'a str,
    /// How many of all matching posts have it, shown or not.
    count: u64,
    /// The part of a query that narrows the search down to it, such as `tag:peace`; null if it cannot
    /// be typed.
    query: Option<&'a str>,
}

/// What the named values of a field leave out.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FacetTotals")]
pub(super) struct FacetTotalsWire {
    /// How many values there are in all, named or not.
    distinct: u64,
    /// How many of the matching posts have no value.
    missing: u64,
}

/// The most frequent values of each field, by its name.
pub(super) fn values(facets: &[Facet]) -> BTreeMap<&str, Vec<FacetValueWire<'_>>> {
    let named = facets.iter().map(|facet| {
        let values = facet.values.iter().map(FacetValueWire::from).collect();
        (facet.name.as_str(), values)
    });
    named.collect()
}

/// The totals of each field, by its name.
pub(super) fn totals(facets: &[Facet]) -> BTreeMap<&str, FacetTotalsWire> {
    facets.iter().map(|facet| (facet.name.as_str(), FacetTotalsWire::from(facet))).collect()
}

impl<'a> From<&'a FacetValue> for FacetValueWire<'a> {
    fn from(FacetValue { value, count, query }: &'a FacetValue) -> Self {
        Self { value, count: *count, query: query.as_deref() }
    }
}

impl From<&Facet> for FacetTotalsWire {
    fn from(&Facet { distinct, missing, .. }: &Facet) -> Self {
        Self { distinct, missing }
    }
}
