//! Results and reports for people.

mod advice;
mod explanation;

use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

pub use advice::advice;
pub use explanation::explained_query;

use super::amount::{bytes, counted};
use super::line_wrap::{display_width, wrap};
use super::style::Role;
use super::terminal_text::terminal_text;
use super::{Style, date_order};
use crate::check::CheckReport;
use crate::corpus::{Block, BlockKind, DatePrecision, DateSource, LanguageSource, Post};
use crate::eval::Evaluation;
use crate::index::{IndexReader, LedgerEntry, Stats, StoredPost, ValueCount};
use crate::ingest::{Changes, IngestReport, Reread};
use crate::search::{Hit, IndexState, Listed, Results, Snippet};
use crate::verify::Verification;

/// Passages and text are no wider than this: longer lines tire the eye.
const MAX_WIDTH: usize = 100;
/// How far the lines below a title are set in.
const INDENT: &str = "    ";
/// How many tags, authors, problems ... are named where there are many.
const MOST_FREQUENT: usize = 10;
/// How many tags of a hit are named.
const FEW_TAGS: usize = 6;

/// Prints the hits of a search.
///
/// # Errors
/// If they cannot be written.
pub fn results(results: &Results, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for (index, hit) in results.hits.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        write_hit(hit, &results.index, style, out)?;
    }
    Ok(())
}

/// Says in one line how many posts match.
///
/// # Errors
/// If it cannot be written.
pub fn summary(results: &Results, out: &mut dyn Write) -> io::Result<()> {
    let query = terminal_text(&results.query);
    match (results.total, results.hits.as_slice()) {
        (0, _) => writeln!(out, "no post matches {query}"),
        (1, [_]) => writeln!(out, "1 post"),
        (total, []) => writeln!(out, "{total} posts, none shown"),
        (total, [first, .., last]) if (results.hits.len() as u64) < total => {
            writeln!(out, "{total} posts, {} to {} shown", first.rank, last.rank)
        }
        (total, [only]) => writeln!(out, "{total} posts, number {} shown", only.rank),
        (total, _) => writeln!(out, "{total} posts"),
    }
}

fn write_hit(hit: &Hit, index: &IndexState, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let title = terminal_text(&hit.post.title);
    for (number, line) in lines(&title, style).into_iter().enumerate() {
        match number {
            0 => write!(out, "{:>2}. ", hit.rank)?,
            _ => write!(out, "{INDENT}")?,
        }
        write_marked(&title, line, &hit.title_highlights, Role::Title, style, out)?;
        writeln!(out)?;
    }
    let line = hit.snippets.first().and_then(|snippet| snippet.line);
    write_aside(hit, index, line, style, out)?;
    for snippet in &hit.snippets {
        write_snippet(snippet, style, out)?;
    }
    if let Some(explanation) = &hit.explanation {
        explanation::write_explanation(hit.score, explanation, index.posts, style, out)?;
    }
    Ok(())
}

/// The line below a title: date, path, tags; the tags on a line of their own where it is narrow.
fn write_aside(
    hit: &Hit,
    index: &IndexState,
    line: Option<u32>,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let post = &hit.post;
    let date = shown_date(hit).map_or(String::new(), |date| format!("{date}  "));
    let path = index.corpus.join(post.path.as_path());
    let path = terminal_text(&from_folder(&path, &style.working_folder).to_string_lossy());
    let line = line.map_or(String::new(), |line| format!(":{line}"));
    let tags = shown_tags(post);
    let width = display_width(&format!("{INDENT}{date}{path}{line}  {tags}"));
    let gap = match style.width {
        Some(narrow) if width > narrow => format!("\n{INDENT}"),
        _ => "  ".to_owned(),
    };
    write!(out, "{INDENT}{}{}", style.paint(Role::Aside, date), style.paint(Role::Path, path))?;
    write!(out, "{}", style.paint(Role::Aside, line))?;
    if !tags.is_empty() {
        write!(out, "{gap}{}", style.paint(Role::Aside, tags))?;
    }
    writeln!(out)
}

/// The first tags in brackets, or nothing if there are none.
fn shown_tags(post: &Post) -> String {
    if post.tags.is_empty() {
        return String::new();
    }
    let more = if post.tags.len() > FEW_TAGS { ", …" } else { "" };
    let few = &post.tags[..post.tags.len().min(FEW_TAGS)];
    format!("[{}{more}]", terminal_text(&few.join(", ")))
}

