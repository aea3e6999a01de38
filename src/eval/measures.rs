//! The measures of a ranking, as trec_eval defines them.

use super::Grade;

/// How many documents nDCG looks at (trec_eval's `ndcg_cut_10`).
const NDCG_DEPTH: usize = 10;
/// How many documents recall looks at (trec_eval's `recall_100`).
const RECALL_DEPTH: usize = 100;

/// How good the ranking for a query is, or the means over many; each is from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measures {
    /// The normalised discounted cumulative gain of the first ten: the sum of their grades, each
    /// divided by the logarithm to base 2 of its rank plus 1, as a share of what the best order
    /// would have (Järvelin and Kekäläinen 2002, with the grade as the gain).
    pub ndcg_10: f64,
    /// The precision at each relevant document that was found, averaged over all relevant ones;
    /// its mean over queries is MAP.
    pub average_precision: f64,
    /// One divided by the rank of the first relevant document; its mean over queries is MRR.
    pub reciprocal_rank: f64,
    /// The share of the relevant documents that is among the first hundred.
    pub recall_100: f64,
}

impl Measures {
    /// Measures a ranking by the grades of its documents in order, 0 for those not judged, and the
    /// grades of all documents that were judged for the query. Without a relevant one all are 0.
    pub fn of(ranked: &[Grade], judged: impl Iterator<Item = Grade>) -> Self {
        let mut ideal: Vec<Grade> = judged.filter(|&grade| grade > 0).collect();
        if ideal.is_empty() {
            return Self::default();
        }
        ideal.sort_unstable_by(|a, b| b.cmp(a));
        let relevant = ideal.len() as f64;
        let ranks: Vec<usize> =
            (1..).zip(ranked).filter(|&(_, &grade)| grade > 0).map(|(rank, _)| rank).collect();
        let precisions = (1..).zip(&ranks).map(|(found, &rank)| f64::from(found) / rank as f64);
        let within = ranks.iter().take_while(|&&rank| rank <= RECALL_DEPTH).count();
        Self {
            ndcg_10: discounted_gain(ranked) / discounted_gain(&ideal),
            average_precision: sum(precisions) / relevant,
            reciprocal_rank: ranks.first().map_or(0.0, |&rank| 1.0 / rank as f64),
            recall_100: within as f64 / relevant,
        }
    }

    /// The mean of each; of none, 0.
    pub fn mean(measured: &[Self]) -> Self {
        let count = measured.len().max(1) as f64;
        let mean = |measure: fn(&Self) -> f64| sum(measured.iter().map(measure)) / count;
        Self {
            ndcg_10: mean(|measures| measures.ndcg_10),
            average_precision: mean(|measures| measures.average_precision),
            reciprocal_rank: mean(|measures| measures.reciprocal_rank),
            recall_100: mean(|measures| measures.recall_100),
        }
    }
}

fn discounted_gain(grades: &[Grade]) -> f64 {
    let gains = grades.iter().take(NDCG_DEPTH).map(|&grade| grade.max(0) as f64);
    sum((2_u32..).zip(gains).map(|(place, gain)| gain / f64::from(place).log2()))
}

/// A sum that is 0 of nothing: the standard library's is -0, and would be printed with its sign.
fn sum(numbers: impl Iterator<Item = f64>) -> f64 {
    numbers.fold(0.0, |sum, number| sum + number)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each row: grades as ranked, grades as judged, and nDCG@10, average precision, reciprocal rank
    /// and recall@100 by hand. The discounts of ranks 1 to 4 are 1, 0.63093, 0.5 and 0.43068.
    #[test]
    fn measures_are_those_computed_by_hand() {
        let far = |rank: usize| [vec![0; rank - 1], vec![1]].concat();
        let table: [(Vec<Grade>, Vec<Grade>, [f64; 4]); 11] = [
            (vec![1], vec![1], [1.0, 1.0, 1.0, 1.0]),
            (vec![], vec![1], [0.0, 0.0, 0.0, 0.0]),
            (vec![0, 0], vec![1, 0], [0.0, 0.0, 0.0, 0.0]),
            (vec![0, 1], vec![1], [0.63093, 0.5, 0.5, 1.0]),
            // 0.5 / (1 + 0.63093); one of two at rank 3.
            (vec![0, 0, 1], vec![1, 1], [0.30657, 0.16667, 0.33333, 0.5]),
            // (1 + 0.5) / (1 + 0.63093); (1/1 + 2/3) / 2.
            (vec![1, 0, 1], vec![1, 1, 0], [0.91972, 0.83333, 1.0, 1.0]),
            // (1 + 3 * 0.63093) / (3 + 0.63093): the better one is second.
            (vec![1, 3], vec![3, 1], [0.79671, 1.0, 1.0, 1.0]),
            // A grade below 0 is as one of 0.
            (vec![-1, 2], vec![2, -1], [0.63093, 0.5, 0.5, 1.0]),
            // Beyond the tenth nDCG sees nothing, beyond the hundredth recall does not.
            (far(11), vec![1], [0.0, 0.09091, 0.09091, 1.0]),
            (far(101), vec![1], [0.0, 0.00990, 0.00990, 0.0]),
            (vec![1], vec![], [0.0, 0.0, 0.0, 0.0]),
        ];
        for (ranked, judged, expected) in table {
            let found = Measures::of(&ranked, judged.iter().copied());
            let found =
                [found.ndcg_10, found.average_precision, found.reciprocal_rank, found.recall_100];
            let is_close = |(a, b): (&f64, &f64)| (a - b).abs() < 5e-6;
            assert!(found.iter().zip(&expected).all(is_close), "{ranked:?} {judged:?}: {found:?}");
            assert!(found.iter().all(|value| value.is_sign_positive()), "{ranked:?}: {found:?}");
        }
    }

    #[test]
    fn means_are_over_all_queries() {
        let half = Measures { ndcg_10: 0.5, recall_100: 1.0, ..Measures::default() };
        let mean = Measures::mean(&[half, Measures::default()]);
        assert_eq!((mean.ndcg_10, mean.recall_100, mean.reciprocal_rank), (0.25, 0.5, 0.0));
        assert_eq!(Measures::mean(&[]), Measures::default());
    }
}
