use super::*;

const HTML: Format = Format { markup: Markup::Html, templated: false };
const MARKDOWN: Format = Format { markup: Markup::Markdown, templated: false };
const BLADE: Format = Format { markup: Markup::Html, templated: true };
const NUNJUCKS: Format = Format { markup: Markup::Markdown, templated: true };

fn check(format: Format, table: &[(&str, &str)]) {
    for (body, expected) in table {
        let stripped = strip(body, format);
        assert_eq!(stripped, *expected, "{body:?}");
        let lines = |text: &str| text.matches('\n').count();
        assert_eq!(lines(&stripped), lines(body), "{body:?}");
    }
}

#[test]
fn tags_in_braces_go() {
    check(
        HTML,
        &[
            ("a {{ b }} c", "a  c"),
            ("a {{- b -}}c", "a c"),
            ("a{!! b !!}c", "ac"),
            ("a{{-- b }} c --}}d", "ad"),
            ("a{# b #}c {#d #e}", "ac {#d #e}"),
            ("{% if a > 1 %}b{% else %}c{% endif %}", "bc"),
            ("{%- set x = 1 -%}b", "b"),
            ("a{{ b\n}}c", "a\nc"),
            ("<a href=\"{{ url }}/x\">b</a>", "<a href=\"/x\">b</a>"),
            ("{{{ a }}} b", " b"),
            ("a<?php echo $a->b; ?>c<?xml?>", "ac"),
        ],
    );
}

#[test]
fn what_is_not_closed_stays() {
    check(
        HTML,
        &[
            ("a {{ b", "a {{ b"),
            ("a {{ b\n\nc }} d", "a {{ b\n\nc }} d"),
            ("100{% of it", "100{% of it"),
            ("a } b { c }", "a } b { c }"),
            ("<? a", "<? a"),
            ("", ""),
        ],
    );
}

#[test]
fn shortcodes_go_and_captions_stay() {
    check(
        MARKDOWN,
        &[
            ("{{< youtube abc >}}a", "a"),
            ("{{% note %}}\nb\n{{% /note %}}", "\nb\n"),
            (
                "{{< figure src=\"a.png\" caption=\"A <b> \\\" >}}",
                "<img src=\"a.png\" alt=\"A &lt;b> \\\">",
            ),
            ("{{< figure src='a' alt='B' title='C' >}}", "<img src=\"a\" alt=\"B\">"),
            ("{% include image.html caption=\"A\n\" %}", "<img src=\"\" alt=\"A \">\n"),
            ("[caption id=\"a\"]![b](c) d[/caption]", "<span class=\"caption\">![b](c) d</span>"),
            ("[a]({{< ref \"b\" >}})", "[a]()"),
        ],
    );
}

#[test]
fn verbatim_content_is_kept() {
    check(
        MARKDOWN,
        &[
            ("{% raw %}{{ a }}{% endraw %}b", "{{ a }}b"),
            (
                "{% highlight ruby %}\na <b> {{ c }}\n{% endhighlight %}\nd",
                "<pre>\na &lt;b> {{ c }}\n</pre>\nd",
            ),
            ("{{< highlight go >}}\na\n{{< /highlight >}}", "<pre>\na\n</pre>"),
            ("a{% comment %}\nb\n{% endcomment %}c", "a\n\nc"),
            ("{% raw %}a {{ b }}", "a "),
            ("{% highlight x %}a", "a"),
        ],
    );
}

#[test]
fn code_is_not_touched() {
    check(
        MARKDOWN,
        &[
            ("```\n{{ a }}\n```\n{{ b }}", "```\n{{ a }}\n```\n"),
            ("`{{ a }}` {{ b }}", "`{{ a }}` "),
            ("a\n\n    {{1,2},{3,4}}\n\n{{ b }}", "a\n\n    {{1,2},{3,4}}\n\n"),
            ("a\n    {{ b }}", "a\n    "),
            ("a\n\n    {% include b %}", "a\n\n    "),
            ("<pre>{{ a }}</pre>{{ b }}", "<pre>{{ a }}</pre>"),
            ("<code>{% a %}</code>", "<code>{% a %}</code>"),
            ("<!-- {{ a }} -->{{ b }}", "<!-- {{ a }} -->"),
        ],
    );
    check(
        NUNJUCKS,
        &[
            ("```\n{{ a }}\n```\n", "```\n\n```\n"),
            ("`{{ a }}`", "``"),
            ("<pre>{{ a }}</pre>", "<pre></pre>"),
        ],
    );
}

#[test]
fn directives_go_from_blade_only() {
    check(
        BLADE,
        &[
            ("@extends('a.b')\n@section('c')\nd\n@endsection", "\n\nd\n"),
            ("@if (count($a) > 1)b @else c @endif", "b  c "),
            ("@php\n$a = 1;\n@endphp\nb", "\n\n\nb"),
            ("@name a@if.org @@if", "@name a@if.org @@if"),
            ("@media (x) @section(", "@media (x) ("),
        ],
    );
    check(
        HTML,
        &[("@if a @section b", "@if a @section b"), ("@extends('a')\nb @endsection", "\nb ")],
    );
}

#[test]
fn kramdown_and_mdx_go_from_markdown() {
    check(
        MARKDOWN,
        &[
            ("* TOC\n{:toc}\na", "* TOC\n\na"),
            ("a\n{: .class #id}\nb", "a\n\nb"),
            ("[a](b){: .c\nd='e'} f", "[a](b)\n f"),
            ("{::comment}\na {:-) b", "\na {:-) b"),
            ("import A from 'a'\n\nb", "\n\nb"),
            ("export const a = 1;\n\nb", "\n\nb"),
            ("<Chart a={{ b: 1 }}>c</Chart>", "c</Chart>"),
            ("a {/* b\n */}c", "a \nc"),
        ],
    );
    check(HTML, &[("{: .class}", "{: .class}")]);
}

#[test]
fn nothing_becomes_an_element_where_there_are_none() {
    const TEXT: Format = Format { markup: Markup::Text, templated: false };
    check(
        TEXT,
        &[
            ("a {{< figure caption=\"b\" >}} c", "a  c"),
            ("[caption width=\"3\"]a[/caption]", "[caption width=\"3\"]a[/caption]"),
            ("{% highlight x %}\na < b\n{% endhighlight %}", "\na < b\n"),
        ],
    );
    check(NUNJUCKS, &[("```\n[/caption]\n```", "```\n[/caption]\n```")]);
    check(
        MARKDOWN,
        &[("a\n\n    b[/caption]\n", "a\n\n    b[/caption]\n"), ("a[/caption]\n", "a</span>\n")],
    );
}

#[test]
fn openers_without_closers_cost_no_more_than_text() {
    for opener in ["{{", "{%", "{#", "{{<", "{% raw %}", "<?", "<pre", "`", "{/*", "{:"] {
        let body = opener.repeat(50_000);
        assert_eq!(strip(&body, MARKDOWN).matches('\n').count(), 0, "{opener}");
    }
}