/// The day of a post; a date that is only the file's own, or in the future, says so.
fn shown_date(hit: &Hit) -> Option<String> {
    let date = hit.post.date?;
    let shown = date.to_string();
    let day = match date.precision() {
        DatePrecision::Second => shown.chars().take(10).collect(),
        _ => shown,
    };
    Some(match hit.post.date_source {
        Some(DateSource::Mtime) => format!("{day} (file)"),
        _ if hit.is_future => format!("{day} (future)"),
        _ => day,
    })
}

/// The path as it opens from `folder`, if there is a way that does not climb to the root.
pub fn from_folder(path: &Path, folder: &Path) -> std::path::PathBuf {
    let climbs = |relative: &Path| relative.starts_with("../../..");
    match pathdiff::diff_paths(path, folder) {
        Some(relative) if !climbs(&relative) => relative,
        _ => path.to_owned(),
    }
}

fn write_snippet(snippet: &Snippet, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    if let Some(section) = &snippet.section {
        let section = format!("§ {}", terminal_text(section));
        writeln!(out, "{INDENT}{}", style.paint(Role::Aside, section))?;
    }
    let text = terminal_text(&snippet.text);
    for line in lines(&text, style) {
        write!(out, "{INDENT}")?;
        write_marked(&text, line, &snippet.highlights, Role::Match, style, out)?;
        writeln!(out)?;
    }
    Ok(())
}

/// The lines of a text that is set in, as ranges of characters.
fn lines(text: &str, style: &Style) -> Vec<Range<usize>> {
    match style.width {
        Some(width) => wrap(text, width.min(MAX_WIDTH).saturating_sub(INDENT.len())),
        None => std::iter::once(0..text.chars().count()).collect(),
    }
}

/// Writes some characters of a text with what matched marked. A title is bold throughout, so its
/// matches stand out by colour alone.
fn write_marked(
    text: &str,
    shown: Range<usize>,
    marks: &[Range<usize>],
    role: Role,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let part = |range: Range<usize>| -> String {
        text.chars().skip(range.start).take(range.len()).collect()
    };
    let plain = |range: Range<usize>| match role {
        Role::Title => style.paint(Role::Title, part(range)).to_string(),
        _ => part(range),
    };
    let mut at = shown.start;
    for mark in marks {
        let mark = mark.start.max(shown.start)..mark.end.min(shown.end);
        if mark.start < mark.end {
            write!(out, "{}", plain(at..mark.start))?;
            write!(out, "{}", style.paint(Role::Match, part(mark.clone())))?;
            at = mark.end;
        }
    }
    write!(out, "{}", plain(at..shown.end))
}

/// Prints paths of posts, each as it opens from the working folder and with `end` after it.
///
/// They are printed byte for byte, but for what a terminal would obey if lines go to one.
///
/// # Errors
/// If they cannot be written.
pub fn paths(
    listed: &[Listed],
    index: &IndexState,
    style: &Style,
    end: u8,
    out: &mut dyn Write,
) -> io::Result<()> {
    for Listed { path, .. } in listed {
        let path = from_folder(&index.corpus.join(path.as_path()), &style.working_folder);
        if style.width.is_some() && end == b'\n' {
            out.write_all(terminal_text(&path.to_string_lossy()).as_bytes())?;
        } else {
            out.write_all(path.as_os_str().as_encoded_bytes())?;
        }
        out.write_all(&[end])?;
    }
    Ok(())
}

/// Prints one post as kwic reads it.
///
/// # Errors
/// If it cannot be written.
pub fn post(stored: &StoredPost, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let post = &stored.post;
    writeln!(out, "{}", style.paint(Role::Title, terminal_text(&post.title)))?;
    let mut row = |name: &str, value: &str| -> io::Result<()> {
        if value.is_empty() {
            return Ok(());
        }
        let name = style.paint(Role::Aside, format!("{name:12}"));
        writeln!(out, "{name}{}", terminal_text(value))
    };
    row("id", stored.id.as_str())?;
    row("path", &post.path.to_string())?;
    row("date", &date_and_source(post))?;
    row("authors", &post.authors.join(", "))?;
    row("tags", &post.tags.join(", "))?;
    row("categories", &post.categories.join(", "))?;
    row("language", &language_and_source(post))?;
    row("url", post.url.as_deref().unwrap_or_default())?;
    row("image", post.image.as_deref().unwrap_or_default())?;
    row("draft", if post.draft { "yes" } else { "" })?;
    row("description", post.description.as_deref().unwrap_or_default())?;
    for problem in &post.problems {
        row("problem", &problem.to_string())?;
    }
    post.text_blocks().try_for_each(|block| write_block(block, style, out))
}

