//! What the names of an element (its tag, role, class and id) say about its part in a page, as data.
//!
//! Whole words of names are compared, never parts of words: a `navigation-bar` is navigation and an
//! `unavailable` product is not. What a name claims is checked against how much of the page is under
//! it (see [`article`](super::article)), so the lists may be generous.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::super::name_words::{is_in, words};
use super::super::tree::ElementData;

/// What an element is by its names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// They say nothing.
    #[default]
    Nothing,
    /// It rarely belongs to the article.
    Doubtful,
    /// It holds the article, or the main part of the page.
    Content,
    /// It does not belong to the article.
    Clutter,
    /// It holds the text of the article.
    Body,
    /// It stands outside the article, however long it is: navigation, footers, readers' comments.
    Outside,
}

/// A sign, and the name that gave it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Named<'a> {
    /// What the name says.
    pub sign: Sign,
    /// The name.
    pub name: &'a str,
}

/// Names of elements that hold the text of an article: lower case, without what joins their words,
/// and perhaps with others before them (`single-post-content`).
const BODIES: [&str; 18] = [
    "articlebody",
    "articlecontent",
    "articlecontents",
    "articlemain",
    "articletext",
    "blogcontent",
    "bodycopy",
    "bodytext",
    "contentbody",
    "entrytext",
    "fulltext",
    "newscontent",
    "pagecontent",
    "postarticle",
    "postbody",
    "posttext",
    "richtext",
    "singlecontent",
];

/// More of these, with others behind them too (`postContentWrapper`).
const BODY_STEMS: [&str; 6] =
    ["entrybody", "entrycontent", "postcontent", "postentry", "storybody", "storycontent"];

/// Names of elements that hold an article and what belongs to it.
const CONTENTS: [&str; 13] = [
    "article",
    "blogpost",
    "content",
    "contentmain",
    "entry",
    "hentry",
    "main",
    "maincolumn",
    "maincontent",
    "post",
    "primary",
    "singlepost",
    "story",
];

/// Names of what closes a page, which may well be longer than a short article.
const FOOTERS: [&str; 6] =
    ["colophon", "footer", "globalfooter", "mainfooter", "pagefooter", "sitefooter"];

/// Words in the names of what surrounds an article.
const CLUTTER: [&str; 61] = [
    "ad",
    "addtoany",
    "ads",
    "adsbygoogle",
    "advert",
    "advertisement",
    "advertising",
    "breadcrumb",
    "breadcrumbs",
    "consent",
    "cookie",
    "cookies",
    "donate",
    "donation",
    "footer",
    "login",
    "masthead",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "newsletters",
    "outbrain",
    "pager",
    "pagination",
    "paywall",
    "popup",
    "postprofile",
    "print",
    "promo",
    "promos",
    "promoted",
    "promotion",
    "recirc",
    "recirculation",
    "recommend",
    "recommendation",
    "recommendations",
    "recommended",
    "related",
    "relatedposts",
    "share",
    "sharebar",
    "sharedaddy",
    "sharing",
    "sidebar",
    "signin",
    "signup",
    "skip",
    "sociable",
    "social",
    "socials",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "toolbar",
    "trending",
    "upsell",
];

/// Words in the names of readers' comments.
const COMMENTS: [&str; 5] = ["comment", "comments", "disqus", "reply", "respond"];

/// Words in the names of what rarely belongs to an article.
const DOUBTFUL: [&str; 58] = [
    "about",
    "author",
    "authors",
    "avatar",
    "banner",
    "bar",
    "bio",
    "button",
    "buttons",
    "byline",
    "card",
    "cards",
    "carousel",
    "categories",
    "category",
    "copyright",
    "cta",
    "date",
    "dateline",
    "disclaimer",
    "disclosure",
    "feedback",
    "form",
    "header",
    "hidden",
    "hide",
    "latest",
    "meta",
    "metadata",
    "more",
    "next",
    "noprint",
    "overlay",
    "popular",
    "posted",
    "prev",
    "previous",
    "profile",
    "rating",
    "ratings",
    "readtime",
    "search",
    "slider",
    "tag",
    "tags",
    "teaser",
    "teasers",
    "timestamp",
    "toc",
    "topbar",
    "topic",
    "topics",
    "updated",
    "vote",
    "votes",
    "widget",
    "widgets",
    "wpd",
];

