//! What `kwic.toml` says: where the posts are, how they are searched, queries with names, and flags
//! that hold unless others are typed.
//!
//! Where the file lies, and which of its flags a command knows, is for the program to find out.

mod document;
mod fault;
mod flag_value;
mod query_table;
mod setting;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use flag_value::FlagValue;
pub use setting::{Setting, SettingSource};

use crate::corpus::FurnitureRules;
use crate::error::{Error, Result};
use crate::preferences::{FieldWeights, NamedQueries, Preferences, Synonyms};
use document::{Document, Sited};
use fault::Place;

/// The settings of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// The file.
    pub file: PathBuf,
    /// The folder of posts.
    pub corpus: Option<PathBuf>,
    /// The folder of the index.
    pub index: Option<PathBuf>,
    /// Globs of which a file must match one.
    pub include: Option<Vec<String>>,
    /// Globs of which a file must match none.
    pub exclude: Option<Vec<String>>,
    /// How the posts are to be searched.
    pub preferences: Preferences,
    /// The rules about synonyms, as written.
    pub synonyms: Vec<String>,
    /// The classes and ids of elements that are furniture.
    pub furniture_names: Option<Vec<String>>,
    /// The lines that are furniture.
    pub furniture_lines: Option<Vec<String>>,
    /// Flags that hold unless others are typed.
    pub defaults: Vec<DefaultFlag>,
    /// The lines of the settings by their names: `corpus`, `weights.title`, `defaults.search.limit`.
    pub lines: BTreeMap<String, usize>,
}

/// A flag that holds unless another one is typed.
#[derive(Clone, Debug, PartialEq)]
pub struct DefaultFlag {
    /// The command that it belongs to; `None` for every one that has it.
    pub command: Option<String>,
    /// Its long name, without dashes.
    pub name: String,
    /// Its value.
    pub value: FlagValue,
    /// The line it stands in.
    pub line: usize,
}

impl DefaultFlag {
    /// The name of the setting.
    pub fn setting(&self) -> String {
        match &self.command {
            Some(command) => format!("defaults.{command}.{}", self.name),
            None => format!("defaults.{}", self.name),
        }
    }
}

impl Config {
    /// Reads the text of a file. Paths in it are relative to the folder of the file.
    ///
    /// # Errors
    /// If it is no TOML, has a setting that there is not, or a value that cannot be used. The error
    /// names the line.
    pub fn parse(text: &str, file: &Path) -> Result<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let document = Document::parse(text, file)?;
        let folder = file.parent().unwrap_or(Path::new(""));
        let mut reading = Reading { place: Place { text, file }, lines: BTreeMap::new() };
        let mut path = |name, path: Option<Sited<PathBuf>>| -> Result<Option<PathBuf>> {
            let Some(path) = reading.take(name, path) else { return Ok(None) };
            if path.as_os_str().is_empty() {
                return Err(reading.fault(name, "is no folder: it is empty"));
            }
            Ok(Some(folder.join(path)))
        };
        let corpus = path("corpus", document.corpus)?;
        let index = path("index", document.index)?;
        let include = reading.take("include", document.include);
        let exclude = reading.take("exclude", document.exclude);
        let weights = reading.weights(document.weights)?;
        let (rules, synonyms) = reading.synonyms(document.synonyms)?;
        let furniture_names = reading.take("furniture.names", document.furniture.names);
        let furniture_lines = reading.take("furniture.lines", document.furniture.lines);
        let queries = reading.queries(document.queries)?;
        let defaults = reading.defaults(document.defaults);
        let preferences = Preferences { weights, synonyms, queries };
        let (file, lines) = (file.to_owned(), reading.lines);
        let synonyms = rules;
        Ok(Self {
            file,
            corpus,
            index,
            include,
            exclude,
            preferences,
            synonyms,
            furniture_names,
            furniture_lines,
            defaults,
            lines,
        })
    }

    /// What is furniture, if the file says anything of it.
    pub fn furniture(&self) -> Option<FurnitureRules> {
        let (names, lines) = (&self.furniture_names, &self.furniture_lines);
        let is_set = names.is_some() || lines.is_some();
        is_set.then(|| FurnitureRules::new(names.iter().flatten(), lines.iter().flatten()))
    }

    /// An error about the line of a setting.
    pub fn fault(&self, line: usize, message: String, hint: Option<String>) -> Error {
        Error::Config { file: self.file.clone(), line: Some(line), message, hint }
    }
}

