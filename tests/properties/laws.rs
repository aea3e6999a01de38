//! What must hold for every post, whatever it was read from.

use kwic::corpus::front_matter::{parse, split};
use kwic::corpus::{Block, BlockKind, KnownFields, Post, Problem, Unread};

/// Fails with a message unless a condition holds.
macro_rules! ensure {
    ($condition:expr, $($message:tt)+) => {
        if !$condition {
            return Err(format!($($message)+));
        }
    };
}
pub(crate) use ensure;

/// How many lines a text has: `\n`, `\r\n` and a lone `\r` end one.
pub fn lines_of(text: &str) -> u32 {
    let ends = text.matches('\n').count() + text.matches('\r').count();
    u32::try_from(ends - text.matches("\r\n").count()).unwrap_or(u32::MAX).saturating_add(1)
}

/// The body is the end of the text, on the line it says, and front matter is read the same twice.
pub fn of_split(text: &str) -> Result<(), String> {
    let found = split(text);
    ensure!(text.ends_with(found.body), "the body is not of the text: {:?}", found.body);
    let before = &text[..text.len() - found.body.len()];
    // A closing delimiter may end with the text, and the body then begins on a line that is none.
    let line = lines_of(before) + u32::from(!before.is_empty() && !ends_line(before));
    let is_marked = text.starts_with('\u{feff}') && found.front_matter.is_none();
    ensure!(
        is_marked || found.body_line == line,
        "the body is said to begin on {}, and does on {line}",
        found.body_line
    );
    let Some(raw) = found.front_matter else { return Ok(()) };
    ensure!(before.contains(raw.text), "the front matter is not of the text: {:?}", raw.text);
    let (fields, problems) = parse(&raw);
    // In words, since no NaN is like another.
    let (once, again) = (format!("{:?}", (&fields, &problems)), format!("{:?}", parse(&raw)));
    ensure!(once == again, "parsed twice, it differs: {once} {again}");
    for (key, _) in fields.iter() {
        let is_within =
            fields.line(key).is_none_or(|line| line >= raw.line && line < line_end(&raw));
        ensure!(is_within, "`{key}` is said to stand on {:?}", fields.line(key));
        ensure!(fields.get(key).is_some(), "`{key}` is not found");
    }
    of_problems(&problems, raw.line + lines_of(raw.text))?;
    of_problems(&KnownFields::take(fields).1, raw.line + lines_of(raw.text))
}

fn line_end(raw: &kwic::corpus::RawFrontMatter<'_>) -> u32 {
    raw.line.saturating_add(lines_of(raw.text))
}

fn ends_line(text: &str) -> bool {
    text.ends_with(['\n', '\r'])
}

/// A post's blocks, title and problems are sound.
pub fn of_post(post: &Post, text: &str) -> Result<(), String> {
    let last = lines_of(text);
    ensure!(!post.title.trim().is_empty(), "there is no title");
    for block in &post.blocks {
        of_block(block, last).map_err(|reason| format!("{reason}: {block:?}"))?;
    }
    if writes_as_it_stands(text) {
        for block in &post.blocks {
            ensure!(is_within(&block.text, text), "a text that is not in the file: {block:?}");
        }
    }
    of_problems(&post.problems, last)
}

/// Whether no text stands for another: an entity for a character, in an `<xmp>` in Markdown even for
/// what needs none, or a shortcode for an image, which in indented code is read as text.
fn writes_as_it_stands(text: &str) -> bool {
    let has_shortcode = ["{{<", "{{%", "{%"].iter().any(|opener| text.contains(opener));
    !text.contains('&') && !has_shortcode && !text.to_ascii_lowercase().contains("<xmp")
}

fn of_block(block: &Block, last: u32) -> Result<(), String> {
    let (text, lines) = (&block.text, &block.lines);
    ensure!(!text.is_empty(), "a block without text");
    ensure!(text.trim() == text, "blanks around a block");
    ensure!((1..=last).contains(&lines.first()), "a line beyond {last}");
    let is_folded = !text.contains(['\n', '\r', '\t']) && !text.contains("  ");
    ensure!(block.kind == BlockKind::Code || is_folded, "white space that is not folded");
    let mut offset = 0;
    for &(at, line) in lines.breaks() {
        ensure!(at > offset && (at as usize) < text.len(), "a line break at {at}");
        ensure!(text.is_char_boundary(at as usize), "a line break within a character at {at}");
        ensure!((1..=last).contains(&line), "line {line} beyond {last}");
        offset = at;
    }
    Ok(())
}

fn of_problems(problems: &[Problem], last: u32) -> Result<(), String> {
    for problem in problems {
        ensure!(problem.line.is_none_or(|line| (1..=last).contains(&line)), "{problem:?}, {last}");
        ensure!(!problem.message.is_empty(), "a problem without a word");
    }
    Ok(())
}

/// Whether the letters and digits of `part` all stand in `whole`, in this order.
fn is_within(part: &str, whole: &str) -> bool {
    let mut rest = whole.chars();
    part.chars().filter(|c| c.is_alphanumeric()).all(|c| rest.any(|other| other == c))
}

/// A file that was not read says why.
pub fn of_unread(unread: &Unread) -> Result<(), String> {
    ensure!(!unread.reason.is_empty(), "no reason is given");
    Ok(())
}
