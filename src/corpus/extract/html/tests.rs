use super::*;
use crate::corpus::BlockKind::{ListItem, TableCell};

type Expected<'a> = &'a [(BlockKind, &'a str, u32)];

fn blocks(extracted: &Extracted) -> Vec<(BlockKind, &str, u32)> {
    extracted
        .blocks
        .iter()
        .map(|block| (block.kind, block.text.as_str(), block.lines.first()))
        .collect()
}

fn check(table: &[(&str, Expected)]) {
    for (html, expected) in table {
        assert_eq!(blocks(&read(html, 1)), *expected, "{html}");
    }
}

/// The line of each word of the first block.
fn lines_of_words(html: &str) -> Vec<(String, u32)> {
    let extracted = read(html, 1);
    let block = &extracted.blocks[0];
    let words = block.text.split(char::is_whitespace).filter(|word| !word.is_empty());
    words
        .map(|word| {
            let offset = word.as_ptr() as usize - block.text.as_ptr() as usize;
            (word.to_owned(), block.lines.line_at(u32::try_from(offset).unwrap()))
        })
        .collect()
}

/// Reads a body of a corpus without furniture of its own.
fn read(source: &str, first_line: u32) -> Extracted {
    super::read(source, first_line, &FurnitureRules::default())
}

#[test]
fn blocks_stand_apart_and_inline_elements_together() {
    check(&[
        ("<p>cease<b>-fire</b> now</p>", &[(Paragraph, "cease-fire now", 1)]),
        (
            "one<p>two<div>three</div>four",
            &[
                (Paragraph, "one", 1),
                (Paragraph, "two", 1),
                (Paragraph, "three", 1),
                (Paragraph, "four", 1),
            ],
        ),
        ("<p>one<br>two<my-tag>three</my-tag></p>", &[(Paragraph, "one twothree", 1)]),
        (
            "<h2>A <i>b</i></h2><p>c<hr>d",
            &[(Heading(2), "A b", 1), (Paragraph, "c", 1), (Paragraph, "d", 1)],
        ),
        (
            "<ul>\n<li>one\n<ul><li><p>two</p></li></ul>\nthree</li></ul>",
            &[(ListItem, "one", 2), (ListItem, "two", 3), (ListItem, "three", 4)],
        ),
        ("<dl><dt>Truce<dd>A pause</dl>", &[(ListItem, "Truce", 1), (ListItem, "A pause", 1)]),
        (
            "<blockquote><p>We agree</p>— Anna</blockquote>",
            &[(Quote, "We agree", 1), (Quote, "— Anna", 1)],
        ),
        (
            "<table>\n<caption>Dead</caption>\n<tr><th>Year<td>1\n<tr><td>2</table>",
            &[
                (Caption, "Dead", 2),
                (TableCell, "Year", 3),
                (TableCell, "1", 3),
                (TableCell, "2", 4),
            ],
        ),
        (
            "<details><summary>More</summary>Text</details>",
            &[(Paragraph, "More", 1), (Paragraph, "Text", 1)],
        ),
        ("<pre>\n  if x:\n    y\n</pre>", &[(Code, "if x:\n    y", 2)]),
        ("<pre>a<br>b</pre>", &[(Code, "a\nb", 1)]),
        ("", &[]),
        (" <p> </p> ", &[]),
    ]);
}

#[test]
fn characters_are_decoded_and_white_space_folded() {
    check(&[
        ("<p>&eacute;t&eacute; &amp;&#8212;&nbsp;&lt;b&gt;", &[(Paragraph, "été &— <b>", 1)]),
        ("<p>a\u{a0}\n\t b</p>", &[(Paragraph, "a b", 1)]),
        ("<p>so\u{ad}lid</p>", &[(Paragraph, "so\u{ad}lid", 1)]),
        ("<p>a\0b &bogus; & c</p>", &[(Paragraph, "ab &bogus; & c", 1)]),
    ]);
}

#[test]
fn what_is_not_text_is_dropped() {
    check(&[
        ("a<script>no</script><style>no</style><template>no</template>", &[(Paragraph, "a", 1)]),
        ("a<!-- no --><![CDATA[ no ]]><?no ?>", &[(Paragraph, "a", 1)]),
        ("a<nav>no</nav><form>no<button>no</button></form>", &[(Paragraph, "a", 1)]),
        ("a<select><option>no</select><iframe>no</iframe>", &[(Paragraph, "a", 1)]),
        ("a<svg><title>no</title><text>no</text></svg>", &[(Paragraph, "a", 1)]),
        ("a <math><mi>x</mi><annotation>no</annotation></math>", &[(Paragraph, "a x", 1)]),
        ("a<object>no</object><noscript>no</noscript>", &[(Paragraph, "a", 1)]),
        (
            "a<p hidden>no<p aria-hidden=true>no<p style='color:red;display: none'>no",
            &[(Paragraph, "a", 1)],
        ),
        ("<p aria-hidden=false style='display:block'>a", &[(Paragraph, "a", 1)]),
        ("<h2>Title<a href='#title'>¶</a></h2>", &[(Heading(2), "Title", 1)]),
        (
            "<p>word<sup><a href='#n1'>1</a></sup> word<sup>1)</sup> 1<sup>st</sup>",
            &[(Paragraph, "word word 1) 1st", 1)],
        ),
        ("<ruby>漢<rp>(</rp></ruby>字", &[(Paragraph, "漢字", 1)]),
    ]);
}

#[test]
fn a_post_is_never_left_without_its_only_text() {
    check(&[
        ("<noscript>Text</noscript>", &[(Paragraph, "Text", 1)]),
        ("<form><p>Text</p></form>", &[(Paragraph, "Text", 1)]),
        ("<div class=share>Text</div>", &[(Paragraph, "Text", 1)]),
        ("<div style='display:none'>Text</div>", &[(Paragraph, "Text", 1)]),
        ("<body><header>Text</header></body>", &[(Paragraph, "Text", 1)]),
        (
            "<body><nav>Text</nav><footer>More</footer></body>",
            &[(Paragraph, "Text", 1), (Paragraph, "More", 1)],
        ),
        ("<p title='Text never closed>\nText</p>", &[(Paragraph, "Text", 2)]),
        ("<script>no</script>", &[]),
        ("<p>Advertisement</p>", &[(Furniture, "Advertisement", 1)]),
    ]);
}

#[test]
fn captions_and_furniture_are_told_apart() {
    check(&[
        (
            "<figure><img alt='A lake'><figcaption>The <b>lake</b></figcaption></figure>x",
            &[(Caption, "A lake", 1), (Caption, "The lake", 1), (Paragraph, "x", 1)],
        ),
        ("<p>one <img alt='A boat'> two", &[(Paragraph, "one two", 1), (Caption, "A boat", 1)]),
        ("x<img alt='☺'><img alt='IMG_1.JPG'><img alt=''>", &[(Paragraph, "x", 1)]),
        (
            "<p class='photo-credit'>Anna/AFP</p><p>x<p class=credit>Anna/AFP</p>",
            &[(Caption, "Anna/AFP", 1), (Paragraph, "x", 1)],
        ),
        (
            "<p>x</p><div class=share-bar><h3>Share</h3><p>Tweet</div>",
            &[(Paragraph, "x", 1), (Furniture, "Share", 1), (Furniture, "Tweet", 1)],
        ),
        ("<p id=ad-1>x</p><h2 id=share>y</h2>", &[(Furniture, "x", 1), (Heading(2), "y", 1)]),
        (
            "<p>Read more: elsewhere</p><p>Реклама</p><p>x",
            &[
                (Furniture, "Read more: elsewhere", 1),
                (Furniture, "Реклама", 1),
                (Paragraph, "x", 1),
            ],
        ),
    ]);
    let long = "word ".repeat(60);
    let html = format!("<div class=related><p>{long}</p></div>");
    assert_eq!(read(&html, 1).blocks[0].kind, Paragraph);
}

#[test]
fn the_article_of_a_page_is_found() {
    let a = "The ferry left at nine. ".repeat(12);
    let b = "Nobody saw the second boat. ".repeat(12);
    let (a, b) = (a.trim(), b.trim());
    let heading = "A heading of more than the links";
    let short = &a[..a.len() / 2];
    let links = "<ul><li><a href=/1>One more story</a><li><a href=/2>Another one</a></ul>";
    let teaser = "<div><h3><a href=/3>A third boat</a></h3><p>It came late.</p></div>";
    let table: &[(String, Vec<&str>)] = &[
        (format!("<body><header>no</header><p>{a}</p><footer>no</footer>"), vec![a]),
        (
            format!("<body><aside>no</aside><article><header>yes</header>{a}</article>no"),
            vec!["yes", a],
        ),
        (format!("<body>no<main><h1>A</h1>{a}</main>no"), vec!["A", a]),
        (format!("<body>no<div role=main>{a}</div>no"), vec![a]),
        (format!("<body>no<div itemprop=articleBody>{a}</div>no"), vec![a]),
        (format!("<body><article>{a}</article>no<article>{b}</article>"), vec![a, b]),
        (format!("<body><article></article><main>{a}</main>"), vec![a]),
        (format!("<body><main>{a}<p>{b}<article>short</article></main>"), vec![a, b, "short"]),
        (format!("<body><article>{a}</article><article class=comment-body>{b}</article>"), vec![a]),
        (format!("<body><div>no</div><div class=x><p>{a}<p>{b}</div>"), vec![a, b]),
        (
            format!("<body><div class=text><p>{a}<p>{b}{links}</div>"),
            vec![a, b, "One more story", "Another one"],
        ),
        (format!("<body><div class=text><p>{a}<h2>See</h2>{links}</div>"), vec![a, "See"]),
        (format!("<body><div class=text><p>{a}<p>{b}{teaser}</div>"), vec![a, b]),
        (
            format!("<body><main><div class=card>{a}</div><div class=card>{b}</div></main>"),
            vec![a, b],
        ),
        (format!("<body><main><p>{a}</p><div class=card>Buy now</div></main>"), vec![a]),
        (format!("<body><main><p>{a}</p><nav>{b}</nav></main>"), vec![a]),
        (
            format!("<body><main><p>{a}</p><p>{b}</p><div class=phone><p>{a}</p></div></main>"),
            vec![a, b],
        ),
        (format!("<body><div hidden>{b}</div><div><p>{a}</p></div>"), vec![a]),
        (format!("<body><blockquote>{a}<footer>Ann</footer></blockquote>"), vec![a, "Ann"]),
        (format!("<body>{links}"), vec!["One more story", "Another one"]),
        (format!("<body><h1>A</h1>{links}"), vec!["A", "One more story", "Another one"]),
        (
            format!("<body><div class=text><p>{a}<p>{b}<div><h2>{heading}</h2>{links}</div></div>"),
            vec![a, b],
        ),
        (
            format!("<body><div class=text><div><h1>{heading}</h1>{links}</div><p>{a}<p>{b}</div>"),
            vec![heading, a, b],
        ),
        (
            format!("<body><main><h3><button>yes</button></h3><p>{a}<button>no</button></main>"),
            vec!["yes", a],
        ),
        (format!("<body><div><p>{short}</div><div class=site-footer>{b}</div>"), vec![short]),
        ("<html><body>a<p>b</body></html>".to_owned(), vec!["a", "b"]),
    ];
    for (html, expected) in table {
        let extracted = read(html, 1);
        let texts: Vec<_> = extracted.blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(texts, *expected, "{html}");
    }
}

#[test]
fn a_page_tells_its_title_and_its_language() {
    let table = [
        ("<html lang=hy><title> A \n b </title><p>x", Some("A b"), Some("hy")),
        ("<!doctype html><title></title><svg><title>no</title></svg>x", None, None),
        ("<html><article lang='ru'>x</article>", None, Some("ru")),
        ("<title>A</title><article lang=ka>x</article>", Some("A"), Some("ka")),
        ("<p lang=de>x", None, None),
    ];
    for (html, title, language) in table {
        let extracted = read(html, 1);
        assert_eq!(extracted.page_title.as_deref(), title, "{html}");
        assert_eq!(extracted.language.as_deref(), language, "{html}");
    }
}

#[test]
fn addresses_are_kept_once_and_in_order() {
    let html = "<a href=' /b '>1</a><a href='https://a.org/?x:y'>2</a><a href=/b>3</a>\
                <a href='mailto:x@a.org'>4</a><a href='javascript:x'>5</a><a href='#p'>6</a>\
                <a href=''>7</a><a>8</a><a href='//c.org'>9</a><a href='d:e'>10</a>\
                <img src=i.png><img src='data:x' data-src=j.png><img src=i.png>";
    let extracted = read(html, 1);
    assert_eq!(extracted.links, ["/b", "https://a.org/?x:y", "//c.org"]);
    assert_eq!(extracted.images, ["i.png", "j.png"]);
}

#[test]
fn every_word_knows_its_line() {
    let table: &[(&str, &[u32])] = &[
        ("<p>\n\n  a\nb c\n\nd</p>", &[3, 4, 4, 6]),
        ("a\r\nb\rc\n\rd", &[1, 2, 3, 5]),
        ("<p>a &amp;\nb &#10;c\nd", &[1, 1, 2, 2, 3]),
        ("a<!-- \n\n -->b c\n<!---->d", &[1, 3, 4]),
        ("<b\nclass='x\n'>a</b>\n b", &[3, 4]),
        ("a</nope\n\n>b c", &[1, 3]),
        ("<!doctype html>\n<html>\n\n a\n b\n<p>", &[4, 5]),
        ("<html><head></head>\n\n a\n b", &[3, 4]),
        ("<pre>\na\n\n b</pre>", &[2, 4]),
        ("<pre>\n\na\nb", &[3, 4]),
        ("<p>a\n<script>\n\n</script>b\n<style>\n</style>c", &[1, 4, 6]),
        ("<p>a\n<svg>\n</svg> b", &[1, 3]),
        ("a\0\n\0b c", &[1, 2, 2]),
        ("<textarea>\n</textarea>\na\nb", &[3, 4]),
        ("<p>a\n&notit;\nb", &[1, 2, 3]),
        ("<math>\na\n\0b</math>", &[2, 3]),
        ("a &\nb &x\nc &#\nd &#x\ne", &[1, 1, 2, 2, 3, 3, 4, 4, 5]),
        ("a <\nb </\nc <!\nd>e", &[1, 1, 2, 4]),
    ];
    for (html, expected) in table {
        let found = lines_of_words(html);
        let lines: Vec<_> = found.iter().map(|(_, line)| *line).collect();
        assert_eq!(lines, *expected, "{html:?}: {found:?}");
    }
}

#[test]
fn text_that_a_table_throws_out_keeps_its_lines() {
    // All but the cell's text is moved before the table, and merged with what stands there.
    let html = "<div>a\nb<table>\nc\nd &amp;\ne<tr>\nf\n<td>g\nh\n<tr\n>\ni\n</table>\nj</div>";
    assert_eq!(
        lines_of_words(html),
        [("a", 1), ("b", 2), ("c", 3), ("d", 4), ("&", 4), ("e", 5)]
            .map(|(word, line)| (word.to_owned(), line))
            .into_iter()
            .chain([("f".to_owned(), 6), ("i".to_owned(), 11)])
            .collect::<Vec<_>>()
    );
    let extracted = read(html, 1);
    let rest: Vec<_> = blocks(&extracted).into_iter().skip(1).collect();
    assert_eq!(rest, [(TableCell, "g h", 7), (Paragraph, "j", 13)]);
}

#[test]
fn words_with_readings_stay_whole() {
    let phonetic =
        "<p><ruby>停<rp>(</rp><rt>てい</rt><rp>)</rp>火\n<rt>か</rt></ruby>協定</p>\n<p>b";
    check(&[
        (phonetic, &[(Paragraph, "停火 協定", 1), (Caption, "ていか", 1), (Paragraph, "b", 3)]),
        ("<ruby>a\n<rb>b</rb><rt>\nc</rt></ruby>", &[(Paragraph, "a b", 1), (Caption, "c", 3)]),
        ("<ruby>a</ruby> <rt>b</rt>", &[(Paragraph, "a b", 1)]),
    ]);
}

#[test]
fn alternative_text_knows_its_line() {
    let table: &[(&str, &[u32])] = &[
        ("\n<img alt='a b'>", &[2, 2]),
        ("<img alt='a&#10;b'>", &[1, 1]),
        ("<img\nsrc=x\n alt = \"a\nb\"\n>", &[3, 4]),
        ("<p><img\nalt='&eacute;a'\n>", &[2]),
        ("<img\ndata-alt='x'\n alt='a'>", &[3]),
        ("<img alt='x'><img\nalt=\n'\na'>", &[1]),
    ];
    for (html, expected) in table {
        let lines: Vec<_> = lines_of_words(html).into_iter().map(|(_, line)| line).collect();
        assert_eq!(lines, *expected, "{html:?}");
    }
}

#[test]
fn lines_count_from_the_first() {
    assert_eq!(read("\n<p>a", 40).blocks[0].lines.first(), 41);
    assert_eq!(read("\n<p>a", u32::MAX).blocks[0].lines.first(), u32::MAX);
}
