//! How a query was understood, and what made up the score of each hit.

use std::io::{self, Write};

use super::INDENT;
use super::marked_text::write_told_lines;
use super::rows::UNBROKEN;
use crate::render::amount::counted;
use crate::render::direction::on_terminal;
use crate::render::style::Role;
use crate::render::{Style, terminal_text};
use crate::scoring::FormKind;
use crate::search::{Contribution, ExplainedForm, ExplainedWord, Explanation, Results, Source};

/// So many forms of a word are shown, the most frequent ones.
const MOST_FORMS: usize = 20;

/// What stands before a query as it was understood.
const QUERY: &str = "query";

/// Prints what each word of a query was taken for, if the results know it.
///
/// # Errors
/// If it cannot be written.
pub fn explained_query(results: &Results, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let Some(explained) = &results.explained else { return Ok(()) };
    let parsed = on_terminal(terminal_text(&results.parsed), style);
    write_told_lines("", &format!("{QUERY} {parsed}"), QUERY.len(), style, out)?;
    for word in &explained.words {
        write_word(word, explained.posts, style, out)?;
    }
    writeln!(out)
}

fn write_word(
    word: &ExplainedWord,
    posts: u64,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let text = format!("`{}`", on_terminal(terminal_text(&word.text), style));
    let fields: Vec<_> =
        word.fields.iter().map(|(name, weight)| format!("{name}{UNBROKEN}{weight}")).collect();
    let origin = if word.is_feedback { " (from the best posts)" } else { "" };
    let told = format!(
        "{text}{origin}: in {} of {}; rarity {:.2}, times {}; {}",
        word.posts,
        counted(posts, "post"),
        word.rarity,
        word.boost,
        fields.join(", ")
    );
    write_told_lines("", &told, text.chars().count(), style, out)?;
    let mut forms: Vec<&ExplainedForm> = word.forms.iter().collect();
    let left = forms.len().saturating_sub(MOST_FORMS);
    if left > 0 {
        forms.sort_by_key(|form| std::cmp::Reverse(form.posts));
        forms.truncate(MOST_FORMS);
    }
    for form in forms {
        write_told_lines(INDENT, &told_form(form, style), 0, style, out)?;
    }
    if left > 0 {
        writeln!(out, "{INDENT}and {} in fewer posts", counted(left as u64, "form"))?;
    }
    Ok(())
}

/// A form in words.
fn told_form(form: &ExplainedForm, style: &Style) -> String {
    let ExplainedForm { text, kind, weight, languages, posts } = form;
    let languages = match languages.as_deref() {
        None => String::new(),
        Some([]) => ", in no language".to_owned(),
        Some(codes) => format!(", in {}", codes.join(", ")),
    };
    let (kind, weight) = (told_kind(*kind), (weight * 100.0).round() / 100.0);
    let text = on_terminal(terminal_text(text), style);
    format!("{text}  {kind}, counts {weight}{languages}: {}", counted(*posts, "post"))
}

fn told_kind(kind: FormKind) -> &'static str {
    match kind {
        FormKind::Typed => "as typed",
        FormKind::Accent => "other accents",
        kind => kind.as_str(),
    }
}

/// Prints what made up the score of a hit, part by part; the parts add up to the score.
///
/// # Errors
/// If it cannot be written.
pub(super) fn write_explanation(
    score: f32,
    explanation: &Explanation,
    posts: u64,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{INDENT}{}", style.paint(Role::Label, format!("score {score:.2}")))?;
    for part in &explanation.parts {
        let told = told_part(part, explanation.length, posts, style);
        write_told_lines(INDENT, &told, 0, style, out)?;
    }
    Ok(())
}

/// What a part of a query adds to a score, in words.
fn told_part(
    Contribution { source, count, score }: &Contribution,
    length: f32,
    posts: u64,
    style: &Style,
) -> String {
    let shown = |word: &str| on_terminal(terminal_text(word), style);
    match source {
        Source::Word { text, posts: holders, boost } => {
            let boost = if *boost == 1.0 { String::new() } else { format!(", times {boost}") };
            let text = shown(text);
            format!(
                "`{text}` {score:.2}: {count:.1} occurrences weighed by field and form, in \
                 {holders} of {posts} posts, post length {length:.1} of the usual{boost}"
            )
        }
        Source::Nearness { first, second } => {
            let (first, second) = (shown(first), shown(second));
            format!(
                "`{first}` near `{second}` {score:.2}: {count:.1} pairs weighed by their distance"
            )
        }
        Source::Title => {
            format!("title {score:.2}: it holds all words, and they are {count:.2} of it")
        }
        Source::Recency { age, half_life } => {
            format!(
                "recency {score:.2}: {age:.0} days old; {count:.2} of the rest, by a half-life of \
                 {half_life:.0} days"
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_told_in_words() {
        let word = |boost| Source::Word { text: "truce".into(), posts: 13, boost };
        let near = Source::Nearness { first: "cease".into(), second: "fire".into() };
        let table = [
            (
                word(1.0),
                "`truce` 2.31: 4.8 occurrences weighed by field and form, in 13 of 49 posts, post \
                 length 0.8 of the usual",
            ),
            (
                word(2.0),
                "`truce` 2.31: 4.8 occurrences weighed by field and form, in 13 of 49 posts, post \
                 length 0.8 of the usual, times 2",
            ),
            (near, "`cease` near `fire` 2.31: 4.8 pairs weighed by their distance"),
            (Source::Title, "title 2.31: it holds all words, and they are 4.80 of it"),
            (
                Source::Recency { age: 39.8, half_life: 14.0 },
                "recency 2.31: 40 days old; 4.80 of the rest, by a half-life of 14 days",
            ),
        ];
        for (source, expected) in table {
            let part = Contribution { source, count: 4.8, score: 2.31 };
            assert_eq!(told_part(&part, 0.8, 49, &Style::default()), expected);
        }
    }

    #[test]
    fn forms_are_told_in_words() {
        let form = |kind, languages: Option<&[&str]>| ExplainedForm {
            text: "truces".into(),
            kind,
            weight: 0.9,
            languages: languages.map(|codes| codes.iter().map(|&code| code.into()).collect()),
            posts: 1,
        };
        let table = [
            (form(FormKind::Typed, None), "truces  as typed, counts 0.9: 1 post"),
            (
                form(FormKind::Inflection, Some(&["en", "fr"])),
                "truces  inflection, counts 0.9, in en, fr: 1 post",
            ),
        ];
        for (form, expected) in table {
            assert_eq!(told_form(&form, &Style::default()), expected);
        }
    }
}
