//! A date as it was read, before and after its range is checked.

use jiff::civil::DateTime;
use thiserror::Error;

use super::{DatePrecision, PostDate};

/// A date, and what is doubtful about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadDate {
    /// The date.
    pub date: PostDate,
    /// What had to be guessed or dropped.
    pub doubt: Option<DateDoubt>,
}

/// Why a date that was read may not be the one that was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateDoubt {
    /// The offset from UTC is one of no place on Earth; the local date was kept without it.
    Offset,
    /// There is no such time of day; the day was kept without it.
    Time,
    /// Day and month may be the other way round, as in `4/5/2020`.
    DayMonthOrder,
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
}

impl Written {
    pub(super) fn check(self) -> Result<ReadDate, DateError> {
        if !(1..=9999).contains(&self.local.year()) {
            return Err(DateError::OutOfRange);
        }
        let offset = self.offset.filter(|offset| OFFSETS.contains(offset));
        let doubt = if offset == self.offset { self.doubt } else { Some(DateDoubt::Offset) };
        Ok(ReadDate { date: PostDate::from_civil(self.local, offset, self.precision), doubt })
    }
}
