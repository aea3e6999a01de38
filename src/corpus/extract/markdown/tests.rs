use super::*;
use crate::corpus::BlockKind::{
    self, Caption, Code, Heading, ListItem, Paragraph, Quote, TableCell,
};

type Expected<'a> = &'a [(BlockKind, &'a str, u32)];

fn check(table: &[(&str, Expected)]) {
    for (source, expected) in table {
        let extracted = read(source, 1);
        check_direct(source);
        let found: Vec<_> = extracted
            .blocks
            .iter()
            .map(|block| (block.kind, block.text.as_str(), block.lines.first()))
            .collect();
        assert_eq!(found, *expected, "{source:?}: {:?}", render(source));
    }
}

/// The short way must come to what the long way comes to.
fn check_direct(source: &str) {
    if let Some(direct) = direct::read(source, 1) {
        assert_eq!(
            direct,
            html::read(&render(source), 1, &FurnitureRules::default()),
            "{source:?}: {}",
            render(source)
        );
    }
}

/// Reads a body of a corpus without furniture of its own.
fn read(source: &str, first_line: u32) -> Extracted {
    super::read(source, first_line, &FurnitureRules::default())
}

#[test]
fn markdown_becomes_blocks() {
    check(&[
        ("# A *b*\n\nc\nd\n", &[(Heading(1), "A b", 1), (Paragraph, "c d", 3)]),
        ("A\nb\n===\nc", &[(Heading(1), "A b", 1), (Paragraph, "c", 4)]),
        ("## A {#a .share}\n", &[(Heading(2), "A", 1)]),
        ("**cease**-fire _now_ ~~no~~", &[(Paragraph, "cease-fire now no", 1)]),
        (
            "- a\n- b\n\n  c\n  1. d\n",
            &[(ListItem, "a", 1), (ListItem, "b", 2), (ListItem, "c", 4), (ListItem, "d", 5)],
        ),
        ("- [x] a\n", &[(ListItem, "a", 1)]),
        ("> a\n> b\n>\n> > c", &[(Quote, "a b", 1), (Quote, "c", 4)]),
        ("```rust\n\na <b>\n```\n\n    c\n", &[(Code, "a <b>", 3), (Code, "c", 6)]),
        ("a `b <c>` d", &[(Paragraph, "a b <c> d", 1)]),
        (
            "| a | b |\n|---|---|\n| c | `d` |\n",
            &[(TableCell, "a", 1), (TableCell, "b", 1), (TableCell, "c", 3), (TableCell, "d", 3)],
        ),
        ("a[^1]b\n\n[^1]: c\n    d\n", &[(Paragraph, "ab", 1), (Paragraph, "c d", 3)]),
        (
            "Truce\n: A pause\n\n: A rest",
            &[(ListItem, "Truce", 1), (ListItem, "A pause", 2), (ListItem, "A rest", 4)],
        ),
        ("a [b](c \"d\") <http://e.org> f", &[(Paragraph, "a b http://e.org f", 1)]),
        (
            "a\n\n![A *\"b\"* & \\<c>](d.png)\n",
            &[(Paragraph, "a", 1), (Caption, "A \"b\" & <c>", 3)],
        ),
        ("![&#10;a `b`](c)\nd", &[(Paragraph, "d", 2), (Caption, "a b", 1)]),
        ("a|\n-|\n`x\\|ı, u`", &[(TableCell, "a", 1), (TableCell, "x|ı, u", 3)]),
        ("a  \nb\\\nc\n\n---\n\nd", &[(Paragraph, "a b c", 1), (Paragraph, "d", 7)]),
        ("a &amp; \\* \"b\"", &[(Paragraph, "a & * \"b\"", 1)]),
        ("", &[]),
    ]);
}

#[test]
fn html_in_markdown_is_html() {
    check(&[
        (
            "a <b>b</b>c <!-- no -->\n\n<div class=credit>\nd\n</div>\n\ne",
            &[(Paragraph, "a bc", 1), (Caption, "d", 4), (Paragraph, "e", 7)],
        ),
        ("a\n\n<div>\n\n**b**\n\n</div>", &[(Paragraph, "a", 1), (Paragraph, "b", 5)]),
        ("a\n\n<script>\nno\n\nno\n</script>\n\nb", &[(Paragraph, "a", 1), (Paragraph, "b", 9)]),
        (
            "a\n\n<div>\n\n    <p id=x>b\n    c</p>\n\n</div>",
            &[(Paragraph, "a", 1), (Paragraph, "b c", 5)],
        ),
        (
            "The <title> of a page.\n\n<textarea>\n\nb <script src=c /> d",
            &[(Paragraph, "The <title> of a page.", 1), (Paragraph, "<textarea> b d", 3)],
        ),
        (
            "x\n\n<p class=\"a>\nb\n\nc\n\n\"d\"> e",
            &[
                (Paragraph, "x", 1),
                (Paragraph, "<p class=\"a> b", 3),
                (Paragraph, "c", 6),
                (Paragraph, "\"d\"> e", 8),
            ],
        ),
        ("a\n\n    <p>code</p>", &[(Paragraph, "a", 1), (Code, "<p>code</p>", 3)]),
        ("<div>\n<p>a</p>\n\n    b\n</div>", &[(Paragraph, "a", 2), (Paragraph, "b", 4)]),
    ]);
}

#[test]
fn every_word_of_markdown_knows_its_line() {
    let table: &[(&str, &[u32])] = &[
        ("a\nb\r\nc\rd", &[1, 2, 3, 4]),
        ("\n\n> a\n> b `c\n> d` e", &[3, 4, 4, 5, 5]),
        ("a [b\nc](d\n\"e\") f", &[1, 1, 2, 3]),
        ("a <b\nc='d'>e f</b> g", &[1, 2, 2, 2]),
        ("a [b] c\n\n[b]: d\n", &[1, 1, 1]),
        ("* a\n  b\n* c", &[1, 2]),
        ("```\na\n\n b\n```", &[2, 4]),
        ("> ```\n> a\n> b\n> ```", &[2, 3]),
        ("<div>\na\n\nb\n</div>", &[2, 4]),
        ("```\r\na\r\n\r\n b\r\n```", &[2, 4]),
        ("    a\r\n    b\r\n", &[1, 2]),
        ("a&#10;b&#13;c\nd", &[1, 1, 1, 2]),
        ("![a\nb](c) d", &[2]),
        ("a `` b\n\n`` c", &[1, 1, 1]),
    ];
    for (source, expected) in table {
        check_direct(source);
        let block = read(source, 1).blocks.remove(0);
        let words = block.text.split_whitespace().map(|word| {
            let offset = word.as_ptr() as usize - block.text.as_ptr() as usize;
            block.lines.line_at(u32::try_from(offset).unwrap())
        });
        assert_eq!(words.collect::<Vec<_>>(), *expected, "{source:?}: {:?}", block.text);
    }
    let caption = read("a ![b\nc](d) e", 1).blocks.remove(1);
    assert_eq!(caption.lines, [(0, 1), (2, 2)].into_iter().collect());
}

#[test]
fn addresses_of_markdown_are_kept() {
    let extracted = read("[a](b&c \"d\") <x@y.org> ![e](f.png) [g]\n\n[g]: https://h.org/\"i\n", 1);
    assert_eq!(extracted.links, ["b&c", "https://h.org/\"i"]);
    assert_eq!(extracted.images, ["f.png"]);
}

#[test]
fn the_short_way_comes_to_the_same_blocks() {
    const PIECES: [&str; 27] = [
        "a",
        "b c",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "# ",
        "- ",
        "1. ",
        "> ",
        "    ",
        "```\n",
        "`d\ne` ",
        "*",
        "![f\ng](h)",
        "[i](j)",
        "[k]",
        "\n\n[k]: /l\n\n",
        "&#10;",
        "&lt;m&gt;",
        "|n|o|\n|-|-|\n",
        "[^1]",
        "\n\n[^1]: p\n",
        "\n: q",
        "  \n",
        "---\n",
        "\u{a0}é",
    ];
    for one in PIECES {
        for two in PIECES {
            for three in PIECES {
                check_direct(&format!("{one}{two}{three}r{one}"));
            }
        }
    }
}
