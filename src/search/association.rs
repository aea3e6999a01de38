//! How strongly a word belongs to a part of a corpus.

/// How often a word was met in a part of a corpus, and how often in all of it.
///
/// What is counted are words or posts. The table of two by two is
///
/// |                   | the word                | others                               |
/// |-------------------|-------------------------|--------------------------------------|
/// | inside the part   | `inside`                | `inside_total - inside`              |
/// | outside           | `everywhere - inside`   | the rest of `total`                  |
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contingency {
    /// The word inside the part.
    pub inside: u64,
    /// Everything inside the part.
    pub inside_total: u64,
    /// The word in the whole corpus.
    pub everywhere: u64,
    /// Everything in the whole corpus.
    pub total: u64,
}

impl Contingency {
    /// How often the word would be inside if it were no more at home there than elsewhere.
    pub fn expected(&self) -> f64 {
        if self.total == 0 {
            return 0.0;
        }
        self.everywhere as f64 * self.inside_total as f64 / self.total as f64
    }

    /// Whether the word is inside more often than it would be by chance.
    pub fn is_attracted(&self) -> bool {
        self.inside as f64 > self.expected()
    }

    /// The log-likelihood ratio G² against independence (Dunning 1993, "Accurate methods for the
    /// statistics of surprise and coincidence"), which holds for rare words too where chi-square does
    /// not. By chance alone 3.84 is exceeded once in 20 times, 6.63 in 100, 10.83 in 1,000 (chi-square
    /// with one degree of freedom).
    pub fn log_likelihood(&self) -> f64 {
        let rows = [self.inside_total, self.total.saturating_sub(self.inside_total)];
        let columns = [self.everywhere, self.total.saturating_sub(self.everywhere)];
        let outside = self.everywhere.saturating_sub(self.inside);
        let cells = [
            [self.inside, self.inside_total.saturating_sub(self.inside)],
            [outside, rows[1].saturating_sub(outside)],
        ];
        let mut sum = 0.0;
        for (row, cells) in rows.iter().zip(cells) {
            for (column, observed) in columns.iter().zip(cells) {
                // The limit of x ln x at 0 is 0.
                if observed > 0 {
                    let expected = *row as f64 * *column as f64 / self.total as f64;
                    sum += observed as f64 * (observed as f64 / expected).ln();
                }
            }
        }
        (2.0 * sum).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From the four cells of a table, by rows.
    fn table(cells: [u64; 4]) -> Contingency {
        let [a, b, c, d] = cells;
        Contingency { inside: a, inside_total: a + b, everywhere: a + c, total: a + b + c + d }
    }

    #[test]
    fn log_likelihood_is_as_published() {
        // The first lines of table 2 of Dunning 1993.
        let published = [
            ([110, 2442, 111, 29114], 270.72),
            ([29, 13, 123, 31612], 263.90),
            ([31, 23, 139, 31584], 256.84),
            ([10, 0, 3, 31764], 167.23),
        ];
        for (cells, expected) in published {
            let found = table(cells).log_likelihood();
            assert!((found - expected).abs() < 0.01, "{cells:?}: {found}");
        }
    }

    #[test]
    fn what_is_as_expected_says_nothing() {
        let even = table([10, 90, 100, 900]);
        assert!((even.expected() - 10.0).abs() < 1e-9 && even.log_likelihood().abs() < 1e-9);
        assert!(!even.is_attracted() && table([11, 89, 100, 900]).is_attracted());
        // By hand: 2 (10 ln 2 + 10 ln 2).
        let apart = table([10, 0, 0, 10]);
        assert!((apart.log_likelihood() - 40.0 * 2_f64.ln()).abs() < 1e-9);
        for odd in [table([0, 0, 0, 0]), table([5, 0, 0, 0])] {
            assert_eq!(odd.log_likelihood(), 0.0);
        }
        let torn = Contingency { inside: 9, inside_total: 3, everywhere: 2, total: 1 };
        assert!(torn.log_likelihood().is_finite());
    }
}
