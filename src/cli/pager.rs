//! The program that turns the pages of a long answer.

use std::io::{self, BufWriter, ErrorKind, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::SIGINT;
use signal_hook::flag;

/// Used if none is named.
const DEFAULT: &str = "less";
/// What pagers are told by the environment if the user does not tell them otherwise, as git has it:
/// `less` ends by itself if all fits on a screen, lets colours through, and leaves the text there.
const ENVIRONMENT: [(&str, &str); 3] = [("LESS", "FRX"), ("LV", "-c"), ("LESSCHARSET", "utf-8")];

/// A pager that can be started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pager {
    program: String,
    args: Vec<String>,
}

/// A pager that is running. What is written to it once it was quit is lost, as nobody wants it.
pub struct RunningPager {
    process: Child,
    text: Option<BufWriter<ChildStdin>>,
    is_over: Arc<AtomicBool>,
}

impl Pager {
    /// What `KWIC_PAGER` names, else `PAGER`, else `less`; `None` if that is nothing or `cat`.
    pub fn of_environment() -> Option<Self> {
        let named = |name: &str| std::env::var(name).ok();
        let written = named("KWIC_PAGER").or_else(|| named("PAGER"));
        Self::parse(written.as_deref().unwrap_or(DEFAULT))
    }

    fn parse(written: &str) -> Option<Self> {
        let mut words = shlex::split(written)?.into_iter();
        let program = words.next().filter(|program| program != "cat")?;
        Some(Self { program, args: words.collect() })
    }

    /// Starts the pager.
    ///
    /// # Errors
    /// If there is no such program.
    pub fn start(&self) -> io::Result<RunningPager> {
        let mut command = Command::new(&self.program);
        command.args(&self.args).stdin(Stdio::piped());
        let missing = ENVIRONMENT.iter().filter(|(name, _)| std::env::var_os(name).is_none());
        command.envs(missing.copied());
        let mut process = command.spawn()?;
        let text = process.stdin.take().map(BufWriter::new);
        let is_over = Arc::default();
        // Ctrl-C is for the pager, which would be left without a terminal if this process ended.
        flag::register_conditional_default(SIGINT, Arc::clone(&is_over))?;
        Ok(RunningPager { process, text, is_over })
    }
}

impl RunningPager {
    /// Ends the text, and waits until the user has read it.
    pub fn finish(&mut self) -> io::Result<()> {
        let flushed = self.flush();
        self.text = None;
        let waited = self.process.wait();
        self.is_over.store(true, Ordering::Relaxed);
        flushed.and(waited.map(|_| ()))
    }

    /// Does something with the pager's end of the pipe, if it still is there.
    fn unless_quit<T: Default>(
        &mut self,
        act: impl FnOnce(&mut BufWriter<ChildStdin>) -> io::Result<T>,
    ) -> io::Result<Option<T>> {
        let Some(text) = &mut self.text else { return Ok(None) };
        match act(text) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.text = None;
                Ok(None)
            }
            done => done.map(Some),
        }
    }
}

impl Write for RunningPager {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(self.unless_quit(|text| text.write(bytes))?.unwrap_or(bytes.len()))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.unless_quit(Write::flush).map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pagers_are_read_as_a_shell_would() {
        let table: [(&str, Option<(&str, &[&str])>); 6] = [
            ("less", Some(("less", &[]))),
            ("most -s '+ 1'", Some(("most", &["-s", "+ 1"]))),
            ("", None),
            ("  ", None),
            ("cat", None),
            ("less '", None),
        ];
        for (written, expected) in table {
            let expected = expected.map(|(program, args)| Pager {
                program: program.to_owned(),
                args: args.iter().map(|&arg| arg.to_owned()).collect(),
            });
            assert_eq!(Pager::parse(written), expected, "{written:?}");
        }
    }
}