fn date_and_source(post: &Post) -> String {
    let Some(date) = post.date else { return String::new() };
    let source = post.date_source.map_or("", DateSource::as_str).replace('_', " ");
    format!("{date} (from {source})")
}

fn language_and_source(post: &Post) -> String {
    let Some(code) = &post.language else { return String::new() };
    match post.language_source {
        Some(LanguageSource::Detected) => format!("{code} (detected)"),
        Some(source) => format!("{code} (from {})", source.as_str().replace('_', " ")),
        None => code.clone(),
    }
}

fn write_block(block: &Block, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out)?;
    if block.kind == BlockKind::Code {
        return block
            .text
            .lines()
            .try_for_each(|line| writeln!(out, "{INDENT}{}", terminal_text(line)));
    }
    let text = terminal_text(&block.text);
    let width = style.width.unwrap_or(usize::MAX).min(MAX_WIDTH);
    let lines = match style.width {
        Some(_) => wrap(&text, width),
        None => std::iter::once(0..text.chars().count()).collect(),
    };
    for line in lines {
        let line: String = text.chars().skip(line.start).take(line.len()).collect();
        match block.kind {
            BlockKind::Heading(_) => writeln!(out, "{}", style.paint(Role::Label, line))?,
            _ => writeln!(out, "{line}")?,
        }
    }
    Ok(())
}

/// Prints what an index run did.
///
/// # Errors
/// If it cannot be written.
pub fn report(report: &IngestReport, out: &mut dyn Write) -> io::Result<()> {
    let ledger = &report.ledger;
    ledger_rows("failed", &ledger.failed, out)?;
    ledger_rows("skipped", &ledger.skipped, out)?;
    writeln!(
        out,
        "{} seen: {} indexed, {}{} skipped, {} failed ({} ignored)",
        counted(report.seen, "file"),
        report.indexed(),
        if report.unchanged == 0 {
            String::new()
        } else {
            format!("{} unchanged, ", report.unchanged)
        },
        ledger.skipped.len(),
        ledger.failed.len(),
        counted(report.ignored, "other file")
    )?;
    changes_row(report, out)?;
    problem_rows(report, out)?;
    date_order::row(report.date_order.as_ref(), out)?;
    if report.changes.is_empty() && report.unchanged > 0 {
        let (took, index) = (report.took.as_secs_f64(), report.index.to_string_lossy());
        return writeln!(out, "nothing changed in {} ({took:.1} s)", terminal_text(&index));
    }
    writeln!(
        out,
        "{} in {:.1} s, {:.0} posts a second, into {}",
        bytes(report.bytes),
        report.took.as_secs_f64(),
        report.posts_per_second(),
        terminal_text(&report.index.to_string_lossy())
    )
}

/// What an update did to an index that was there before.
fn changes_row(report: &IngestReport, out: &mut dyn Write) -> io::Result<()> {
    let Changes { added, modified, renamed, removed } = report.changes;
    if let Some(reread) = report.reread {
        let reason = match reread {
            Reread::Format => "the index had another format",
            Reread::Pipeline => "this kwic reads posts otherwise than the one before",
            Reread::Drafts => "drafts are treated otherwise than before",
            Reread::DateOrder => "day and month are told apart otherwise than before",
        };
        writeln!(out, "every post was read again: {reason}")?;
    }
    if report.remaining > 0 {
        let files = counted(report.remaining, "file");
        writeln!(out, "stopped with {files} still to be read; run it again to go on")?;
    }
    if report.changes.is_empty() || report.unchanged + modified + renamed + removed == 0 {
        return Ok(());
    }
    writeln!(out, "{added} added, {modified} modified, {renamed} renamed, {removed} removed")
}

