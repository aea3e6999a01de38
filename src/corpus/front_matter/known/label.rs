//! Values of which a post has many: tags, categories, the names of authors.

use crate::corpus::front_matter::{Value, is_template_tag};

/// Where a map that stands for an author or tag keeps the name.
const NAME_KEYS: [&str; 7] =
    ["name", "display_name", "displayName", "title", "login", "username", "slug"];

/// Adds a label once, without a number sign before it; a template tag is none.
pub(super) fn push(labels: &mut Vec<String>, label: &str) {
    let label = label.trim();
    let label = label.strip_prefix('#').filter(|rest| !rest.is_empty()).unwrap_or(label);
    if !label.is_empty() && !is_template_tag(label) && !labels.iter().any(|known| known == label) {
        labels.push(label.to_owned());
    }
}

/// Several labels in one text: divided by commas, or else, as Jekyll does it, by blanks.
///
/// By blanks only under the keys for which Jekyll does so; `category: open source` is one category.
pub(super) fn split_labels<'a>(key: &str, text: &'a str) -> Vec<&'a str> {
    const DIVIDERS: [char; 5] = [',', ';', '，', '、', '\n'];
    let text = text.trim();
    if text.contains(DIVIDERS) {
        text.split(DIVIDERS).collect()
    } else if matches!(key, "tags" | "categories") && !is_template_tag(text) {
        text.split_whitespace().collect()
    } else {
        vec![text]
    }
}

/// The names in a value: a text, a map with a name, or a list of these.
pub(super) fn collect_names(value: &Value, names: &mut Vec<String>) {
    match value {
        Value::Null | Value::Bool(_) => {}
        Value::List(items) => items.iter().for_each(|item| collect_names(item, names)),
        Value::Map(map) => {
            let mut candidates =
                NAME_KEYS.iter().filter_map(|key| map.get(key)).map(Value::to_text);
            if let Some(name) = candidates.find(|name| !name.trim().is_empty()) {
                push(names, &name);
            }
        }
        value => push(names, &value.to_text()),
    }
}

/// The names in the maps of a list, or of a map; single values are left to the caller.
pub(super) fn collect_names_of_maps(value: &Value, names: &mut Vec<String>) {
    match value {
        Value::Map(_) => collect_names(value, names),
        Value::List(items) => items
            .iter()
            .filter(|item| matches!(item, Value::Map(_) | Value::List(_)))
            .for_each(|item| collect_names(item, names)),
        _ => {}
    }
}
