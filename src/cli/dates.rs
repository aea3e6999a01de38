//! How dates are read: the flags that every command over a corpus takes.

use kwic::corpus::{DateOptions, DateOrder};

use super::Settings;

/// Flags about dates.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Dates")]
pub struct Dates {
    /// How dates such as 4/5/2020 are meant if no date of the corpus tells (25/12/2019 would).
    #[arg(long, value_name = "ORDER")]
    date_order: Option<Order>,
}

/// The orders by their names on the command line.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Order {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
}

impl Dates {
    /// What the library is to know about dates.
    pub fn options(&self, settings: &Settings) -> DateOptions {
        DateOptions { order: self.date_order.map(DateOrder::from), now: Some(settings.now) }
    }
}

impl From<Order> for DateOrder {
    fn from(order: Order) -> Self {
        match order {
            Order::Dmy => Self::DayFirst,
            Order::Mdy => Self::MonthFirst,
        }
    }
}
