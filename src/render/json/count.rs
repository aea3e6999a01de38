//! How often a value occurs.

use schemars::JsonSchema;
use serde::Serialize;

use crate::index::ValueCount;

/// A value and how many posts have it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ValueCount")]
pub(super) struct CountWire<'a> {
    value: &'a str,
    count: u64,
}

pub(super) fn counts(values: &[ValueCount]) -> Vec<CountWire<'_>> {
    values.iter().map(|value| CountWire { value: &value.value, count: value.count }).collect()
}
