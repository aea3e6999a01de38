//! JSON-LD (<https://schema.org/Article>): an object, a list of them, or a graph.

use std::collections::HashMap;

use super::super::page::filled;
use super::person_name;
use crate::corpus::front_matter::{self, Map, RawFrontMatter, Syntax, Value};

/// JSON-LD is looked through no deeper than this.
const MAX_DEPTH: usize = 6;
/// More names than this are not kept.
const MAX_NAMES: usize = 1000;

/// What the JSON-LD of a page says about its article.
#[derive(Debug, Default)]
pub(super) struct LinkedData {
    /// When it was published, the surest first.
    pub published: Vec<String>,
    /// When it was changed.
    pub modified: Vec<String>,
    /// Its title.
    pub headline: Option<String>,
    /// What it says about itself in a few sentences.
    pub description: Option<String>,
    /// Its lead image.
    pub image: Option<String>,
    /// Its address.
    pub url: Option<String>,
    authors: Vec<Author>,
    /// The names of people and organisations by their identifiers in the graph.
    named: HashMap<String, String>,
    /// The names of sites and organisations.
    pub sites: Vec<String>,
}

#[derive(Debug)]
enum Author {
    Name(String),
    /// The identifier of an object that has the name.
    Reference(String),
}

impl LinkedData {
    /// Takes in the text of one block.
    pub(super) fn add(&mut self, json: &str) {
        // Line ends within strings are no JSON, and yet found; between values they are blanks.
        let json: String =
            json.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let json = json.trim_end_matches([';', ' ']);
        let object =
            if json.starts_with('[') { format!("{{\"@graph\":{json}}}") } else { json.into() };
        let raw = RawFrontMatter { syntax: Syntax::Json, text: &object, line: 1 };
        let (data, _) = front_matter::parse(&raw);
        self.add_map(&data.into_map(), MAX_DEPTH);
    }

    /// The names of the authors, with references resolved.
    pub(super) fn authors(&self) -> Vec<String> {
        let name = |author: &Author| match author {
            Author::Name(name) => Some(name.clone()),
            Author::Reference(id) => self.named.get(id).cloned(),
        };
        self.authors.iter().filter_map(name).filter_map(|name| person_name::given(&name)).collect()
    }

    fn add_value(&mut self, value: &Value, depth: usize) {
        match value {
            Value::Map(map) => self.add_map(map, depth),
            Value::List(items) => items.iter().for_each(|item| self.add_value(item, depth)),
            _ => {}
        }
    }

    fn add_map(&mut self, map: &Map, depth: usize) {
        let text = |key: &str| map.get(key).and_then(Value::as_text).and_then(filled);
        if let (Some(id), Some(name)) = (text("@id"), text("name"))
            && self.named.len() < MAX_NAMES
        {
            self.named.entry(id).or_insert(name);
        }
        if is_of_type(map, &["Organization", "Corporation", "WebSite"]) {
            self.sites.extend(text("name"));
        }
        if is_of_type(map, &POST_TYPES) {
            self.add_post(map);
        }
        if let Some(depth) = depth.checked_sub(1) {
            for key in ["@graph", "mainEntity", "mainEntityOfPage", "publisher"] {
                if let Some(value) = map.get(key) {
                    self.add_value(value, depth);
                }
            }
        }
    }

    fn add_post(&mut self, map: &Map) {
        let text = |key: &str| map.get(key).and_then(Value::as_text).and_then(filled);
        let published = ["datePublished", "dateCreated", "uploadDate"];
        self.published.extend(published.iter().filter_map(|key| text(key)));
        self.modified.extend(text("dateModified"));
        self.headline = self.headline.take().or_else(|| text("headline"));
        self.description = self.description.take().or_else(|| text("description"));
        self.image = self.image.take().or_else(|| map.get("image").and_then(address));
        self.url = self.url.take().or_else(|| text("url"));
        if self.authors.is_empty()
            && let Some(value) = map.get("author").or_else(|| map.get("creator"))
        {
            self.add_authors(value);
        }
    }

    /// Takes the names in an author: a text, an object with a name, or a list of these.
    fn add_authors(&mut self, value: &Value) {
        if self.authors.len() >= MAX_NAMES {
            return;
        }
        match value {
            Value::Text(name) => self.authors.extend(filled(name).map(Author::Name)),
            Value::List(items) => items.iter().for_each(|item| self.add_authors(item)),
            Value::Map(map) => match (map.get("name"), map.get("@id")) {
                (Some(name), _) => {
                    if is_of_type(map, &["Organization"]) {
                        self.sites.extend(name.as_text().map(str::to_owned));
                    }
                    self.add_authors(name);
                }
                (None, Some(Value::Text(id))) => self.authors.push(Author::Reference(id.clone())),
                _ => {}
            },
            _ => {}
        }
    }
}

/// Endings of the types of a piece of writing, as against a site, a person or a list.
const POST_TYPES: [&str; 7] =
    ["Article", "Posting", "Report", "Review", "WebPage", "Recipe", "CreativeWork"];

/// Whether the type of an object ends with one of these names.
fn is_of_type(map: &Map, endings: &[&str]) -> bool {
    let is_type = |name: &str| endings.iter().any(|ending| name.ends_with(ending));
    match map.get("@type") {
        Some(Value::Text(name)) => is_type(name),
        Some(Value::List(names)) => names.iter().filter_map(Value::as_text).any(is_type),
        _ => false,
    }
}

/// The address in an image: a text, an object with one, or the first of a list.
fn address(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => filled(text),
        Value::Map(map) => map.get("url").and_then(address),
        Value::List(items) => items.iter().find_map(address),
        _ => None,
    }
}
