//! The value of a flag, as a file gives it.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, SeqAccess, Visitor};

/// The value of a flag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FlagValue {
    /// Of a flag without a value: whether it is given.
    Switch(bool),
    /// Of a flag with one, as it would be typed.
    One(String),
    /// Of a flag that may repeat.
    Many(Vec<String>),
}

impl FlagValue {
    /// The flag as it is typed; nothing if it is switched off.
    pub fn typed(&self, name: &str) -> Vec<String> {
        let with = |value: &String| format!("--{name}={value}");
        match self {
            Self::Switch(true) => vec![format!("--{name}")],
            Self::Switch(false) => Vec::new(),
            Self::One(value) => vec![with(value)],
            Self::Many(values) => values.iter().map(with).collect(),
        }
    }
}

impl<'de> Deserialize<'de> for FlagValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FlagVisitor)
    }
}

pub(super) struct FlagVisitor;

impl<'de> Visitor<'de> for FlagVisitor {
    type Value = FlagValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a flag's value: true, false, a number, a text or a list of them")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(FlagValue::Switch(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(FlagValue::One(value.to_string()))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Self::Value, E> {
        Ok(FlagValue::One(value.to_string()))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Self::Value, E> {
        Ok(FlagValue::One(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = seq.next_element::<FlagValue>()? {
            match value {
                FlagValue::One(value) => values.push(value),
                _ => {
                    return Err(de::Error::custom(
                        "a list of a flag's values holds texts or numbers",
                    ));
                }
            }
        }
        Ok(FlagValue::Many(values))
    }
}
