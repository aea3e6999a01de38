//! What a backslash means in a template.

/// The template with `\n`, `\t`, `\0` and `\\` replaced by what they stand for, except in tags, whose
/// strings have escapes of their own. Other backslashes stay as they are.
pub(super) fn unescaped(template: &str) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find(['\\', '{']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let (plain, taken) = tag(rest).or_else(|| escape(rest)).unwrap_or_else(|| rest.split_at(1));
        text.push_str(plain);
        rest = taken;
    }
    text + rest
}

/// The tag that a text begins with, and what follows; a tag that is not closed reaches to the end.
fn tag(text: &str) -> Option<(&str, &str)> {
    let close = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")]
        .into_iter()
        .find_map(|(open, close)| text.starts_with(open).then_some(close))?;
    let end = text.find(close).map_or(text.len(), |at| at + close.len());
    Some(text.split_at(end))
}

/// What the escape stands for that a text begins with, and what follows.
fn escape(text: &str) -> Option<(&'static str, &str)> {
    [(r"\n", "\n"), (r"\t", "\t"), (r"\0", "\0"), (r"\\", "\\")]
        .into_iter()
        .find_map(|(escape, plain)| Some((plain, text.strip_prefix(escape)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_text_between_tags_has_escapes() {
        let table = [
            ("", ""),
            ("plain", "plain"),
            (r"a\tb\nc\0", "a\tb\nc\0"),
            (r"a\\nb\q\", r"a\nb\q\"),
            (r#"\t{{ x | join("\n") }}\t"#, "\t{{ x | join(\"\\n\") }}\t"),
            (r"{% if x %}\n{% endif %}{# \n #}", "{% if x %}\n{% endif %}{# \\n #}"),
            (r"{ \n {{ \n", "{ \n {{ \\n"),
            (r"é\té", "é\té"),
        ];
        for (template, expected) in table {
            assert_eq!(unescaped(template), expected, "{template}");
        }
    }
}
