//! Shows how far an index run is, and passes on that it is to end.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use kwic::Error;
use kwic::ingest::Progress;
use kwic::render::terminal_text;

use super::{Interruption, Settings};

/// A bar on stderr, if that is a terminal.
pub struct Bar<'a> {
    bar: ProgressBar,
    is_quiet: bool,
    interruption: &'a Interruption,
}

impl<'a> Bar<'a> {
    /// A bar that turns until it is told how long the way is.
    pub fn new(quiet: bool, settings: &Settings, interruption: &'a Interruption) -> Self {
        let bar = if quiet || !settings.stderr_is_terminal {
            ProgressBar::hidden()
        } else {
            let bar = ProgressBar::new_spinner().with_message("looking for posts");
            bar.enable_steady_tick(Duration::from_millis(100));
            bar
        };
        Self { bar, is_quiet: quiet, interruption }
    }

    /// Takes the bar off the terminal, for good.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Bar<'_> {
    fn found(&self, posts: u64) {
        self.bar.set_length(posts);
        self.bar.set_message("reading");
        let template = "{msg} {bar:30} {human_pos}/{human_len} posts, {eta} left";
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
    }

    fn advanced(&self) {
        self.bar.inc(1);
    }

    fn committing(&self) {
        self.bar.set_style(ProgressStyle::default_spinner());
        self.bar.set_message("writing the index");
    }

    fn waiting(&self, busy: &Error) {
        if !self.is_quiet {
            let reason = busy.to_string();
            let say = || eprintln!("kwic: {}; waiting until it is done", terminal_text(&reason));
            self.bar.suspend(say);
        }
    }

    fn is_cancelled(&self) -> bool {
        self.interruption.is_wished()
    }
}
