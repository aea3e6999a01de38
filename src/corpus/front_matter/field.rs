//! One top-level key of a front matter, with what its source text tells beyond the value.

use super::value::Value;

/// A key, its value, and how both stand in the file.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Field {
    /// The key.
    pub key: String,
    /// Its value.
    pub value: Value,
    /// How many lines of the front matter stand before it, where that is known.
    pub line: Option<u32>,
    /// The text that its author wrote, where the value does not tell: `1.10`, `[Solved]`.
    pub written: Option<String>,
    /// The items of a list, where the values do not tell how they were spelled.
    pub items: Option<Vec<String>>,
}

impl Field {
    /// A field whose value says all there is to say.
    pub fn new(key: String, value: Value) -> Self {
        Self { key, value, line: None, written: None, items: None }
    }

    /// Keeps the text that was written, if the value does not read the same.
    pub fn spell(&mut self, written: &str) {
        if !written.is_empty() && self.value.to_text() != written {
            self.written = Some(written.to_owned());
        }
    }

    /// Whether the value is a list of single values, and not all of them are text.
    pub fn has_unspelled_items(&self) -> bool {
        let Value::List(items) = &self.value else {
            return false;
        };
        let is_nested = |item: &Value| matches!(item, Value::List(_) | Value::Map(_));
        !items.iter().any(is_nested) && items.iter().any(|item| item.as_text().is_none())
    }
}
