//! The front matter of a post: found, read in three syntaxes, and never a reason to lose the post.
//!
//! A file's text is [`split()`] into the raw front matter and the body; [`parse`] reads the raw text
//! into a [`FrontMatter`] of [`Value`]s; [`KnownFields::take`] picks the keys that kwic understands.
//!
//! Each syntax is read by its parser. What the parser rejects is read again leniently, key by key,
//! and what it accepts but alters is taken back from the source text. Nothing here touches the disk.

mod entry;
mod field;
mod json;
mod known;
mod lenient;
mod limits;
mod lines;
mod scalar;
mod spelling;
mod split;
pub(super) mod stored;
mod syntax_error;
mod toml;
mod value;
mod yaml;

use std::borrow::Cow;

pub use known::{KnownDate, KnownFields, language_code};
pub use scalar::is_template_tag;
pub use split::{RawFrontMatter, Split, Syntax, split};
pub use value::{Map, Value};
pub use yaml::write as write_yaml;

use crate::corpus::problem::{Problem, ProblemCode};
use field::Field;
use lenient::{Dialect, MAX_ENTRY};
use limits::{Limits, MAX_BYTES};
use syntax_error::SyntaxError;

/// The keys and values of a front matter, in the order in which they were written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontMatter {
    fields: Vec<Field>,
    /// The line of the file on which the front matter begins.
    first_line: u32,
}

impl FrontMatter {
    /// The value of a key, without regard to case, or of a nested one by its path (`author.name`).
    pub fn get(&self, key: &str) -> Option<&Value> {
        if let Some(field) = self.field(key) {
            return Some(&field.value);
        }
        let (outer, path) = key.split_once('.')?;
        path.split('.').try_fold(&self.field(outer)?.value, |value, name| match value {
            Value::Map(map) => map.get(name),
            _ => None,
        })
    }

    /// The value of a key as its author wrote it: `1.10`, `[Solved]`, with quotes and escapes resolved.
    ///
    /// A list or map on several lines is given in words; null and empty values as `None`.
    pub fn written(&self, key: &str) -> Option<Cow<'_, str>> {
        let written = self.field(key).and_then(|field| field.written.as_deref());
        if let Some(written) = written {
            return Some(Cow::Borrowed(written));
        }
        self.get(key).filter(|value| !value.is_empty()).map(Value::to_text)
    }

    /// The items of a key's list as their author wrote them; a single value as a list of one.
    ///
    /// Maps and lists within the list are left out.
    pub fn written_items(&self, key: &str) -> Vec<Cow<'_, str>> {
        if let Some(items) = self.field(key).and_then(|field| field.items.as_deref()) {
            return items.iter().map(|item| Cow::Borrowed(item.as_str())).collect();
        }
        match self.get(key) {
            Some(Value::List(items)) => {
                let is_single = |item: &&Value| !matches!(item, Value::List(_) | Value::Map(_));
                items.iter().filter(is_single).map(Value::to_text).collect()
            }
            Some(Value::Map(_)) | None => Vec::new(),
            Some(_) => self.written(key).into_iter().collect(),
        }
    }

    /// The line of the file on which a top-level key stands, counted from 1, where that is known.
    pub fn line(&self, key: &str) -> Option<u32> {
        Some(self.first_line.saturating_add(self.field(key)?.line?))
    }

    /// The top-level keys and values in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Value)> {
        self.fields.iter().map(|field| (field.key.as_str(), &field.value))
    }

    /// Whether there is no key.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// The keys and values alone.
    pub fn into_map(self) -> Map {
        self.fields.into_iter().map(|field| (field.key, field.value)).collect()
    }

    fn field(&self, key: &str) -> Option<&Field> {
        self.position(key).map(|index| &self.fields[index])
    }

    fn position(&self, key: &str) -> Option<usize> {
        value::position(self.fields.iter().map(|field| field.key.as_str()), key)
    }
}

/// Reads a raw front matter, strictly where it keeps to its syntax and leniently where not.
///
/// ```
/// use kwic::corpus::front_matter::{parse, split};
/// let raw = split("---\ntitle: @Controller\ntags: [java]\n---\n").front_matter.unwrap();
/// let (front_matter, problems) = parse(&raw);
/// assert_eq!(front_matter.written("title").as_deref(), Some("@Controller"));
/// assert_eq!(front_matter.written_items("tags"), ["java"]);
/// assert_eq!(problems[0].line, Some(2));
/// ```
pub fn parse(raw: &RawFrontMatter<'_>) -> (FrontMatter, Vec<Problem>) {
    let limits = Limits::new();
    let (fields, mut problems) = match raw.syntax {
        Syntax::Yaml => parse_yaml(raw, &limits),
        Syntax::Toml => parse_toml(raw, &limits),
        Syntax::Json => parse_json(raw, &limits),
    };
    if limits.were_exceeded() {
        let what =
            limits.first_left_out().map(|key| format!("what was left out begins at `{key}`"));
        let what = what.unwrap_or_else(|| "a part of it was left out".to_owned());
        let message = format!("the front matter is too large or too deep; {what}");
        problems.push(Problem::at(raw.line, ProblemCode::FrontMatterLimit, message));
    }
    (FrontMatter { fields, first_line: raw.line }, problems)
}

