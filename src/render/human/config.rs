//! The settings that hold.

use std::io::{self, Write};

use serde_json::Value;

use crate::config::{Setting, SettingSource};
use crate::render::style::Role;
use crate::render::{Style, terminal_text};

/// Prints the settings that hold, a line each: its name, its value as a file would have it, and
/// where that is from.
///
/// # Errors
/// If they cannot be written.
pub fn config(settings: &[Setting], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for Setting { name, value, source } in settings {
        let from = match source {
            SettingSource::Flag(name) => (*name).to_owned(),
            SettingSource::Environment(name) => (*name).to_owned(),
            SettingSource::File { file, line } => format!("{}:{line}", file.display()),
            SettingSource::Default => "default".to_owned(),
        };
        let from = style.paint(Role::Aside, format!("# {}", terminal_text(&from)));
        let line = match value {
            // TOML has no word for what is not set.
            Value::Null => format!("# {name} is not set"),
            value => format!("{name} = {}", toml_value(value)),
        };
        writeln!(out, "{}  {from}", terminal_text(&line))?;
    }
    Ok(())
}

/// A value as TOML writes it, on one line.
fn toml_value(value: &Value) -> String {
    match value {
        Value::Array(values) => {
            format!("[{}]", values.iter().map(toml_value).collect::<Vec<_>>().join(", "))
        }
        Value::Object(table) => {
            let pairs = table.iter().filter(|(_, value)| !value.is_null());
            let pairs = pairs.map(|(key, value)| format!("{key} = {}", toml_value(value)));
            format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
        }
        // JSON escapes what TOML does, in the same way.
        plain => plain.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_back_by_toml() {
        let table = [
            (serde_json::json!("a \"b\" \u{1b}\n"), r#""a \"b\" \u001b\n""#),
            (serde_json::json!(["*.md", "a"]), r#"["*.md", "a"]"#),
            (serde_json::json!({"query": "a", "watch": true}), r#"{ query = "a", watch = true }"#),
            (serde_json::json!({"query": "a", "description": null}), r#"{ query = "a" }"#),
            (serde_json::json!(0.7), "0.7"),
        ];
        for (value, expected) in table {
            assert_eq!(toml_value(&value), expected);
            assert!(
                toml::from_str::<toml::Table>(&format!("a = {expected}")).is_ok(),
                "{expected}"
            );
        }
    }
}
