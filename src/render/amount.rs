//! Amounts as people read them.

/// A number of things: `1 post`, `2 posts`.
pub(super) fn counted(count: u64, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// A size in the unit that suits it.
pub(super) fn bytes(count: u64) -> String {
    match count {
        0..1_000 => format!("{count} bytes"),
        1_000..1_000_000 => format!("{:.1} kB", count as f64 / 1e3),
        _ => format!("{:.1} MB", count as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_units() {
        let table = [(999, "999 bytes"), (1_500, "1.5 kB"), (203_000_000, "203.0 MB")];
        for (count, expected) in table {
            assert_eq!(bytes(count), expected);
        }
    }
}
