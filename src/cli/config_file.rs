//! The configuration file: which one holds, and what it says.

mod default_flags;

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;
use kwic::Error;
use kwic::config::Config;

use super::Common;
pub use default_flags::with_defaults;

/// The name of the file.
const NAME: &str = "kwic.toml";
/// The folder of the file among the settings of other programs.
const FOLDER: &str = "kwic";
/// Names the file, unless it is empty.
pub const VARIABLE: &str = "KWIC_CONFIG";
/// Larger files are none that a person wrote, in bytes.
const MOST_BYTES: u64 = 1 << 20;

/// The file that holds: the one that `--config` names, else `KWIC_CONFIG`, else the nearest
/// `kwic.toml` upwards from the working folder, else the one among the user's settings. `None` if
/// there is none, or none is wanted.
pub fn find(common: &Common) -> Option<PathBuf> {
    if common.no_config {
        return None;
    }
    let from_environment = || std::env::var_os(VARIABLE).filter(|value| !value.is_empty());
    let named = common.config.clone().or_else(|| from_environment().map(PathBuf::from));
    named.or_else(upwards).or_else(of_user)
}

/// The nearest file upwards from the working folder; one in that folder itself by its bare name, so
/// that paths stay as short as they are typed.
fn upwards() -> Option<PathBuf> {
    let here = PathBuf::from(NAME);
    if here.exists() {
        return Some(here);
    }
    let working_folder = std::env::current_dir().ok()?;
    let above = working_folder.ancestors().skip(1).map(|folder| folder.join(NAME));
    above.into_iter().find(|path| path.exists())
}

/// `$XDG_CONFIG_HOME/kwic/kwic.toml`, or what stands for it on the platform.
fn of_user() -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    Some(folders.config_dir().join(FOLDER).join(NAME)).filter(|path| path.exists())
}

/// Reads a file.
///
/// # Errors
/// If it cannot be read, or what it says cannot be used.
pub fn read(path: &Path) -> Result<Config, Error> {
    let fault = |line, message: &str| Error::Config {
        file: path.to_owned(),
        line,
        message: message.to_owned(),
        hint: None,
    };
    if path.is_dir() {
        return Err(fault(None, "this is a folder, and should be a file of settings"));
    }
    let mut bytes = Vec::new();
    open(path)
        .and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes))
        .map_err(Error::io("read", path))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(fault(None, "a file of settings has a megabyte at most"));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Config::parse(&text, path),
        Err(error) => {
            let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = valid.iter().filter(|&&byte| byte == b'\n').count() + 1;
            Err(fault(Some(line), "what stands here is not UTF-8"))
        }
    }
}

/// A pipe would keep the program waiting for a writer that never comes.
fn open(path: &Path) -> io::Result<File> {
    let kind = std::fs::metadata(path)?.file_type();
    if kind.is_file() {
        return File::open(path);
    }
    Err(io::Error::other("it is no regular file"))
}
