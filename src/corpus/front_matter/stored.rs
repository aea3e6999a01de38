//! Values as an index stores them.
//!
//! A [`Value`] is written the way JSON has it, where a number and a text look different. The
//! compact form of an index does not tell them apart by looks, so there each value says its kind.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::value::{Map, Value};

#[derive(Serialize, Deserialize)]
enum Stored {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
    List(Vec<Stored>),
    Map(Vec<(String, Stored)>),
}

/// Writes a map with the kind of each value.
pub fn serialize<S: Serializer>(map: &Map, serializer: S) -> Result<S::Ok, S::Error> {
    entries(map).serialize(serializer)
}

/// The inverse of [`serialize`].
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Map, D::Error> {
    Ok(map(Vec::deserialize(deserializer)?))
}

fn entries(map: &Map) -> Vec<(String, Stored)> {
    map.iter().map(|(key, value)| (key.to_owned(), stored(value))).collect()
}

fn stored(value: &Value) -> Stored {
    match value {
        Value::Null => Stored::Null,
        Value::Bool(value) => Stored::Bool(*value),
        Value::Int(value) => Stored::Int(*value),
        Value::Float(value) => Stored::Float(*value),
        Value::Text(text) => Stored::Text(text.clone()),
        Value::List(items) => Stored::List(items.iter().map(stored).collect()),
        Value::Map(map) => Stored::Map(entries(map)),
    }
}

fn map(entries: Vec<(String, Stored)>) -> Map {
    entries.into_iter().map(|(key, stored)| (key, value(stored))).collect()
}

fn value(stored: Stored) -> Value {
    match stored {
        Stored::Null => Value::Null,
        Stored::Bool(value) => Value::Bool(value),
        Stored::Int(value) => Value::Int(value),
        Stored::Float(value) => Value::Float(value),
        Stored::Text(text) => Value::Text(text),
        Stored::List(items) => Value::List(items.into_iter().map(value).collect()),
        Stored::Map(entries) => Value::Map(map(entries)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize, Deserialize)]
    struct Holder(#[serde(with = "super")] Map);

    #[test]
    fn values_come_back_as_they_were() {
        let list = vec![Value::Int(1), Value::Text("1".into()), Value::Float(1.5), Value::Null];
        let inner: Map = [("b".to_owned(), Value::Bool(true))].into_iter().collect();
        let values = [("list", Value::List(list)), ("map", Value::Map(inner))];
        let map: Map = values.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        let bytes = postcard::to_stdvec(&Holder(map.clone())).expect("writes");
        let Holder(again) = postcard::from_bytes(&bytes).expect("reads");
        assert_eq!(again, map);
    }
}
