//! What holds for a run: flags first, then the environment, then the configuration file, then the
//! defaults.

use std::io::{IsTerminal, stderr, stdout};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kwic::config::{Config, SettingSource};
use kwic::index::{IndexFolder, IndexReader};
use kwic::preferences::Preferences;
use kwic::render::Style;

use super::screen::Screen;
use super::terminal::{link_host, stdout_has_colour, wants_hints};
use super::{Common, When};

/// The folder of posts if none is named.
const DEFAULT_CORPUS: &str = "corpus";
/// The folder of the index if none is named.
const DEFAULT_INDEX: &str = "index";
/// Names the folder of the index, unless it is empty.
const INDEX_VARIABLE: &str = "KWIC_INDEX";
/// Wants no colours, unless it is empty: <https://no-color.org>.
const COLOR_VARIABLE: &str = "NO_COLOR";

/// What the subcommands need to know of where they run.
pub struct Settings {
    /// The folder of posts, if none is typed.
    pub corpus: PathBuf,
    /// The folder of the index.
    pub index: PathBuf,
    /// Where the name of the index folder is from.
    pub index_source: SettingSource,
    /// The same if `--index` named it: a command needs the flag again.
    pub named_index: Option<PathBuf>,
    /// How posts are to be searched.
    pub preferences: Arc<Preferences>,
    /// The configuration file that holds.
    pub config_file: Option<PathBuf>,
    /// What it says.
    pub config: Config,
    /// When to use colours.
    pub color: When,
    /// Where that is from.
    pub color_source: SettingSource,
    /// How text on stdout looks.
    pub style: Style,
    /// The present.
    pub now: Timestamp,
    /// The zone of the present day.
    pub zone: TimeZone,
    /// The present day: by the clock, that of this machine's zone; of a time that was named, in UTC.
    pub today: Date,
    /// Whether stderr is a terminal, which alone shows progress.
    pub stderr_is_terminal: bool,
    /// Whether to say what may be typed next.
    pub wants_hints: bool,
}

impl Settings {
    /// Resolves what was typed against the environment.
    pub fn new(
        common: &Common,
        config_file: Option<PathBuf>,
        config: Config,
        color_is_typed: bool,
    ) -> Self {
        let is_terminal = stdout().is_terminal();
        let style = Style {
            colour: stdout_has_colour(common.color),
            width: is_terminal.then(|| Screen::of_stdout().columns),
            link_host: link_host(common.hyperlink),
            // A folder that was removed under our feet leaves paths as they are.
            working_folder: std::env::current_dir().unwrap_or_default(),
        };
        let (index, index_source) = index_folder(common.index.as_deref(), &config);
        let (color, color_source) = color(common.color, &config, color_is_typed);
        let now = common.now.unwrap_or_else(Timestamp::now);
        let zone = if common.now.is_some() { TimeZone::UTC } else { TimeZone::system() };
        Self {
            corpus: config.corpus.clone().unwrap_or_else(|| PathBuf::from(DEFAULT_CORPUS)),
            index,
            index_source,
            named_index: common.index.clone(),
            preferences: Arc::new(config.preferences.clone()),
            config_file,
            config,
            color,
            color_source,
            style,
            now,
            today: zone.to_datetime(now).date(),
            zone,
            stderr_is_terminal: stderr().is_terminal(),
            wants_hints: wants_hints(common),
        }
    }
}

impl Settings {
    /// The folder of posts where none is named: what the file says, else `./corpus`, else, where there
    /// is no such folder, the one that the index is of.
    pub fn folder_of_posts(&self) -> PathBuf {
        if self.config.corpus.is_some() || self.corpus.is_dir() {
            return self.corpus.clone();
        }
        let reader = IndexFolder::new(&self.index).and_then(|folder| IndexReader::open(&folder));
        reader.map_or_else(|_| self.corpus.clone(), |reader| reader.corpus())
    }
}

/// `--index` first, then `KWIC_INDEX` unless it is empty, then the file, then `./index`.
pub fn index_folder(named: Option<&Path>, config: &Config) -> (PathBuf, SettingSource) {
    if let Some(index) = named {
        return (index.to_owned(), SettingSource::Flag("--index"));
    }
    if let Some(index) = std::env::var_os(INDEX_VARIABLE).filter(|value| !value.is_empty()) {
        return (PathBuf::from(index), SettingSource::Environment(INDEX_VARIABLE));
    }
    match &config.index {
        Some(index) => (index.clone(), in_file(config, "index")),
        None => (PathBuf::from(DEFAULT_INDEX), SettingSource::Default),
    }
}

/// When to use colours, and who says so.
fn color(asked: When, config: &Config, is_typed: bool) -> (When, SettingSource) {
    let name =
        config.lines.keys().find(|name| name.starts_with("defaults.") && name.ends_with(".color"));
    match (asked, name) {
        (When::Auto, _) if is_set(COLOR_VARIABLE) => {
            (When::Never, SettingSource::Environment(COLOR_VARIABLE))
        }
        (When::Auto, _) => (asked, SettingSource::Default),
        (_, Some(name)) if !is_typed => (asked, in_file(config, name)),
        _ => (asked, SettingSource::Flag("--color")),
    }
}

/// The line of the file in which a setting stands; the default if it does not.
pub fn in_file(config: &Config, name: &str) -> SettingSource {
    let source = |&line| SettingSource::File { file: config.file.clone(), line };
    config.lines.get(name).map_or(SettingSource::Default, source)
}

fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| !value.is_empty())
}
