//! A text of a query with the `~1` and `^2` at its end.

/// A text, and its `~number` and `^number`.
#[derive(Clone, Debug, PartialEq)]
pub struct Glued {
    /// The text itself.
    pub text: String,
    /// The number after `~`: slop of a phrase, letters of a word; a bare `~` is `None` in `Some`.
    pub tilde: Option<Option<u32>>,
    /// The number after `^`, whatever it is.
    pub boost: Option<f32>,
}

impl Glued {
    /// A text with nothing at its end.
    pub fn bare(text: &str) -> Self {
        Self { text: text.to_owned(), tilde: None, boost: None }
    }

    /// A word without the `~1` and `^2` at its end.
    pub fn word(text: &str) -> Self {
        let start = text.find(['~', '^']).filter(|&start| start > 0);
        let (word, suffix) = text.split_at(start.unwrap_or(text.len()));
        let (kept, glued) = Self::suffix(suffix);
        if kept.is_empty() { Self { text: word.to_owned(), ..glued } } else { Self::bare(text) }
    }

    /// A text that ends where a delimiter says, with what of `after` is glued to it. Returns how many
    /// bytes of that are taken; what cannot be read as a suffix is left to be read as a word.
    pub fn delimited(text: &str, after: &str) -> (Self, usize) {
        let mut previous = ' ';
        let is_end = |c: char| {
            let is_part = c.is_ascii_digit() || matches!(c, '~' | '^' | '.');
            let is_sign = c == '-' && previous == '^';
            previous = c;
            !is_part && !is_sign
        };
        let end = after.find(is_end).unwrap_or(after.len());
        let (kept, glued) = Self::suffix(&after[..end]);
        (Self { text: text.to_owned(), ..glued }, end - kept.len())
    }

    /// Reads `~3^2`, in either order; what cannot be read comes back first.
    fn suffix(suffix: &str) -> (&str, Self) {
        let mut glued = Self::bare("");
        let mut rest = suffix;
        while let Some(mark) = rest.chars().next() {
            let after = &rest[1..];
            let length = after.find(['~', '^']).unwrap_or(after.len());
            let number = &after[..length];
            match (mark, count(number)) {
                ('~', Some(count)) if glued.tilde.is_none() => glued.tilde = Some(Some(count)),
                ('~', _) if number.is_empty() && glued.tilde.is_none() => glued.tilde = Some(None),
                ('^', _) if glued.boost.is_none() => match boost(number) {
                    Some(boost) => glued.boost = Some(boost),
                    None => break,
                },
                _ => break,
            }
            rest = &after[length..];
        }
        (rest, glued)
    }
}

/// A count in digits. One that is too large for any use is the largest.
pub fn count(digits: &str) -> Option<u32> {
    let is_count = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_count.then(|| digits.parse().unwrap_or(u32::MAX))
}

/// A number in digits: `a^nan` and `a^infinity` are words to whoever types them.
fn boost(number: &str) -> Option<f32> {
    let is_number = number.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-'));
    number.parse().ok().filter(|_| is_number && !number.ends_with(['n', 'f', 'y']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_taken_off_a_word() {
        let bare = |text| Glued::bare(text);
        let table = [
            ("lavrov", bare("lavrov")),
            ("lavrov~1", Glued { tilde: Some(Some(1)), ..bare("lavrov") }),
            ("lavrov~", Glued { tilde: Some(None), ..bare("lavrov") }),
            ("x^2", Glued { boost: Some(2.0), ..bare("x") }),
            ("x^-1", Glued { boost: Some(-1.0), ..bare("x") }),
            ("x^.5~2", Glued { tilde: Some(Some(2)), boost: Some(0.5), ..bare("x") }),
            ("x~1~2", bare("x~1~2")),
            ("x^2^3", bare("x^2^3")),
            ("x^nan", bare("x^nan")),
            ("x^-inf", bare("x^-inf")),
            ("a^b", bare("a^b")),
            ("~1", bare("~1")),
            ("x~99999999999", Glued { tilde: Some(Some(u32::MAX)), ..bare("x") }),
            ("x~+1", bare("x~+1")),
        ];
        for (text, expected) in table {
            assert_eq!(Glued::word(text), expected, "{text}");
        }
    }

    #[test]
    fn a_delimiter_ends_a_text() {
        let table = [
            ("~3 c", Some(Some(3)), None, 2),
            ("^2.5) c", None, Some(2.5), 4),
            ("^-1", None, Some(-1.0), 3),
            ("-c", None, None, 0),
            ("x", None, None, 0),
            ("~3-5", Some(Some(3)), None, 2),
            ("~3^", Some(Some(3)), None, 2),
        ];
        for (after, tilde, boost, taken) in table {
            let expected = Glued { text: "a".into(), tilde, boost };
            assert_eq!(Glued::delimited("a", after), (expected, taken), "{after}");
        }
    }
}