/// With a word for the author, these name a box about them.
const ABOUT_AUTHORS: [&str; 10] =
    ["about", "bio", "block", "box", "card", "description", "detail", "details", "info", "profile"];

/// First words of names that tell of the layout around or of the topic, not of what is inside:
/// `has-sidebar`, `tag-newsletter`, `elementor-widget`.
const LAYOUT: [&str; 11] =
    ["author", "category", "elementor", "et", "has", "js", "no", "tag", "with", "without", "wp"];

/// Names longer than this (in bytes) are made by machines.
const LONGEST_NAME: usize = 80;
/// What more names and lists of names of one page say is not kept.
const MOST_KNOWN: usize = 20_000;

/// What class names and ids, and lists of them, say: pages use the same few over and over.
pub type Known<'a> = HashMap<&'a str, Named<'a>, RandomState>;

/// What an element is by its names; of several signs, the strongest.
pub fn of<'a>(element: &'a ElementData, known: &mut Known<'a>) -> Named<'a> {
    if element.name() == "body" {
        return Named::default();
    }
    let mut best = Named { sign: of_tag(element.name()), name: element.name() };
    for (attribute, value) in element.attrs() {
        let named = match attribute {
            "role" => strongest(value, of_role),
            "itemprop" => strongest(value, of_property),
            "class" | "id" | "data-component" | "data-testid" => of_names(value, known),
            _ => continue,
        };
        // Of equal signs, the first one counts.
        if named.sign > best.sign {
            best = named;
        }
    }
    best
}

/// The strongest sign that class names or ids give.
fn of_names<'a>(names: &'a str, known: &mut Known<'a>) -> Named<'a> {
    if let Some(&named) = known.get(names) {
        return named;
    }
    let strongest = strongest(names, |name| match known.get(name) {
        Some(named) => named.sign,
        None => {
            let sign = of_name(name);
            keep(known, name, Named { sign, name: series(name) });
            sign
        }
    });
    keep(known, names, strongest);
    strongest
}

fn keep<'a>(known: &mut Known<'a>, names: &'a str, named: Named<'a>) {
    if known.len() < MOST_KNOWN {
        known.insert(names, named);
    }
}

