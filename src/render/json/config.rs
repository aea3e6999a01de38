//! The settings that hold.

use std::io::{self, Write};
use std::path::Path;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::{FORMAT_VERSION, document};
use crate::config::{Setting, SettingSource};

/// The settings that hold, and where each is from.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Config")]
pub(super) struct ConfigWire<'a> {
    /// The version of this format: 1. Keys are only ever added under the same version.
    format_version: u32,
    /// The configuration file; null if there is none.
    file: Option<String>,
    settings: Vec<SettingWire<'a>>,
}

/// A setting.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Setting")]
struct SettingWire<'a> {
    /// Its name, as in the file: `corpus`, `weights.title`.
    name: &'a str,
    /// Its value, of whatever type it has; null if it is not set.
    value: &'a Value,
    /// Where the value is from: `flag`, `environment`, `file` or `default`.
    source: &'static str,
    /// The flag, the variable, or the file; null for a default.
    origin: Option<String>,
    /// The line of the file, from 1; null if it is from elsewhere.
    line: Option<usize>,
}

/// Prints the settings that hold.
///
/// # Errors
/// If they cannot be written.
pub fn config(settings: &[Setting], file: Option<&Path>, out: &mut dyn Write) -> io::Result<()> {
    let wire = ConfigWire {
        format_version: FORMAT_VERSION,
        file: file.map(|file| file.to_string_lossy().into_owned()),
        settings: settings.iter().map(SettingWire::from).collect(),
    };
    document(&wire, out)
}

impl<'a> From<&'a Setting> for SettingWire<'a> {
    fn from(Setting { name, value, source }: &'a Setting) -> Self {
        let (source, origin, line) = match source {
            SettingSource::Flag(name) => ("flag", Some((*name).to_owned()), None),
            SettingSource::Environment(name) => ("environment", Some((*name).to_owned()), None),
            SettingSource::File { file, line } => {
                ("file", Some(file.to_string_lossy().into_owned()), Some(*line))
            }
            SettingSource::Default => ("default", None, None),
        };
        Self { name, value, source, origin, line }
    }
}
