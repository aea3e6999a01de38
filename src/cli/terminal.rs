//! What may be done because a person sits at a terminal.

use std::io::{IsTerminal, stderr, stdout};

use super::pager::Pager;
use super::screen::Screen;
use super::{Common, When};

/// Whether messages on stderr are coloured.
pub fn stderr_has_colour(when: When) -> bool {
    wants_colour(when, stderr().is_terminal())
}

/// Whether answers are coloured.
pub fn stdout_has_colour(when: When) -> bool {
    wants_colour(when, stdout().is_terminal())
}

/// `--color` first, then <https://no-color.org>, then what the terminal can.
fn wants_colour(when: When, is_terminal: bool) -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto => is_terminal && !is_set("NO_COLOR") && !is_dumb(),
    }
}

/// The host that the addresses of files name, if paths are to be hyperlinks: without it, a terminal
/// that shows the session of another machine would look for the file on its own.
pub fn link_host(when: When) -> Option<String> {
    let is_wanted = match when {
        When::Always => true,
        When::Never => false,
        When::Auto => {
            stdout().is_terminal() && !is_dumb() && supports_hyperlinks::supports_hyperlinks()
        }
    };
    is_wanted.then(|| gethostname::gethostname().to_string_lossy().into_owned())
}

/// The pager for answers that the screen cannot hold, if there is to be one.
pub fn paging(common: &Common) -> Option<(Pager, Screen)> {
    if common.no_pager || !stdout().is_terminal() || is_dumb() {
        return None;
    }
    Some((Pager::of_environment()?, Screen::of_stdout()))
}

/// Whether somebody reads hints.
pub fn wants_hints(common: &Common) -> bool {
    !common.no_hints && stdout().is_terminal() && stderr().is_terminal()
}

fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}
