//! Which files of a folder are looked at: the flags that every command over a corpus takes.

use kwic::corpus::WalkOptions;

/// Flags that choose files.
#[derive(Debug, clap::Args)]
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
    /// Whether any of the flags is given.
    pub fn is_given(&self) -> bool {
        WalkOptions::from(self) != WalkOptions::default()
    }
}

impl From<&Sieve> for WalkOptions {
    fn from(sieve: &Sieve) -> Self {
        Self {
            hidden: sieve.hidden,
            no_ignore: sieve.no_ignore,
            include: sieve.include.clone(),
            exclude: sieve.exclude.clone(),
            ..Self::default()
        }
    }
}
