//! What a page says about itself beside its text: in `<meta>`, in JSON-LD, in `<time>`.

use super::page::filled;
use super::tree::{Document, NodeRef};
use super::visit::{Visitor, visit};
use crate::corpus::front_matter::{self, Map, RawFrontMatter, Syntax, Value};

/// Names of `<meta>` that hold the date of publication, the surest first. The last ones hold the
/// date of the last change, which is better than none.
const DATE_NAMES: [&str; 16] = [
    "article:published_time",
    "datepublished",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "date",
    "article:modified_time",
    "datemodified",
];
const AUTHOR_NAMES: [&str; 7] = [
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "byl",
    "byline",
];
const TITLE_NAMES: [&str; 3] = ["og:title", "twitter:title", "dc.title"];
const DESCRIPTION_NAMES: [&str; 4] =
    ["description", "og:description", "twitter:description", "dc.description"];
const IMAGE_NAMES: [&str; 3] = ["og:image", "twitter:image", "image"];
const URL_NAMES: [&str; 1] = ["og:url"];
/// The names of authors are no longer than this, in characters; a paragraph about one is.
const LONG_NAME: usize = 60;
/// A heading says the title if this share of its words is in the title.
const SAME_TITLE: f32 = 0.6;
/// JSON-LD is looked through no deeper than this.
const MAX_DEPTH: usize = 6;

/// What a page says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageMetadata {
    /// Dates from JSON-LD and `<meta>`, as written, the surest first.
    pub dates: Vec<String>,
    /// Dates of `<time>` elements, as written, in order.
    pub times: Vec<String>,
    /// Its title: the main heading that says what the page's titles say, or else one of these.
    pub headline: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// What it says about itself in a few sentences.
    pub description: Option<String>,
    /// Its lead image.
    pub image: Option<String>,
    /// Its address.
    pub url: Option<String>,
}

impl PageMetadata {
    /// Looks over a document.
    pub(super) fn of(document: &Document) -> Self {
        let mut survey = Survey::default();
        visit(&mut survey, document.html.tree.root());
        survey.finish()
    }
}

#[derive(Default)]
struct Survey {
    /// Name and content of each `<meta>`, the names in lower case.
    metas: Vec<(String, String)>,
    times: Vec<String>,
    /// The text of `<title>`, and of each `<h1>`.
    title: Option<String>,
    headings: Vec<String>,
    /// Names in links and elements that are marked as the author's.
    bylines: Vec<String>,
    canonical: Option<String>,
    /// What JSON-LD says, with the keys as above.
    linked: PageMetadata,
}

impl<'a> Visitor<'a> for Survey {
    fn enter(&mut self, node: NodeRef<'a>) -> bool {
        let Some(element) = node.value().as_element() else { return true };
        match element.name() {
            "meta" => self.add_meta(node),
            "link" if element.attr("rel") == Some("canonical") => {
                self.canonical = element.attr("href").and_then(filled);
            }
            "time" => self.times.extend(time(node)),
            "h1" => self.headings.extend(whole_text(node)),
            "title" if self.title.is_none() => self.title = whole_text(node),
            "script" if element.attr("type") == Some("application/ld+json") => {
                self.linked.add_linked_data(&text(node));
            }
            _ => {}
        }
        if element.attr("rel") == Some("author") || element.attr("itemprop") == Some("author") {
            let name = whole_text(node).filter(|name| name.chars().count() <= LONG_NAME);
            self.bylines.extend(name);
        }
        true
    }

    fn leave(&mut self, _node: NodeRef<'a>) {}
}

impl Survey {
    fn add_meta(&mut self, node: NodeRef<'_>) {
        let Some(element) = node.value().as_element() else { return };
        let name = ["property", "name", "itemprop"].iter().find_map(|key| element.attr(key));
        if let (Some(name), Some(content)) = (name, element.attr("content").and_then(filled)) {
            self.metas.push((name.to_ascii_lowercase(), content));
        }
    }

    /// The contents of the `<meta>` of these names, by the order of the names.
    fn contents(&self, names: &[&str]) -> Vec<String> {
        let of_name = |name: &&str| {
            let metas = self.metas.iter().filter(|(key, _)| key == *name);
            metas.map(|(_, content)| content.clone()).collect::<Vec<_>>()
        };
        names.iter().flat_map(of_name).collect()
    }

