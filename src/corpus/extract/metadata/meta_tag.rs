//! `<meta>`: names and contents.

use super::super::page::filled;
use super::super::tree::{NodeRef, attribute};

/// More `<meta>` than this are not kept: no page needs as many.
const MAX_TAGS: usize = 500;

/// Names of `<meta>` that hold the date of publication, the surest first: Open Graph, schema.org,
/// Dublin Core, Highwire Press, and those of analytics services.
pub(super) const PUBLISHED: [&str; 30] = [
    "article:published_time",
    "datepublished",
    "og:published_time",
    "og:article:published_time",
    "article:published",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_time",
    "published_date",
    "published",
    "publication_date",
    "originalpublicationdate",
    "article_date_original",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "datecreated",
    "dc.date",
    "dcterms.date",
    "ms.date",
    "date",
];
/// Names of `<meta>` that hold the date of the last change.
pub(super) const MODIFIED: [&str; 9] = [
    "article:modified_time",
    "og:modified_time",
    "og:article:modified_time",
    "datemodified",
    "og:updated_time",
    "dc.date.modified",
    "dcterms.modified",
    "last-modified",
    "revised",
];
/// Names of `<meta>` that hold an author.
pub(super) const AUTHOR: [&str; 12] = [
    "author",
    "article:author",
    "og:article:author",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "citation_author",
    "byl",
    "byline",
];
pub(super) const TITLE: [&str; 3] = ["og:title", "twitter:title", "dc.title"];
pub(super) const DESCRIPTION: [&str; 4] =
    ["description", "og:description", "twitter:description", "dc.description"];
pub(super) const IMAGE: [&str; 3] = ["og:image", "twitter:image", "image"];
pub(super) const URL: [&str; 1] = ["og:url"];
/// Names of `<meta>` that hold the name of the site or of who runs it.
pub(super) const SITE: [&str; 4] =
    ["og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher"];

/// What cards for Twitter call an author, in lower case.
const CARD_LABELS: [&str; 9] = [
    "written by",
    "author",
    "by",
    "verfasst von",
    "écrit par",
    "escrito por",
    "scritto da",
    "geschreven door",
    "автор",
];

/// The `<meta>` of a page.
#[derive(Debug, Default)]
pub(super) struct MetaTags {
    /// Name and content of each, the names in lower case.
    tags: Vec<(String, String)>,
}

impl MetaTags {
    pub(super) fn add(&mut self, node: NodeRef<'_>) {
        let Some(element) = node.value().as_element() else { return };
        let name = ["property", "name", "itemprop"].iter().find_map(|key| attribute(element, key));
        if let (Some(name), Some(content)) = (name, attribute(element, "content").and_then(filled))
            && self.tags.len() < MAX_TAGS
        {
            self.tags.push((name.to_ascii_lowercase(), content));
        }
    }

    /// The contents of those of these names, by the order of the names.
    pub(super) fn contents(&self, names: &[&str]) -> Vec<String> {
        let of_name = |name: &&str| {
            let tags = self.tags.iter().filter(|(key, _)| key == *name);
            tags.map(|(_, content)| content.clone()).collect::<Vec<_>>()
        };
        names.iter().flat_map(of_name).collect()
    }

    /// The first content among those of these names.
    pub(super) fn first(&self, names: &[&str]) -> Option<String> {
        self.contents(names).into_iter().next()
    }

    /// Who a card for Twitter says the page is written by: `twitter:label1` names what
    /// `twitter:data1` is.
    pub(super) fn card_author(&self) -> Option<String> {
        let pairs = [("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")];
        pairs.iter().find_map(|&(label, data)| {
            let label = self.first(&[label])?.to_lowercase();
            CARD_LABELS.contains(&label.as_str()).then(|| self.first(&[data]))?
        })
    }
}
