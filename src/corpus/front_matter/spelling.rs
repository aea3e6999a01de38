//! Values that YAML accepts but alters, taken back from the source text.
//!
//! YAML sees an anchor in `title: &note and friends`, a tag in `title: !Important news`, a number in
//! `title: 1.10` and a map in `title: {{ title }}`. Their author sees a text.

use super::entry::{Entry, entries};
use super::field::Field;
use super::scalar::{begins_with_template, decode_binary, has_number_sign, strip_comment};
use super::value::Value;
use super::yaml;

/// Gives each field its line and its spelling, from the source text that it was parsed from.
pub(super) fn restore(fields: &mut [Field], text: &str) {
    let mut expected = 0;
    let mut left = fields.len();
    // A text may hold many more keys than were taken, or than are to be searched for.
    for entry in entries(text).take(2 * fields.len()) {
        if left == 0 {
            break;
        }
        let Some(index) = find(fields, &entry.key, expected) else {
            continue;
        };
        expected = index + 1;
        let field = &mut fields[index];
        // Of two keys of the same name, the first that is not empty was kept.
        let is_other = entry.is_empty() && !field.value.is_empty();
        if field.line.is_none() && !is_other {
            field.line = Some(entry.line);
            left -= 1;
            restore_field(field, &entry, text);
        }
    }
}

/// Finds a key, first where it should be: the fields mostly keep the order of the text.
fn find(fields: &[Field], key: &str, expected: usize) -> Option<usize> {
    match fields.get(expected) {
        Some(field) if field.key == key => Some(expected),
        _ => fields.iter().position(|field| field.key == key),
    }
}

/// Gives one field the spelling that it has in its entry of the whole `text`.
pub(super) fn restore_field(field: &mut Field, entry: &Entry<'_>, text: &str) {
    if field.has_unspelled_items() {
        field.items = yaml::spelled_items(entry.source);
    }
    if !entry.block.trim().is_empty() {
        return;
    }
    let written = strip_comment(entry.inline);
    match entry.inline.chars().next() {
        None | Some('"' | '\'' | '|' | '>') => {}
        _ if begins_with_template(written) => replace(field, written),
        Some('&') if is_mere_ampersand(written, text) => replace_single(field, written),
        Some('!') => restore_tagged(field, written),
        Some('&' | '*') => {}
        Some(_) if field.value.as_text().is_some() => {
            if has_number_sign(written) {
                replace(field, written);
            }
        }
        Some(_) => field.spell(written),
    }
}

fn replace(field: &mut Field, written: &str) {
    field.value = Value::Text(written.to_owned());
    field.written = None;
}

/// Replaces a value that is no list or map.
fn replace_single(field: &mut Field, written: &str) {
    if !matches!(field.value, Value::List(_) | Value::Map(_)) {
        replace(field, written);
    }
}

/// Whether what YAML reads as an anchor is nowhere referred to.
fn is_mere_ampersand(written: &str, text: &str) -> bool {
    let name = written[1..].split([' ', '\t']).next().unwrap_or("");
    name.is_empty() || !text.contains(&format!("*{name}"))
}

/// A tag before plain words is an exclamation; YAML's own tags, and those before quotes, are tags.
fn restore_tagged(field: &mut Field, written: &str) {
    if let Some(base64) = written.strip_prefix("!!binary") {
        if let Some(text) = decode_binary(base64) {
            replace(field, &text);
        }
        return;
    }
    let mut words = written.splitn(2, [' ', '\t']);
    let tag = words.next().unwrap_or("");
    let rest = words.next().unwrap_or("").trim_start();
    let is_tag = tag.len() == 1 || tag.starts_with("!!") || tag.starts_with("!<");
    let is_structured = rest.starts_with(['"', '\'', '[', '{', '|', '>', '&', '*']);
    if !is_tag && !is_structured && tag != "!binary" {
        replace_single(field, written);
    }
}
