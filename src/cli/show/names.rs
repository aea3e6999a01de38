//! The names of posts on the command line and on stdin.

use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, stdin};
use std::slice;

use kwic::Error;

use crate::cli::Failure;

/// A name on stdin that is longer than this is none, in bytes. No system has longer paths.
const MAX_NAME: usize = 64 << 10;

/// Names, one after the other: those of stdin come in where `-` stands.
pub struct Names<'a> {
    typed: std::iter::Cloned<slice::Iter<'a, OsString>>,
    stdin: Option<Box<dyn BufRead>>,
    end: u8,
}

impl<'a> Names<'a> {
    /// The names typed; those on stdin end with a NUL byte or a line end.
    pub fn of(typed: &'a [OsString], null: bool) -> Self {
        let end = if null { 0 } else { b'\n' };
        Self { typed: typed.iter().cloned(), stdin: None, end }
    }

    /// The only name.
    ///
    /// # Errors
    /// If there is none or more than one.
    pub fn only(mut self) -> Result<OsString, Failure> {
        let first = self.next().transpose()?;
        let second = self.next().transpose()?;
        match (first, second) {
            (Some(name), None) => Ok(name),
            (None, _) => Err(Error::PostMissing(String::new()).into()),
            (_, Some(second)) => Err(Error::Option {
                option: "--json",
                value: second.to_string_lossy().into_owned(),
                reason: "it prints one post; --jsonl prints several, one a line".to_owned(),
            }
            .into()),
        }
    }

    /// The next name of stdin that is not empty.
    fn read(&mut self) -> Option<Result<OsString, Failure>> {
        let source = self.stdin.as_mut()?;
        loop {
            let mut name = Vec::new();
            let limited = &mut std::io::Read::take(&mut *source, MAX_NAME as u64);
            match limited.read_until(self.end, &mut name) {
                Ok(0) => {
                    self.stdin = None;
                    return None;
                }
                Ok(_) => {}
                Err(error) => {
                    self.stdin = None;
                    return Some(Err(Error::io("read", "-")(error).into()));
                }
            }
            while name
                .last()
                .is_some_and(|&last| last == self.end || (self.end == b'\n' && last == b'\r'))
            {
                name.pop();
            }
            if !name.is_empty() {
                return Some(Ok(os_string(name)));
            }
        }
    }
}

impl Iterator for Names<'_> {
    type Item = Result<OsString, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(name) = self.read() {
                return Some(name);
            }
            let name = self.typed.next()?;
            if name != OsStr::new("-") {
                return Some(Ok(name));
            }
            self.stdin = Some(Box::new(BufReader::new(stdin())));
        }
    }
}

#[cfg(unix)]
fn os_string(bytes: Vec<u8>) -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes)
}

#[cfg(not(unix))]
fn os_string(bytes: Vec<u8>) -> OsString {
    String::from_utf8_lossy(&bytes).into_owned().into()
}
