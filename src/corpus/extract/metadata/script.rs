//! Dates in the data that a page's scripts hold: `"datePublished":"2019-08-16T00:00:00Z"`.

/// Keys of the date of publication, in lower case and without `_`.
const KEYS: [&str; 7] = [
    "datepublished",
    "firstpublished",
    "publishdate",
    "publishedat",
    "publisheddate",
    "publishedon",
    "firstpublishedat",
];
/// What all keys hold.
pub const STEM: &str = "ublish";
/// More places in one script are not looked at.
const MAX_PLACES: usize = 2000;
/// Dates are no longer than this, in bytes.
const MAX_DATE: usize = 40;

/// The first date of publication in a script.
pub(super) fn published(script: &str) -> Option<String> {
    script.match_indices(STEM).take(MAX_PLACES).find_map(|(at, _)| published_at(script, at))
}

/// The value of the key that has its stem at a place.
fn published_at(script: &str, at: usize) -> Option<String> {
    let is_key = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let longest = |text: &str| text.len().min(MAX_DATE);
    let before = &script[script.floor_char_boundary(at.saturating_sub(MAX_DATE))..at];
    let start = at - (before.len() - before.trim_end_matches(is_key).len());
    let after = &script[at..];
    let after = &after[..after.floor_char_boundary(longest(after))];
    let end = at + (after.len() - after.trim_start_matches(is_key).len());
    let key = script[start..end].replace('_', "").to_ascii_lowercase();
    if !KEYS.contains(&key.as_str()) {
        return None;
    }
    let value =
        script[end..].trim_start_matches(['"', '\'', '\\']).trim_start().strip_prefix(':')?;
    let value = value.trim_start().trim_start_matches(['"', '\'', '\\']);
    let value = &value[..value.floor_char_boundary(longest(value))];
    let date = value.split(['"', '\'', '\\']).next()?.trim();
    let digits = date.bytes().take_while(u8::is_ascii_digit).count();
    (digits == 4 && date.as_bytes().get(4) == Some(&b'-')).then(|| date.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_found_behind_their_keys() {
        let table = [
            (
                r#"{"a":1,"datePublished":"2019-08-16T00:00:00Z","b":2}"#,
                Some("2019-08-16T00:00:00Z"),
            ),
            (r#"x({published_on: "2023-08-07"})"#, Some("2023-08-07")),
            (r#"push("{\"publishedAt\":\"2025-12-13\",\"x\":1}")"#, Some("2025-12-13")),
            (
                r#"{"published":true,"publishedAt":null,"publishDate":"2020-01-02"}"#,
                Some("2020-01-02"),
            ),
            (r#"{"republished":"2020-01-02"}"#, None),
            (r#"{"publishedAt":"today"}"#, None),
            ("publishedAt", None),
            ("publish_date:é", None),
            ("", None),
        ];
        for (script, expected) in table {
            assert_eq!(published(script).as_deref(), expected, "{script}");
        }
    }
}
