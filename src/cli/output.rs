//! Where answers go.

use std::io::{self, BufWriter, StdoutLock, Write};

/// Standard output, gathered in large pieces.
pub struct Output(BufWriter<StdoutLock<'static>>);

impl Output {
    /// Locks standard output for the whole run.
    pub fn new() -> Self {
        Self(BufWriter::with_capacity(64 << 10, io::stdout().lock()))
    }

    /// Writes out what is gathered.
    pub fn finish(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