fn ledger_rows(what: &str, entries: &[LedgerEntry], out: &mut dyn Write) -> io::Result<()> {
    entries.iter().try_for_each(|entry| {
        let (path, reason) = (entry.path.to_string(), &entry.reason);
        let kept = if entry.is_kept { "; its last good version is kept" } else { "" };
        writeln!(out, "{what}: {}: {}{kept}", terminal_text(&path), terminal_text(reason))
    })
}

/// Names the first problems; each post was read all the same.
fn problem_rows(report: &IngestReport, out: &mut dyn Write) -> io::Result<()> {
    let count = report.posts_with_problems;
    if count == 0 {
        return Ok(());
    }
    let posts = counted(count, "post");
    writeln!(out, "problems in {posts}, read as well as can be:")?;
    for (path, problem) in report.problems.iter().take(MOST_FREQUENT) {
        let line = problem.line.map_or(String::new(), |line| format!(":{line}"));
        let (path, message) = (path.to_string(), &problem.message);
        writeln!(out, "{INDENT}{}{line}: {}", terminal_text(&path), terminal_text(message))?;
    }
    match report.problems.len().saturating_sub(MOST_FREQUENT) {
        0 => Ok(()),
        more => writeln!(out, "{INDENT}and {more} more; `kwic check` lists them all"),
    }
}

/// Prints what is wrong with which post, as `path:line: code: message`, and how often each kind of
/// problem was met.
///
/// # Errors
/// If it cannot be written.
pub fn check(report: &CheckReport, out: &mut dyn Write) -> io::Result<()> {
    for (path, problem) in &report.problems {
        let line = problem.line.map_or(String::new(), |line| format!(":{line}"));
        let (path, code) = (terminal_text(&path.to_string()), problem.code.as_str());
        writeln!(out, "{path}{line}: {code}: {}", terminal_text(&problem.message))?;
    }
    ledger_rows("failed", &report.ledger.failed, out)?;
    ledger_rows("skipped", &report.ledger.skipped, out)?;
    date_order::row(report.date_order.as_ref(), out)?;
    for (code, count) in report.counts() {
        writeln!(out, "{count:>6} {}", code.as_str())?;
    }
    let problems = counted(report.problems.len() as u64, "problem");
    let failed = counted(report.ledger.failed.len() as u64, "file");
    writeln!(out, "{} read, {problems}, {failed} failed", counted(report.posts, "post"))
}

/// Prints what an index holds.
///
/// # Errors
/// If it cannot be written.
pub fn stats(
    stats: &Stats,
    reader: &IndexReader,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut row = |name: &str, value: String| {
        let name = style.paint(Role::Aside, format!("{name:12}"));
        writeln!(out, "{name}{}", terminal_text(&value))
    };
    row("posts", stats.posts.to_string())?;
    let days = stats.days.map(|(first, last)| format!("{first} to {last} ({} dated)", stats.dated));
    row("dates", days.unwrap_or_else(|| "none".into()))?;
    row("languages", languages(stats))?;
    row("tags", most_frequent(&stats.tags))?;
    row("categories", most_frequent(&stats.categories))?;
    row("authors", most_frequent(&stats.authors))?;
    row(
        "left out",
        format!("{} skipped, {} failed", stats.ledger.skipped.len(), stats.ledger.failed.len()),
    )?;
    row(
        "size",
        format!("{} in {}", bytes(stats.bytes), counted(stats.segments as u64, "segment")),
    )?;
    row("built", format!("{:.0} by kwic {}", stats.committed_at, stats.kwic))?;
    row("generation", stats.generation.to_string())?;
    row("corpus", reader.corpus().to_string_lossy().into_owned())
}

/// Prints how good a ranking is.
///
/// # Errors
/// If it cannot be written.
pub fn evaluation(evaluation: &Evaluation, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let mut row = |name: &str, value: String| {
        let name = style.paint(Role::Aside, format!("{name:12}"));
        writeln!(out, "{name}{value}")
    };
    let Evaluation { queries, unanswered, means } = evaluation;
    row("queries", format!("{queries}, {unanswered} without hits"))?;
    for (name, mean) in [
        ("nDCG@10", means.ndcg_10),
        ("MAP", means.average_precision),
        ("MRR", means.reciprocal_rank),
        ("recall@100", means.recall_100),
    ] {
        row(name, format!("{mean:.4}"))?;
    }
    Ok(())
}

