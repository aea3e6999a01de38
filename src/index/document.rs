//! From a post to what the search engine indexes.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::schema::{Field, OwnedValue};
use tantivy::{DateTime, TantivyDocument};

use super::schema::Fields;
use super::{Arrival, PostId, StoredPost};
use crate::corpus::{BlockKind, DatePrecision, LinkTarget, Map, Post, PostDate, Value};
use crate::error::{Error, Result};
use crate::resemblance::Signature;

/// The document of a post whose file's bytes have this hash and came in with this commit.
///
/// Each block is a value of its own, which keeps phrases from crossing from one into the next.
///
/// # Errors
/// If the post cannot be stored, which no post of readable size has been seen to do.
pub fn document(
    fields: &Fields,
    id: &PostId,
    post: &Post,
    hash: u64,
    arrival: Arrival,
) -> Result<TantivyDocument> {
    let mut document = TantivyDocument::new();
    document.add_text(fields.id, id.as_str());
    document.add_u64(fields.hash, hash);
    document.add_u64(fields.arrival, arrival.commit);
    document.add_i64(fields.arrived_at, arrival.at);
    document.add_u64(fields.problems, post.problems.len() as u64);
    document.add_text(fields.path, post.path.to_string());
    if let Some(bytes) = post.path.odd_bytes() {
        document.add_bytes(fields.odd_path, bytes);
    }
    document.add_text(fields.title, &post.title);
    add_texts(&mut document, fields.description, &post.description);
    add_blocks(&mut document, fields, post);
    add_names(&mut document, fields, post);
    add_targets(&mut document, fields, post);
    add_date(&mut document, fields, post);
    if !post.meta.is_empty() {
        document.add_object(fields.meta, object(&post.meta));
        for key in keys(&post.meta) {
            document.add_text(fields.key, key);
        }
    }
    if let Some(signature) = Signature::of(post) {
        document.add_bytes(fields.signature, &signature.to_bytes());
    }
    let stored = StoredPost::encode(id, post)
        .map_err(|error| Error::Internal(format!("cannot store `{}`: {error}", post.path)))?;
    document.add_bytes(fields.post, &stored);
    Ok(document)
}

fn add_texts<'a>(
    document: &mut TantivyDocument,
    field: Field,
    texts: impl IntoIterator<Item = &'a String>,
) {
    for text in texts {
        document.add_text(field, text);
    }
}

fn add_blocks(document: &mut TantivyDocument, fields: &Fields, post: &Post) {
    for block in &post.blocks {
        if matches!(block.kind, BlockKind::Heading(_)) {
            document.add_text(fields.headings, &block.text);
        }
        let field = if block.kind.is_text() { fields.body } else { fields.captions };
        document.add_text(field, &block.text);
    }
}

fn add_names(document: &mut TantivyDocument, fields: &Fields, post: &Post) {
    add_texts(document, fields.tag, &post.tags);
    add_texts(document, fields.category, &post.categories);
    add_texts(document, fields.author, &post.authors);
    add_texts(document, fields.language, &post.language);
    let names = post.tags.iter().chain(&post.categories).chain(&post.authors);
    add_texts(document, fields.keywords, names);
}

/// What a post links to, and where its images lie. What lies on the post's own site is found with
/// its host and without.
fn add_targets(document: &mut TantivyDocument, fields: &Fields, post: &Post) {
    let base = post.url.clone().unwrap_or_else(|| format!("/{}", post.path));
    let own_host = LinkTarget::of("", &base);
    let images = post.images.iter().chain(&post.image);
    let links = post.links.iter().map(|link| (fields.link, link));
    for (field, address) in links.chain(images.map(|image| (fields.image, image))) {
        let target = LinkTarget::of(address, &base);
        document.add_text(field, format!("{}{}", target.host(), target.path()));
        if !target.host().is_empty() && target.host() == own_host.host() {
            document.add_text(field, if target.path().is_empty() { "/" } else { target.path() });
        }
    }
}

