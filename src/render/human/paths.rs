//! Paths of posts, as they open from where the reader stands.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::render::{Style, terminal_text};
use crate::search::{IndexState, Listed};

/// The path as it opens from `folder`, if there is a way that does not climb to the root.
pub fn from_folder(path: &Path, folder: &Path) -> PathBuf {
    let climbs = |relative: &Path| relative.starts_with("../../..");
    match pathdiff::diff_paths(path, folder) {
        Some(relative) if !climbs(&relative) => relative,
        _ => path.to_owned(),
    }
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
        let file = index.corpus.join(path.as_path());
        let path = from_folder(&file, &style.working_folder);
        let has_links = style.link_host.is_some();
        if (style.width.is_some() || has_links) && end == b'\n' {
            let path = terminal_text(&path.to_string_lossy());
            out.write_all(style.link_to_file(&file, path).as_bytes())?;
        } else {
            out.write_all(path.as_os_str().as_encoded_bytes())?;
        }
        out.write_all(&[end])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::PostPath;

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
        let linked =
            "\u{1b}]8;;file://box/a/b%1B%5B31m%0Ac.md\u{1b}\\b␛[31m c.md\u{1b}]8;;\u{1b}\\\n";
        let table = [
            (None, None, b'\n', "b\u{1b}[31m\nc.md\n"),
            (Some(80), None, b'\n', "b␛[31m c.md\n"),
            (Some(80), Some("box"), b'\n', linked),
            (None, Some("box"), b'\0', "b\u{1b}[31m\nc.md\0"),
            (Some(80), None, b'\0', "b\u{1b}[31m\nc.md\0"),
        ];
        for (width, host, end, expected) in table {
            let link_host = host.map(str::to_owned);
            let style = Style { width, link_host, working_folder: "/a".into(), ..Style::default() };
            let mut out = Vec::new();
            let path = PostPath::new("b\u{1b}[31m\nc.md");
            let listed = Listed { path, score: 1.0 };
            paths(&[listed], &index, &style, end, &mut out).expect("writes");
            assert_eq!(String::from_utf8_lossy(&out), expected, "{width:?}");
        }
    }
}