    fn finish(self) -> PageMetadata {
        let dates = self.contents(&DATE_NAMES);
        let authors = self.contents(&AUTHOR_NAMES).into_iter().filter(|name| is_name(name));
        let description = self.contents(&DESCRIPTION_NAMES).into_iter().next();
        let image = self.contents(&IMAGE_NAMES).into_iter().next();
        let url = self.contents(&URL_NAMES).into_iter().next();
        let headline = self.headline();
        let linked = self.linked;
        let named = [linked.authors, authors.take(1).collect(), self.bylines];
        PageMetadata {
            headline,
            dates: linked.dates.into_iter().chain(dates).collect(),
            times: self.times,
            authors: named.into_iter().find(|names| !names.is_empty()).unwrap_or_default(),
            description: description.or(linked.description),
            image: image.or(linked.image),
            url: self.canonical.or(url).or(linked.url),
        }
    }
}

impl Survey {
    /// Pages have main headings for their sites and for cookies too, and titles with the name of
    /// the site behind them. What both say is the title.
    fn headline(&self) -> Option<String> {
        let titles = self.contents(&TITLE_NAMES);
        let titles = || titles.iter().chain(&self.linked.headline).chain(&self.title);
        let said = |heading: &&String| titles().map(|title| words_said(heading, title)).max();
        let headings = self.headings.iter().rev().filter(|heading| said(heading) > Some(0));
        // Backwards, since of equals the last one is the greatest.
        headings
            .max_by_key(said)
            .or_else(|| titles().next())
            .or_else(|| self.headings.first())
            .cloned()
    }
}

/// How many words of a title a heading says; none if the heading says other things or too little.
fn words_said(heading: &str, title: &str) -> usize {
    let forms = |text: &str| text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    let (heading, title) = (forms(heading), forms(title));
    let both = heading.iter().filter(|word| title.contains(word)).count();
    let is_said = both as f32 >= SAME_TITLE * heading.len() as f32 && both * 3 >= title.len();
    if is_said { both } else { 0 }
}

/// Whether this is a name rather than the address of a profile.
fn is_name(text: &str) -> bool {
    !text.contains("://") && !text.starts_with(['/', '@'])
}

/// All text in an element, white space folded.
fn whole_text(node: NodeRef<'_>) -> Option<String> {
    let texts = node.descendants().filter_map(|inner| inner.value().as_text());
    let text: String = texts.flat_map(|text| [&**text, " "]).collect();
    filled(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The date of a `<time>` element: its attribute, or else its text.
fn time(node: NodeRef<'_>) -> Option<String> {
    let written = node.value().as_element()?.attr("datetime").and_then(filled);
    written.or_else(|| filled(&text(node)))
}

fn text(node: NodeRef<'_>) -> String {
    let texts = node.children().filter_map(|child| child.value().as_text());
    texts.map(|text| &**text).collect()
}

impl PageMetadata {
    /// Takes in a block of JSON-LD (<https://schema.org/Article>): an object, a list of them, or a
    /// graph.
    fn add_linked_data(&mut self, json: &str) {
        let json = json.trim();
        let object =
            if json.starts_with('[') { format!("{{\"@graph\":{json}}}") } else { json.into() };
        let raw = RawFrontMatter { syntax: Syntax::Json, text: &object, line: 1 };
        let (data, _) = front_matter::parse(&raw);
        self.add_map(&data.into_map(), MAX_DEPTH);
    }

    fn add_value(&mut self, value: &Value, depth: usize) {
        match value {
            Value::Map(map) => self.add_map(map, depth),
            Value::List(items) => items.iter().for_each(|item| self.add_value(item, depth)),
            _ => {}
        }
    }

    fn add_map(&mut self, map: &Map, depth: usize) {
        if is_post(map) {
            let text = |key: &str| map.get(key).and_then(Value::as_text).and_then(filled);
            let dates = ["datePublished", "dateCreated", "uploadDate", "dateModified"];
            self.dates.extend(dates.iter().filter_map(|key| text(key)));
            self.headline = self.headline.take().or_else(|| text("headline"));
            self.description = self.description.take().or_else(|| text("description"));
            self.image = self.image.take().or_else(|| map.get("image").and_then(address));
            self.url = self.url.take().or_else(|| text("url"));
            if self.authors.is_empty() {
                self.authors = map.get("author").map(names).unwrap_or_default();
            }
        }
        if let Some(depth) = depth.checked_sub(1) {
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(value) = map.get(key) {
                    self.add_value(value, depth);
                }
            }
        }
    }
}

/// Whether an object is about a piece of writing, as against a site, a person or a list.
fn is_post(map: &Map) -> bool {
    let is_type = |name: &str| {
        ["Article", "Posting", "Report", "Review", "WebPage", "Recipe", "CreativeWork"]
            .iter()
            .any(|ending| name.ends_with(ending))
    };
    match map.get("@type") {
        Some(Value::Text(name)) => is_type(name),
        Some(Value::List(names)) => names.iter().filter_map(Value::as_text).any(is_type),
        _ => false,
    }
}

/// The names in an author: a text, an object with a name, or a list of these.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::Text(name) => filled(name).filter(|name| is_name(name)).into_iter().collect(),
        Value::Map(map) => map.get("name").map(names).unwrap_or_default(),
        Value::List(items) => items.iter().flat_map(names).collect(),
        _ => Vec::new(),
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

#[cfg(test)]
mod tests {
    use super::super::tree;
    use super::*;

    fn metadata(html: &str) -> PageMetadata {
        PageMetadata::of(&tree::parse(html, true, 1))
    }

    #[test]
    fn dates_come_with_the_surest_first() {
        let table: [(&str, &[&str]); 6] = [
            (
                r#"<meta name="date" content="2020"><meta property="article:published_time" content="2019">"#,
                &["2019", "2020"],
            ),
            (
                r#"<meta name=DatePublished content=" 2018 "><script type="application/ld+json">
                {"@type":"NewsArticle","datePublished":"2017","dateModified":"2021"}</script>"#,
                &["2017", "2021", "2018"],
            ),
            (
                r#"<script type="application/ld+json">[{"@type":"Person","datePublished":"1"},
                {"@type":["BlogPosting"],"datePublished":"2016"}]</script>"#,
                &["2016"],
            ),
            (
                r#"<script type="application/ld+json">{"@graph":[{"@type":"WebPage",
                "datePublished":"2015"}]}</script>"#,
                &["2015"],
            ),
            (r#"<script type="application/ld+json">{"@type": no json</script>"#, &[]),
            ("<meta name=date><meta content=2020>", &[]),
        ];
        for (html, expected) in table {
            assert_eq!(metadata(html).dates, expected, "{html}");
        }
    }

    #[test]
    fn times_are_read_from_attribute_or_text() {
        let html = "<p><time datetime='2020-10-14T08:00'>today</time> <time>14 May 2010</time>";
        assert_eq!(metadata(html).times, ["2020-10-14T08:00", "14 May 2010"]);
    }

    #[test]
    fn authors_are_names() {
        let table: [(&str, &[&str]); 5] = [
            (
                r#"<meta property="article:author" content="https://example.org/ann">
                <meta name="author" content="Ann Lee">"#,
                &["Ann Lee"],
            ),
            (
                r#"<meta name="author" content="The Site"><script type="application/ld+json">
                {"@type":"Article","author":[{"@type":"Person","name":"Bo"},"Cy"]}</script>"#,
                &["Bo", "Cy"],
            ),
            (r#"<meta name="author" content="@handle">"#, &[]),
            ("<p>By <a rel=author href=/ann>Ann <b>Lee</b></a></p>", &["Ann Lee"]),
            ("<p>By Ann</p>", &[]),
        ];
        for (html, expected) in table {
            assert_eq!(metadata(html).authors, expected, "{html}");
        }
    }

    #[test]
    fn the_headline_is_what_heading_and_title_say() {
        let table = [
            (
                "<title>A truce holds - The Site</title><h1>The Site</h1><h1>A truce <i>holds</i></h1>",
                "A truce holds",
            ),
            (
                "<title>A truce holds - The Site</title><h1>Contents</h1>",
                "A truce holds - The Site",
            ),
            ("<meta property=og:title content='A truce'><title>A truce | S</title>", "A truce"),
            ("<h1>Only this</h1>", "Only this"),
        ];
        for (html, expected) in table {
            assert_eq!(metadata(html).headline.as_deref(), Some(expected), "{html}");
        }
    }

    #[test]
    fn the_rest_is_found_too() {
        let html = r#"<link rel="canonical" href="https://example.org/a"><meta property="og:url"
            content="https://example.org/b"><meta name="description" content="In short.">
            <meta property="og:image" content="/a.jpg">"#;
        let found = metadata(html);
        assert_eq!(found.url.as_deref(), Some("https://example.org/a"));
        assert_eq!(found.description.as_deref(), Some("In short."));
        assert_eq!(found.image.as_deref(), Some("/a.jpg"));
    }
}
