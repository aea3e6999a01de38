//! How good a ranking is.

use std::io::{self, Write};

use crate::eval::Evaluation;
use crate::render::Style;
use crate::render::style::Role;

/// Prints how good a ranking is.
///
/// # Errors
/// If it cannot be written.
pub fn evaluation(evaluation: &Evaluation, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let mut row = |name: &str, value: String| {
        let name = style.paint(Role::Aside, format!("{name:12}"));
        writeln!(out, "{name}{value}")
    };
    let Evaluation { queries, unanswered, means } = evaluation;
    row("queries", format!("{queries}, {unanswered} without hits"))?;
    for (name, mean) in [
        ("nDCG@10", means.ndcg_10),
        ("MAP", means.average_precision),
        ("MRR", means.reciprocal_rank),
        ("recall@100", means.recall_100),
    ] {
        row(name, format!("{mean:.4}"))?;
    }
    Ok(())
}
