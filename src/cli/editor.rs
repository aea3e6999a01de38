//! Opens a file where the user wants to read on.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use kwic::Error;

use super::Failure;

/// How an editor is told the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineForm {
    /// `+12 FILE`, as vi and most others have it.
    Plus,
    /// `FILE:12`.
    Colon,
    /// `--goto FILE:12`.
    Goto,
    /// `--line 12 FILE`.
    Line,
    /// It cannot be told.
    None,
}

/// The command that opens a file at a line: `$VISUAL`, else `$EDITOR`, else what the system has.
struct Editor {
    program: String,
    args: Vec<String>,
}

/// Opens a file at a line and waits until the editor is closed.
///
/// # Errors
/// If there is no editor, or it fails.
pub fn edit(path: &Path, line: Option<u32>) -> Result<(), Failure> {
    let editor = Editor::of_environment()?;
    let mut command = Command::new(&editor.program);
    command.args(&editor.args).args(editor.file(path, line));
    let status = command.status().map_err(Error::io("start the editor", &editor.program))?;
    if status.success() {
        return Ok(());
    }
    Err(Error::Internal(format!("the editor `{}` ended with {status}", editor.program)).into())
}

/// Opens an address in the browser.
///
/// # Errors
/// If no browser can be started.
pub fn browse(url: &str) -> Result<(), Failure> {
    Ok(open::that_detached(url).map_err(Error::io("open in a browser", url))?)
}

impl Editor {
    fn of_environment() -> Result<Self, Error> {
        let named = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
        let default = if cfg!(windows) { "notepad" } else { "vi" };
        let written =
            named("VISUAL").or_else(|| named("EDITOR")).unwrap_or_else(|| default.to_owned());
        Self::parse(&written).ok_or_else(|| {
            Error::Internal(format!("the editor `{written}` of VISUAL or EDITOR has an open quote"))
        })
    }

    /// Reads a command with its arguments, as a shell would.
    fn parse(written: &str) -> Option<Self> {
        let mut words = shlex::split(written)?.into_iter();
        Some(Self { program: words.next()?, args: words.collect() })
    }

    /// The arguments that name the file and the line.
    fn file(&self, path: &Path, line: Option<u32>) -> Vec<OsString> {
        let file = || path.as_os_str().to_owned();
        let Some(line) = line else { return vec![file()] };
        let with_colon = || {
            let mut file = file();
            file.push(format!(":{line}"));
            file
        };
        match self.line_form() {
            LineForm::Plus => vec![format!("+{line}").into(), file()],
            LineForm::Colon => vec![with_colon()],
            LineForm::Goto => vec!["--goto".into(), with_colon()],
            LineForm::Line => vec!["--line".into(), line.to_string().into(), file()],
            LineForm::None => vec![file()],
        }
    }

    fn line_form(&self) -> LineForm {
        let name = Path::new(&self.program).file_stem().unwrap_or_default().to_string_lossy();
        match name.to_ascii_lowercase().as_str() {
            "code" | "code-insiders" | "codium" | "vscodium" | "cursor" => LineForm::Goto,
            "subl" | "sublime_text" | "zed" | "hx" | "helix" | "atom" => LineForm::Colon,
            "kate" | "idea" | "pycharm" | "rustrover" | "xed" => LineForm::Line,
            "notepad" | "open" | "xdg-open" => LineForm::None,
            _ => LineForm::Plus,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_are_told_the_line_in_their_own_way() {
        let table = [
            ("vim", Some(12), "vim +12 a b.md"),
            ("/usr/bin/emacs -nw", Some(12), "/usr/bin/emacs -nw +12 a b.md"),
            ("code --wait", Some(12), "code --wait --goto a b.md:12"),
            ("hx", Some(3), "hx a b.md:3"),
            ("kate", Some(3), "kate --line 3 a b.md"),
            ("nano", None, "nano a b.md"),
        ];
        for (written, line, expected) in table {
            let editor = Editor::parse(written).expect("a command");
            let file = editor.file(Path::new("a b.md"), line);
            let file: Vec<_> = file.iter().map(|part| part.to_string_lossy()).collect();
            let words = [vec![editor.program.clone()], editor.args.clone()].concat();
            assert_eq!(format!("{} {}", words.join(" "), file.join(" ")), expected);
        }
        assert!(Editor::parse("vim 'open").is_none());
    }
}
