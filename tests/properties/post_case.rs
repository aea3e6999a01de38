//! Whole posts: made up by a grammar, or real ones with something wrong.

use std::fmt;

use fastrand::Rng;
use kwic::corpus::{
    DateRules, FileStamp, Format, FurnitureRules, Post, PostPath, SourceFile, SourceText,
};

use crate::campaign::Case;
use crate::grammar::{front_matter, html, markdown};
use crate::{laws, mutation};

/// A post's file.
#[derive(Clone, Debug)]
pub struct PostCase {
    /// Its path in the corpus.
    pub path: String,
    /// What it holds.
    pub text: String,
}

impl PostCase {
    /// A post of a grammar; half of them are broken afterwards.
    pub fn made_up(rng: &mut Rng) -> Self {
        let names =
            ["a.md", "2019/05/15/b.html", "2020-10-19-c.mdx", "d.txt", "e.blade.php", "f.md.njk"];
        let path = rng.choice(names).unwrap_or("a.md").to_owned();
        let mut text = String::new();
        if rng.bool() {
            front_matter::write(rng, &mut text);
        }
        match rng.u8(..8) {
            0..4 => markdown::write(rng, &mut text),
            4..7 => html::write_part(rng, &mut text),
            _ => html::write_page(rng, &mut text),
        }
        if rng.bool() {
            text = mutation::mutated(rng, &text);
        }
        Self { path, text }
    }

    /// A real post with something wrong.
    pub fn mutated(rng: &mut Rng) -> Self {
        let (path, text) = mutation::real_post(rng);
        Self { path: path.to_owned(), text: mutation::mutated(rng, text) }
    }

    /// The file as the walk would find it.
    pub fn file(&self) -> SourceFile {
        source_file(&self.path)
    }
}

fn source_file(path: &str) -> SourceFile {
    SourceFile {
        path: path.into(),
        relative: PostPath::new(path),
        format: Format::of_name(path).expect("is a post's name"),
        stamp: FileStamp::default(),
        modified: None,
    }
}

impl Case for PostCase {
    fn check(&self) -> Result<(), String> {
        let read = || {
            let text = self.text.clone();
            Post::read(
                &self.file(),
                SourceText { text, bytes: 0, hash: 0, problems: Vec::new() },
                &DateRules::default(),
                &FurnitureRules::default(),
            )
        };
        let post = read();
        laws::of_split(&self.text)?;
        laws::of_post(&post, &self.text)?;
        let again = read();
        if format!("{post:?}") == format!("{again:?}") {
            return Ok(());
        }
        Err(format!("read twice, it is another post:\n{post:?}\n{again:?}"))
    }

    fn text(&self) -> Option<&str> {
        Some(&self.text)
    }

    fn with_text(&self, text: String) -> Self {
        Self { text, ..self.clone() }
    }
}

/// A file of bytes in some encoding, or in none.
#[derive(Clone)]
pub struct EncodedCase {
    path: String,
    bytes: Vec<u8>,
    /// The text, if all of it can be told from the bytes.
    text: Option<String>,
}

impl EncodedCase {
    /// A real post in some encoding, damaged or not.
    pub fn mutated(rng: &mut Rng) -> Self {
        let (path, text) = mutation::real_post(rng);
        let text = text.trim_start_matches('\u{feff}');
        let mut case = Self { path: path.to_owned(), bytes: Vec::new(), text: None };
        let units = || text.encode_utf16();
        case.bytes = match rng.u8(..6) {
            0 => [b"\xff\xfe".to_vec(), units().flat_map(u16::to_le_bytes).collect()].concat(),
            1 => [b"\xfe\xff".to_vec(), units().flat_map(u16::to_be_bytes).collect()].concat(),
            2 => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            3 => text.as_bytes().to_vec(),
            _ => {
                let names = ["windows-1252", "windows-1251", "shift_jis", "gbk", "big5", "euc-kr"];
                let label = rng.choice(names).unwrap_or_default();
                let encoding = encoding_rs::Encoding::for_label(label.as_bytes());
                case.bytes = encoding.expect("is known").encode(text).0.into_owned();
                mutation::damage(rng, &mut case.bytes);
                return case;
            }
        };
        if rng.bool() {
            mutation::damage(rng, &mut case.bytes);
        } else {
            case.text = Some(text.to_owned());
        }
        case
    }
}

impl Case for EncodedCase {
    fn check(&self) -> Result<(), String> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let name = self.path.rsplit('/').next().unwrap_or_default();
        let path = folder.path().join(name);
        std::fs::write(&path, &self.bytes).map_err(|error| error.to_string())?;
        let file = SourceFile { path, ..source_file(&self.path) };
        let source = match file.read() {
            Ok(source) => source,
            Err(unread) if self.text.is_none() => return laws::of_unread(&unread),
            Err(unread) => return Err(format!("a text was not read: {unread}")),
        };
        if self.text.as_ref().is_some_and(|text| *text != source.text) {
            return Err("another text was decoded".to_owned());
        }
        let text = source.text.clone();
        laws::of_post(
            &Post::read(&file, source, &DateRules::default(), &FurnitureRules::default()),
            &text,
        )
    }
}

impl fmt::Debug for EncodedCase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {} bytes: {}", self.path, self.bytes.len(), self.bytes.escape_ascii())
    }
}
