//! A part of a picture that shows one measure.

use std::io::{self, Write};

use super::axis::Axis;

/// Where panels begin and end, in pixels.
pub(super) const LEFT: f64 = 64.0;
const RIGHT: f64 = 840.0;
/// The height of a panel.
pub(super) const HEIGHT: f64 = 180.0;

/// Where the values of a panel stand.
pub(super) struct Panel {
    /// The height of 0, from the top of the picture.
    pub bottom: f64,
    /// What is measured upwards.
    pub axis: Axis,
    /// How many buckets lie side by side.
    pub buckets: usize,
}

impl Panel {
    /// The left edge of a bucket.
    fn edge(&self, index: usize) -> f64 {
        LEFT + (RIGHT - LEFT) * index as f64 / self.buckets.max(1) as f64
    }

    /// The middle of a bucket.
    pub(super) fn middle(&self, index: usize) -> f64 {
        f64::midpoint(self.edge(index), self.edge(index + 1))
    }

    /// How far a value is from the top of the picture.
    pub(super) fn height(&self, value: f64) -> f64 {
        self.bottom - HEIGHT * value / self.axis.end
    }

    /// The lines across, their values, and what is measured.
    pub(super) fn write_marks(&self, label: &str, out: &mut dyn Write) -> io::Result<()> {
        for mark in self.axis.marks() {
            let (y, x) = (self.height(mark), LEFT - 8.0);
            writeln!(out, "<path class=\"grid\" d=\"M{LEFT} {y:.1}H{RIGHT}\"/>")?;
            let (mark, y) = (self.axis.label(mark), y + 4.0);
            writeln!(out, "<text x=\"{x}\" y=\"{y:.1}\" text-anchor=\"end\">{mark}</text>")?;
        }
        let y = self.bottom - HEIGHT / 2.0;
        writeln!(
            out,
            "<text x=\"16\" y=\"{y}\" text-anchor=\"middle\" transform=\"rotate(-90 16 {y})\">{label}\
             </text>"
        )
    }

    /// A line in steps, as wide as its buckets each, with a gap where nothing is known.
    pub(super) fn path(&self, measure: &dyn Fn(usize) -> Option<f64>) -> String {
        let mut path = String::new();
        let mut last: Option<f64> = None;
        for index in 0..self.buckets {
            let value = measure(index);
            if let Some(value) = value {
                let (y, end) = (self.height(value), self.edge(index + 1));
                match last {
                    None => path += &format!("M{:.1} {y:.1}", self.edge(index)),
                    Some(before) if before != value => path += &format!("V{y:.1}"),
                    Some(_) => {}
                }
                path += &format!("H{end:.1}");
            }
            last = value;
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_have_gaps_where_nothing_is_known() {
        let panel = Panel { bottom: 180.0, axis: Axis::to(10.0, true), buckets: 4 };
        let values = [Some(5.0), Some(5.0), None, Some(10.0)];
        let path = panel.path(&|index| values[index]);
        assert_eq!(path, "M64.0 90.0H258.0H452.0M646.0 0.0H840.0");
    }
}
