//! From a post to what the search engine indexes.

use std::collections::BTreeMap;

use tantivy::TantivyDocument;
use tantivy::schema::{Field, OwnedValue};

use super::schema::Fields;
use super::{PostId, StoredPost};
use crate::corpus::{BlockKind, LinkTarget, Map, Post, PostDate, Value};
use crate::error::{Error, Result};

/// The document of a post whose file's bytes have this hash.
///
/// Each block is a value of its own, which keeps phrases from crossing from one into the next.
///
/// # Errors
/// If the post cannot be stored, which no post of readable size has been seen to do.
pub fn document(fields: &Fields, id: &PostId, post: &Post, hash: u64) -> Result<TantivyDocument> {
    let mut document = TantivyDocument::new();
    document.add_text(fields.id, id.as_str());
    document.add_u64(fields.hash, hash);
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
    match value {
        Value::Null => OwnedValue::Null,
        Value::Bool(value) => OwnedValue::Bool(*value),
        Value::Int(value) => OwnedValue::I64(*value),
        Value::Float(value) => OwnedValue::F64(*value),
        Value::Text(text) => owned_text(text),
        Value::List(values) => OwnedValue::Array(values.iter().map(owned).collect()),
        Value::Map(map) => OwnedValue::Object(object(map).into_iter().collect()),
    }
}

/// A text; a date with a time of day also as a day alone, whose parts `updated:2020-10-14` meets:
/// in `2020-10-14T08:00:00Z` the day is one word with the hour.
fn owned_text(text: &str) -> OwnedValue {
    let whole = OwnedValue::Str(text.to_owned());
    match day_before_time(text) {
        Some(day) => OwnedValue::Array(vec![whole, OwnedValue::Str(day.to_owned())]),
        None => whole,
    }
}

/// The day of an ISO date with a `T` after it.
fn day_before_time(text: &str) -> Option<&str> {
    let (day, _) = text.trim().split_once('T')?;
    let has_form = day.len() == 10 && day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    (has_form && PostDate::parse(text).is_ok()).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_with_a_time_has_a_day() {
        let table = [
            ("2020-10-14T08:00:00Z", Some("2020-10-14")),
            (" 2020-10-14T08:00:00.5+02:00", Some("2020-10-14")),
            ("2020-10-14 08:00", None),
            ("2020-10-14", None),
            ("2020-13-14T08:00:00Z", None),
            ("The T", None),
            ("", None),
        ];
        for (text, day) in table {
            assert_eq!(day_before_time(text), day, "{text}");
        }
    }
}
