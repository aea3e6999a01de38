//! Values of which a post has one: a language, a picture, an address, yes or no.

use crate::corpus::front_matter::{Value, is_template_tag};

/// Where a map that stands for a picture keeps its path.
const PATH_KEYS: [&str; 7] = ["path", "url", "src", "feature", "image", "relative", "thumb"];

/// A truth value, also one in words.
pub(super) fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(value) => Some(*value),
        Value::Int(number @ (0 | 1)) => Some(*number == 1),
        Value::Text(text) => match text.trim().to_lowercase().as_str() {
            "true" | "yes" | "on" => Some(true),
            "false" | "no" | "off" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// The primary subtag of a language: two or three letters.
pub(super) fn language(value: &Value) -> Option<String> {
    let text = match value {
        Value::List(items) => items.first()?.as_text()?,
        value => value.as_text()?,
    };
    language_code(text)
}

/// The primary subtag of a language tag or locale, in lower case: `en` for `en_US`.
pub fn language_code(text: &str) -> Option<String> {
    let primary = text.trim().split(['-', '_', '.', '@', ' ']).next()?.to_ascii_lowercase();
    let is_subtag =
        matches!(primary.len(), 2 | 3) && primary.bytes().all(|b| b.is_ascii_lowercase());
    is_subtag.then_some(primary)
}

/// The path of a picture: a text, a map with a path, or the first of a list.
pub(super) fn image(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => {
            let text = text.trim();
            let is_path = !text.is_empty() && truth(value).is_none() && !is_template_tag(text);
            is_path.then(|| text.to_owned())
        }
        Value::List(items) => items.iter().find_map(image),
        Value::Map(map) => PATH_KEYS.iter().find_map(|key| image(map.get(key)?)),
        _ => None,
    }
}

/// The address of a post; a pattern for addresses (`/:year/:title/`, `pretty`) is none.
pub(super) fn url(value: &Value) -> Option<String> {
    let text = value.as_text()?.trim();
    let is_address =
        text.contains('/') && !text.contains("/:") && !text.contains(char::is_whitespace);
    (is_address && !text.contains("{{")).then(|| text.to_owned())
}
