//! Posts over time as a picture.

mod axis;
mod panel;
mod svg;

pub use svg::svg;
