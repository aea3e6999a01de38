//! The copies in an index, for people.

use std::io::{self, Write};

use super::byline::day;
use super::marked_text::write_marked_lines;
use super::{INDENT, closing_gap, from_folder};
use crate::duplicates::{Difference, DuplicateCluster, DuplicatePost, Duplicates};
use crate::index::StoredPost;
use crate::render::amount::counted;
use crate::render::direction::on_terminal;
use crate::render::line_wrap::display_width;
use crate::render::style::Role;
use crate::render::{Style, terminal_text};
use crate::search::IndexState;

/// How far what is said of a copy is set in.
const DEEP: &str = "        ";
/// So many differences of two texts are shown.
const FEW_DIFFERENCES: usize = 3;
/// Of a difference, so many characters at most.
const MOST_CHARACTERS: usize = 60;

/// Prints clusters of copies: the earliest post, then the others with their similarity to it and the
/// words in which they differ, as `[-removed-]{+added+}`.
///
/// # Errors
/// If they cannot be written.
pub fn duplicates(
    duplicates: &Duplicates,
    index: &IndexState,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (place, cluster) in duplicates.clusters.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        write_cluster(cluster, index, style, out)?;
    }
    if duplicates.clusters.is_empty() { Ok(()) } else { closing_gap(style, out) }
}

/// Says in one line how many there are.
///
/// # Errors
/// If it cannot be written.
pub fn duplicates_summary(duplicates: &Duplicates, out: &mut dyn Write) -> io::Result<()> {
    let Duplicates { total, posts, clusters, .. } = duplicates;
    let listed = clusters.len() as u64;
    match total {
        0 => writeln!(out, "no post is a copy of another"),
        &total if listed < total => {
            let clusters = counted(total, "cluster");
            writeln!(out, "{clusters} of {posts} posts, {listed} shown")
        }
        &total => writeln!(out, "{} of {posts} posts", counted(total, "cluster")),
    }
}

fn write_cluster(
    cluster: &DuplicateCluster,
    index: &IndexState,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let title = on_terminal(terminal_text(&cluster.first.post.title), style);
    writeln!(out, "{}: {}", counted(cluster.posts, "post"), style.paint(Role::Title, title))?;
    write_post(&cluster.first, index, style, out)?;
    writeln!(out)?;
    for copy in &cluster.copies {
        write_copy(copy, cluster, index, style, out)?;
    }
    match cluster.posts - 1 - cluster.copies.len() as u64 {
        0 => Ok(()),
        more => writeln!(out, "{INDENT}and {more} more"),
    }
}

/// The date and the path of a post, on a line that is not ended. Returns the width of it.
fn write_post(
    stored: &StoredPost,
    index: &IndexState,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<usize> {
    let post = &stored.post;
    let date = day(post).map_or(String::new(), |date| format!("{date}  "));
    let file = index.corpus.join(post.path.as_path());
    let path = terminal_text(&from_folder(&file, &style.working_folder).to_string_lossy());
    let width = INDENT.len() + display_width(&date) + display_width(&path);
    let path = style.link_to_file(&file, style.paint(Role::Path, path));
    write!(out, "{INDENT}{}{path}", style.paint(Role::Aside, date))?;
    Ok(width)
}

fn write_copy(
    copy: &DuplicatePost,
    cluster: &DuplicateCluster,
    index: &IndexState,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let width = write_post(&copy.stored, index, style, out)?;
    write!(out, "  {:.2}", copy.similarity)?;
    let title = terminal_text(&copy.stored.post.title);
    let width = width + "  0.00  ".len() + display_width(&title);
    if copy.stored.post.title == cluster.first.post.title {
        writeln!(out)?;
    } else if style.width.is_none_or(|whole| width <= whole) {
        let title = on_terminal(title, style);
        writeln!(out, "  {}", style.paint(Role::Title, title))?;
    } else {
        writeln!(out)?;
        write_marked_lines(DEEP, &title, &[], Role::Title, style, out)?;
    }
    for difference in copy.differences.iter().take(FEW_DIFFERENCES) {
        write_difference(difference, style, out)?;
    }
    match copy.differences.len().saturating_sub(FEW_DIFFERENCES) {
        0 => Ok(()),
        more => writeln!(out, "{DEEP}and {} more", counted(more as u64, "place")),
    }
}

fn write_difference(
    Difference { before, removed, added }: &Difference,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let blank = if before.is_empty() { "" } else { " " };
    let mut text = format!("{}{blank}", terminal_text(before));
    let mut marks = Vec::new();
    for (words, open, close) in [(removed, "[-", "-]"), (added, "{+", "+}")] {
        if !words.is_empty() {
            let start = text.chars().count();
            text += &format!("{open}{}{close}", terminal_text(&shortened(words)));
            marks.push(start..text.chars().count());
        }
    }
    write_marked_lines(DEEP, &text, &marks, Role::Aside, style, out)
}

/// The first words of a text, as far as there is room for them.
fn shortened(text: &str) -> String {
    let mut characters = text.char_indices().map(|(at, _)| at);
    match characters.nth(MOST_CHARACTERS) {
        None => text.to_owned(),
        Some(end) => {
            let cut = text[..end].rfind(' ').unwrap_or(end);
            format!("{} …", &text[..cut])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_differences_are_cut_at_a_word() {
        let table = [
            ("noon", "noon".to_owned()),
            (&"word ".repeat(12), "word ".repeat(12)),
            (&"words ".repeat(12), "words ".repeat(10) + "…"),
            (&"停".repeat(70), "停".repeat(60) + " …"),
        ];
        for (text, expected) in table {
            assert_eq!(shortened(text), expected, "{text}");
        }
    }
}
