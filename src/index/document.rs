//! From a post to what the search engine indexes.

use std::collections::BTreeMap;

use tantivy::TantivyDocument;
use tantivy::schema::{Field, OwnedValue};

use super::schema::Fields;
use super::{PostId, StoredPost};
use crate::corpus::{BlockKind, Map, Post, Value};
use crate::error::{Error, Result};

/// The document of a post.
///
/// Each block is a value of its own, which keeps phrases from crossing from one into the next.
///
/// # Errors
/// If the post cannot be stored, which no post of readable size has been seen to do.
pub fn document(fields: &Fields, id: &PostId, post: &Post) -> Result<TantivyDocument> {
    let mut document = TantivyDocument::new();
    document.add_text(fields.id, id.as_str());
    document.add_text(fields.path, post.path.to_string());
    if let Some(bytes) = post.path.odd_bytes() {
        document.add_bytes(fields.odd_path, bytes);
    }
    document.add_text(fields.title, &post.title);
    add_texts(&mut document, fields.description, &post.description);
    add_blocks(&mut document, fields, post);
    add_names(&mut document, fields, post);
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
        Value::Text(text) => OwnedValue::Str(text.clone()),
        Value::List(values) => OwnedValue::Array(values.iter().map(owned).collect()),
        Value::Map(map) => OwnedValue::Object(object(map).into_iter().collect()),
    }
}
