//! Why nothing was found, and what else may be searched for.

use std::io::{self, Write};

use super::INDENT;
use crate::render::amount::counted;
use crate::render::bar::fitted;
use crate::render::direction::before_numbers;
use crate::render::line_wrap::display_width;
use crate::render::{SearchCommand, terminal_text};
use crate::search::{Clause, NoHits, Results, Suggestion, SuggestionKind};

/// Says which part of a query left nothing, and prints the commands of other searches.
///
/// # Errors
/// If it cannot be written.
pub fn advice(results: &Results, command: &SearchCommand, out: &mut dyn Write) -> io::Result<()> {
    if let Some(NoHits { clauses, .. }) = &results.no_hits {
        for clause in clauses {
            writeln!(out, "  {}", terminal_text(&told(clause)))?;
        }
    }
    let (without, meant): (Vec<_>, Vec<_>) =
        results.suggestions.iter().partition(|other| other.kind == SuggestionKind::Without);
    for (heading, suggestions) in [("did you mean:", meant), ("without a part of it:", without)] {
        write_commands(heading, &suggestions, command, out)?;
    }
    Ok(())
}

/// How much a clause leaves, in words.
fn told(Clause { text, posts, without, known, .. }: &Clause) -> String {
    let alone = match posts {
        0 => "no post".to_owned(),
        posts => counted(*posts, "post"),
    };
    let rest = match without {
        None => String::new(),
        Some(0) => "; without it still none".to_owned(),
        Some(without) => format!("; without it {without}"),
    };
    let known = known.iter().map(|value| format!("{} {}", value.value, value.count));
    let known: Vec<_> = known.collect();
    let known = match known.as_slice() {
        [] => String::new(),
        known => format!("; there are {}", known.join(", ")),
    };
    let text = before_numbers(format!("`{text}`"));
    format!("{text}: {alone}{rest}{known}")
}

/// Commands below each other, with how much each finds after it as a comment.
fn write_commands(
    heading: &str,
    suggestions: &[&Suggestion],
    command: &SearchCommand,
    out: &mut dyn Write,
) -> io::Result<()> {
    let lines = suggestions.iter().map(|other| terminal_text(&command.line(&other.variant)));
    let lines: Vec<String> = lines.collect();
    let longest = lines.iter().map(|line| display_width(line)).max().unwrap_or(0);
    for (index, (line, other)) in lines.iter().zip(suggestions).enumerate() {
        if index == 0 {
            writeln!(out, "{heading}")?;
        }
        let line = fitted(&before_numbers(line.clone()), longest);
        writeln!(out, "{INDENT}{line}  # {}", counted(other.posts, "post"))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::ValueCount;
    use crate::search::ClauseKind;

    #[test]
    fn clauses_say_what_they_leave() {
        let one = || ValueCount { value: "world".into(), count: 3 };
        let table = [
            (0, None, vec![], "`a`: no post"),
            (0, None, vec![one(), one()], "`a`: no post; there are world 3, world 3"),
            (1, Some(0), vec![], "`a`: 1 post; without it still none"),
            (7, Some(3), vec![], "`a`: 7 posts; without it 3"),
        ];
        let clause = |text: &str, posts, without, known| Clause {
            text: text.to_owned(),
            kind: ClauseKind::Word,
            posts,
            without,
            known,
        };
        for (posts, without, known, expected) in table {
            assert_eq!(told(&clause("a", posts, without, known)), expected);
        }
        assert_eq!(told(&clause("نمل", 2, None, vec![])), "`نمل`\u{200e}: 2 posts");
    }
}
