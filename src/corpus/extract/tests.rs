use super::*;
use crate::corpus::BlockKind::{Caption, Furniture, Heading, Paragraph, Quote};

const HTML: Format = Format { markup: Markup::Html, templated: false };
const MARKDOWN: Format = Format { markup: Markup::Markdown, templated: false };
const TEXT: Format = Format { markup: Markup::Text, templated: false };
const BLADE: Format = Format { markup: Markup::Html, templated: true };

/// A scraped post as they come: a heading and credits nested in paragraphs, an empty slot.
const SCRAPED: &str = r#"<div><p class="storytitle">
      <h1>Armies Trade Blame For A Broken Truce</h1>
   
   
</p><img src="a.jpg" class="img lazyOnLoad" alt="">
        <a class="enlargelink" href="b.jpg">Enlarge this image</a>
        <p class="caption-wrap">
         

            <b class="toggle-caption"><b>toggle caption</b></b>
    </p>

    <p class="credit">
        
        Anna Example/XYZ
        
    </p>
<img alt="">
    <p class="image_data">
         
        <p class="credit">
            
            Anna Example/XYZ
            
        </p>
    </p>
<p>The ministry proposed <a href="https://example.org/x">sending observers</a> on Monday.</p>   <p>Neither army<strong> </strong>answered.</p>   
    

    <p id="ad-backstage-News" class="ad-backstage"></p>

   <blockquote class="tweet"><p>We agreed.<br><br>&#9992; It held.</p>&#8212; Anna <a href="https://example.org/y">May 1</a></blockquote>  
   <p>Then it broke.</p>
</div>
"#;

fn blocks(extracted: &Extracted) -> Vec<(BlockKind, &str, u32)> {
    let block = |block: &Block| (block.kind, block.lines.first());
    let texts = extracted.blocks.iter().map(|block| block.text.as_str());
    texts
        .zip(extracted.blocks.iter().map(block))
        .map(|(text, (kind, line))| (kind, text, line))
        .collect()
}

#[test]
fn a_scraped_post_is_read_as_a_reader_would() {
    for format in [HTML, MARKDOWN, BLADE] {
        let extracted = extract(SCRAPED, format, 11);
        assert_eq!(
            blocks(&extracted),
            [
                (Heading(1), "Armies Trade Blame For A Broken Truce", 12),
                (Furniture, "Enlarge this image", 16),
                (Furniture, "toggle caption", 20),
                (Caption, "Anna Example/XYZ", 25),
                (Paragraph, "The ministry proposed sending observers on Monday.", 37),
                (Paragraph, "Neither army answered.", 37),
                (Quote, "We agreed. ✈ It held.", 42),
                (Quote, "— Anna May 1", 42),
                (Paragraph, "Then it broke.", 43),
            ]
        );
        assert_eq!(extracted.first_heading(), Some("Armies Trade Blame For A Broken Truce"));
        assert_eq!(extracted.links, ["b.jpg", "https://example.org/x", "https://example.org/y"]);
        assert_eq!(extracted.images, ["a.jpg"]);
        assert_eq!(extracted.problems, []);
    }
}

