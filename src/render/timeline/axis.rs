//! Where the marks of an axis stand.

/// An axis of values from 0 to a round number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Axis {
    /// The distance of two marks: 1, 2 or 5 times a power of ten.
    pub step: f64,
    /// The last mark, which no value exceeds.
    pub end: f64,
}

impl Axis {
    /// An axis for values up to `most` with three to six marks above 0. With `whole`, no mark is a
    /// fraction.
    pub(super) fn to(most: f64, whole: bool) -> Self {
        let rough = if most > 0.0 { most / 5.0 } else { 1.0 };
        let power = 10_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0]
            .into_iter()
            .map(|factor| factor * power)
            .find(|step| *step >= rough * (1.0 - 1e-9))
            .unwrap_or(power * 10.0);
        let step = if whole { step.max(1.0) } else { step };
        Self { step, end: (most / step - 1e-9).ceil().max(1.0) * step }
    }

    /// The marks from 0 to the end.
    pub(super) fn marks(self) -> impl Iterator<Item = f64> {
        let count = (self.end / self.step).round() as usize;
        (0..=count).map(move |index| index as f64 * self.step)
    }

    /// A mark in digits: no more behind the point than the step has.
    pub(super) fn label(self, mark: f64) -> String {
        let digits = (-self.step.log10().floor()).clamp(0.0, 6.0) as usize;
        format!("{mark:.digits$}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_round() {
        let table: [(f64, bool, &[&str]); 8] = [
            (0.0, true, &["0", "1"]),
            (1.0, true, &["0", "1"]),
            (3.0, true, &["0", "1", "2", "3"]),
            (9.0, true, &["0", "2", "4", "6", "8", "10"]),
            (100.0, false, &["0", "20", "40", "60", "80", "100"]),
            (1234.0, true, &["0", "500", "1000", "1500"]),
            (0.3, false, &["0.0", "0.1", "0.2", "0.3"]),
            (0.04, false, &["0.00", "0.01", "0.02", "0.03", "0.04"]),
        ];
        for (most, whole, expected) in table {
            let axis = Axis::to(most, whole);
            let labels: Vec<String> = axis.marks().map(|mark| axis.label(mark)).collect();
            assert_eq!(labels, expected, "{most}");
        }
    }
}