/// Fields with what is wrong with them.
type Parsed = (Vec<Field>, Vec<Problem>);

fn parse_yaml(raw: &RawFrontMatter<'_>, limits: &Limits) -> Parsed {
    if raw.text.len() > MAX_BYTES {
        limits.exceed();
        return parse_leniently(raw, Dialect::Yaml, None, limits);
    }
    match yaml::read(raw.text, limits) {
        Ok(map) => {
            let mut fields = fields_of(map);
            spelling::restore(&mut fields, raw.text);
            (fields, Vec::new())
        }
        Err(error) => parse_leniently(raw, Dialect::Yaml, Some(&error), limits),
    }
}

fn parse_json(raw: &RawFrontMatter<'_>, limits: &Limits) -> Parsed {
    if raw.text.len() > MAX_BYTES {
        limits.exceed();
        return parse_long_json(raw, limits);
    }
    let error = match json::read(raw.text, limits) {
        Ok(map) => return (fields_of(map), Vec::new()),
        Err(error) => error,
    };
    // YAML allows for what people write as JSON: single quotes, bare keys, a comma at the end.
    limits.start_over();
    match yaml::read(raw.text, limits) {
        Ok(map) => (fields_of(map), vec![lenient_problem(raw, &error)]),
        Err(_) => parse_leniently(raw, Dialect::Json, Some(&error), limits),
    }
}

/// Reads an object too large for a parser: its short members first, and else its lines.
fn parse_long_json(raw: &RawFrontMatter<'_>, limits: &Limits) -> Parsed {
    let text = json::shortened(raw.text, MAX_ENTRY);
    match json::read(&text, limits) {
        Ok(map) if !map.is_empty() => (fields_of(map), Vec::new()),
        _ => parse_leniently(raw, Dialect::Json, None, limits),
    }
}

fn parse_toml(raw: &RawFrontMatter<'_>, limits: &Limits) -> Parsed {
    let (fields, errors) = self::toml::read(beginning(raw.text, limits), limits);
    (fields, errors.iter().map(|error| lenient_problem(raw, error)).collect())
}

/// The lines of a text within the limit.
fn beginning<'a>(text: &'a str, limits: &Limits) -> &'a str {
    if text.len() <= MAX_BYTES {
        return text;
    }
    limits.exceed();
    let end = text.as_bytes()[..MAX_BYTES].iter().rposition(|&byte| byte == b'\n').unwrap_or(0);
    &text[..end]
}

fn fields_of(map: Map) -> Vec<Field> {
    map.into_iter().map(|(key, value)| Field::new(key, value)).collect()
}

/// Problems named one by one; more of them would tell an author nothing new.
const MAX_PROBLEMS: usize = 16;

/// Reads what the parser rejected with an error, or what is too large for it.
fn parse_leniently(
    raw: &RawFrontMatter<'_>,
    dialect: Dialect,
    error: Option<&SyntaxError>,
    limits: &Limits,
) -> Parsed {
    limits.start_over();
    let (fields, salvaged) = lenient::read(raw.text, dialect, limits);
    let salvaged = salvaged.iter().take(MAX_PROBLEMS).map(|&index| &fields[index]);
    let mut problems: Vec<_> = salvaged.map(|field| salvage_problem(raw, field)).collect();
    if let Some(error) = error.filter(|_| problems.is_empty()) {
        problems.push(lenient_problem(raw, error));
    }
    (fields, problems)
}

fn salvage_problem(raw: &RawFrontMatter<'_>, field: &Field) -> Problem {
    let key = &field.key;
    let message =
        format!("the value of `{key}` breaks the syntax; its text was taken as it stands");
    let line = raw.line.saturating_add(field.line.unwrap_or(0));
    Problem::at(line, ProblemCode::FrontMatterLenient, message)
}

fn lenient_problem(raw: &RawFrontMatter<'_>, error: &SyntaxError) -> Problem {
    let message = format!("the front matter was read line by line: {}", error.message);
    Problem::at(raw.line.saturating_add(error.line), ProblemCode::FrontMatterLenient, message)
}

#[cfg(test)]
mod tests;
