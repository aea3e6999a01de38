//! The JSON Schema of every answer, by name.

use std::io::{self, Write};

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

use super::batch::AnswerLineWire;
use super::check::CheckWire;
use super::collocates::CollocatesWire;
use super::concordance::ConcordanceWire;
use super::config::ConfigWire;
use super::document;
use super::duplicates::DuplicatesWire;
use super::error::FailureWire;
use super::evaluation::EvaluationWire;
use super::index_report::ReportWire;
use super::lines::LineWire;
use super::news::NewWire;
use super::post::{PostLineWire, PostWire};
use super::results::ResultsWire;
use super::similar::SimilarWire;
use super::stats::StatsWire;
use super::terms::TermsWire;
use super::timeline::TimelineWire;
use super::verification::VerificationWire;
use crate::render::citation::csl_json::ItemWire;

/// Everything that is printed as JSON, in the order in which it is listed.
pub const SCHEMAS: &[AnswerSchema] = &[
    AnswerSchema::of::<ResultsWire<'_>>("search", "the document of `kwic search --json`"),
    AnswerSchema::of::<LineWire<'_>>("jsonl", "each line of `kwic search --jsonl`"),
    AnswerSchema::of::<AnswerLineWire<'_>>("batch", "each line of `kwic search --batch`"),
    AnswerSchema::of::<PostWire<'_>>("show", "the document of `kwic show --json`"),
    AnswerSchema::of::<PostLineWire<'_>>("posts", "each line of `kwic show --jsonl`"),
    AnswerSchema::of::<ItemWire<'_>>("citation", "each item of the list of `--cite csl-json`"),
    AnswerSchema::of::<PostWire<'_>>("export", "each line of `kwic export`"),
    AnswerSchema::of::<ReportWire<'_>>("index", "the document of `kwic index --json`"),
    AnswerSchema::of::<CheckWire<'_>>("check", "the document of `kwic check --json`"),
    AnswerSchema::of::<StatsWire<'_>>("stats", "the document of `kwic stats --json`"),
    AnswerSchema::of::<VerificationWire<'_>>("verify", "the document of `kwic verify --json`"),
    AnswerSchema::of::<TimelineWire<'_>>("timeline", "the document of `kwic timeline --json`"),
    AnswerSchema::of::<ConcordanceWire<'_>>(
        "concordance",
        "the document of `kwic concordance --json`",
    ),
    AnswerSchema::of::<CollocatesWire<'_>>("collocates", "the same with `--collocates`"),
    AnswerSchema::of::<TermsWire<'_>>("terms", "the document of `kwic terms --json`"),
    AnswerSchema::of::<SimilarWire<'_>>("similar", "the document of `kwic similar --json`"),
    AnswerSchema::of::<DuplicatesWire<'_>>(
        "duplicates",
        "the document of `kwic duplicates --json`",
    ),
    AnswerSchema::of::<NewWire<'_>>("new", "the document of `kwic new --json`"),
    AnswerSchema::of::<ConfigWire<'_>>("config", "the document of `kwic config --json`"),
    AnswerSchema::of::<EvaluationWire>("eval", "the document of `kwic eval --json`"),
    AnswerSchema::of::<FailureWire<'_>>("error", "what any `--json` prints if it fails"),
];

/// An answer whose form is described.
#[derive(Clone, Copy, Debug)]
pub struct AnswerSchema {
    /// What the answer is called, mostly as the command that gives it.
    pub name: &'static str,
    /// What is described.
    pub subject: &'static str,
    build: fn() -> Schema,
}

impl AnswerSchema {
    const fn of<T: JsonSchema>(name: &'static str, subject: &'static str) -> Self {
        Self { name, subject, build: built::<T> }
    }

    /// The answer of a name.
    pub fn find(name: &str) -> Option<&'static Self> {
        SCHEMAS.iter().find(|schema| schema.name == name)
    }

    /// Prints the schema, in the dialect of 2020-12 (<https://json-schema.org/draft/2020-12>).
    ///
    /// It says of every key whether it is always there, and forbids no other ones: keys are added
    /// under the same `format_version`.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        document(&(self.build)(), out)
    }
}

/// The schema of what a struct is written as, which is what the reader of an answer needs.
fn built<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    settings.with_transform(RecursiveTransform(flow)).into_generator().into_root_schema_for::<T>()
}

/// Makes one line of a comment that was broken to fit into the source.
fn flow(schema: &mut Schema) {
    if let Some(Value::String(description)) = schema.get_mut("description") {
        *description = description.replace('\n', " ");
    }
}

/// The keys of the object that a struct is written as, in their order.
pub(super) fn keys<T: JsonSchema>() -> Vec<String> {
    let schema = built::<T>();
    let properties = schema.get("properties").and_then(Value::as_object);
    properties.map(|properties| properties.keys().cloned().collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_of_one_valid_schema() {
        for (at, schema) in SCHEMAS.iter().enumerate() {
            let same = SCHEMAS.iter().position(|other| other.name == schema.name);
            assert_eq!(same, Some(at), "{}", schema.name);
            let built = (schema.build)().to_value();
            assert_eq!(jsonschema::meta::validate(&built).err().map(|e| e.to_string()), None);
            assert!(built["description"].is_string(), "{} says nothing of itself", schema.name);
        }
    }
}
