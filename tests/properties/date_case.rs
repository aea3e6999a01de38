//! Dates in every form.

use fastrand::Rng;
use kwic::corpus::{DatePrecision, PostDate};

use crate::campaign::Case;
use crate::grammar::{date, one_in};
use crate::laws::ensure;
use crate::mutation::mutated;

/// A text that may be a date.
#[derive(Clone, Debug)]
pub struct DateCase {
    text: String,
    /// The day it stands for, if that is beyond doubt.
    day: Option<String>,
}

impl DateCase {
    /// A date that everybody understands, the same with something wrong, or what looks like one.
    pub fn made_up(rng: &mut Rng) -> Self {
        let day = date::day(rng);
        let text = date::clear_form(rng, day);
        if rng.bool() {
            let day = format!("{:04}-{:02}-{:02}", day.year, day.month, day.day);
            return Self { text, day: Some(day) };
        }
        let text = if rng.bool() { date::odd_form(rng) } else { text };
        let text = if one_in(rng, 3) { mutated(rng, &text) } else { text };
        Self { text, day: None }
    }
}

impl Case for DateCase {
    fn check(&self) -> Result<(), String> {
        let places = [PostDate::from_path(&self.text), PostDate::from_file_name(&self.text)];
        for date in places.into_iter().flatten() {
            reads_again(date)?;
        }
        let read = PostDate::parse(&self.text);
        if let Some(day) = &self.day {
            let found = read.map(|read| read.date.to_string());
            let is_same = found.as_ref().is_ok_and(|found| found.starts_with(day));
            ensure!(is_same, "{day} became {found:?}");
        }
        read.map_or(Ok(()), |read| reads_again(read.date))
    }

    fn text(&self) -> Option<&str> {
        self.day.is_none().then_some(&self.text)
    }

    fn with_text(&self, text: String) -> Self {
        Self { text, day: None }
    }
}

/// A date as it is shown is read as the same date. A day, month or year is shown without its zone.
fn reads_again(date: PostDate) -> Result<(), String> {
    let shown = date.to_string();
    let again = PostDate::parse(&shown);
    let is_same = |again: PostDate| {
        again == date
            || (again.precision(), again.day()) == (date.precision(), date.day())
                && date.precision() < DatePrecision::Second
    };
    ensure!(again.is_ok_and(|read| is_same(read.date)), "{shown} of {date:?} became {again:?}");
    let parts = PostDate::from_parts(date.seconds(), date.offset(), date.precision());
    ensure!(parts == Some(date), "{date:?} is put together as {parts:?}");
    Ok(())
}
