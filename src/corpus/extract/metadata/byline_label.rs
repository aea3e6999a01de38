//! What stands before the names in a byline: "By", "Written by", "Von".

/// What stands before a name, in lower case, the longer before what they begin with.
static LABELS: [&str; 42] = [
    "article written by",
    "medically written by",
    "article by",
    "blog by",
    "post by",
    "recipe by",
    "story by",
    "text by",
    "words by",
    "written by",
    "created by",
    "contributed by",
    "reported by",
    "published by",
    "posted by",
    "by",
    "about the author",
    "authored by",
    "authors",
    "author",
    "geschrieben von",
    "verfasst von",
    "text von",
    "von",
    "écrit par",
    "rédigé par",
    "publié par",
    "par",
    "escrito por",
    "publicado por",
    "por",
    "scritto da",
    "di",
    "geschreven door",
    "door",
    "autores",
    "autor",
    "auteur",
    "autore",
    "автор",
    "作者",
    "記者",
];

/// The line behind a label such as "By", if it has one; empty if it is nothing else.
pub(super) fn after_label(line: &str) -> Option<&str> {
    candidates(line).find_map(|label| {
        let rest = after_prefix(line, label)?;
        let is_word_end = |c: char| c.is_whitespace() || matches!(c, ':' | '：');
        let is_ended = rest.is_empty() || rest.starts_with(is_word_end);
        is_ended.then(|| rest.trim_start_matches(is_word_end))
    })
}

/// Whether a line begins with the first letter of a label.
pub(super) fn may_begin(line: &str) -> bool {
    candidates(line).next().is_some()
}

/// The labels that begin as a line does: most lines begin otherwise than most labels.
fn candidates(line: &str) -> impl Iterator<Item = &'static str> {
    let first = line.chars().next().and_then(|first| first.to_lowercase().next());
    let first = first.map(|first| first.encode_utf8(&mut [0; 4]).as_bytes()[0]);
    LABELS.iter().copied().filter(move |label| label.bytes().next() == first)
}

/// The line behind the label of its author; a date may stand before that.
pub(super) fn byline(line: &str) -> Option<&str> {
    after_label(line).or_else(|| {
        let (before, after) = line.split_once(" by ").or_else(|| line.split_once(" By "))?;
        before.bytes().any(|byte| byte.is_ascii_digit()).then_some(after)
    })
}

/// Whether a line begins with a label that says who wrote something, wherever it stands.
pub(super) fn is_plain_label(line: &str) -> bool {
    const PLAIN: [&str; 8] = [
        "written by",
        "words by",
        "article by",
        "text by",
        "authored by",
        "about the author",
        "author",
        "autor",
    ];
    after_label(line).is_some() && PLAIN.iter().any(|label| after_prefix(line, label).is_some())
}

/// What follows `prefix`, which is in lower case, in `text` of any case.
pub(super) fn after_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    for expected in prefix.chars() {
        let mut found = rest.next()?.to_lowercase();
        if found.next() != Some(expected) || found.next().is_some() {
            return None;
        }
    }
    Some(rest.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stand_before_names() {
        let table = [
            ("By Ann Lee", Some("Ann Lee")),
            ("Written by: Ann Lee", Some("Ann Lee")),
            ("POR Ann Lee", Some("Ann Lee")),
            ("作者：李安", Some("李安")),
            ("By", Some("")),
            ("Byron Lee", None),
            ("Ann Lee", None),
            ("", None),
        ];
        for (line, expected) in table {
            assert_eq!(after_label(line), expected, "{line}");
        }
    }

    #[test]
    fn every_label_is_one_as_a_whole() {
        for label in LABELS {
            let line = format!("{}: Ann Lee", label.to_uppercase());
            assert_eq!(after_label(&line), Some("Ann Lee"), "{label}");
        }
    }

    #[test]
    fn dates_may_stand_before_labels() {
        let table = [
            ("May 3, 2020 by Ann Lee", Some("Ann Lee")),
            ("Published 2020 By Ann Lee", Some("Ann Lee")),
            ("The house by the sea", None),
        ];
        for (line, expected) in table {
            assert_eq!(byline(line), expected, "{line}");
        }
    }

    #[test]
    fn some_labels_tell_wherever_they_stand() {
        let table = [("Written by Ann Lee", true), ("By Ann Lee", false), ("Authority", false)];
        for (line, expected) in table {
            assert_eq!(is_plain_label(line), expected, "{line}");
        }
    }
}
