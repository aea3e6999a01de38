//! HTML, well-formed and not.

use fastrand::Rng;

use super::{one_in, pick, prose};

const ELEMENTS: [&str; 56] = [
    "p",
    "div",
    "span",
    "b",
    "i",
    "em",
    "strong",
    "a",
    "code",
    "pre",
    "h1",
    "h2",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "tbody",
    "tr",
    "td",
    "th",
    "caption",
    "blockquote",
    "figure",
    "figcaption",
    "section",
    "article",
    "main",
    "aside",
    "header",
    "footer",
    "nav",
    "form",
    "select",
    "option",
    "button",
    "details",
    "summary",
    "svg",
    "math",
    "mi",
    "template",
    "noscript",
    "iframe",
    "ruby",
    "rt",
    "sup",
    "sub",
    "font",
    "center",
    "object",
    "x-y",
    "body",
];
const RAW: [&str; 6] = ["script", "style", "textarea", "title", "xmp", "noembed"];
const VOID: [&str; 6] = ["br", "hr", "img", "input", "wbr", "meta"];
const ATTRIBUTES: [&str; 20] = [
    "class=caption",
    "class=\"credit\"",
    "class='share-buttons'",
    "id=comments",
    "hidden",
    "style=\"display:none\"",
    "href=#x",
    "href=\"https://a.example/\"",
    "alt=\"Seen\nhere\"",
    "alt='a&#10;b'",
    "src=data:x",
    "lang=de",
    "role=main",
    "itemprop=articleBody",
    "datetime=2020-10-19",
    "aria-hidden=true",
    "property=og:title content=T",
    "name=date content=2020",
    "\"",
    "x<y='",
];

/// Writes part of a page.
pub fn write_part(rng: &mut Rng, out: &mut String) {
    for _ in 0..=rng.usize(..4) {
        node(rng, out, 0);
    }
}

/// Writes a whole page.
pub fn write_page(rng: &mut Rng, out: &mut String) {
    *out += &format!("<!doctype html><html {}><head>\n", pick(rng, &ATTRIBUTES));
    *out += &format!("<title>{}</title>", prose::line(rng));
    if one_in(rng, 3) {
        let json = format!("{{\"@type\": \"Article\", \"headline\": {:?}}}", prose::line(rng));
        *out += &format!("<script type=\"application/ld+json\">{json}</script>\n");
    }
    for _ in 0..rng.usize(..3) {
        *out += &format!("<meta {}>\n", pick(rng, &ATTRIBUTES));
    }
    *out += "</head>\n<body>";
    for name in ["header", "nav", "main", "aside", "footer"] {
        if rng.bool() {
            *out += &format!("<{name} {}>", pick(rng, &ATTRIBUTES));
            write_part(rng, out);
            *out += &format!("</{name}>\n");
        }
    }
}

fn node(rng: &mut Rng, out: &mut String, depth: usize) {
    match rng.u8(..16) {
        _ if depth > 8 => prose::write(rng, out),
        0..5 => prose::write(rng, out),
        5 => *out += &format!("<!-- {} -->", prose::line(rng)),
        6 => out.push_str(pick(
            rng,
            &["<![CDATA[x]]>", "<?x?>", "<!x>", "</>", "</p>", "</br>", "<", "\n\n"],
        )),
        7 => *out += &format!("<{} {}>", pick(rng, &VOID), pick(rng, &ATTRIBUTES)),
        8 => {
            let name = pick(rng, &RAW);
            *out += &format!("<{name}>{}</{name}>", prose::line(rng));
        }
        _ => element(rng, out, depth),
    }
}

fn element(rng: &mut Rng, out: &mut String, depth: usize) {
    let name = pick(rng, &ELEMENTS);
    *out += &format!("<{name}");
    for _ in 0..rng.usize(..3) {
        *out += &format!("{}{}", pick(rng, &[" ", "\n", "/"]), pick(rng, &ATTRIBUTES));
    }
    out.push('>');
    for _ in 0..rng.usize(..4) {
        node(rng, out, depth + 1);
    }
    match rng.u8(..10) {
        0 => {}
        1 => *out += &format!("</{}>", pick(rng, &ELEMENTS)),
        _ => *out += &format!("</{name}>"),
    }
}
