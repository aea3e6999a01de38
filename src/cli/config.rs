//! `kwic config`: which settings hold, and where they are from.

use std::io::Write;

use kwic::Error;
use kwic::config::{FlagValue, Setting, SettingSource};
use kwic::render::{human, json, terminal_text};
use serde_json::{Value, json};

use clap::ValueEnum as _;
use clap::builder::PossibleValue;

use super::settings::in_file;
use super::{ExitStatus, Failure, Output, Settings};

/// Print every setting that holds, its value, and where that is from.
///
/// Flags win over the environment, that over the file, and that over what holds by itself. The file
/// is the one that --config or KWIC_CONFIG names, or the nearest kwic.toml upwards from the working
/// folder, or kwic/kwic.toml in $XDG_CONFIG_HOME; paths in it are relative to its own folder. It may
/// hold:
///
/// corpus, index, include, exclude;
/// [weights] with title, description, headings, body, keywords, captions;
/// synonyms = ["truce, armistice", "usa => united states"];
/// [furniture] with names (classes and ids) and lines that are no part of the article;
/// [queries] with name = "query" or a table of query, tag, author, lang, since, until, description
/// and watch, each to be searched as @name;
/// [defaults.COMMAND] with the long names of flags, which hold unless others are typed.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// Print only the path of the file; the exit status is 1 if there is none.
    #[arg(long, conflicts_with = "json")]
    pub path: bool,

    /// Print one JSON document.
    #[arg(long)]
    pub json: bool,
}

/// Runs the command.
pub fn run(args: &Args, settings: &Settings, out: &mut Output) -> Result<ExitStatus, Failure> {
    if args.path {
        if let Some(file) = &settings.config_file {
            writeln!(out, "{}", terminal_text(&file.to_string_lossy()))?;
        }
        return Ok(ExitStatus::found(settings.config_file.is_some()));
    }
    let held = settings_held(settings)?;
    if args.json {
        json::config(&held, settings.config_file.as_deref(), out)?;
    } else {
        human::config(&held, &settings.style, out)?;
    }
    Ok(ExitStatus::Success)
}

/// The settings in the order of a file.
fn settings_held(settings: &Settings) -> Result<Vec<Setting>, Error> {
    let config = &settings.config;
    let of_file = |name: String, value: Value| {
        let source = in_file(config, &name);
        Setting { name, value, source }
    };
    let color = settings.color.to_possible_value();
    let mut held = vec![
        of_file("corpus".into(), json!(settings.corpus.to_string_lossy())),
        Setting {
            name: "index".into(),
            value: json!(settings.index.to_string_lossy()),
            source: settings.index_source.clone(),
        },
        of_file("include".into(), json!(config.include)),
        of_file("exclude".into(), json!(config.exclude)),
        Setting {
            name: "color".into(),
            value: json!(color.as_ref().map(PossibleValue::get_name)),
            source: settings.color_source.clone(),
        },
    ];
    for (field, weight) in settings.preferences.weights.by_name() {
        held.push(of_file(format!("weights.{field}"), number(weight)));
    }
    for (number, rule) in (1..).zip(&config.synonyms) {
        held.push(of_file(format!("synonyms.{number}"), json!(rule)));
    }
    held.push(of_file("furniture.names".into(), json!(config.furniture_names)));
    held.push(of_file("furniture.lines".into(), json!(config.furniture_lines)));
    for (name, query) in settings.preferences.queries.iter() {
        let value = match (&query.description, query.watch) {
            (None, false) => json!(query.text),
            (description, watch) => {
                json!({"query": query.text, "description": description, "watch": watch})
            }
        };
        held.push(of_file(format!("queries.{name}"), value));
    }
    for default in &config.defaults {
        let source = SettingSource::File { file: config.file.clone(), line: default.line };
        held.push(Setting { name: default.setting(), value: flag_value(&default.value), source });
    }
    Ok(held)
}

/// A weight with the digits that it was written with.
fn number(weight: f32) -> Value {
    weight.to_string().parse::<f64>().map_or(Value::Null, Value::from)
}

fn flag_value(value: &FlagValue) -> Value {
    match value {
        FlagValue::Switch(is_on) => json!(is_on),
        FlagValue::One(text) => text.parse::<i64>().map_or_else(|_| json!(text), Value::from),
        FlagValue::Many(texts) => json!(texts),
    }
}
