//! What came in that watched queries find.

use std::io::{self, Write};

use super::results;
use crate::render::amount::counted;
use crate::render::style::Role;
use crate::render::{Style, terminal_text};
use crate::search::News;

/// Prints what came in that watched queries find, query by query; nothing of those that find
/// nothing.
///
/// # Errors
/// If it cannot be written.
pub fn news(news: &[News], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let found = news.iter().filter(|news| news.results.total > 0);
    for (number, News { name, results: found, .. }) in found.enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        let name = style.paint(Role::Label, format!("@{}", terminal_text(name)));
        let shown = found.hits.len() as u64;
        let rest = if shown < found.total { format!(", {shown} shown") } else { String::new() };
        writeln!(out, "{name}: {}{rest}", counted(found.total, "new post"))?;
        results(found, style, out)?;
    }
    Ok(())
}