fn add_date(document: &mut TantivyDocument, fields: &Fields, post: &Post) {
    let Some(date) = post.own_date() else {
        return;
    };
    if let Some(evidence) = &post.date_order {
        document.add_text(fields.date_order, evidence.as_str());
    }
    document.add_i64(fields.date, date.seconds());
    document.add_i64(fields.day, i64::from(date.day()));
}

/// Front-matter keys are found without regard to case.
fn object(map: &Map) -> BTreeMap<String, OwnedValue> {
    let mut object = BTreeMap::new();
    for (key, value) in map.iter() {
        object.entry(key.to_lowercase()).or_insert_with(|| owned(value));
    }
    object
}

fn owned(value: &Value) -> OwnedValue {
    let plain = match value {
        Value::Null => OwnedValue::Null,
        Value::Bool(value) => OwnedValue::Bool(*value),
        Value::Int(value) => OwnedValue::I64(*value),
        Value::Float(value) => OwnedValue::F64(*value),
        Value::Text(text) => OwnedValue::Str(text.to_owned()),
        Value::List(values) => return OwnedValue::Array(values.iter().map(owned).collect()),
        Value::Map(map) => return OwnedValue::Object(object(map).into_iter().collect()),
    };
    match day(value) {
        Some(day) => OwnedValue::Array(vec![plain, OwnedValue::Date(day_as_instant(day))]),
        None => plain,
    }
}

/// The day of a value that can be read as a date: of a month the first one, of a time the day at its
/// own place. A year is a number like any other.
fn day(value: &Value) -> Option<i64> {
    let date = PostDate::from_value(value).ok()?.date;
    (date.precision() > DatePrecision::Year).then(|| i64::from(date.day()))
}

/// The form in which the index holds a day, counted from 1970-01-01: as if it were a second, since the
/// engine counts nanoseconds, of which 64 bits hold only the years up to 2262.
pub(crate) fn day_as_instant(day: i64) -> DateTime {
    DateTime::from_timestamp_secs(day)
}

/// The paths of the keys that have a value, in lower case.
fn keys(map: &Map) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (key, value) in map.iter() {
        add_keys(key.to_lowercase(), value, &mut found);
    }
    found
}

fn add_keys(path: String, value: &Value, found: &mut BTreeSet<String>) {
    if value.is_empty() {
        return;
    }
    match value {
        Value::Map(map) => {
            for (key, value) in map.iter() {
                add_keys(format!("{path}.{}", key.to_lowercase()), value, found);
            }
        }
        Value::List(items) => {
            for item in items {
                add_keys(path.clone(), item, found);
            }
        }
        _ => {}
    }
    found.insert(path);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reads_as_a_date_has_a_day() {
        let text = |text: &str| Value::Text(text.to_owned());
        let table = [
            (text("2020-10-14T23:30:00-05:00"), Some(18_549)),
            (text(" 2020-10-14"), Some(18_549)),
            (text("14 Oct 2020"), Some(18_549)),
            (text("2020-10"), Some(18_536)),
            (Value::Float(1_602_633_600.5), Some(18_549)),
            (text("2020"), None),
            (Value::Int(2020), None),
            (Value::Int(500), None),
            (text("2020-13-14"), None),
            (text("Oct"), None),
            (text(""), None),
            (Value::Bool(true), None),
        ];
        for (value, expected) in table {
            assert_eq!(day(&value), expected, "{value:?}");
        }
    }

    #[test]
    fn keys_with_a_value_are_listed() {
        let map = |entries: &[(&str, Value)]| -> Map {
            entries.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect()
        };
        let login = Value::Map(map(&[("Login", Value::Int(1)), ("empty", Value::Null)]));
        let meta = map(&[
            ("Author", login.clone()),
            ("list", Value::List(vec![login])),
            ("subtitle", Value::Text(" ".to_owned())),
            ("none", Value::List(Vec::new())),
            ("draft", Value::Bool(false)),
        ]);
        let found: Vec<String> = keys(&meta).into_iter().collect();
        assert_eq!(found, ["author", "author.login", "draft", "list", "list.login"]);
    }
}
