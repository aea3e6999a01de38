//! A setting that holds.

use std::path::PathBuf;

use serde_json::Value;

/// A setting, its value, and where that is from.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// Its name, as it stands in a file: `corpus`, `weights.title`.
    pub name: String,
    /// Its value.
    pub value: Value,
    /// Where the value is from.
    pub source: SettingSource,
}

/// Where the value of a setting is from. An earlier one of these wins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingSource {
    /// A flag, by its name.
    Flag(&'static str),
    /// A variable of the environment, by its name.
    Environment(&'static str),
    /// A line of a file.
    File {
        /// The file.
        file: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// What holds if nobody says otherwise.
    Default,
}
