//! The file as it is written.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::fault::Place;
use super::flag_value::{FlagValue, FlagVisitor};
use super::query_table::QueryTable;
use crate::error::Result;

/// A value with the bytes it stands in.
pub type Sited<T> = toml::Spanned<T>;
/// Queries by their names.
pub type Queries = BTreeMap<Sited<String>, QueryTable>;
/// Flags by their names, alone or below their command.
pub type Defaults = BTreeMap<Sited<String>, DefaultDocument>;

/// A field of so much weight drowns all others.
pub const GREATEST_WEIGHT: f32 = 1000.0;

/// All settings.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Document {
    pub corpus: Option<Sited<PathBuf>>,
    pub index: Option<Sited<PathBuf>>,
    pub include: Option<Sited<Vec<String>>>,
    pub exclude: Option<Sited<Vec<String>>>,
    pub weights: WeightsDocument,
    pub synonyms: Vec<Sited<String>>,
    pub furniture: FurnitureDocument,
    pub queries: Queries,
    pub defaults: Defaults,
}

/// What is furniture.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FurnitureDocument {
    pub names: Option<Sited<Vec<String>>>,
    pub lines: Option<Sited<Vec<String>>>,
}

/// What the fields count.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WeightsDocument {
    pub title: Option<Sited<f32>>,
    pub description: Option<Sited<f32>>,
    pub headings: Option<Sited<f32>>,
    pub body: Option<Sited<f32>>,
    pub keywords: Option<Sited<f32>>,
    pub captions: Option<Sited<f32>>,
}

/// A flag of every command, or those of one.
#[derive(Debug)]
pub enum DefaultDocument {
    Flag(FlagValue),
    Command(BTreeMap<Sited<String>, FlagValue>),
}

impl Document {
    pub fn parse(text: &str, file: &Path) -> Result<Self> {
        let place = Place { text, file };
        toml::from_str(text).map_err(|error| place.syntax_error(&error))
    }
}

impl<'de> Deserialize<'de> for DefaultDocument {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        deserializer.deserialize_any(DefaultVisitor)
    }
}

struct DefaultVisitor;

impl<'de> Visitor<'de> for DefaultVisitor {
    type Value = DefaultDocument;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a flag's value, or a table of the flags of a command")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> std::result::Result<Self::Value, E> {
        FlagVisitor.visit_bool(value).map(DefaultDocument::Flag)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> std::result::Result<Self::Value, E> {
        FlagVisitor.visit_i64(value).map(DefaultDocument::Flag)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> std::result::Result<Self::Value, E> {
        FlagVisitor.visit_f64(value).map(DefaultDocument::Flag)
    }

    fn visit_str<E: de::Error>(self, value: &str) -> std::result::Result<Self::Value, E> {
        FlagVisitor.visit_str(value).map(DefaultDocument::Flag)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> std::result::Result<Self::Value, A::Error> {
        FlagVisitor.visit_seq(seq).map(DefaultDocument::Flag)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> std::result::Result<Self::Value, A::Error> {
        let flags = BTreeMap::deserialize(de::value::MapAccessDeserializer::new(map))?;
        Ok(DefaultDocument::Command(flags))
    }
}
