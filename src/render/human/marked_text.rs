//! Text with what matched marked, wrapped to the width of a terminal.

use std::io::{self, Write};
use std::ops::Range;

use super::rows::UNBROKEN;
use super::{INDENT, MAX_WIDTH};
use crate::render::Style;
use crate::render::direction::{END, isolate};
use crate::render::line_wrap::{display_width, wrap};
use crate::render::style::Role;

/// How much further than the first the other lines of a remark are set in.
const HANG: &str = "  ";

/// Writes the lines of a text with what matched marked. `lead` stands before the first; the
/// others are set in, as far as it if it is blank. On a terminal, each line of a text that is read from right to left keeps that direction.
pub(super) fn write_marked_lines(
    lead: &str,
    text: &str,
    marks: &[Range<usize>],
    role: Role,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let indent = if lead.trim().is_empty() { lead } else { INDENT };
    let beside = display_width(lead).max(indent.len());
    let direction = style.width.and_then(|_| isolate(text));
    for (number, line) in lines(text, beside, style).into_iter().enumerate() {
        write!(out, "{}", if number == 0 { lead } else { indent })?;
        if let Some(begin) = direction {
            write!(out, "{begin}")?;
        }
        write_marked(text, line, marks, (role, Role::Match), style, out)?;
        if direction.is_some() {
            write!(out, "{END}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Writes lines of kwic's own words, which are read from left to right: the first after `lead`, which
/// is no wider than others are set in. The first `label` characters stand out.
pub(super) fn write_told_lines(
    lead: &str,
    text: &str,
    label: usize,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let deep = format!("{INDENT}{HANG}");
    let shown = text.replace(UNBROKEN, " ");
    let (label, roles) =
        (std::iter::once(0..label).collect::<Vec<_>>(), (Role::Aside, Role::Label));
    for (number, line) in lines(text, deep.len(), style).into_iter().enumerate() {
        write!(out, "{}", if number == 0 { lead } else { &deep })?;
        write_marked(&shown, line, &label, roles, style, out)?;
        writeln!(out)?;
    }
    Ok(())
}

/// The lines of a text that leaves room for `beside` columns, as ranges of characters.
fn lines(text: &str, beside: usize, style: &Style) -> Vec<Range<usize>> {
    match style.width {
        Some(width) => wrap(text, width.min(MAX_WIDTH).saturating_sub(beside)),
        None => std::iter::once(0..text.chars().count()).collect(),
    }
}

/// Writes some characters of a text in the first role, those that are marked in the second. A title
/// is bold throughout, so its matches stand out by colour alone.
fn write_marked(
    text: &str,
    shown: Range<usize>,
    marks: &[Range<usize>],
    (role, mark_role): (Role, Role),
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let part = |range: Range<usize>| -> String {
        text.chars().skip(range.start).take(range.len()).collect()
    };
    let plain = |range: Range<usize>| style.paint(role, part(range)).to_string();
    let mut at = shown.start;
    for mark in marks {
        let mark = mark.start.max(shown.start)..mark.end.min(shown.end);
        if mark.start < mark.end {
            write!(out, "{}", plain(at..mark.start))?;
            write!(out, "{}", style.paint(mark_role, part(mark.clone())))?;
            at = mark.end;
        }
    }
    write!(out, "{}", plain(at..shown.end))
}
