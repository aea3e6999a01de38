//! Which values a facet counts.

use tantivy::Term;

use crate::error::{Error, Result};
use crate::index::{IndexReader, columns};
use crate::query::Scope;
use crate::search::CalendarUnit;
use crate::search::known_value;

/// The fields of kwic itself that are counted, by the names that a query would most likely use.
pub(in crate::search) const FIELDS: [&str; 11] = [
    "tag", "category", "author", "lang", "link", "image", "year", "quarter", "month", "week", "day",
];

/// What a facet is counted from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FacetKey {
    /// A column of texts.
    Column(&'static str),
    /// The hosts that a post links to, and the paths on its own site.
    Link,
    /// The same of its images.
    Image,
    /// The span of the calendar that its own date is in.
    Date(CalendarUnit),
    /// A front-matter key by its path, in lower case.
    Meta(String),
}

impl FacetKey {
    /// What a name stands for.
    ///
    /// # Errors
    /// If no post has such a key, or its values are running text.
    pub(super) fn named(name: &str, reader: &IndexReader) -> Result<Self> {
        let fault =
            |reason| Err(Error::Option { option: "--facet", value: name.to_owned(), reason });
        let unit = CalendarUnit::ALL.into_iter().find(|unit| unit.as_str() == name.to_lowercase());
        if let Some(unit) = unit {
            return Ok(Self::Date(unit));
        }
        Ok(match Scope::of_name(name) {
            Scope::Tag => Self::Column(columns::TAG),
            Scope::Category => Self::Column(columns::CATEGORY),
            Scope::Author => Self::Column(columns::AUTHOR),
            Scope::Language => Self::Column(columns::LANGUAGE),
            Scope::Link => Self::Link,
            Scope::Image => Self::Image,
            Scope::Date => {
                return fault("a date is counted by year, quarter, month, week or day".to_owned());
            }
            Scope::Meta(key) if is_known(&key, reader)? => Self::Meta(key),
            Scope::Meta(key) => return fault(unknown(&key, reader)?),
            _ => return fault("almost every post has another one".to_owned()),
        })
    }
}

/// Whether any post has a value for a front-matter key.
fn is_known(key: &str, reader: &IndexReader) -> Result<bool> {
    let term = Term::from_field_text(reader.fields().key, key);
    Ok(reader.searcher().doc_freq(&term)? > 0)
}

/// Says what may have been meant by a key that no post has.
fn unknown(key: &str, reader: &IndexReader) -> Result<String> {
    let quoted = |names: &[String], between: &str| {
        let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
        names.join(between)
    };
    let near = known_value::names_near(key, reader, &FIELDS)?;
    Ok(if near.is_empty() {
        let fields = FIELDS.join(", ");
        format!("no post has such a key; there are {fields}, and the keys of the front matter")
    } else {
        format!("no post has such a key; did you mean {}?", quoted(&near, " or "))
    })
}
