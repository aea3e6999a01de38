//! What holds for a run: flags first, then the environment, then the defaults.

use std::io::{IsTerminal, stderr, stdout};
use std::path::PathBuf;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};
use kwic::render::Style;

use super::{Common, When};

/// The folder of posts if none is named.
pub const DEFAULT_CORPUS: &str = "corpus";
/// The folder of the index if none is named.
const DEFAULT_INDEX: &str = "index";

/// What the subcommands need to know of where they run.
pub struct Settings {
    /// The folder of the index.
    pub index: PathBuf,
    /// The same if `--index` named it: a command needs the flag again.
    pub named_index: Option<PathBuf>,
    /// How text on stdout looks.
    pub style: Style,
    /// The present.
    pub now: Timestamp,
    /// The present day: by the clock, that of this machine's zone; of a time that was named, in UTC.
    pub today: Date,
    /// Whether stderr is a terminal, which alone shows progress.
    pub stderr_is_terminal: bool,
}

impl Settings {
    /// Resolves what was typed against the environment.
    pub fn new(common: &Common) -> Self {
        let is_terminal = stdout().is_terminal();
        let style = Style {
            colour: wants_colour(common.color, is_terminal),
            width: is_terminal.then(terminal_width),
            // A folder that was removed under our feet leaves paths as they are.
            working_folder: std::env::current_dir().unwrap_or_default(),
        };
        Self {
            index: index(common),
            named_index: common.index.clone(),
            style,
            now: common.now.unwrap_or_else(Timestamp::now),
            today: common
                .now
                .map_or_else(ZonedDateTime::now, |now| now.to_zoned_datetime(TimeZone::UTC))
                .date(),
            stderr_is_terminal: stderr().is_terminal(),
        }
    }
}

/// `--index` first, then `KWIC_INDEX` unless it is empty, then `./index`.
fn index(common: &Common) -> PathBuf {
    let from_environment = || std::env::var_os("KWIC_INDEX").filter(|value| !value.is_empty());
    let named = common.index.clone().or_else(|| from_environment().map(PathBuf::from));
    named.unwrap_or_else(|| PathBuf::from(DEFAULT_INDEX))
}

fn terminal_width() -> usize {
    terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0))
}

/// Whether messages on stderr are coloured.
pub fn stderr_has_colour(when: When) -> bool {
    wants_colour(when, stderr().is_terminal())
}

/// `--color` first, then <https://no-color.org>, then what the terminal can.
fn wants_colour(when: When, is_terminal: bool) -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto => is_terminal && !is_set("NO_COLOR") && !is_dumb,
    }
}