/// The strongest sign that the names of a list give; of equal ones, the first.
fn strongest<'a>(names: &'a str, mut sign: impl FnMut(&'a str) -> Sign) -> Named<'a> {
    let named = names.split_ascii_whitespace().map(|name| Named { sign: sign(name), name });
    let best = named.reduce(|best, named| if named.sign > best.sign { named } else { best });
    best.map_or(Named::default(), |best| Named { name: series(best.name), ..best })
}

/// The name without the number that tells it from others of its series: `card-12`.
fn series(name: &str) -> &str {
    name.trim_matches(|c: char| !c.is_alphabetic())
}

fn of_tag(name: &str) -> Sign {
    match name {
        "article" | "main" => Sign::Content,
        "aside" | "form" => Sign::Clutter,
        "footer" | "nav" => Sign::Outside,
        "button" | "header" => Sign::Doubtful,
        _ => Sign::Nothing,
    }
}

/// What an ARIA role says (<https://www.w3.org/TR/wai-aria-1.2/#landmark_roles>).
fn of_role(role: &str) -> Sign {
    match role {
        "article" | "main" => Sign::Content,
        "alertdialog" | "banner" | "complementary" | "dialog" | "menu" | "menubar" | "search"
        | "toolbar" => Sign::Clutter,
        "contentinfo" | "navigation" => Sign::Outside,
        _ => Sign::Nothing,
    }
}

/// What a property of microdata says (<https://schema.org/Article>).
fn of_property(property: &str) -> Sign {
    match property {
        "articleBody" => Sign::Body,
        "comment" => Sign::Outside,
        _ => Sign::Nothing,
    }
}

/// What a class name or an id says.
fn of_name(name: &str) -> Sign {
    // Names with these are rules of style sheets: `md:hidden`, `[&_h4]:text-lg`.
    if name.len() > LONGEST_NAME || name.contains([':', '[']) {
        return Sign::Nothing;
    }
    let words: Vec<&str> = words(name).collect();
    let joined = words.concat().to_ascii_lowercase();
    if BODIES.iter().any(|body| joined.ends_with(body)) || has_body_stem(&joined) {
        return Sign::Body;
    }
    if CONTENTS.contains(&joined.as_str()) {
        return Sign::Content;
    }
    if FOOTERS.contains(&joined.as_str()) {
        return Sign::Outside;
    }
    let has = |table: &[&str]| words.iter().any(|word| is_in(table, word));
    if has(&["author", "authors"]) && has(&ABOUT_AUTHORS) {
        return Sign::Clutter;
    }
    match words.first() {
        Some(first) if is_in(&LAYOUT, first) => Sign::Nothing,
        _ if has(&COMMENTS) => Sign::Outside,
        _ if has(&CLUTTER) => Sign::Clutter,
        _ if has(&DOUBTFUL) => Sign::Doubtful,
        _ => Sign::Nothing,
    }
}

/// Whether one of the stems is in a name: without a searcher for each, which costs more than the
/// search.
fn has_body_stem(joined: &str) -> bool {
    let bytes = joined.as_bytes();
    let begins = |at: usize| {
        let stems = BODY_STEMS.iter().map(|stem| stem.as_bytes());
        stems.into_iter().any(|stem| stem[0] == bytes[at] && bytes[at..].starts_with(stem))
    };
    (0..bytes.len()).any(begins)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::extract::tree;

    #[test]
    fn tables_are_sorted() {
        let tables: [&[&str]; 7] =
            [&CONTENTS, &FOOTERS, &CLUTTER, &COMMENTS, &DOUBTFUL, &ABOUT_AUTHORS, &LAYOUT];
        for table in tables {
            assert!(table.is_sorted(), "{table:?}");
        }
    }

    #[test]
    fn names_are_read_by_words() {
        let table = [
            ("articleBody", Sign::Body),
            ("single-post__content", Sign::Body),
            ("postContentWrapper", Sign::Body),
            ("main-content", Sign::Content),
            ("content-info", Sign::Nothing),
            ("nav", Sign::Clutter),
            ("site-navigation", Sign::Clutter),
            ("RelatedStories_list", Sign::Clutter),
            ("unrelated", Sign::Nothing),
            ("shared-memory", Sign::Nothing),
            ("author-box", Sign::Clutter),
            ("author", Sign::Nothing),
            ("post-author", Sign::Doubtful),
            ("comment-list", Sign::Outside),
            ("site-footer", Sign::Outside),
            ("card-footer", Sign::Clutter),
            ("commentary", Sign::Nothing),
            ("has-sidebar", Sign::Nothing),
            ("tag-newsletter", Sign::Nothing),
            ("elementor-widget-text", Sign::Nothing),
            ("md:hidden", Sign::Nothing),
            ("story", Sign::Content),
            ("", Sign::Nothing),
        ];
        for (name, expected) in table {
            assert_eq!(of_name(name), expected, "{name}");
        }
    }

    #[test]
    fn the_strongest_sign_counts_with_its_name() {
        let table = [
            ("<nav class=main>", Sign::Outside, "nav"),
            ("<article class='post related'>", Sign::Clutter, "related"),
            ("<div id=card-12>", Sign::Doubtful, "card"),
            ("<div class='x y'>", Sign::Nothing, "div"),
            ("<section role=main>", Sign::Content, "main"),
            ("<div itemprop='articleBody' class=content>", Sign::Body, "articleBody"),
        ];
        for (html, sign, name) in table {
            let document = tree::parse(html, false, 1);
            let elements = document.html.tree.values().filter_map(|node| node.as_element());
            let element = elements.last().expect("an element");
            assert_eq!(of(element, &mut Known::default()), Named { sign, name }, "{html}");
        }
    }
}
