//! Where answers go.

use std::io::{self, BufWriter, StdoutLock, Write};
use std::mem;

use super::pager::{Pager, RunningPager};
use super::screen::Screen;

/// More than this is on no screen, in bytes.
const MOST_ON_A_SCREEN: usize = 64 << 10;

/// Standard output, gathered in large pieces. On a terminal, an answer that is longer than the screen
/// goes through a pager.
pub struct Output(Sink);

enum Sink {
    Direct(BufWriter<StdoutLock<'static>>),
    Held(HeldText),
    Paged(RunningPager),
}

/// The beginning of an answer of which is not known yet whether the screen will hold it.
struct HeldText {
    text: Vec<u8>,
    /// How much of the text is counted, up to the end of a line.
    counted: usize,
    /// How many rows that takes.
    rows: usize,
    screen: Screen,
    pager: Pager,
}

impl Output {
    /// Answers go straight to standard output, or through a pager if they are too long for a screen.
    pub fn new(paging: Option<(Pager, Screen)>) -> Self {
        Self(match paging {
            None => direct(),
            Some((pager, screen)) => {
                Sink::Held(HeldText { text: Vec::new(), counted: 0, rows: 0, screen, pager })
            }
        })
    }

    /// Writes out what is gathered, and waits until a pager is quit.
    pub fn finish(&mut self) -> io::Result<()> {
        if let Sink::Paged(pager) = &mut self.0 {
            let finished = pager.finish();
            self.0 = direct();
            return finished;
        }
        self.flush()
    }

    /// Lets what was held go, into a pager if that can be started.
    fn release(&mut self, into_pager: bool) -> io::Result<()> {
        if !matches!(self.0, Sink::Held(_)) {
            return Ok(());
        }
        let Sink::Held(held) = mem::replace(&mut self.0, direct()) else { return Ok(()) };
        if into_pager && let Ok(pager) = held.pager.start() {
            self.0 = Sink::Paged(pager);
        }
        self.write_all(&held.text)
    }
}

fn direct() -> Sink {
    Sink::Direct(BufWriter::with_capacity(64 << 10, io::stdout().lock()))
}

impl HeldText {
    fn push(&mut self, bytes: &[u8]) {
        self.text.extend_from_slice(bytes);
        while let Some(length) = self.text[self.counted..].iter().position(|&byte| byte == b'\n') {
            let line = &self.text[self.counted..][..length];
            self.rows += self.screen.rows_of(&String::from_utf8_lossy(line));
            self.counted += length + 1;
        }
    }

    /// Whether a screen cannot hold the text, with a row for the next prompt.
    fn is_too_long(&self) -> bool {
        self.rows >= self.screen.rows || self.text.len() > MOST_ON_A_SCREEN
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.0 {
            Sink::Direct(out) => out.write(bytes),
            Sink::Paged(pager) => pager.write(bytes),
            Sink::Held(held) => {
                held.push(bytes);
                if held.is_too_long() {
                    self.release(true)?;
                }
                Ok(bytes.len())
            }
        }
    }

    /// What is flushed is to be seen now, so that a pager can no longer be had for it.
    fn flush(&mut self) -> io::Result<()> {
        self.release(false)?;
        match &mut self.0 {
            Sink::Direct(out) => out.flush(),
            Sink::Paged(pager) => pager.flush(),
            Sink::Held(_) => Ok(()),
        }
    }
}
