//! A progress bar for index runs.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use kwic::ingest::Progress;

/// A bar on stderr.
pub struct Bar(ProgressBar);

impl Bar {
    /// A bar that turns until it is told how long the way is.
    pub fn new() -> Self {
        let bar = ProgressBar::new_spinner().with_message("looking for posts");
        bar.enable_steady_tick(Duration::from_millis(100));
        Self(bar)
    }

    /// Takes the bar off the terminal.
    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}

impl Progress for Bar {
    fn found(&self, posts: u64) {
        self.0.set_length(posts);
        self.0.set_message("reading");
        let template = "{msg} {bar:30} {human_pos}/{human_len} posts, {eta} left";
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.0.set_style(style);
        }
    }

    fn advanced(&self) {
        self.0.inc(1);
    }

    fn committing(&self) {
        self.0.set_style(ProgressStyle::default_spinner());
        self.0.set_message("writing the index");
    }
}
