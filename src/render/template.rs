//! Hits as a template says.

use std::collections::BTreeSet;

use minijinja::value::{Serde, Value, ValueKind};
use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior};
use serde_json::Value as Json;

use super::json::{hit_keys, hit_object};
use super::template_escape::unescaped;
use super::terminal_text;
use crate::error::{Error, Result};
use crate::search::Hit;

/// The name under which the engine keeps the template.
const NAME: &str = "format";
/// What stands between the values of a list that is printed.
const LIST_SEPARATOR: &str = "; ";
/// Names for what is most often asked of the passages: those of the first one, empty without one.
const OF_FIRST_PASSAGE: [&str; 2] = ["line", "snippet"];

/// A template in the language of Jinja (<https://jinja.palletsprojects.com>), filled for each hit.
///
/// It knows the keys that a hit has in JSON by their names, and `line` and `snippet`: where the first
/// passage begins, and its text. What is null or absent there is an empty text, which filters can
/// work on; a list is printed with `; ` between its values. `\n`, `\t`, `\0` and `\\` outside of tags are what they are
/// in other programs.
#[derive(Debug)]
pub struct HitTemplate {
    environment: Environment<'static>,
    source: String,
    names: BTreeSet<String>,
}

impl HitTemplate {
    /// Reads a template. Where values go to a terminal, nothing in them may command it.
    ///
    /// # Errors
    /// If it cannot be read, or holds a name that no hit has.
    pub fn parse(source: &str, is_for_terminal: bool) -> Result<Self> {
        let names = hit_keys().into_iter().chain(OF_FIRST_PASSAGE.map(str::to_owned)).collect();
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|_| AutoEscape::None);
        environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
        environment.set_formatter(move |out, _, value| {
            let text = shown(value);
            let text = if is_for_terminal { terminal_text(&text) } else { text };
            out.write_str(&text).map_err(|_| ErrorKind::WriteFailure.into())
        });
        // The engine drops a line end at the end of a template; this is the one.
        let added = environment.add_template_owned(NAME, unescaped(source) + "\n");
        let template = Self { environment, source: source.to_owned(), names };
        added.map_err(|error| template.refused(&said(&error)))?;
        template.knows_its_names()?;
        template.knows_its_filters()?;
        Ok(template)
    }

    /// The template filled for a hit, with a line end.
    ///
    /// # Errors
    /// If it asks for what this hit does not have.
    pub fn line(&self, hit: &Hit) -> Result<String> {
        let mut values = hit_object(hit)?;
        if let Some(passage) = hit.snippets.first() {
            values.insert("line".into(), passage.line.into());
            values.insert("snippet".into(), passage.text.as_str().into());
        }
        values.retain(|_, value| !value.is_null());
        for name in &self.names {
            values.entry(name.clone()).or_insert("".into());
        }
        let mut text = self.filled(&Json::Object(values)).map_err(|error| {
            self.refused(&format!("{}, for the post {}", said(&error), hit.post.path))
        })?;
        text.push('\n');
        Ok(text)
    }

    fn filled(&self, values: &Json) -> Result<String, minijinja::Error> {
        self.environment.get_template(NAME)?.render(Value::from(Serde(values)))
    }

    /// Unknown names are found before anything is searched for.
    fn knows_its_names(&self) -> Result<()> {
        let used = self.environment.get_template(NAME).map(|used| used.undeclared_variables(false));
        let globals: BTreeSet<&str> = self.environment.globals().map(|(name, _)| name).collect();
        let unknown: BTreeSet<String> = used
            .unwrap_or_default()
            .into_iter()
            .filter(|name| !self.names.contains(name) && !globals.contains(name.as_str()))
            .collect();
        match unknown.first() {
            None => Ok(()),
            Some(name) => {
                let known = self.names.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
                Err(self.refused(&format!("a hit has no `{name}`; it has {known}")))
            }
        }
    }

    /// The engine looks filters up when it meets them, so it is given a hit of which nothing is
    /// known. What else it says then is due to that.
    fn knows_its_filters(&self) -> Result<()> {
        let nothing = self.names.iter().map(|name| (name.clone(), "".into())).collect();
        match self.filled(&Json::Object(nothing)) {
            Err(error) if is_unknown(error.kind()) => Err(self.refused(&said(&error))),
            _ => Ok(()),
        }
    }

    fn refused(&self, reason: &str) -> Error {
        let (value, reason) = (self.source.clone(), reason.to_owned());
        Error::Option { option: "--format", value, reason }
    }
}

fn is_unknown(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::UnknownFilter | ErrorKind::UnknownFunction | ErrorKind::UnknownTest)
}

/// What the engine found wrong, without the name that it has for the template.
fn said(error: &minijinja::Error) -> String {
    match error.detail() {
        None if error.kind() == ErrorKind::UndefinedError => {
            "it asks for a part that is not there".to_owned()
        }
        // It says the same twice: `unknown filter: filter shout is unknown`.
        Some(detail) if is_unknown(error.kind()) => detail.to_owned(),
        Some(detail) => format!("{}: {detail}", error.kind()),
        None => error.kind().to_string(),
    }
}

fn shown(value: &Value) -> String {
    if value.is_none() || value.is_undefined() {
        return String::new();
    }
    match (value.kind(), value.try_iter()) {
        (ValueKind::Seq, Ok(items)) => {
            items.map(|item| shown(&item)).collect::<Vec<_>>().join(LIST_SEPARATOR)
        }
        _ => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A template filled with a few values, as [`HitTemplate::line`] does it.
    fn filled(source: &str, is_for_terminal: bool) -> String {
        let template = HitTemplate::parse(source, is_for_terminal).expect("can be read");
        let values = serde_json::json!({
            "title": "A \u{1b}[31m<b> & \"c\"", "date": null, "tags": ["a", "b c"], "score": 12.0,
            "snippets": [], "rank": 3,
        });
        template.filled(&values).expect("can be filled")
    }

    #[test]
    fn values_are_printed_plainly() {
        let table = [
            ("{{ rank }}: {{ date }}|", false, "3: |"),
            ("{{ tags }}", false, "a; b c"),
            ("{{ tags | join('+') | upper }} {{ score }}", false, "A+B C 12.0"),
            (r"{{ title }}\t{{ '\n' }}\n", false, "A \u{1b}[31m<b> & \"c\"\t\n\n"),
            (r"{{ title }}\t", true, "A ␛[31m<b> & \"c\"\t"),
            ("{% if snippets %}no{% else %}none{% endif %}\n", false, "none\n"),
            ("{% for i in range(2) %}{{ i }}{% endfor %}", false, "01"),
        ];
        for (source, is_for_terminal, expected) in table {
            assert_eq!(filled(source, is_for_terminal), expected, "{source}");
        }
    }

    #[test]
    fn what_cannot_be_filled_is_refused_at_once() {
        let table = [
            ("{{ title", "syntax error: unexpected end of input"),
            ("{% if %}", "syntax error: "),
            (
                "{{ titel }}",
                "a hit has no `titel`; it has authors, categories, copies, copies_total, date, date_future",
            ),
            ("{{ title | shout }}", "filter shout is unknown"),
            ("{{ shout(title) }}", "a hit has no `shout`"),
            ("{{ title is loud }}", "test loud is unknown"),
        ];
        for (source, reason) in table {
            let error = HitTemplate::parse(source, false).expect_err(source).to_string();
            let start = format!("`{source}` is no value for --format: {reason}");
            assert!(error.starts_with(&start), "{error}");
        }
    }
}
