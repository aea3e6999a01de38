//! Whether `4/5/2020` is the 4th of May or the 5th of April.
//!
//! One date alone does not tell, but people keep to one order: a single `25/12/2019` tells how
//! every date of its corpus is meant.

use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

use super::PostDate;

/// Which comes first in a date of three numbers that ends in the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DateOrder {
    /// `25/12/2019`.
    #[serde(rename = "dmy")]
    DayFirst,
    /// `12/25/2019`.
    #[serde(rename = "mdy")]
    MonthFirst,
}

impl DateOrder {
    /// The name of the order in JSON and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::DayFirst => "dmy",
            Self::MonthFirst => "mdy",
        }
    }
}

/// What one date tells of the order of day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum OrderEvidence {
    /// Only in this order is it a date: the other number is above 12.
    Proof(DateOrder),
    /// It is a date in both orders.
    Ambiguous {
        /// The order in which dates of its form are read if nothing else is known.
        usual: DateOrder,
        /// The date that it is in the other order.
        other: PostDate,
    },
}

impl OrderEvidence {
    /// A name for the kind of evidence, by which an index finds such posts again: that of the order
    /// that is proven, or `ambiguous`.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Proof(order) => order.as_str(),
            Self::Ambiguous { .. } => "ambiguous",
        }
    }
}

/// How many posts of a corpus tell what of the order of day and month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderTally {
    /// Posts whose date is one only with the day first.
    pub day_first: u64,
    /// Posts whose date is one only with the month first.
    pub month_first: u64,
    /// Posts whose date is one in both orders.
    pub ambiguous: u64,
}

impl OrderTally {
    /// Counts one more post.
    pub fn count(&mut self, evidence: &OrderEvidence) {
        *match evidence {
            OrderEvidence::Proof(DateOrder::DayFirst) => &mut self.day_first,
            OrderEvidence::Proof(DateOrder::MonthFirst) => &mut self.month_first,
            OrderEvidence::Ambiguous { .. } => &mut self.ambiguous,
        } += 1;
    }

    /// Settles the order: what is proven, by most posts if not by all; else what was `chosen`.
    pub fn decide(self, chosen: Option<DateOrder>) -> OrderDecision {
        let Self { day_first, month_first, .. } = self;
        let most = if day_first > month_first {
            Some((DateOrder::DayFirst, month_first))
        } else if month_first > day_first {
            Some((DateOrder::MonthFirst, day_first))
        } else {
            None
        };
        let (order, basis) = match (most, chosen) {
            (Some((order, 0)), _) => (Some(order), OrderBasis::Proof),
            (Some((order, _)), _) => (Some(order), OrderBasis::Majority),
            (None, Some(order)) => (Some(order), OrderBasis::Choice),
            (None, None) => (None, OrderBasis::Usage),
        };
        OrderDecision { order, basis, tally: self }
    }
}

impl AddAssign for OrderTally {
    fn add_assign(&mut self, other: Self) {
        self.day_first += other.day_first;
        self.month_first += other.month_first;
        self.ambiguous += other.ambiguous;
    }
}

/// The order of day and month in a corpus, and how it was settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderDecision {
    /// The order; `None` if each form is read as is usual for it.
    pub order: Option<DateOrder>,
    /// What settled it.
    pub basis: OrderBasis,
    /// What the posts tell.
    pub tally: OrderTally,
}

/// What settles the order of day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderBasis {
    /// Some dates prove it, and none the other.
    Proof,
    /// Both orders are proven; this one by more posts.
    Majority,
    /// Nothing proves it, or both orders equally often; it was chosen for that case.
    Choice,
    /// Nothing tells: month first where slashes divide the numbers, day first elsewhere.
    Usage,
}

impl OrderBasis {
    /// The name of the basis in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Proof => "proof",
            Self::Majority => "majority",
            Self::Choice => "choice",
            Self::Usage => "usage",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_settled_by_proof_then_choice_then_usage() {
        use DateOrder::{DayFirst, MonthFirst};
        use OrderBasis::{Choice, Majority, Proof, Usage};
        let table = [
            ((0, 0), None, (None, Usage)),
            ((0, 0), Some(DayFirst), (Some(DayFirst), Choice)),
            ((1, 0), None, (Some(DayFirst), Proof)),
            ((0, 1), Some(DayFirst), (Some(MonthFirst), Proof)),
            ((3, 2), Some(MonthFirst), (Some(DayFirst), Majority)),
            ((2, 3), None, (Some(MonthFirst), Majority)),
            ((2, 2), None, (None, Usage)),
            ((2, 2), Some(MonthFirst), (Some(MonthFirst), Choice)),
        ];
        for ((day_first, month_first), chosen, expected) in table {
            let tally = OrderTally { day_first, month_first, ambiguous: 9 };
            let decision = tally.decide(chosen);
            assert_eq!((decision.order, decision.basis), expected, "{tally:?} {chosen:?}");
        }
    }
}
