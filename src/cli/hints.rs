//! What a person at a terminal may want to type next.

use std::io::stderr;

use kwic::render::human::{self, Hint};

use super::{Failure, Settings};

/// Says on stderr what may be added to the command, if somebody reads it.
pub fn say_hints(hints: &[Hint], settings: &Settings) -> Result<(), Failure> {
    match settings.style.width {
        Some(width) if settings.wants_hints => {
            Ok(human::hints(hints, width, &mut stderr().lock())?)
        }
        _ => Ok(()),
    }
}

/// How to see what comes after the `last` of `total`, if something does; `shown` are seen at once.
pub fn next_page(last: u64, total: u64, shown: u64) -> Option<Hint> {
    let effect = match total.saturating_sub(last).min(shown) {
        0 => return None,
        1 => "shows the next one".to_owned(),
        next => format!("shows the next {next}"),
    };
    Some(Hint::new(format!("--offset {last}"), effect))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_follow_each_other() {
        let table = [
            (10, 13, 10, Some(("--offset 10", "shows the next 3"))),
            (20, 99, 10, Some(("--offset 20", "shows the next 10"))),
            (12, 13, 3, Some(("--offset 12", "shows the next one"))),
            (13, 13, 3, None),
            (14, 13, 1, None),
        ];
        for (last, total, shown, expected) in table {
            let expected = expected.map(|(typed, effect)| Hint::new(typed, effect));
            assert_eq!(next_page(last, total, shown), expected, "{last} of {total}");
        }
    }
}
