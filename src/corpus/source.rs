//! A post's file and what it holds, as text.

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;
use std::time::SystemTime;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};
use xxhash_rust::xxh3::xxh3_64;

use super::{FileStamp, Format, PostDate, PostPath, Problem, ProblemCode, Unread, UnreadCode};

/// Files larger than this are not read, in bytes. It bounds the memory of one thread: the tree of
/// an HTML page takes several times the bytes of the page.
pub const MAX_BYTES: u64 = 64 << 20;

/// How many bytes at the beginning of a file are looked at to tell binary from text.
const BINARY_WINDOW: usize = 8 << 10;

/// A file that is worth reading, as the walk found it.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path to open it by.
    pub path: PathBuf,
    /// The path relative to the corpus, by which the post is known.
    pub relative: PostPath,
    /// What its name says it is written in.
    pub format: Format,
    /// Its state when it was found.
    pub stamp: FileStamp,
    /// When it was last written, where the file system tells.
    pub modified: Option<SystemTime>,
}

/// What a file holds, decoded.
#[derive(Debug)]
pub struct SourceText {
    /// The text, without a byte order mark.
    pub text: String,
    /// How many bytes were read.
    pub bytes: u64,
    /// A hash of these bytes, by which a post is known to be the same.
    pub hash: u64,
    /// What was wrong with the encoding.
    pub problems: Vec<Problem>,
}

impl SourceFile {
    /// Reads and decodes the file.
    pub fn read(&self) -> Result<SourceText, Unread> {
        let bytes = self.read_bytes().map_err(|error| self.unread_because(&error))?;
        if bytes.len() as u64 > MAX_BYTES {
            let reason = format!("larger than {} MiB", MAX_BYTES >> 20);
            return Err(self.unread(UnreadCode::TooLarge, reason));
        }
        let (count, hash) = (bytes.len() as u64, xxh3_64(&bytes));
        decode(bytes)
            .map(|(text, problems)| SourceText { text, bytes: count, hash, problems })
            .ok_or_else(|| self.unread(UnreadCode::Binary, "binary, not text"))
    }

    /// The date of its last change, which is shown for a post that tells no other.
    pub fn date(&self) -> Option<PostDate> {
        self.modified.and_then(PostDate::from_system_time)
    }

    /// The hash of the file's bytes, without looking at what they say.
    ///
    /// # Errors
    /// If the operating system refuses.
    pub fn hash(&self) -> io::Result<u64> {
        self.read_bytes().map(|bytes| xxh3_64(&bytes))
    }

    /// Reads one byte more than is allowed at most, so that a file which grows is noticed.
    fn read_bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(self.stamp.size.min(MAX_BYTES) as usize + 1);
        File::open(&self.path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn unread_because(&self, error: &io::Error) -> Unread {
        let code = match error.kind() {
            io::ErrorKind::NotFound => UnreadCode::Vanished,
            _ => UnreadCode::Unreadable,
        };
        self.unread(code, error.to_string())
    }

    /// This file, left out for a reason.
    pub fn unread(&self, code: UnreadCode, reason: impl Into<String>) -> Unread {
        Unread { path: self.relative.clone(), code, reason: reason.into() }
    }
}

/// The text of a file's bytes, or `None` if they are not text.
fn decode(bytes: Vec<u8>) -> Option<(String, Vec<Problem>)> {
    if let Some((encoding, _)) = Encoding::for_bom(&bytes).filter(|(e, _)| *e != UTF_8) {
        return Some((encoding.decode(&bytes).0.into_owned(), Vec::new()));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Some((without_mark(text), Vec::new())),
        Err(error) => decode_odd(&error.into_bytes()),
    }
}

fn without_mark(text: String) -> String {
    match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

/// Bytes that are not UTF-8: UTF-8 with a few bad bytes, an older encoding, or no text at all.
fn decode_odd(bytes: &[u8]) -> Option<(String, Vec<Problem>)> {
    if bytes[..bytes.len().min(BINARY_WINDOW)].contains(&0) {
        return None;
    }
    let encoding = if is_damaged_utf8(bytes) { UTF_8 } else { detect(bytes) };
    let (text, _, replaced) = encoding.decode(bytes);
    let message = match (encoding == UTF_8, replaced) {
        (true, _) => "bytes that are not UTF-8 were replaced".to_owned(),
        (false, false) => format!("not UTF-8; read as {}", encoding.name()),
        (false, true) => format!("not UTF-8; read as {}, with replacements", encoding.name()),
    };
    let problem = Problem::at(first_odd_line(bytes), ProblemCode::Encoding, message);
    Some((text.into_owned(), vec![problem]))
}

/// Whether most of what lies beyond ASCII is valid UTF-8, so that the rest is damage in it.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 2 * bad
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// The line of the first byte that is not UTF-8, counted from 1.
fn first_odd_line(bytes: &[u8]) -> u32 {
    let valid = bytes.utf8_chunks().next().map_or(0, |chunk| chunk.valid().len());
    let before = bytes[..valid].iter().filter(|&&byte| byte == b'\n').count();
    u32::try_from(before + 1).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_text() {
        let table: [(&[u8], Option<&str>, usize); 8] = [
            (b"plain", Some("plain"), 0),
            ("\u{feff}marked".as_bytes(), Some("marked"), 0),
            (b"\xff\xfea\0b\0", Some("ab"), 0),
            (b"\xfe\xff\0a\0b", Some("ab"), 0),
            ("état\nétat\n\u{e9}t\u{e9}".as_bytes(), Some("état\nétat\nété"), 0),
            (b"caf\xe9 au lait, d\xe9j\xe0 vu", Some("café au lait, déjà vu"), 1),
            (b"\xd0\x9c\xd0\xb8\xd1\x80 \xff \xd0\x9c", Some("Мир \u{fffd} М"), 1),
            (b"\x89PNG\r\n\0\0\0\x0d\xff", None, 0),
        ];
        for (bytes, text, problems) in table {
            let found = decode(bytes.to_vec());
            assert_eq!(found.as_ref().map(|(text, _)| text.as_str()), text, "{bytes:?}");
            assert_eq!(found.map_or(0, |(_, list)| list.len()), problems, "{bytes:?}");
        }
    }

    #[test]
    fn the_line_of_bad_bytes_is_named() {
        let (_, problems) = decode(b"one\ntwo \xe9\nthree".to_vec()).expect("is text");
        assert_eq!(problems[0].line, Some(2));
    }
}