#[test]
fn every_format_is_read_its_own_way() {
    type Expected<'a> = &'a [(BlockKind, &'a str, u32)];
    let table: &[(Format, &str, Expected)] = &[
        (HTML, "# a <b>b</b>", &[(Paragraph, "# a b", 1)]),
        (MARKDOWN, "# a <b>b</b>", &[(Heading(1), "a b", 1)]),
        (TEXT, "# a <b>b</b>", &[(Paragraph, "# a <b>b</b>", 1)]),
        (BLADE, "@section('x')\n# a\n@endsection", &[(Paragraph, "# a", 2)]),
        (MARKDOWN, "{% if a > b %}\n\nc\n\n{% endif %}", &[(Paragraph, "c", 3)]),
        (
            MARKDOWN,
            "a\n\n{% highlight x %}\n\n# b\n{% endhighlight %}\n\nc",
            &[(Paragraph, "a", 1), (BlockKind::Code, "# b", 5), (Paragraph, "c", 8)],
        ),
        (
            MARKDOWN,
            "```\rcode\r```\r\r1. a\r\rb",
            &[(BlockKind::Code, "code", 2), (BlockKind::ListItem, "a", 5), (Paragraph, "b", 7)],
        ),
        (HTML, "<p>zebra\0walks</p>", &[(Paragraph, "zebra walks", 1)]),
        (MARKDOWN, "zebra\0walks `a\0b`", &[(Paragraph, "zebra walks a b", 1)]),
        (TEXT, "zebra\0walks", &[(Paragraph, "zebra walks", 1)]),
        (MARKDOWN, "{{< figure src=\"a.png\" caption=\"B\" >}}\n", &[(Caption, "B", 1)]),
    ];
    for (format, body, expected) in table {
        assert_eq!(blocks(&extract(body, *format, 1)), *expected, "{body}");
    }
}

/// What every extraction must hold to, whatever it was made of.
fn check_invariants(body: &str, format: Format) {
    let first_line = 7;
    let extracted = extract(body, format, first_line);
    let last_line = first_line + lines::count(body);
    let lines = first_line..=last_line;
    for block in &extracted.blocks {
        let context = || format!("{block:?} of {body:?} as {format:?}");
        assert!(!block.text.is_empty() && block.text.trim() == block.text, "{}", context());
        assert!(lines.contains(&block.lines.first()), "{}", context());
        let breaks = block.lines.breaks();
        assert!(breaks.is_sorted_by(|one, other| one.0 < other.0), "{}", context());
        for &(offset, line) in breaks {
            let offset = offset as usize;
            assert!(offset < block.text.len() && block.text.is_char_boundary(offset));
            assert!(lines.contains(&line), "{}", context());
        }
    }
    for problem in extracted.problems {
        assert!(problem.line.is_some_and(|line| lines.contains(&line)), "{problem:?}");
    }
}

/// A small generator of numbers that are the same in every run.
struct XorShift(u64);

impl XorShift {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit.max(1)
    }
}

#[test]
fn mutilated_bodies_do_no_harm() {
    const SEEDS: [&str; 5] = [
        SCRAPED,
        "<html lang=x><head><title>a</title></head><body><main><table><tr><td>b</table>é</main>",
        "# a\n\n> - b `c`\n\n| d | e |\n|---|---|\n| f | g |\n\n[^1]: h\n\n```\ni\n```\n\na[^1] ![j\nk](l)",
        "{% raw %}{{ a }}{% endraw %}\n@section('b')\n{{< figure caption=\"c\" >}}\nimport 'd'\n<E f={g}>",
        "<pre>\n a\n</pre><svg><p>b<select><option>c<math>d</math><table>e<template><b>f</table>",
    ];
    const INSERTS: [&str; 24] = [
        "<b>", "</p>", "<table>", "<td>", "</a>", "<!--", "\"", "'", ">", "<", "é", "漢", "\u{a0}",
        "\n", "\r", "\n\n", "`", "{{", "%}", "> ", "    ", "&amp", "\0", "😀",
    ];
    let mut random = XorShift(0x9e37_79b9_7f4a_7c15);
    for _ in 0..2000 {
        let mut body = SEEDS[random.below(SEEDS.len())].to_owned();
        for _ in 0..=random.below(6) {
            let at = body.floor_char_boundary(random.below(body.len()));
            if random.below(3) == 0 {
                let end = body.ceil_char_boundary((at + random.below(40)).min(body.len()));
                body.replace_range(at..end, "");
            } else {
                body.insert_str(at, INSERTS[random.below(INSERTS.len())]);
            }
        }
        let format = [HTML, MARKDOWN, TEXT, BLADE][random.below(4)];
        check_invariants(&body, format);
    }
}
