//! A date as it was read, before and after its range is checked.

use jiff::civil::{Date, DateTime};
use thiserror::Error;

use super::{DateOrder, DatePrecision, OrderDecision, OrderEvidence, PostDate};

/// A date, and what is doubtful about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadDate {
    /// The date.
    pub date: PostDate,
    /// What had to be guessed or dropped.
    pub doubt: Option<DateDoubt>,
    /// What it tells of the order of day and month, if it ends in the year and they may differ.
    pub order: Option<OrderEvidence>,
}

impl From<PostDate> for ReadDate {
    /// A date about which there is no doubt.
    fn from(date: PostDate) -> Self {
        Self { date, doubt: None, order: None }
    }
}

impl ReadDate {
    /// The same date, in UTC if it was written without a zone.
    pub(crate) fn or_utc(mut self) -> Self {
        self.date = self.date.or_utc();
        if let Some(OrderEvidence::Ambiguous { other, .. }) = &mut self.order {
            *other = other.or_utc();
        }
        self
    }

    /// The date that is meant where this is the order of day and month.
    pub fn settle(&self, decision: &OrderDecision) -> PostDate {
        match (self.order, decision.order) {
            (Some(OrderEvidence::Ambiguous { usual, other }), Some(order)) if usual != order => {
                other
            }
            _ => self.date,
        }
    }
}

/// Why a date that was read may not be the one that was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateDoubt {
    /// The offset from UTC is one of no place on Earth; the local date was kept without it.
    Offset,
    /// There is no such time of day; the day was kept without it.
    Time,
    /// The year has two digits; the century was guessed.
    Century,
}

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DateError {
    /// The form is not understood, or there is no such day.
    #[error("the date is not understood")]
    Unreadable,
    /// The year is none from 1 to 9999.
    #[error("the year is out of range")]
    OutOfRange,
}

/// Offsets in use: from Baker Island to the Line Islands.
const OFFSETS: std::ops::RangeInclusive<i32> = -12 * 3600..=14 * 3600;

/// A date by calendar and clock, before its range is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// Calendar and clock.
    pub local: DateTime,
    /// The offset from UTC in seconds, if a zone was written.
    pub offset: Option<i32>,
    /// How much of `local` was written.
    pub precision: DatePrecision,
    /// What had to be guessed or dropped.
    pub doubt: Option<DateDoubt>,
    /// How day and month were told apart, if only by their order.
    pub order: Option<DayMonth>,
}

/// The order in which day and month of a date were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DayMonth {
    /// The order that is usual for its form, or the only one that makes a date.
    pub order: DateOrder,
    /// The day that it is in the other order.
    pub other: Option<Date>,
}

impl Written {
    pub(super) fn check(self) -> Result<ReadDate, DateError> {
        if !(1..=9999).contains(&self.local.year()) {
            return Err(DateError::OutOfRange);
        }
        // No place has an offset of odd seconds any more.
        let offset = self.offset.filter(|offset| OFFSETS.contains(offset) && offset % 60 == 0);
        let doubt = if offset == self.offset { self.doubt } else { Some(DateDoubt::Offset) };
        let dated = |local| PostDate::from_civil(local, offset, self.precision);
        let order = self.order.map(|DayMonth { order, other }| match other {
            None => OrderEvidence::Proof(order),
            Some(day) => OrderEvidence::Ambiguous {
                usual: order,
                other: dated(day.to_datetime(self.local.time())),
            },
        });
        Ok(ReadDate { date: dated(self.local), doubt, order })
    }
}
