//! JSON, through `serde_json`; no other module names it.

use serde::de::DeserializeSeed as _;

use super::limits::{Limits, ValueSeed};
use super::syntax_error::SyntaxError;
use super::value::{Map, Value};

/// Reads a JSON object.
pub(super) fn read(text: &str, limits: &Limits) -> Result<Map, SyntaxError> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = ValueSeed::root(limits).deserialize(&mut deserializer);
    match read.and_then(|value| deserializer.end().map(|()| value)) {
        Ok(Value::Map(map)) => Ok(map),
        Ok(_) => Err(SyntaxError::new("there is no object".to_owned(), 0)),
        Err(error) => Err(SyntaxError::new(error.to_string(), error.line())),
    }
}

/// The object without the members that are longer than `most`, or with none if it has no members
/// that can be told apart.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let members = members(text).into_iter().filter(|member| member.len() <= most);
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}

/// The members of an object as they are written.
fn members(text: &str) -> Vec<&str> {
    let mut members = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    let mut in_string = false;
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_string => is_escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'{' | b'[' => {
                depth += 1;
                start = if depth == 1 { at + 1 } else { start };
            }
            b'}' | b']' | b',' if depth <= 1 => {
                members.push(&text[start..at]);
                start = at + 1;
                depth -= usize::from(byte != b',' && depth > 0);
            }
            b'}' | b']' => depth -= 1,
            _ => {}
        }
    }
    members
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_becomes_values() {
        let table = [
            (r#"{"b":[1,2.5,null],"a":{"c":"\u00e9"}}"#, r#"{"b":[1,2.5,null],"a":{"c":"é"}}"#),
            ("{}", "{}"),
            (r#"{"a":1,"a":2}"#, r#"{"a":1}"#),
            (r#"{"a":1,}"#, "trailing comma"),
            ("{} x", "trailing characters"),
            ("[]", "there is no object"),
        ];
        for (text, expected) in table {
            let read = read(text, &Limits::new());
            let found = read.map_or_else(|e| e.message, |map| serde_json::to_string(&map).unwrap());
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn long_members_go() {
        let table = [
            (r#"{"a": 1, "b": [1, 2, 3, 4], "c": "},{"}"#, r#"{"a": 1, "c": "},{"}"#),
            (
                r#"{"a": "\\", "b": "\",", "c": {"d": 1, "e": 2, "f": 3}}"#,
                r#"{"a": "\\", "b": "\","}"#,
            ),
            ("{}", "{}"),
            ("{\"a\": 1, \"b", "{\"a\": 1}"),
            ("}},\"", "{,,}"),
        ];
        for (text, expected) in table {
            assert_eq!(shortened(text, 12), expected, "{text}");
        }
    }
}
