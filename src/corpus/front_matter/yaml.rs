//! YAML, through `serde_yaml`; no other module names it.

use std::collections::BTreeMap;
use std::error::Error;

use serde::Serialize;
use serde::de::DeserializeSeed as _;

use super::limits::{Limits, ValueSeed};
use super::lines::lines;
use super::syntax_error::SyntaxError;
use super::value::{Map, Value};

/// Brackets open at a time that no author writes; the parser takes quadratic time over them.
const MAX_BRACKETS: usize = 64;

/// Reads a YAML map.
pub(super) fn read(text: &str, limits: &Limits) -> Result<Map, SyntaxError> {
    if brackets_are_too_deep(text) {
        limits.exceed();
        return Err(SyntaxError::new("brackets are nested too deeply".to_owned(), 0));
    }
    let deserializer = serde_yaml::Deserializer::from_str(text);
    match ValueSeed::root(limits).deserialize(deserializer) {
        Ok(Value::Map(map)) => Ok(map),
        Ok(Value::Null) => Ok(Map::new()),
        Ok(_) => Err(SyntaxError::new("there is no key".to_owned(), 0)),
        Err(error) => Err(syntax_error(&error, text)),
    }
}

/// Writes keys and values as YAML, each on lines of its own.
///
/// # Errors
/// If a value has no form in YAML, as a map whose keys are lists.
pub fn write(fields: &impl Serialize) -> Result<String, Box<dyn Error + Send + Sync>> {
    Ok(serde_yaml::to_string(fields)?)
}

/// The error with its line. YAML ends lines at characters that end none in an editor, so the
/// parser's own count may go beyond the file.
fn syntax_error(error: &serde_yaml::Error, text: &str) -> SyntaxError {
    let Some(location) = error.location() else {
        return SyntaxError::new(error.to_string(), 0);
    };
    let start = text.char_indices().nth(location.index()).map_or(text.len(), |(at, _)| at);
    let before = lines(text).take_while(|line| line.end <= start).count();
    SyntaxError::new(error.to_string(), before + 1)
}

fn brackets_are_too_deep(text: &str) -> bool {
    let mut depth = 0usize;
    text.bytes().any(|byte| {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > MAX_BRACKETS
    })
}

/// The items of a key's list as they are spelled: `1.10` where [`read`] gives the number 1.1.
pub(super) fn spelled_items(entry: &str) -> Option<Vec<String>> {
    let map: BTreeMap<String, Vec<String>> = serde_yaml::from_str(entry).ok()?;
    map.into_values().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> String {
        let read = read(text, &Limits::new());
        read.map_or_else(|error| error.message, |map| serde_json::to_string(&map).unwrap())
    }

    #[test]
    fn yaml_becomes_values() {
        let table = [
            ("", "{}"),
            ("# c", "{}"),
            ("a: 1\nb: 1.5\nc: true\nd: ~\ne: x", r#"{"a":1,"b":1.5,"c":true,"d":null,"e":"x"}"#),
            ("a: 18446744073709551615", r#"{"a":"18446744073709551615"}"#),
            ("a: 123456789012345678901234567890", r#"{"a":"123456789012345678901234567890"}"#),
            ("1: a\n2.5: b\ntrue: c\n~: d", r#"{"1":"a","2.5":"b","true":"c","":"d"}"#),
            ("a: 1\na: 2\nb:\nb: 3", r#"{"a":1,"b":3}"#),
            ("? ''\n: - a\n? [x, y]\n: z", r#"{"":["a"],"x, y":"z"}"#),
            ("a: !binary aGk=\nb: !x [1]\nc: ! 'y'", r#"{"a":"hi","b":[1],"c":"y"}"#),
            ("a: &x 1\nb: *x", r#"{"a":1,"b":1}"#),
            ("a: .nan", r#"{"a":null}"#),
            ("- a", "there is no key"),
            ("a: *b", "unknown anchor"),
        ];
        for (text, expected) in table {
            assert_eq!(json(text), expected, "{text:?}");
        }
    }

    #[test]
    fn items_are_spelled_as_written() {
        let items = spelled_items("tags: [1.10, 007, yes, ~, 'x', 0x1F]");
        assert_eq!(items.unwrap(), ["1.10", "007", "yes", "~", "x", "0x1F"]);
        assert_eq!(spelled_items("tags: [{a: b}]"), None);
    }
}
