//! Bodies made to hang or to crash a reader: each must be read in time linear in its length.

use std::time::{Duration, Instant};

use super::*;

const HTML: Format = Format { markup: Markup::Html, templated: false };
const MARKDOWN: Format = Format { markup: Markup::Markdown, templated: false };
const BLADE: Format = Format { markup: Markup::Markdown, templated: true };

/// What each case may take. In release builds all take well under a second; what is quadratic takes
/// minutes.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 3 });

fn read_in_time(name: &str, body: &str, format: Format) -> Extracted {
    let start = Instant::now();
    let extracted = extract(body, format, 1);
    let took = start.elapsed();
    assert!(took < PATIENCE, "{name} took {took:?}");
    extracted
}

/// All the text, blocks apart.
fn text(extracted: &Extracted) -> String {
    let texts: Vec<_> = extracted.blocks.iter().map(|block| block.text.as_str()).collect();
    texts.join("|")
}

fn numbered(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect()
}

#[test]
fn nesting_is_bounded_and_its_text_kept() {
    let table = [
        ("div", format!("{}deep{}after", "<div>".repeat(200_000), "</div>".repeat(200_000))),
        ("unclosed div", format!("{}deep<p>after", "<div>".repeat(200_000))),
        ("span", format!("{}deep</span><p>after", "<span>".repeat(200_000))),
        ("b", format!("{}deep<p>after", "<b>".repeat(10_000))),
        ("font", format!("{}deep<p>after", numbered(10_000, |n| format!("<font c={n}>")))),
        ("b and p", format!("{}deep<p>after", "<b><p>".repeat(50_000))),
        ("svg", format!("{}</g></svg>deep<p>after", "<svg><g>".repeat(50_000))),
        ("ul", format!("{}deep</ul><p>after", "<ul><li>".repeat(50_000))),
        ("a", format!("{}deep<p>after", numbered(50_000, |n| format!("<a href={n}>")))),
    ];
    for (name, body) in table {
        let extracted = read_in_time(name, &body, HTML);
        let text = text(&extracted);
        assert!(text.ends_with("deep|after"), "{name}: {text}");
        let limits = extracted.problems.iter().filter(|p| p.code == ProblemCode::MarkupLimit);
        assert!(limits.count() <= 1, "{name}: {:?}", extracted.problems);
    }
    // A table throws out the text of a cell that was left out, without the end of the block.
    let tables = format!("{}deep<td>deeper<p>after", "<table><tr><td>".repeat(50_000));
    assert!(text(&read_in_time("table", &tables, HTML)).starts_with("deep deeper after"));
    assert_eq!(read_in_time("div", &"<div>".repeat(1000), HTML).problems.len(), 1);
}

#[test]
fn unclosed_formatting_does_not_multiply() {
    let table = [
        ("font in p", numbered(20_000, |n| format!("<p><font c={n}>word</p>"))),
        ("b in div", numbered(20_000, |n| format!("<div><b c={n}>word</div>"))),
        (
            "fonts then p",
            numbered(300, |n| format!("<font c={n}>")) + &"<p>word</p>".repeat(50_000),
        ),
        ("a and div", "<a href=x><div>word".repeat(20_000)),
        ("b i crossed", "<b><i>word</b></i>".repeat(50_000)),
        ("b p crossed", "<b><p>word</b></p>".repeat(50_000)),
        ("in cells", format!("<table>{}", "<tr><td><b><i>word".repeat(50_000))),
        ("out of a table", format!("<table>{}", "<b>word<tr>".repeat(50_000))),
        ("nested anew", numbered(20_000, |n| format!("<nobr c={n}><div>word</nobr>"))),
        ("bodies", numbered(50_000, |n| format!("<body a{n}=x>word "))),
    ];
    for (name, body) in table {
        let extracted = read_in_time(name, &body, HTML);
        let expected = body.matches("word").count();
        assert_eq!(text(&extracted).matches("word").count(), expected, "{name}");
    }
}

#[test]
fn attributes_are_bounded() {
    let many = numbered(1_000_000, |n| format!(" a{n}"));
    let quoted = numbered(300_000, |n| format!(" a{n}=\">\""));
    let table = [
        ("names", format!("<p{many}>word</p>\n<p>after")),
        ("values", format!("<p{quoted}>word</p>\n<p>after")),
        ("in an end tag", format!("<p>word</p{many}>\n<p>after")),
        ("after a script", format!("<script>a<b \"</script><p{quoted}>word</p>\n<p>after")),
        ("on lines", format!("<p{}>word</p><p>after", many.replace(' ', "\n"))),
        ("in a script's end", format!("<script></script{many}>word\n<p>after")),
    ];
    for (name, body) in table {
        let extracted = read_in_time(name, &body, HTML);
        assert_eq!(text(&extracted), "word|after", "{name}");
        assert_eq!(extracted.problems.len(), 1, "{name}");
        let last = lines::count(&body) + 1;
        assert_eq!(extracted.blocks[1].lines.first(), last, "{name}");
    }
    let spaces = " ".repeat(1_000_000);
    let table = [
        ("blanks in a tag", format!("<p {spaces} class=x>word</p>after")),
        ("a long value", format!("<p title='{spaces}'>word</p>after")),
        ("a long comment", format!("<p>word</p><!-- > {spaces} <p a b> -->after")),
        ("a long doctype", format!("<!doctype {spaces}><p>word</p>after")),
        ("no tag at all", format!("<p>word</p></><{spaces}after")),
        ("a raw element", format!("<style x='{spaces}'></sty <p></style >word<p>after")),
    ];
    for (name, body) in table {
        let extracted = read_in_time(name, &body, HTML);
        assert_eq!(text(&extracted).replace("< ", ""), "word|after", "{name}");
        assert_eq!(extracted.problems, [], "{name}");
    }
}