/// A document that is read, setting by setting.
struct Reading<'a> {
    place: Place<'a>,
    lines: BTreeMap<String, usize>,
}

impl Reading<'_> {
    /// Takes note of the line of a setting, if it is there.
    fn take<T>(&mut self, name: &str, value: Option<Sited<T>>) -> Option<T> {
        let value = value?;
        self.lines.insert(name.to_owned(), self.place.line(value.span().start));
        Some(value.into_inner())
    }

    /// An error about a setting that was taken.
    fn fault(&self, name: &str, message: &str) -> Error {
        let line = self.lines.get(name).copied();
        self.place.error(line, format!("`{name}` {message}"), None)
    }

    fn weights(&mut self, document: document::WeightsDocument) -> Result<FieldWeights> {
        let mut weights = FieldWeights::default();
        let document::WeightsDocument { title, description, headings, body, keywords, captions } =
            document;
        let fields = [
            ("weights.title", title, &mut weights.title),
            ("weights.description", description, &mut weights.description),
            ("weights.headings", headings, &mut weights.headings),
            ("weights.body", body, &mut weights.body),
            ("weights.keywords", keywords, &mut weights.keywords),
            ("weights.captions", captions, &mut weights.captions),
        ];
        for (name, given, weight) in fields {
            let Some(given) = self.take(name, given) else { continue };
            *weight = given;
            if !(given.is_finite() && given > 0.0 && given <= document::GREATEST_WEIGHT) {
                let greatest = document::GREATEST_WEIGHT;
                return Err(self.fault(name, &format!("is a number above 0, up to {greatest}")));
            }
        }
        Ok(weights)
    }

    fn synonyms(&mut self, rules: Vec<Sited<String>>) -> Result<(Vec<String>, Synonyms)> {
        let mut synonyms = Synonyms::default();
        let mut written = Vec::new();
        for (number, rule) in rules.into_iter().enumerate() {
            let name = format!("synonyms.{}", number + 1);
            let Some(rule) = self.take(&name, Some(rule)) else { continue };
            if let Err(fault) = synonyms.add(&rule) {
                let line = self.lines.get(&name).copied();
                return Err(self.place.error(line, format!("`{rule}`: {fault}"), None));
            }
            written.push(rule);
        }
        Ok((written, synonyms))
    }

    fn queries(&mut self, tables: document::Queries) -> Result<NamedQueries> {
        let mut queries = NamedQueries::default();
        for (name, table) in tables {
            let line = self.place.line(name.span().start);
            let name = name.into_inner();
            let fault = |message: String| self.place.error(Some(line), message, None);
            let query =
                table.named().map_err(|reason| fault(format!("`queries.{name}`: {reason}")))?;
            if !queries.add(&name, query) {
                let message = "the name of a query is made of letters, digits, `-` and `_`";
                return Err(fault(format!("`queries.{name}`: {message}")));
            }
            self.lines.insert(format!("queries.{name}"), line);
        }
        Ok(queries)
    }

    fn defaults(&mut self, documents: document::Defaults) -> Vec<DefaultFlag> {
        let mut defaults = Vec::new();
        for (name, value) in documents {
            let line = self.place.line(name.span().start);
            let name = name.into_inner();
            match value {
                document::DefaultDocument::Flag(value) => {
                    defaults.push(DefaultFlag { command: None, name, value, line });
                }
                document::DefaultDocument::Command(flags) => {
                    defaults.extend(flags.into_iter().map(|(flag, value)| DefaultFlag {
                        command: Some(name.clone()),
                        line: self.place.line(flag.span().start),
                        name: flag.into_inner(),
                        value,
                    }));
                }
            }
        }
        let lines = defaults.iter().map(|flag| (flag.setting(), flag.line));
        self.lines.extend(lines);
        defaults
    }
}

#[cfg(test)]
mod tests;
