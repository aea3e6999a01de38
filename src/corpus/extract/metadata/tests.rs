use super::super::tree;
use super::*;

fn metadata(html: &str) -> PageMetadata {
    PageMetadata::of(&tree::parse(html, true, 1))
}

/// A script of JSON-LD.
fn linked(json: &str) -> String {
    format!(r#"<script type="application/ld+json">{json}</script>"#)
}

#[test]
fn dates_come_with_the_surest_first() {
    let table: [(String, &[&str]); 8] = [
        (
            r#"<meta name="date" content="2020"><meta property="article:published_time" content="2019">"#
                .to_owned(),
            &["2019", "2020"],
        ),
        (
            "<meta name=DatePublished content=' 2018 '>".to_owned()
                + &linked(r#"{"@type":"NewsArticle","datePublished":"2017","dateModified":"2021"}"#),
            &["2017", "2018"],
        ),
        (
            linked(
                r#"[{"@type":"Person","datePublished":"1"},
                {"@type":["BlogPosting"],"datePublished":"2016"}]"#,
            ),
            &["2016"],
        ),
        (linked(r#"{"@graph":[{"@type":"WebPage","datePublished":"2015"}]}"#), &["2015"]),
        (linked("{\"@type\":\"Report\",\"x\":\"a\nb\",\"datePublished\":\"2014\"};"), &["2014"]),
        (linked(r#"{"@type": no json"#), &[]),
        ("<meta name=date><meta content=2020>".to_owned(), &[]),
        (
            "<p><abbr itemprop=datePublished title=2013-01-02>today</abbr>
            <p itemprop=datePublished>On 3 May 2012</p>"
                .to_owned(),
            &["2013-01-02", "3 May 2012"],
        ),
    ];
    for (html, expected) in table {
        assert_eq!(metadata(&html).dates, expected, "{html}");
    }
}

#[test]
fn dates_of_change_are_kept_apart() {
    let html = linked(r#"{"@type":"Article","dateModified":"2021"}"#)
        + "<meta property=article:modified_time content=2022><p itemprop=dateModified>3 May 2023";
    assert_eq!(metadata(&html).modified, ["2021", "2022", "3 May 2023"]);
    assert!(metadata(&html).dates.is_empty());
}

#[test]
fn the_date_near_the_heading_is_shown() {
    let far = "<p>Text of the article.</p>".repeat(60);
    let table = [
        ("<h1>A truce</h1><p>3 May 2010</p>".to_owned(), Some("3 May 2010")),
        ("<div>3 May 2010</div><h1>A truce</h1><p>4 May 2010</p>".to_owned(), Some("4 May 2010")),
        ("<h1>A truce</h1>By <b>Ann</b> on <i>May 3</i>, 2010<p>x".to_owned(), Some("May 3, 2010")),
        (
            "<h1>A truce</h1><p>Updated 5 May 2010</p><p>Posted 3 May 2010</p>".to_owned(),
            Some("3 May 2010"),
        ),
        ("<h1>A truce</h1><p>Last updated: 5 May 2010</p>".to_owned(), Some("5 May 2010")),
        ("<h1>A truce</h1><nav>3 May 2010</nav>".to_owned(), None),
        ("<h1>A truce</h1><div class=related-posts><p>3 May 2010</div>".to_owned(), None),
        ("<h1>A truce</h1><time>3 May 2010</time>".to_owned(), None),
        (format!("<h1>A truce</h1>{far}<p>3 May 2010"), None),
        (format!("<h1>A truce</h1>{far}<p class=post-date>3 May 2010"), Some("3 May 2010")),
        ("<h1>A truce</h1><p>© 2010 The Site</p>".to_owned(), None),
        ("<h1>A truce</h1><script>{\"publishedAt\":\"2010-05-03\"}</script>".to_owned(), Some("2010-05-03")),
        (
            "<title>A truce holds</title><h1>The Site</h1><p>1 May 2010</p><h2>A truce holds</h2><p>3 May 2010"
                .to_owned(),
            Some("3 May 2010"),
        ),
    ];
    for (html, expected) in table {
        assert_eq!(metadata(&html).shown.first().map(String::as_str), expected, "{html}");
    }
}

#[test]
fn times_are_read_from_attribute_or_text() {
    let html = "<p><time datetime='2020-10-14T08:00'>today</time> <time>14 May 2010</time>";
    assert_eq!(metadata(html).times, ["2020-10-14T08:00", "14 May 2010"]);
}

#[test]
fn times_near_the_heading_come_first() {
    let far = "<p>Text of the article.</p>".repeat(300);
    let html = format!(
        "<time>2001</time><p>Some text about the site</p><h1>A truce</h1><time>2002</time>{far}<time>2003</time>"
    );
    assert_eq!(metadata(&html).times, ["2002", "2001", "2003"]);
    // Where the date of the last change is known, far ones are of other posts.
    let html = format!("<meta property=article:modified_time content=2004>{html}");
    assert_eq!(metadata(&html).times, ["2002", "2001"]);
}

#[test]
fn declared_authors_come_first() {
    let table: [(String, &[&str]); 8] = [
        (
            r#"<meta property="article:author" content="https://example.org/ann">
            <meta name="author" content="Ann Lee">"#
                .to_owned(),
            &["Ann Lee"],
        ),
        (
            r#"<meta name="author" content="The Site">"#.to_owned()
                + &linked(r#"{"@type":"Article","author":[{"@type":"Person","name":"Bo"},"Cy"]}"#),
            &["Bo", "Cy"],
        ),
        (
            linked(
                r##"{"@graph":[{"@type":"Article","author":{"@id":"#ann"}},
                {"@type":"Person","@id":"#ann","name":"Ann Lee"}]}"##,
            ),
            &["Ann Lee"],
        ),
        (
            "<meta name=twitter:label1 content='Written by'><meta name=twitter:data1 content='Ann Lee'>"
                .to_owned(),
            &["Ann Lee"],
        ),
        (r#"<meta name="author" content="@handle">"#.to_owned(), &[]),
        // The site is the author only if nobody else is.
        (
            linked(r#"{"@type":"Article","author":{"@type":"Organization","name":"The Site"}}"#)
                + "<h1>A truce</h1>By Ann Lee",
            &["Ann Lee"],
        ),
        (
            "<meta property=og:site_name content='Ann Lee'><meta name=author content='Ann Lee'>"
                .to_owned(),
            &["Ann Lee"],
        ),
        ("<meta name=author content=admin><h1>A</h1>By Ann Lee".to_owned(), &["Ann Lee"]),
    ];
    for (html, expected) in table {
        assert_eq!(metadata(&html).authors, expected, "{html}");
    }
}

#[test]
fn authors_stand_in_bylines() {
    let far = "<p>Text of the article.</p>".repeat(60);
    let table: [(String, &[&str]); 18] = [
        ("<p>By <a rel=author href=/ann>Ann <b>Lee</b></a></p>".to_owned(), &["Ann Lee"]),
        ("<p itemprop=author><b>Ann Lee</b></p>".to_owned(), &["Ann Lee"]),
        ("<h1>A</h1><div class=post-author><p>By<p>Ann Lee<p>Cook</div>".to_owned(), &["Ann Lee"]),
        (
            "<h1>A</h1><div class=author><p>Ann Lee</p><small>May 3</small></div>".to_owned(),
            &["Ann Lee"],
        ),
        ("<h1>A</h1><a href=/author/ann>Ann Lee</a>".to_owned(), &["Ann Lee"]),
        ("<h1>A</h1><a href=/author/ann>Ann</a>".to_owned(), &[]),
        ("<h1>A</h1><p>By Ann Lee | 3 May 2010</p>".to_owned(), &["Ann Lee"]),
        ("<h1>A</h1><p>3 May 2010 by Ann Lee</p>".to_owned(), &["Ann Lee"]),
        ("<h1>A</h1><div>By</div><div>Ann Lee</div>".to_owned(), &["Ann Lee"]),
        ("<h1>A</h1><p>By Ann</p>".to_owned(), &[]),
        ("<h1>A</h1><p>By Ann Lee all was told.</p>".to_owned(), &[]),
        ("<h1>A</h1><p>作者：李安</p>".to_owned(), &["李安"]),
        (format!("<h1>A</h1>{far}<p>By Ann Lee"), &[]),
        (format!("<h1>A</h1>{far}<p>Written by Ann Lee"), &["Ann Lee"]),
        (format!("<h1>A</h1><p>By Bo Cy</p>{far}<p class=author>Ann Lee"), &["Bo Cy"]),
        ("<h1>A</h1><div id=comments><p class=author>Ann Lee</div>".to_owned(), &[]),
        ("<h1>A</h1><p class=author>Skip to content</p>".to_owned(), &[]),
        (
            "<h1>A</h1><a rel=author>Ann Lee</a>, <a rel=author>Bo Cy</a>".to_owned(),
            &["Ann Lee", "Bo Cy"],
        ),
    ];
    for (html, expected) in table {
        assert_eq!(metadata(&html).authors, expected, "{html}");
    }
}

#[test]
fn the_headline_is_what_heading_and_title_say() {
    let table = [
        (
            "<title>A truce holds - The Site</title><h1>The Site</h1><h1>A truce <i>holds</i></h1>",
            "A truce holds",
        ),
        ("<title>A truce holds - The Site</title><h1>Contents</h1>", "A truce holds - The Site"),
        ("<meta property=og:title content='A truce'><title>A truce | S</title>", "A truce"),
        ("<h1>Only this</h1>", "Only this"),
        ("<title>Start — The Manual (3.1)</title><h1>Start<a>¶</a></h1>", "Start"),
        (
            "<title>Truces - The Site of Long Names</title><h1>The Site of Long Names</h1><h2>Truces</h2>",
            "Truces",
        ),
        ("<title>For SEO | S</title><h1>What a truce is</h1>", "What a truce is"),
        ("<title>A truce | S</title>", "A truce"),
        ("<meta property=og:site_name content='S T'><title>A truce - S T</title>", "A truce"),
        ("<title> | S</title>", "| S"),
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
