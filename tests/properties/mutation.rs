//! Real posts, and what goes wrong with them on their way.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use fastrand::Rng;
use kwic::corpus::{WalkOptions, walk};

/// Longer posts are cut, in bytes: they only take longer.
const LONGEST: usize = 16 << 10;

/// The most posts of one folder that are used.
const MOST_POSTS: usize = 20_000;

/// One of the posts at hand: its path in its corpus, and its text.
pub fn real_post(rng: &mut Rng) -> (&'static str, &'static str) {
    static POSTS: OnceLock<Vec<(String, String)>> = OnceLock::new();
    let posts = POSTS.get_or_init(|| folders().iter().flat_map(|folder| posts(folder)).collect());
    let (path, text) = &posts[rng.usize(..posts.len())];
    (path, text)
}

/// The project's own samples, and whatever else is at hand.
fn folders() -> Vec<PathBuf> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = std::env::var_os("KWIC_SHARED").map(PathBuf::from);
    let shared = shared.or_else(|| project.parent().map(|parent| parent.join("shared")));
    let more = std::env::var_os("KWIC_FUZZ_POSTS").map(PathBuf::from);
    let others = shared.map(|shared| shared.join("nasty")).into_iter().chain(more);
    [project.join("corpus")].into_iter().chain(others.filter(|folder| folder.is_dir())).collect()
}

fn posts(folder: &Path) -> Vec<(String, String)> {
    let walked = walk(folder, &WalkOptions::default()).expect("walks");
    let step = walked.files.len().div_ceil(MOST_POSTS).max(1);
    let read = |file: &kwic::corpus::SourceFile| {
        let bytes = fs::read(&file.path).ok()?;
        let mut text = String::from_utf8_lossy(&bytes).into_owned();
        text.truncate(text.floor_char_boundary(LONGEST));
        Some((file.relative.to_string(), text))
    };
    walked.files.iter().step_by(step).filter_map(read).collect()
}

/// What stands at the joints of posts, where it does most harm elsewhere.
const PIECES: [&str; 72] = [
    "---\n",
    "+++\n",
    "...\n",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    ":",
    ": ",
    "\t",
    "\r",
    "\r\n",
    "\n\n",
    "\0",
    "\u{feff}",
    "\u{200d}",
    "\u{85}",
    "\u{a0}",
    "\u{2028}",
    "\u{fffd}",
    "\u{1b}[31m",
    "é",
    "停火",
    "<",
    ">",
    "</",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?php",
    "?>",
    "<p",
    "</p>",
    "<table>",
    "</table>",
    "<td>",
    "<pre>",
    "<script>",
    "</script>",
    "<svg>",
    "<template>",
    "<select>",
    "<br>",
    "<img alt=\"a\nb\">",
    "<body>",
    "<html>",
    "<title>",
    "&",
    "&#10;",
    "&#0;",
    "&amp;lt;",
    "&nbsp;",
    "`",
    "```\n",
    "~~~\n",
    "    ",
    "> ",
    "- ",
    "1. ",
    "# ",
    "|",
    "[^1]: ",
    "{{ ",
    "}}",
    "{% raw %}",
    "{% endraw %}",
    "@if(",
    "[caption]",
    "title: ",
];

/// The text with up to eight things wrong.
pub fn mutated(rng: &mut Rng, text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..=rng.usize(..8) {
        let (start, end) = stretch(rng, &text);
        match rng.u8(..8) {
            0 => text.truncate(start),
            1 => drop(text.drain(start..end)),
            2 => text = text[..end].to_owned() + &text[start..],
            3 => text = text[start..end].to_owned() + &text[..start] + &text[end..],
            4 => {
                let part = text[start..end].to_owned();
                let (at, _) = stretch(rng, &text);
                text.insert_str(at, &part);
            }
            5 => {
                let (_, other) = real_post(rng);
                let (from, to) = stretch(rng, other);
                text.insert_str(start, &other[from..to]);
            }
            _ => {
                let piece = rng.choice(PIECES).unwrap_or_default();
                text.insert_str(start, &piece.repeat(1 + rng.usize(..3)));
            }
        }
    }
    text
}

/// A stretch of a text: mostly short, and mostly from one line or mark to another.
fn stretch(rng: &mut Rng, text: &str) -> (usize, usize) {
    let start = joint(rng, text, 0);
    let longest = if rng.u8(..4) == 0 { text.len() } else { 64 };
    let end = joint(rng, text, start).min(start + rng.usize(..=longest));
    (start, text.floor_char_boundary(end.max(start)))
}

fn joint(rng: &mut Rng, text: &str, from: usize) -> usize {
    let at = text.floor_char_boundary(rng.usize(from..=text.len()));
    if rng.bool() {
        return at.max(from);
    }
    text[at..]
        .find(['\n', '<', '>', '&', ':', '"', '{', '`'])
        .map_or(at, |next| at + next)
        .max(from)
}

/// Changes up to eight bytes, or takes some out.
pub fn damage(rng: &mut Rng, bytes: &mut Vec<u8>) {
    for _ in 0..rng.usize(..=8).min(bytes.len()) {
        let at = rng.usize(..bytes.len());
        match rng.u8(..4) {
            0 => bytes[at] = rng.u8(..),
            1 => bytes.insert(at, rng.u8(0x80..)),
            2 => drop(bytes.remove(at)),
            _ => bytes.insert(at, 0),
        }
        if bytes.is_empty() {
            return;
        }
    }
}
