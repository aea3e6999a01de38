//! The order of day and month, told to people.

use std::io::{self, Write};

use super::amount::counted;
use crate::corpus::date::{DateOrder, OrderBasis, OrderDecision};

/// Says in which order day and month are read and why, if any date depends on it.
pub(super) fn row(decision: Option<&OrderDecision>, out: &mut dyn Write) -> io::Result<()> {
    let Some(OrderDecision { order, basis, tally }) = decision else {
        return Ok(());
    };
    let order = match order {
        Some(DateOrder::DayFirst) => "day first",
        Some(DateOrder::MonthFirst) => "month first",
        None => "month first if written with slashes, else day first",
    };
    let reason = match (basis, tally.day_first, tally.month_first) {
        (OrderBasis::Choice, 0, 0) => "as was asked for, since no post tells".to_owned(),
        (_, 0, 0) => "no post tells".to_owned(),
        (_, day, 0) => format!("as {} can only be meant", counted(day, "post")),
        (_, 0, month) => format!("as {} can only be meant", counted(month, "post")),
        (_, day, month) => format!(
            "{} can only be meant day first, {} month first",
            counted(day, "post"),
            counted(month, "post")
        ),
    };
    writeln!(out, "dates such as 4/5/2020 are read {order}: {reason}")
}
