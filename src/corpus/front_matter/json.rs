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
}
