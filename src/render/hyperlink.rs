//! Words that a terminal opens when they are clicked.
//!
//! The escape sequence is OSC 8 of
//! <https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda>, where file addresses are said
//! to name the host, and all characters outside of printable ASCII to be percent-encoded.

use std::fmt::Display;
use std::path::Path;

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_encode, utf8_percent_encode};

use super::Style;

/// What is encoded in the path of a file.
const IN_PATHS: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');
const IN_WINDOWS_PATHS: &AsciiSet = &IN_PATHS.remove(b':');
/// What is encoded in an address that is one already.
const IN_ADDRESSES: &AsciiSet = &CONTROLS.add(b' ');

impl Style {
    /// A text that opens the file at an absolute path, or one relative to the working folder.
    pub(super) fn link_to_file(&self, path: &Path, text: impl Display) -> String {
        match &self.link_host {
            Some(host) => linked(&file_address(host, &self.working_folder.join(path)), text),
            None => text.to_string(),
        }
    }

    /// A text that opens an address on the web. One of another kind, or a relative one, is left alone.
    pub(super) fn link_to_page(&self, address: &str, text: impl Display) -> String {
        let is_absolute = address.starts_with("https://") || address.starts_with("http://");
        if self.link_host.is_none() || !is_absolute {
            return text.to_string();
        }
        linked(&utf8_percent_encode(address, IN_ADDRESSES).to_string(), text)
    }
}

fn linked(address: &str, text: impl Display) -> String {
    format!("\u{1b}]8;;{address}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\")
}

/// The address of a file, byte for byte.
fn file_address(host: &str, path: &Path) -> String {
    if cfg!(windows) {
        let path = path.to_string_lossy().replace('\\', "/");
        return format!("file://{host}/{}", utf8_percent_encode(&path, IN_WINDOWS_PATHS));
    }
    format!("file://{host}{}", percent_encode(path.as_os_str().as_encoded_bytes(), IN_PATHS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_encoded() {
        let style = Style {
            link_host: Some("box".into()),
            working_folder: "/home/ann".into(),
            ..Style::default()
        };
        let table = [
            ("/a b/c.md", "file://box/a%20b/c.md"),
            ("posts/état?#.md", "file://box/home/ann/posts/%C3%A9tat%3F%23.md"),
            ("/a\u{1b}\\b.md", "file://box/a%1B%5Cb.md"),
        ];
        for (path, expected) in table {
            let found = style.link_to_file(path.as_ref(), "x");
            assert_eq!(found, format!("\u{1b}]8;;{expected}\u{1b}\\x\u{1b}]8;;\u{1b}\\"));
        }
        let page = style.link_to_page("https://example.org/ä b?c=d#e\u{1b}", "x");
        assert!(page.contains(";https://example.org/%C3%A4%20b?c=d#e%1B\u{1b}"), "{page:?}");
    }

    #[test]
    fn not_everything_is_a_link() {
        let style = Style { link_host: Some("box".into()), ..Style::default() };
        assert_eq!(style.link_to_page("/about", "x"), "x");
        assert_eq!(style.link_to_page("javascript:alert(1)", "x"), "x");
        let plain = Style::default();
        assert_eq!(plain.link_to_page("https://example.org", "x"), "x");
        assert_eq!(plain.link_to_file("/a".as_ref(), "x"), "x");
    }
}
