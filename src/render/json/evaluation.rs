//! How good a ranking is, with the names that trec_eval gives its measures.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::{FORMAT_VERSION, document};
use crate::eval::Evaluation;

/// How good a ranking is: means over the judged queries, named as in trec_eval.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Evaluation")]
pub(super) struct EvaluationWire {
    /// The version of this format: 1. Keys are only ever added under the same version.
    format_version: u32,
    /// How many queries are judged and have a relevant post.
    queries: usize,
    /// How many of them found nothing.
    unanswered: usize,
    /// Normalised discounted cumulative gain of the first 10 hits, 0 to 1.
    ndcg_cut_10: f64,
    /// Mean average precision, 0 to 1.
    map: f64,
    /// Mean reciprocal rank of the first relevant post, 0 to 1.
    recip_rank: f64,
    /// The share of the relevant posts that is among the first 100 hits, 0 to 1.
    recall_100: f64,
}

/// Prints the measures of a run.
///
/// # Errors
/// If they cannot be written.
pub fn evaluation(evaluation: &Evaluation, out: &mut dyn Write) -> io::Result<()> {
    let means = &evaluation.means;
    let wire = EvaluationWire {
        format_version: FORMAT_VERSION,
        queries: evaluation.queries,
        unanswered: evaluation.unanswered,
        ndcg_cut_10: means.ndcg_10,
        map: means.average_precision,
        recip_rank: means.reciprocal_rank,
        recall_100: means.recall_100,
    };
    document(&wire, out)
}
