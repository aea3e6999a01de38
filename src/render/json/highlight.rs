//! What matched in a text.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

/// Where a part of a text begins and ends, counted in Unicode code points from 0: the end is the
/// first one behind it. Python slices strings so, and so does jq.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Highlight")]
pub(super) struct HighlightWire([usize; 2]);

/// The ranges of a text, in their order.
pub(super) fn highlights(ranges: &[Range<usize>]) -> Vec<HighlightWire> {
    ranges.iter().map(|range| HighlightWire([range.start, range.end])).collect()
}
