//! Runs the program in a folder of its own.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A folder to run the program in.
pub struct Place {
    folder: TempDir,
}

/// How a run of the program ended.
#[derive(Debug, PartialEq, Eq)]
pub struct Run {
    pub stdout: String,
    pub stderr: String,
    pub status: Option<i32>,
}

impl Place {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A folder with the project's own sample posts in `corpus/`.
    pub fn with_samples() -> Self {
        let place = Self::new();
        copy_folder(&project().join("corpus"), &place.path("corpus"));
        place
    }

    /// Writes a file, with the folders above it.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("has a parent")).expect("creates folders");
        fs::write(path, content).expect("writes a file");
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn command(&self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
        let mut command = self.prepared(Command::new(env!("CARGO_BIN_EXE_kwic")));
        command.args(args);
        command
    }

    /// A script of the shell, to which the program and these arguments are `"$@"`.
    #[cfg(unix)]
    pub fn script(&self, script: &str, args: &[&str]) -> Command {
        let mut command = self.prepared(Command::new("sh"));
        command.args(["-c", script, "sh", env!("CARGO_BIN_EXE_kwic")]).args(args);
        command
    }

    fn prepared(&self, mut command: Command) -> Command {
        command.current_dir(self.folder.path()).stdin(Stdio::null());
        command.env_remove("KWIC_INDEX").env_remove("KWIC_CONFIG").env_remove("NO_COLOR");
        command.env("XDG_CONFIG_HOME", self.path("settings"));
        command
    }

    /// Runs the program with these arguments.
    #[must_use]
    pub fn run(&self, args: &[&str]) -> Run {
        Run::of(&mut self.command(args))
    }

    /// Runs the program and feeds it a text.
    #[must_use]
    pub fn run_with_stdin(&self, args: &[&str], text: &str) -> Run {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("starts");
        child.stdin.take().expect("is piped").write_all(text.as_bytes()).expect("takes it");
        Run::from(child.wait_with_output().expect("ends"))
    }

    /// Builds the index of `corpus/` in silence.
    pub fn index(&self) -> &Self {
        self.run(&["index", "--quiet"]).expect_silence();
        self
    }
}

impl Run {
    pub fn of(command: &mut Command) -> Self {
        Self::from(command.output().expect("runs"))
    }

    /// Asserts the exit status and returns stdout.
    #[track_caller]
    pub fn expect(self, status: i32) -> String {
        assert_eq!(self.status, Some(status), "{self:#?}");
        self.stdout
    }

    /// Asserts that all went well without a word.
    #[track_caller]
    pub fn expect_silence(self) {
        let silence = Self { stdout: String::new(), stderr: String::new(), status: Some(0) };
        assert_eq!(self, silence);
    }
}

impl From<std::process::Output> for Run {
    fn from(output: std::process::Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("speaks UTF-8");
        Self {
            stdout: text(output.stdout),
            stderr: text(output.stderr),
            status: output.status.code(),
        }
    }
}

/// The project's folder.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Whether golden files and the README are to be written anew instead of compared.
pub fn is_update() -> bool {
    std::env::var_os("KWIC_UPDATE").is_some_and(|value| !value.is_empty())
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("creates a folder");
    for entry in fs::read_dir(from).expect("lists a folder") {
        let entry = entry.expect("lists an entry");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("has a type").is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copies");
        }
    }
}
