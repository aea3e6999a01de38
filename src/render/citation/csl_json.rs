//! Citations as CSL JSON.

use schemars::JsonSchema;
use serde::Serialize;

use super::Source;
use crate::corpus::PostDate;

/// A source to be cited, one of a list of them, in the data model of citation processors (CSL JSON 1.0).
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Citation")]
pub struct ItemWire<'a> {
    /// The post's id.
    id: &'a str,
    /// What kind of source it is: `webpage` where it has an address.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The post's title.
    title: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<NameWire<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<DateWire>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(rename = "abstract", skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
}

/// A name as it is written: which part of it is the family's cannot be told.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CitedName")]
struct NameWire<'a> {
    literal: &'a str,
}

/// A date by its parts: the year, and month and day where they are known.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CitedDate")]
struct DateWire {
    #[serde(rename = "date-parts")]
    parts: [Vec<i16>; 1],
}

impl<'a> From<Source<'a>> for ItemWire<'a> {
    fn from(Source { id, post }: Source<'a>) -> Self {
        Self {
            id: id.as_str(),
            kind: if post.url.is_some() { "webpage" } else { "document" },
            title: &post.title,
            author: post.authors.iter().map(|name| NameWire { literal: name }).collect(),
            issued: post.own_date().map(|date| DateWire { parts: [parts(date)] }),
            url: post.url.as_deref(),
            language: post.language.as_deref(),
            summary: post.description.as_deref(),
        }
    }
}

/// Year, month and day as far as they are known.
fn parts(date: PostDate) -> Vec<i16> {
    let text = date.to_string();
    let day = text.split('T').next().unwrap_or_default();
    day.split('-').map_while(|part| part.parse().ok()).collect()
}
