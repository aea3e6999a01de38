//! The order in which day and month are read.

use schemars::JsonSchema;
use serde::Serialize;

use crate::corpus::date::{DateOrder, OrderDecision};

/// How dates such as 4/5/2020 are read; null if no date of the corpus is written so.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "DateOrder")]
pub(super) struct DateOrderWire {
    /// `day_first`, `month_first`, or null where each date is read by how it is written.
    order: Option<&'static str>,
    /// What the order was chosen by.
    basis: &'static str,
    /// How many posts can only be meant day first.
    day_first: u64,
    /// How many posts can only be meant month first.
    month_first: u64,
    /// How many posts can be meant either way.
    ambiguous: u64,
}

impl From<&OrderDecision> for DateOrderWire {
    fn from(decision: &OrderDecision) -> Self {
        Self {
            order: decision.order.map(DateOrder::as_str),
            basis: decision.basis.as_str(),
            day_first: decision.tally.day_first,
            month_first: decision.tally.month_first,
            ambiguous: decision.tally.ambiguous,
        }
    }
}
