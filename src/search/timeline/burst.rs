//! Where posts are many more than chance would have it.

use std::ops::Range;

/// A burst has at least so many posts.
const FEWEST: u64 = 3;
/// A burst has at least so many times the posts that its share of all posts would have.
const LEAST_FACTOR: f64 = 2.0;
/// In so many timelines without any burst, chance alone makes one.
const SIGNIFICANCE: f64 = 0.05;
/// Terms of a sum that are smaller than this part of it are left out.
const NEGLIGIBLE: f64 = 1e-12;

/// The buckets in a row in which a query matches many more posts than elsewhere, given how many match
/// and how many there are in each. See [`Burst`](super::Burst).
pub(super) fn bursts(counts: &[u64], posts: &[u64]) -> Vec<Range<usize>> {
    let all = Population::of(counts, posts);
    let filled = posts.iter().filter(|&&posts| posts > 0).count();
    let is_burst = |index: usize| {
        let (count, draws) = (counts[index], posts[index]);
        count >= FEWEST
            && count as f64 >= LEAST_FACTOR * all.expected(draws)
            && all.tail(count, draws) * (filled as f64) < SIGNIFICANCE
    };
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for index in (0..counts.len().min(posts.len())).filter(|&index| is_burst(index)) {
        match ranges.last_mut() {
            Some(last) if last.end == index => last.end = index + 1,
            _ => ranges.push(index..index + 1),
        }
    }
    ranges
}

/// How many posts would match in some buckets if they were spread as all posts are.
pub(super) fn expected(counts: &[u64], posts: &[u64], buckets: Range<usize>) -> f64 {
    Population::of(counts, posts).expected(posts[buckets].iter().sum())
}

/// All posts of a timeline, of which some match.
struct Population {
    posts: u64,
    matching: u64,
    /// The natural logarithm of the factorial of each number up to that of the posts.
    ln_factorials: Vec<f64>,
}

impl Population {
    fn of(counts: &[u64], posts: &[u64]) -> Self {
        let all: u64 = posts.iter().sum();
        let mut sum = 0.0;
        let ln_factorials = (0..=all).map(|number| {
            sum += (number.max(1) as f64).ln();
            sum
        });
        let ln_factorials = ln_factorials.collect();
        Self { posts: all, matching: counts.iter().sum(), ln_factorials }
    }

    /// How many of so many posts match on average.
    fn expected(&self, draws: u64) -> f64 {
        if self.posts == 0 {
            return 0.0;
        }
        self.matching as f64 * draws as f64 / self.posts as f64
    }

    /// How likely it is that `count` or more of `draws` posts that are drawn by chance match: the upper
    /// tail of the hypergeometric distribution.
    fn tail(&self, count: u64, draws: u64) -> f64 {
        let others = self.posts - self.matching;
        let least = draws.saturating_sub(others);
        let most = draws.min(self.matching);
        let first = count.max(least);
        if first > most {
            return 0.0;
        }
        let mut term = (self.ln_choices(self.matching, first)
            + self.ln_choices(others, draws - first)
            - self.ln_choices(self.posts, draws))
        .exp();
        let mut sum = 0.0;
        // Each term is made of the one before: C(n, k + 1) is C(n, k) (n - k) / (k + 1).
        for hits in first..=most {
            sum += term;
            let more = (self.matching - hits) as f64 * (draws - hits) as f64;
            // Written so that nothing falls below 0 on the way.
            let fewer = (hits + 1) as f64 * ((others + hits + 1) as f64 - draws as f64);
            term *= more / fewer;
            if term < sum * NEGLIGIBLE && hits as f64 > self.expected(draws) {
                break;
            }
        }
        sum.min(1.0)
    }

    /// The natural logarithm of the number of ways to choose `some` of `all`.
    fn ln_choices(&self, all: u64, some: u64) -> f64 {
        let ln_factorial = |number: u64| self.ln_factorials[number as usize];
        ln_factorial(all) - ln_factorial(some) - ln_factorial(all - some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_are_those_of_the_distribution() {
        // By hand, from whole numbers of ways: (C(5, 4) C(45, 6) + C(45, 5)) / C(50, 10) and so on.
        let table = [
            ((50, 5, 10), 0, 1.0),
            ((50, 5, 10), 4, 0.004_083_520_5),
            ((50, 5, 10), 5, 0.000_118_937_4),
            ((50, 5, 10), 6, 0.0),
            ((4, 2, 2), 1, 5.0 / 6.0),
            ((4, 2, 2), 2, 1.0 / 6.0),
            ((3, 3, 2), 2, 1.0),
            ((10, 0, 5), 0, 1.0),
        ];
        for ((posts, matching, draws), count, expected) in table {
            let all = Population::of(&[matching], &[posts]);
            let found = all.tail(count, draws);
            let case = format!("{count} of {draws}, {matching} of {posts}");
            assert!((found - expected).abs() < 1e-9, "{case}: {found}");
        }
    }

    #[test]
    fn what_is_many_more_is_a_burst() {
        let table: [(&str, &[u64], &[u64], Option<Range<usize>>); 7] = [
            ("one high bucket", &[1, 1, 12, 1, 1], &[50; 5], Some(2..3)),
            ("neighbours are one", &[0, 0, 12, 14, 0, 0, 0], &[50; 7], Some(2..4)),
            ("as all posts", &[10, 10, 60, 10, 10], &[20, 20, 120, 20, 20], None),
            ("every post", &[5, 5, 50], &[5, 5, 50], None),
            ("too few to tell", &[0, 2, 0, 0], &[100; 4], None),
            ("nothing at all", &[], &[], None),
            ("by chance", &[5, 3, 7, 4, 6, 2, 8, 5], &[100; 8], None),
        ];
        for (case, counts, posts, expected) in table {
            let expected: Vec<_> = expected.into_iter().collect();
            assert_eq!(bursts(counts, posts), expected, "{case}");
        }
        assert!((expected(&[1, 1, 12, 1, 1], &[50; 5], 2..3) - 3.2).abs() < 1e-9);
    }

    #[test]
    fn chance_alone_seldom_makes_one() {
        let mut random = fastrand::Rng::with_seed(6);
        let rounds = 400;
        let false_alarms = (0..rounds).filter(|_| {
            let posts: Vec<u64> = (0..40).map(|_| random.u64(0..60)).collect();
            let share = random.f64() * 0.4;
            let drawn = |&posts: &u64| (0..posts).map(|_| u64::from(random.f64() < share)).sum();
            let counts: Vec<u64> = posts.iter().map(drawn).collect();
            !bursts(&counts, &posts).is_empty()
        });
        let false_alarms = false_alarms.count();
        assert!(false_alarms as f64 <= rounds as f64 * SIGNIFICANCE, "{false_alarms}");
    }
}
