//! The names of documents in judgments and runs.

use std::fmt::Write as _;

/// A name as one field of a line whose fields are apart by blanks: each blank, and a `%` that would
/// be taken for the mark of one, is written as a percent sign and the hexadecimal digits of its
/// bytes (RFC 3986, section 2.1).
pub fn encoded(name: &str) -> String {
    let mut field = String::with_capacity(name.len());
    for (at, character) in name.char_indices() {
        if is_blank(character) || (character == '%' && is_escape(&name.as_bytes()[at + 1..])) {
            for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                // Writing into a string cannot fail.
                let _ = write!(field, "%{byte:02X}");
            }
        } else {
            field.push(character);
        }
    }
    field
}

/// What readers of such lines take for a blank: Python's `split` also parts at the separators of
/// ASCII, which Unicode does not call white space.
fn is_blank(character: char) -> bool {
    character.is_whitespace() || character.is_control()
}

fn is_escape(rest: &[u8]) -> bool {
    rest.len() >= 2 && rest[..2].iter().all(u8::is_ascii_hexdigit)
}

/// The last part of a path without its last ending: `2020/a.b.md` is `a.b`.
pub fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let dots = name.len() - name.trim_start_matches('.').len();
    name[dots..].rfind('.').map_or(name, |dot| &name[..dots + dot])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_one_field() {
        let table = [
            ("2020/a.md", "2020/a.md"),
            ("a b\tc\nd.md", "a%20b%09c%0Ad.md"),
            ("停\u{3000}火.md", "停%E3%80%80火.md"),
            ("\u{1c}\u{a0}", "%1C%C2%A0"),
            ("100%.md", "100%.md"),
            ("a%20b", "a%2520b"),
            ("%2", "%2"),
            ("%é0", "%é0"),
        ];
        for (name, expected) in table {
            assert_eq!(encoded(name), expected);
        }
    }

    #[test]
    fn stems_are_names_without_their_ending() {
        let table = [
            ("2020/10/a.md", "a"),
            ("a.blade.md", "a.blade"),
            ("a", "a"),
            (".hidden", ".hidden"),
            ("..md", "..md"),
            ("x/.a.md", ".a"),
            ("停火.md", "停火"),
            ("a.", "a"),
            ("a/", ""),
            ("", ""),
        ];
        for (path, expected) in table {
            assert_eq!(stem(path), expected, "{path}");
        }
    }
}