/// Prints whether an index is whole, and what is damaged by file.
///
/// # Errors
/// If it cannot be written.
pub fn verification(verification: &Verification, out: &mut dyn Write) -> io::Result<()> {
    for finding in verification.damage() {
        let (file, fault) = (&finding.file, finding.fault.to_string());
        writeln!(out, "damaged: {}: {}", terminal_text(file), terminal_text(&fault))?;
    }
    for finding in verification.notes() {
        writeln!(out, "note: {}: {}", terminal_text(&finding.file), finding.fault)?;
    }
    let (files, size) = verification.size;
    let looked_at = format!("{}, {}", counted(files, "file"), bytes(size));
    let posts =
        verification.posts.map_or(String::new(), |posts| format!(", {}", counted(posts, "post")));
    match verification.damage().count() as u64 {
        0 => writeln!(out, "{looked_at}{posts}: whole"),
        faults => writeln!(out, "{looked_at}{posts}: {}", counted(faults, "fault")),
    }
}

/// The languages, and how many posts have none that is known.
fn languages(stats: &Stats) -> String {
    let known: u64 = stats.languages.iter().map(|language| language.count).sum();
    match stats.posts.saturating_sub(known) {
        0 => most_frequent(&stats.languages),
        unknown => format!("{}, unknown {unknown}", most_frequent(&stats.languages)),
    }
}

fn most_frequent(values: &[ValueCount]) -> String {
    if values.is_empty() {
        return "none".into();
    }
    let named = values.iter().take(MOST_FREQUENT);
    let named: Vec<_> = named.map(|value| format!("{} {}", value.value, value.count)).collect();
    let rest = values.len().saturating_sub(MOST_FREQUENT);
    let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    named.join(", ") + &more
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::PostPath;

    #[test]
    fn marks_survive_wrapping() {
        let style = Style { colour: true, width: Some(24), ..Style::default() };
        let snippet = Snippet {
            field: crate::search::SnippetField::Body,
            text: "He saw military observers there.".into(),
            highlights: std::iter::once(7..25).collect(),
            section: None,
            line: None,
        };
        let mut out = Vec::new();
        write_snippet(&snippet, &style, &mut out).expect("writes");
        let text = String::from_utf8(out).expect("is UTF-8");
        let (on, off) = ("\u{1b}[1m\u{1b}[31m", "\u{1b}[0m");
        assert_eq!(text, format!("    He saw {on}military{off}\n    {on}observers{off} there.\n"));
    }

    #[test]
    fn colours_go_around_text_and_not_around_nothing() {
        let style = Style { colour: true, ..Style::default() };
        assert_eq!(style.paint(Role::Aside, "").to_string(), "");
        assert_eq!(style.paint(Role::Aside, "a").to_string(), "\u{1b}[2ma\u{1b}[0m");
    }

    #[test]
    fn paths_are_shown_from_where_the_reader_stands() {
        let table = [
            ("/a/b/corpus/x.md", "/a/b", "corpus/x.md"),
            ("/a/corpus/x.md", "/a/b", "../corpus/x.md"),
            ("/z/corpus/x.md", "/a/b/c/d", "/z/corpus/x.md"),
        ];
        for (path, folder, expected) in table {
            assert_eq!(from_folder(path.as_ref(), folder.as_ref()), Path::new(expected));
        }
    }

    #[test]
    fn paths_command_no_terminal() {
        let index = IndexState {
            posts: 1,
            generation: 1,
            committed_at: jiff::Timestamp::UNIX_EPOCH,
            complete: true,
            stale: None,
            corpus: "/a".into(),
        };
        let table = [
            (None, b'\n', "b\u{1b}[31m\nc.md\n"),
            (Some(80), b'\n', "b␛[31m c.md\n"),
            (Some(80), b'\0', "b\u{1b}[31m\nc.md\0"),
        ];
        for (width, end, expected) in table {
            let style = Style { width, working_folder: "/a".into(), ..Style::default() };
            let mut out = Vec::new();
            let path = PostPath::new("b\u{1b}[31m\nc.md");
            let listed = Listed { path, score: 1.0 };
            paths(&[listed], &index, &style, end, &mut out).expect("writes");
            assert_eq!(String::from_utf8_lossy(&out), expected, "{width:?}");
        }
    }
}
