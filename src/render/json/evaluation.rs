//! How good a ranking is, with the names that trec_eval gives its measures.

use std::io::{self, Write};

use serde::Serialize;

use super::{FORMAT_VERSION, document};
use crate::eval::Evaluation;

#[derive(Serialize)]
struct EvaluationWire {
    format_version: u32,
    queries: usize,
    unanswered: usize,
    ndcg_cut_10: f64,
    map: f64,
    recip_rank: f64,
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
