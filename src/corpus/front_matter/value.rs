//! The values of front-matter keys, whatever syntax they were written in.

use std::borrow::Cow;
use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

/// A value of a front-matter key.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing: `null`, `~`, or an empty value.
    #[default]
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with a fraction or an exponent.
    Float(f64),
    /// Text; also dates of TOML and numbers too large for the other types.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// Keys with values.
    Map(Map),
}

impl Value {
    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether there is nothing to read: null, blank text, an empty list or map.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Bool(_) | Self::Int(_) | Self::Float(_) => false,
            Self::Text(text) => text.trim().is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Map(map) => map.is_empty(),
        }
    }

    /// The value in words: a text as it is, a list with commas, null as nothing.
    pub fn to_text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            _ => Cow::Owned(self.to_string()),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => Ok(()),
            Self::Bool(value) => value.fmt(f),
            Self::Int(value) => value.fmt(f),
            Self::Float(value) => write!(f, "{value:?}"),
            Self::Text(text) => f.write_str(text),
            Self::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if index == 0 { "" } else { ", " })?;
                }
                Ok(())
            }
            Self::Map(map) => {
                for (index, (key, value)) in map.iter().enumerate() {
                    write!(f, "{}{key}: {value}", if index == 0 { "" } else { ", " })?;
                }
                Ok(())
            }
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Int(value) => serializer.serialize_i64(*value),
            Self::Float(value) => serializer.serialize_f64(*value),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Map(map) => map.serialize(serializer),
        }
    }
}

/// Keys with values, in the order in which they were written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map(Vec<(String, Value)>);

impl Map {
    /// A map of nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// The value of a key: spelled exactly like this, or else without regard to case.
    pub fn get(&self, key: &str) -> Option<&Value> {
        position(self.0.iter().map(|(name, _)| name.as_str()), key).map(|index| &self.0[index].1)
    }

    /// Adds a key at the end; one that is there already keeps its value unless that is empty.
    pub fn insert(&mut self, key: String, value: Value) {
        match self.0.iter_mut().find(|(name, _)| *name == key) {
            Some((_, old)) if old.is_empty() => *old = value,
            Some(_) => {}
            None => self.0.push((key, value)),
        }
    }

    /// The keys and values in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Value)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no key.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Where a key stands among names: spelled exactly like this, or else without regard to case.
pub(super) fn position<'a>(names: impl Iterator<Item = &'a str>, key: &str) -> Option<usize> {
    let mut caseless = None;
    for (index, name) in names.enumerate() {
        if name == key {
            return Some(index);
        }
        if caseless.is_none() && name.eq_ignore_ascii_case(key) {
            caseless = Some(index);
        }
    }
    caseless
}

impl FromIterator<(String, Value)> for Map {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(entries: I) -> Self {
        let mut map = Self::new();
        for (key, value) in entries {
            map.insert(key, value);
        }
        map
    }
}

impl IntoIterator for Map {
    type Item = (String, Value);
    type IntoIter = std::vec::IntoIter<(String, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl Serialize for Map {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn keys_are_found_without_regard_to_case() {
        let map: Map = [("Title", text("a")), ("title", text("b")), ("DATE", Value::Int(1))]
            .map(|(key, value)| (key.to_owned(), value))
            .into_iter()
            .collect();
        assert_eq!(map.get("title"), Some(&text("b")));
        assert_eq!(map.get("TITLE"), Some(&text("a")));
        assert_eq!(map.get("date"), Some(&Value::Int(1)));
        assert_eq!(map.get("none"), None);
    }

    #[test]
    fn the_first_of_two_keys_wins_unless_it_is_empty() {
        let mut map = Map::new();
        for value in [Value::Null, text(" "), text("a"), text("b")] {
            map.insert("k".to_owned(), value);
        }
        assert_eq!(map.iter().collect::<Vec<_>>(), [("k", &text("a"))]);
    }

    #[test]
    fn values_read_as_words() {
        let map = Map::from_iter([("a".to_owned(), Value::Float(1.0))]);
        let value = Value::List(vec![Value::Bool(true), text("x"), Value::Map(map), Value::Null]);
        assert_eq!(value.to_text(), "true, x, a: 1.0, ");
    }
}
