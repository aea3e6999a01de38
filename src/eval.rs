//! How good a ranking is, by judgments of which documents answer which query.
//!
//! [`Judgments`] say what people found relevant, a [`Run`] what a search ranked; [`evaluate`]
//! compares the two by the measures of trec_eval.

mod judgments;
mod run;

mod document_name;
mod measures;

pub use document_name::{encoded, stem};
pub use judgments::{Grade, Judgments};
pub use measures::Measures;
pub use run::{RankedDocument, Ranking, Run};

/// How a run compares with the judgments.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evaluation {
    /// How many queries count: those for which any document is relevant.
    pub queries: usize,
    /// How many of them the run does not answer; each measure of theirs is 0.
    pub unanswered: usize,
    /// The means over the queries that count.
    pub means: Measures,
}

/// Compares a run with judgments. A query without a relevant document does not count.
pub fn evaluate(judgments: &Judgments, run: &Run) -> Evaluation {
    let mut measured = Vec::new();
    let mut unanswered = 0;
    for (query, grades) in judgments.queries() {
        let ranked = run.documents(query, |path| judgments.document(grades, path));
        unanswered += usize::from(ranked.is_empty());
        let gains: Vec<Grade> =
            ranked.iter().map(|document| grades.get(document).copied().unwrap_or(0)).collect();
        measured.push(Measures::of(&gains, grades.values().copied()));
    }
    Evaluation { queries: measured.len(), unanswered, means: Measures::mean(&measured) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::PostPath;
    use crate::search::Listed;

    fn run(lists: &[(&str, &[&str])]) -> Run {
        let listed = |path: &&str| Listed { path: PostPath::new(*path), score: 1.0 };
        let rankings = lists
            .iter()
            .map(|(query, paths)| Ranking::new(*query, paths.iter().map(listed).collect()));
        rankings.collect()
    }

    #[test]
    fn posts_meet_the_documents_that_were_judged() {
        let table: [(&str, &[&str], f64); 9] = [
            ("q\td1\t1", &["d1.md"], 1.0),
            ("q\td1\t1", &["a/x.md", "b/d1.html"], 0.5),
            ("q\tb/d1.md\t1", &["a/d1.md", "b/d1.md"], 0.5),
            ("q\ta b\t1", &["a b.md"], 1.0),
            ("q\ta%20b.md\t1", &["a b.md"], 1.0),
            // Documents of one name are one, at the place of the last.
            ("q\td2\t1", &["a/d1.md", "b/d1.md", "d2.md"], 0.5),
            ("q\td1\t1", &["a/d1.md", "d2.md", "b/d1.md"], 0.5),
            // Where judgments go by paths they are not.
            ("q\ta/d2.md\t1", &["a/d1.md", "b/d1.md", "a/d2.md"], 1.0 / 3.0),
            ("q\tnowhere\t1", &["d1.md"], 0.0),
        ];
        for (judgments, paths, expected) in table {
            let judgments = Judgments::parse(judgments).unwrap();
            let found = evaluate(&judgments, &run(&[("q", paths)])).means.reciprocal_rank;
            assert!((found - expected).abs() < 1e-12, "{judgments:?} {paths:?}: {found}");
        }
    }

    #[test]
    fn queries_count_by_their_judgments_alone() {
        let judgments = Judgments::parse("a\tx\t1\nb\tx\t2\nc\tx\t0\nd\tx\t1").unwrap();
        let run = run(&[("a", &["x.md"]), ("b", &["y.md", "x.md"]), ("c", &["x.md"]), ("d", &[])]);
        let found = evaluate(&judgments, &run);
        assert_eq!((found.queries, found.unanswered), (3, 1));
        assert!((found.means.reciprocal_rank - 0.5).abs() < 1e-12, "{found:?}");
    }

    #[test]
    fn answers_to_one_query_are_one_ranking() {
        let judgments = Judgments::parse("a\ty\t1").unwrap();
        let run = run(&[("a", &["x.md"]), ("a", &["y.md"])]);
        // Both have the same score, so their names decide.
        assert!((evaluate(&judgments, &run).means.reciprocal_rank - 0.5).abs() < 1e-12);
    }
}
