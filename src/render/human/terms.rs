//! The words that set posts apart.

use std::io::{self, Write};

use super::word_table::write_table;
use crate::render::Style;
use crate::render::amount::counted;
use crate::search::SignificantTerms;

/// Prints words that set posts apart as a table.
///
/// # Errors
/// If they cannot be written.
pub fn terms(terms: &SignificantTerms, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let rows = terms.terms.iter().map(|found| {
        let numbers = vec![
            found.inside.to_string(),
            found.outside.to_string(),
            format!("{:.2}", found.expected),
            format!("{:.2}", found.score),
        ];
        (found.word.as_str(), numbers)
    });
    let names = ["inside", "outside", "expected", "score"];
    write_table(&names, &rows.collect::<Vec<_>>(), style, out)
}

/// Says in one line how many words there are.
///
/// # Errors
/// If it cannot be written.
pub fn terms_summary(terms: &SignificantTerms, out: &mut dyn Write) -> io::Result<()> {
    let SignificantTerms { results, total, .. } = terms;
    let (inside, shown) = (results.total, terms.terms.len());
    let others = results.index.posts.saturating_sub(inside);
    let words = counted(*total as u64, "word");
    let posts = counted(inside, "post");
    let apart = format!("{posts} apart from {}", counted(others, "other"));
    match total {
        0 => writeln!(out, "no word sets {apart}"),
        1 => writeln!(out, "1 word sets {apart}"),
        total if shown < *total => writeln!(out, "{words} set {apart}, {shown} shown"),
        _ => writeln!(out, "{words} set {apart}"),
    }
}
