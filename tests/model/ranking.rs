//! The order and the scores of hits.

use std::path::Path;

use kwic::error::Result;
use kwic::index::{IndexFolder, IndexReader};
use kwic::search::search;

use crate::snapshot::{queries, request};
use crate::successor::ensure;

/// A score may differ from that of a fresh index by this share of it.
const TOLERANCE: f32 = 1e-4;

/// A hit of a query.
#[derive(Clone, Debug)]
struct Scored {
    path: String,
    score: f32,
}

/// Two indexes rank alike: one whose statistics count no removed post, since it is new or has been
/// merged into one segment, and a fresh one.
pub fn same_scores(index: &Path, fresh: &Path) -> Result<(), String> {
    let read = |path| rankings(path).map_err(|error| error.to_string());
    for ((query, found), (_, expected)) in read(index)?.iter().zip(&read(fresh)?) {
        let is_close = |(a, b): (&Scored, &Scored)| {
            a.path == b.path && (a.score - b.score).abs() <= b.score.abs() * TOLERANCE
        };
        let is_same = found.len() == expected.len() && found.iter().zip(expected).all(is_close);
        ensure!(is_same, "`{query}` ranks\n{found:?}\ninstead of\n{expected:?}");
    }
    Ok(())
}

/// The hits of each query, best first.
fn rankings(index: &Path) -> Result<Vec<(&'static str, Vec<Scored>)>> {
    let reader = IndexReader::open(&IndexFolder::new(index)?)?;
    let rank = |query| {
        let hits = search(&reader, &request(query))?.hits.into_iter();
        let scored = hits.map(|hit| Scored { path: hit.post.path.to_string(), score: hit.score });
        Ok((query, scored.collect()))
    };
    queries().map(rank).collect()
}
