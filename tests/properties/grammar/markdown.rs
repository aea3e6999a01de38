//! Markdown, with HTML and template syntax in it.

use fastrand::Rng;

use super::{html, one_in, pick, prose};

/// Writes a few blocks.
pub fn write(rng: &mut Rng, out: &mut String) {
    let mut text = String::new();
    for _ in 0..=rng.usize(..6) {
        let mut inner = String::new();
        block(rng, &mut inner, 0);
        text += &inner;
        text.push_str(pick(rng, &["\n\n", "\n\n", "\n\n", "\n", " \n\t\n", ""]));
    }
    let end = pick(rng, &["\n", "\n", "\n", "\r\n", "\r"]);
    out.push_str(&text.replace('\n', end));
}

fn block(rng: &mut Rng, out: &mut String, depth: usize) {
    match rng.u8(..16) {
        0 => *out += &format!("{} {}", "#".repeat(1 + rng.usize(..7)), prose::line(rng)),
        1 => *out += &format!("{}\n{}", prose::line(rng), pick(rng, &["===", "---", "- - -"])),
        2 | 3 if depth < 5 => nested(rng, out, depth),
        4 => fence(rng, out),
        5 => *out += &format!("    {}\n\n\t{}", prose::line(rng), prose::line(rng)),
        6 => table(rng, out),
        7 => {
            *out += &format!(
                "[^{0}]: {1}\n\n[x]: /y \"{1}\"\n*[HTML]: z",
                rng.u8(..3),
                prose::line(rng)
            );
        }
        8 => html::write_part(rng, out),
        9 => out.push_str(pick(
            rng,
            &[
                "***",
                "import A from 'a'",
                "export const b = {\n c\n}",
                "<Tabs a={b}>",
                "{: .c}",
                "[toc]",
            ],
        )),
        10 => template(rng, out),
        11 => *out += &format!("{}\n: {}", prose::line(rng), prose::line(rng)),
        _ => inline(rng, out),
    }
}

/// A list or a quote, with blocks in it.
fn nested(rng: &mut Rng, out: &mut String, depth: usize) {
    let mark = pick(rng, &["- ", "* ", "1. ", "> ", "- [ ] ", ">", "10) ", "+\t"]);
    for _ in 0..=rng.usize(..3) {
        let mut inner = String::new();
        block(rng, &mut inner, depth + 1);
        let rest = if mark.starts_with('>') { mark.to_owned() } else { " ".repeat(mark.len()) };
        *out += &format!("{mark}{}\n", inner.replace('\n', &format!("\n{rest}")));
    }
}

fn fence(rng: &mut Rng, out: &mut String) {
    let fence = pick(rng, &["```", "~~~", "````", "``` rust", "```{.x}"]);
    let close = if one_in(rng, 6) { "" } else { &fence[..3] };
    *out += &format!("{fence}\n{}\n\n  {}\n{close}", prose::line(rng), prose::line(rng));
}

fn table(rng: &mut Rng, out: &mut String) {
    *out += &format!("| {} | b |\n|:--|---|\n", prose::line(rng));
    for _ in 0..rng.usize(..3) {
        *out += &format!("| {} | `x\\|y` |\n", prose::line(rng));
    }
}

fn template(rng: &mut Rng, out: &mut String) {
    let line = prose::line(rng);
    *out += &match rng.u8(..7) {
        0 => format!("{{% highlight x %}}\n{line}\n{{% endhighlight %}}"),
        1 => format!("{{{{< figure src=a caption=\"{line}\" >}}}}"),
        2 => format!("{{{{ {line} }}}}"),
        3 => format!("@section('x')\n{line}\n@endsection"),
        4 => format!("{{% raw %}}{line}"),
        5 => format!("[caption id=a]{line}[/caption]"),
        _ => format!("{{# {line} #}}{{!! {line} !!}}"),
    };
}

/// A paragraph.
fn inline(rng: &mut Rng, out: &mut String) {
    for _ in 0..=rng.usize(..5) {
        let line = prose::line(rng);
        *out += &match rng.u8(..14) {
            0 => format!("*{line}*"),
            1 => format!("**{line}**"),
            2 => format!("`{line}`"),
            3 => format!("[{line}](/a \"b\")"),
            4 => format!("![{line}](a.jpg)"),
            5 => format!("[{line}][x]"),
            6 => format!("<b>{line}</b>"),
            7 => format!("{line}[^1]"),
            8 => format!("{line}  \n"),
            9 => format!("{line}\\\n"),
            10 => format!("<https://a.example/{}>", rng.u8(..)),
            11 => format!("``{line}` x``"),
            _ => line,
        };
        out.push_str(pick(rng, &[" ", " ", "\n", ""]));
    }
}
