//! Posts over time as a table and as a picture.

mod axis;
mod csv;
mod panel;
mod svg;

pub use csv::csv;
pub use svg::svg;
