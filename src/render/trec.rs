//! Runs in the format of TREC, which trec_eval and its kin read.

use std::io::{self, Write};

use crate::eval::{Ranking, encoded};

/// What the last column calls whoever made the run.
const RUN_TAG: &str = "kwic";

/// Prints the answer to one query, a line a document: query, `Q0`, document, rank from 1, score, tag.
/// Documents are paths; blanks in them and in the query's id are percent-encoded.
///
/// # Errors
/// If it cannot be written.
pub fn ranking(ranking: &Ranking, out: &mut dyn Write) -> io::Result<()> {
    let query = encoded(&ranking.query);
    for (rank, document) in (1..).zip(&ranking.documents) {
        let path = encoded(&document.path.to_string());
        writeln!(out, "{query} Q0 {path} {rank} {} {RUN_TAG}", document.score)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::PostPath;
    use crate::search::Listed;

    #[test]
    fn lines_have_six_fields_and_scores_that_fall() {
        let listed = |path: &str, score| Listed { path: PostPath::new(path), score };
        let hits = vec![listed("2020/a b.md", 1.5), listed("c.md", 1.5), listed("d.md", 0.0)];
        let mut out = Vec::new();
        ranking(&Ranking::new("q 1", hits), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let expected = "q%201 Q0 2020/a%20b.md 1 1.5 kwic\n\
                        q%201 Q0 c.md 2 1.4999999 kwic\n\
                        q%201 Q0 d.md 3 0 kwic\n";
        assert_eq!(text, expected);
    }
}
