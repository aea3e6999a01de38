//! Languages in the names of folders and files.

use super::LanguageSource;
use crate::corpus::front_matter::language_code;

/// Codes (ISO 639-1) that a folder is hardly named by for another reason.
const SURE: &[&str] = &[
    "ar", "bg", "de", "en", "es", "fi", "fr", "hu", "ja", "ko", "nl", "pl", "pt", "ru", "sv", "zh",
];

/// Codes (ISO 639-1) that are words or short for something else too: `it`, `no`, `cs`, `uk`, `vi`.
const AMBIGUOUS: &[&str] = &[
    "af", "az", "be", "bn", "ca", "cs", "cy", "da", "el", "eo", "et", "eu", "fa", "gl", "gu", "he",
    "hi", "hr", "hy", "id", "is", "it", "ka", "kk", "km", "kn", "la", "lt", "lv", "mk", "ml", "mr",
    "ms", "my", "nb", "ne", "nn", "no", "pa", "ro", "si", "sk", "sl", "sq", "sr", "ta", "te", "th",
    "tl", "tr", "uk", "ur", "uz", "vi",
];

/// What a name says about the language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// It is this language.
    Code(String),
    /// It is this language, or a word.
    CodeOrWord(String),
}

/// The languages that the folders of a path name, from the root on, and then its file name.
pub(super) fn names(path: &str) -> impl Iterator<Item = (Named, LanguageSource)> {
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
    let folders = folders.split('/').filter_map(named).map(|named| (named, LanguageSource::Path));
    folders.chain(of_file(file).map(|named| (named, LanguageSource::FileName)))
}

/// The language between the stem of a file's name and its ending: `about.fr.md`.
fn of_file(name: &str) -> Option<Named> {
    let mut parts = name.split('.').skip(1).peekable();
    std::iter::from_fn(|| parts.next().filter(|_| parts.peek().is_some())).find_map(named)
}

/// The language that one name is the code of, if it is one.
fn named(name: &str) -> Option<Named> {
    let code = language_code(name).filter(|_| name.trim() == name)?;
    let region = &name[code.len()..];
    let is_code = SURE.contains(&code.as_str());
    if !is_code && !AMBIGUOUS.contains(&code.as_str()) {
        return None;
    }
    // `it-IT` is no word, `as-is` and `no_op` may be.
    let is_tag = name.starts_with(&code) && region[1.min(region.len())..].bytes().all(is_upper);
    match region.len() {
        0 if is_code => Some(Named::Code(code)),
        0 => Some(Named::CodeOrWord(code)),
        3 if is_code || is_tag => Some(Named::Code(code)),
        5 if matches!(
            region[1..].to_ascii_lowercase().as_str(),
            "hans" | "hant" | "latn" | "cyrl"
        ) =>
        {
            Some(Named::Code(code))
        }
        _ => None,
    }
}

fn is_upper(byte: u8) -> bool {
    byte.is_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_name_languages() {
        let table = [
            ("ja/post.md", "ja path"),
            ("content/zh-CN/post.md", "zh path"),
            ("files/pt-br/a/index.html", "pt path"),
            ("zh_tw/post.md", "zh path"),
            ("zh-Hant/post.md", "zh path"),
            ("it-IT/post.md", "it path"),
            ("about.fr.md", "fr file_name"),
            ("a/index.de.html", "de file_name"),
            ("about.pt-BR.md", "pt file_name"),
            ("es/index.de.html", "es path, de file_name"),
            ("it/post.md", "it? path"),
            ("docs/no/post.md", "no? path"),
            ("uk/2020/post.md", "uk? path"),
            ("guide.blade.md", ""),
            ("fr.md", ""),
            ("post.fr", ""),
            ("as-is/no_op/to-do/post.md", ""),
            ("2020/web/css/api/dev/post.md", ""),
            ("framework/post.md", ""),
            ("de.example.org/post.md", ""),
            ("\u{3000}ja/\u{a0}zh-CN/post.md", ""),
            ("", ""),
        ];
        for (path, expected) in table {
            let shown = names(path).map(|(named, source)| match named {
                Named::Code(code) => format!("{code} {}", source.as_str()),
                Named::CodeOrWord(code) => format!("{code}? {}", source.as_str()),
            });
            assert_eq!(shown.collect::<Vec<_>>().join(", "), expected, "{path}");
        }
    }
}
