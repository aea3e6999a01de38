//! How text for people looks.

use std::fmt;
use std::path::PathBuf;

use anstyle::{AnsiColor, Style as Ansi};

/// What a printer may use.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// Whether colours and bold letters are understood.
    pub colour: bool,
    /// The width of the terminal in columns; `None` for lines of any length.
    pub width: Option<usize>,
    /// The host on which the files lie, if paths are to be hyperlinks.
    pub link_host: Option<String>,
    /// The folder by which paths are shown: where the reader stands.
    pub working_folder: PathBuf,
}

/// The parts of a text that stand out.
#[derive(Clone, Copy, Debug)]
pub(super) enum Role {
    /// A post's title.
    Title,
    /// What matched.
    Match,
    /// A path.
    Path,
    /// What is said beside the text.
    Aside,
    /// A heading of kwic's own.
    Label,
}

impl Role {
    /// Of the sixteen colours of a terminal's own palette, red and magenta alone are dark enough to be
    /// read on white and light enough on black; dimmed letters vanish on one or the other.
    fn ansi(self) -> Ansi {
        match self {
            Self::Title | Self::Label => Ansi::new().bold(),
            Self::Match => AnsiColor::Red.on_default().bold(),
            Self::Path => AnsiColor::Magenta.on_default(),
            Self::Aside => Ansi::new(),
        }
    }
}

/// A text in its role.
pub(super) struct Painted<T> {
    text: T,
    ansi: Ansi,
}

impl Style {
    /// A text as it is to be written; without colours it is the text alone.
    pub(super) fn paint<T: fmt::Display>(&self, role: Role, text: T) -> Painted<T> {
        let ansi = if self.colour { role.ansi() } else { Ansi::new() };
        Painted { text, ansi }
    }
}

impl<T: fmt::Display> fmt::Display for Painted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.text.to_string();
        if text.is_empty() {
            return Ok(());
        }
        write!(f, "{}{text}{}", self.ansi.render(), self.ansi.render_reset())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_go_around_text_and_not_around_nothing() {
        let style = Style { colour: true, ..Style::default() };
        assert_eq!(style.paint(Role::Path, "").to_string(), "");
        assert_eq!(style.paint(Role::Path, "a").to_string(), "\u{1b}[35ma\u{1b}[0m");
        assert_eq!(style.paint(Role::Aside, "a").to_string(), "a");
    }
}
