//! Facets as bars.

use std::io::{self, Write};

use super::{INDENT, MAX_WIDTH};
use crate::render::amount::counted;
use crate::render::bar::{bar, fitted, shortened};
use crate::render::direction::on_terminal;
use crate::render::line_wrap::display_width;
use crate::render::style::Role;
use crate::render::{Style, terminal_text};
use crate::search::{Facet, FacetValue};

/// The width of lines that go to no terminal.
const PLAIN_WIDTH: usize = 80;
/// Values are cut beyond this width.
const WIDEST_VALUE: usize = 32;
/// The width of the longest bar, and of one that makes room for the queries.
const WIDEST_BAR: usize = 20;
const NARROW_BAR: usize = 10;

/// Prints how posts are spread over the values of fields: each value with its count, a bar, and, where
/// there is room, the part of a query that narrows down to it.
///
/// # Errors
/// If they cannot be written.
pub fn facets(facets: &[Facet], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for (index, facet) in facets.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        let name = terminal_text(&facet.name);
        writeln!(out, "{}{}", style.paint(Role::Label, name), extent(facet))?;
        write_values(&facet.values, style, out)?;
    }
    Ok(())
}

/// How many values there are and are shown, and how many posts have none.
fn extent(facet: &Facet) -> String {
    let (distinct, shown) = (facet.distinct, facet.values.len() as u64);
    let values = match distinct {
        0 => "no post has one".to_owned(),
        _ if shown < distinct => format!("{shown} of {}", counted(distinct, "value")),
        _ => counted(distinct, "value"),
    };
    match (distinct, facet.missing) {
        (0, _) | (_, 0) => format!(": {values}"),
        (_, 1) => format!(": {values}; 1 post has none"),
        (_, missing) => format!(": {values}; {missing} posts have none"),
    }
}

fn write_values(values: &[FacetValue], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let shown: Vec<String> = values.iter().map(|value| terminal_text(&value.value)).collect();
    let most = values.iter().map(|value| value.count).max().unwrap_or(0);
    let digits = most.to_string().len();
    let width = style.width.unwrap_or(PLAIN_WIDTH).min(MAX_WIDTH);
    let room = width.saturating_sub(INDENT.len() + digits + "    ".len());
    let widest = shown.iter().map(|value| display_width(value)).max().unwrap_or(0);
    let value_width = widest.min(WIDEST_VALUE).min((room * 2 / 3).max(1));
    let queries = values.iter().filter_map(|value| value.query.as_deref());
    let widest_query = queries.map(display_width).max().unwrap_or(0);
    let beside_queries = room.saturating_sub(value_width + widest_query + "  ".len());
    let bar_width = WIDEST_BAR.min(beside_queries.max(NARROW_BAR));
    let bar_width = bar_width.min(room.saturating_sub(value_width)).max(1);
    let room = room.saturating_sub(value_width + bar_width + "  ".len());
    for (value, shown) in values.iter().zip(&shown) {
        let bar = bar(value.count, most, bar_width);
        // Numbers beside a word that is read from right to left would change places with it.
        let shown = on_terminal(shortened(shown, value_width), style);
        let line = format!("{}  {:>digits$}", fitted(&shown, value_width), value.count);
        let query = value.query.as_deref().map(terminal_text);
        match query.filter(|query| display_width(query) <= room) {
            Some(query) => {
                let bar = fitted(&bar, bar_width);
                let query = style.paint(Role::Aside, on_terminal(query, style));
                writeln!(out, "{INDENT}{line}  {bar}  {query}")?;
            }
            None => writeln!(out, "{INDENT}{line}  {bar}")?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(value: &str, count: u64, query: Option<&str>) -> FacetValue {
        FacetValue { value: value.to_owned(), count, query: query.map(str::to_owned) }
    }

    fn shown(facet: &Facet, width: Option<usize>) -> String {
        let mut out = Vec::new();
        let style = Style { width, ..Style::default() };
        facets(std::slice::from_ref(facet), &style, &mut out).expect("writes");
        String::from_utf8(out).expect("is text")
    }

    #[test]
    fn columns_fit_the_width() {
        let facet = Facet {
            name: "tag".to_owned(),
            values: vec![
                value("Nagorno-Karabakh", 120, Some("tag:Nagorno-Karabakh")),
                value("停火", 60, Some("tag:停火")),
                value("a\u{1b}[31m\"", 1, None),
            ],
            distinct: 9,
            missing: 1,
        };
        let wide = "tag: 3 of 9 values; 1 post has none\n    \
                    Nagorno-Karabakh  120  ████████████████████  tag:Nagorno-Karabakh\n    \
                    停火               60  ██████████            tag:停火\n    \
                    a␛[31m\"             1  ▏\n";
        let narrow = "tag: 3 of 9 values; 1 post has none\n    \
                      Nagorno-Kar…  120  ███████\n    \
                      停火           60  ███▌\n    \
                      a␛[31m\"         1  ▏\n";
        for (width, expected) in [(None, wide), (Some(30), narrow)] {
            assert_eq!(shown(&facet, width), expected, "{width:?}");
        }
    }

    #[test]
    fn numbers_stay_beside_right_to_left_values() {
        let values = vec![value("נמל ומנורות", 2, Some("tag:נמל")), value("lamps", 1, None)];
        let facet = Facet { name: "tag".to_owned(), values, distinct: 2, missing: 0 };
        let expected = "tag: 2 values\n    \
                        \u{2067}נמל ומנור…\u{2069}  2  █████\n    \
                        lamps       1  ██▌\n";
        assert_eq!(shown(&facet, Some(24)), expected);
        assert!(!shown(&facet, None).contains('\u{2067}'));
    }
}