#[test]
fn nested_markdown_is_bounded() {
    let table = [
        ("quotes", format!("{}deep", ">".repeat(100_000))),
        ("spaced quotes", format!("{}deep", "> ".repeat(100_000))),
        ("lists", format!("{}deep{}", "- ".repeat(100_000), "\n".repeat(100_000))),
        ("numbers", format!("{}deep", "1. ".repeat(100_000))),
        ("brackets", format!("{}deep", "[".repeat(100_000))),
        ("images", format!("{}deep", "![".repeat(100_000))),
        ("links", format!("{}deep{}", "[".repeat(50_000), "](x)".repeat(50_000))),
        ("stars", format!("{}deep", "*a **b ".repeat(50_000))),
        ("backticks", format!("{}deep", numbered(2000, |n| "`".repeat(n) + " "))),
        ("angles", format!("{}deep", "<a ".repeat(100_000))),
        ("comments", format!("a {}deep", "<!-- ".repeat(50_000))),
        ("cdata", format!("a {}deep", "<![CDATA[ ".repeat(50_000))),
        ("ampersands", format!("{}deep", "&a".repeat(100_000))),
        ("indented", numbered(1500, |n| " ".repeat(2 * n) + "- a\n") + "\ndeep"),
        ("many quotes", "> > > > > > > > a\n".repeat(20_000) + "\ndeep"),
        ("notes", numbered(20_000, |n| format!("[^{n}]\n\n[^{n}]: a\n\n")) + "deep"),
        ("definitions", numbered(20_000, |n| format!("[{n}]: a\n")) + "\ndeep"),
        (
            "columns",
            "a|".repeat(1000) + "\n" + &"-|".repeat(1000) + "\n" + &"|\n".repeat(10_000) + "\ndeep",
        ),
    ];
    for (name, body) in table {
        assert!(text(&read_in_time(name, &body, MARKDOWN)).contains("deep"), "{name}");
    }
    assert_eq!(read_in_time("quotes", &">".repeat(1000), MARKDOWN).problems.len(), 1);
}

#[test]
fn openers_without_closers_are_text() {
    let openers = [
        "{{ ",
        "{% ",
        "{{< ",
        "{# ",
        "{!! ",
        "{{-- ",
        "{% raw %}",
        "{% highlight %}",
        "<?",
        "<pre>",
        "`",
        "{/* ",
        "{: ",
        "@php ",
        "@if(",
        "<Aa a={",
        "<!",
        "</",
        "<a '",
        "&",
        "<textarea>",
        "<table>",
        "<svg>",
        "<![CDATA[",
        "~~~\n",
        "import 'a\n",
    ];
    for opener in openers {
        for format in [HTML, MARKDOWN, BLADE] {
            read_in_time(opener, &format!("word {}", opener.repeat(10_000)), format);
        }
    }
}

#[test]
fn a_long_line_is_read_like_any_other() {
    let words = "word <b>and</b> word, {{ x }} `y` &amp; [z](w) ".repeat(40_000);
    for format in [HTML, MARKDOWN] {
        let extracted = read_in_time("long line", &words, format);
        assert_eq!(text(&extracted).matches("and word").count(), 40_000);
    }
}

#[test]
fn marked_authors_and_dates_cost_no_more_than_text() {
    let page = |body: String| format!("<html><title>A b c</title><h1>A b c</h1>{body}");
    let table = [
        ("authors", page("<p class=author>Ann Lee on 3 May 2010</p>".repeat(40_000))),
        ("no authors", page("<p class=author>nobody</p>".repeat(40_000))),
        ("nested authors", page("<div class=author>word ".repeat(40_000))),
        ("one long author", page(format!("<p rel=author>{}", "<b>Ann</b> ".repeat(100_000)))),
        ("dates", page("<p>Posted 3 May 2010</p>".repeat(40_000))),
        ("no dates", page("<p class=date>2010 2010 2010 2010 2010 2010</p>".repeat(40_000))),
        ("times", page("<time>2010</time>".repeat(40_000))),
        ("headings", page("<h1>A b c</h1><h2>a c b</h2>".repeat(40_000))),
        ("long headings", page(format!("<h1>{}</h1>", "a b c ".repeat(100_000)))),
        ("labels", page("<p>By</p>".repeat(40_000))),
        ("a class of words", page(format!("<p class='{}'>x", "author-date ".repeat(100_000)))),
        ("a script", page(format!("<script>{}</script>", "published_at:'2010".repeat(40_000)))),
        ("metas", page("<meta name=author content=@x>".repeat(40_000))),
    ];
    for (name, body) in table {
        read_in_time(name, &body, HTML);
    }
}
