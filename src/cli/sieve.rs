//! Which files of a folder are looked at: the flags that every command over a corpus takes.

use kwic::corpus::WalkOptions;

use super::Settings;

/// Flags that choose files.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Files")]
pub struct Sieve {
    /// Take only files that match this glob, written as in .gitignore; may repeat.
    #[arg(long, value_name = "GLOB")]
    include: Vec<String>,

    /// Leave out files that match this glob, written as in .gitignore; may repeat.
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<String>,

    /// Look at hidden files and folders too.
    #[arg(long)]
    hidden: bool,

    /// Look at files that .gitignore and .ignore leave out too.
    #[arg(long)]
    no_ignore: bool,
}

impl Sieve {
    /// Which files are looked at, by these flags and, where they say nothing, by the configuration
    /// file.
    pub fn options(&self, settings: &Settings) -> WalkOptions {
        let globs = |typed: &[String], set: &Option<Vec<String>>| match set {
            Some(set) if typed.is_empty() => set.clone(),
            _ => typed.to_vec(),
        };
        WalkOptions {
            hidden: self.hidden,
            no_ignore: self.no_ignore,
            include: globs(&self.include, &settings.config.include),
            exclude: globs(&self.exclude, &settings.config.exclude),
            ..WalkOptions::default()
        }
    }

    /// The same, if the flags or the file say anything.
    pub fn chosen(&self, settings: &Settings) -> Option<WalkOptions> {
        let options = self.options(settings);
        let config = &settings.config;
        let is_set = config.include.is_some() || config.exclude.is_some();
        (is_set || options != WalkOptions::default()).then_some(options)
    }
}
