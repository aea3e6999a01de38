//! Finds the posts of a folder.

use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::Instant;

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use ignore::{DirEntry, WalkBuilder, WalkState};
use serde::{Deserialize, Serialize};

use super::{FileStamp, Format, PostPath, SourceFile, Unread, UnreadCode};
use crate::error::{Error, Result};

/// Which files of a folder are looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WalkOptions {
    /// Looks at hidden files and folders too.
    pub hidden: bool,
    /// Looks at files that `.gitignore` and `.ignore` files inside the corpus leave out.
    pub no_ignore: bool,
    /// Only files that match one of these globs, written as in `.gitignore`; all if empty.
    pub include: Vec<String>,
    /// No files that match one of these globs.
    pub exclude: Vec<String>,
    /// Folders that are left out whatever else holds: the index itself.
    #[serde(skip)]
    pub leave_out: Vec<PathBuf>,
    /// How many threads walk; 0 lets the walker choose.
    #[serde(skip)]
    pub threads: usize,
    /// When the walk ends, wherever it is then.
    #[serde(skip)]
    pub deadline: Option<Instant>,
}

/// What a walk found: files seen = `files` + `unread`.
#[derive(Debug, Default)]
pub struct Walked {
    /// The files to read, by ascending path.
    pub files: Vec<SourceFile>,
    /// What has a post's name and cannot be read as one, by ascending path.
    pub unread: Vec<Unread>,
    /// How many files of other kinds were passed over.
    pub ignored: u64,
    /// Whether the deadline came before the end.
    pub is_cut: bool,
}

impl WalkOptions {
    /// Whether globs choose files, which by a slip may leave out all of them.
    pub fn has_globs(&self) -> bool {
        !self.include.is_empty() || !self.exclude.is_empty()
    }
}

impl Walked {
    /// Files that have a post's name.
    pub fn seen(&self) -> u64 {
        (self.files.len() + self.unread.len()) as u64
    }
}

/// The folder of a corpus as an absolute path without links in it.
///
/// # Errors
/// If there is no folder.
pub fn corpus_folder(path: &Path) -> Result<PathBuf> {
    let absolute = path.canonicalize().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Error::CorpusMissing(path.to_owned()),
        _ => Error::io("open", path)(error),
    })?;
    if absolute.is_dir() { Ok(absolute) } else { Err(Error::CorpusNotFolder(path.to_owned())) }
}

/// Walks the folder `root`. Symbolic links below it are not followed.
///
/// # Errors
/// If `root` is not a folder that can be listed, or a glob cannot be read.
pub fn walk(root: &Path, options: &WalkOptions) -> Result<Walked> {
    let sieve = Sieve::new(root, options)?;
    std::fs::read_dir(root).map_err(Error::io("list", root))?;
    let (sender, receiver) = mpsc::channel();
    let is_cut = AtomicBool::new(false);
    walker(root, options).build_parallel().run(|| {
        let sender = sender.clone();
        let (sieve, is_cut) = (&sieve, &is_cut);
        Box::new(move |entry| {
            if options.deadline.is_some_and(|deadline| Instant::now() > deadline) {
                is_cut.store(true, Ordering::Relaxed);
                return WalkState::Quit;
            }
            if let Some(found) = sieve.look_at(entry) {
                // The receiver outlives the walk.
                let _ = sender.send(found);
            }
            WalkState::Continue
        })
    });
    drop(sender);
    Ok(Walked { is_cut: is_cut.into_inner(), ..sorted(receiver.into_iter()) })
}

fn walker(root: &Path, options: &WalkOptions) -> WalkBuilder {
    let mut builder = WalkBuilder::new(root);
    let leave_out = options.leave_out.clone();
    // Archives are often ignored by the repository around them, so only the ignore files inside
    // the corpus count, and they count without a repository too.
    builder
        .hidden(!options.hidden)
        .parents(false)
        .git_global(false)
        .git_exclude(false)
        .require_git(false)
        .git_ignore(!options.no_ignore)
        .ignore(!options.no_ignore)
        .follow_links(false)
        .threads(options.threads)
        .filter_entry(move |entry| !leave_out.iter().any(|path| path == entry.path()));
    builder
}

enum Found {
    Post(SourceFile),
    Unread(Unread),
    Other,
}

fn sorted(all: impl Iterator<Item = Found>) -> Walked {
    let mut walked = Walked::default();
    for found in all {
        match found {
            Found::Post(file) => walked.files.push(file),
            Found::Unread(unread) => walked.unread.push(unread),
            Found::Other => walked.ignored += 1,
        }
    }
    walked.files.sort_unstable_by(|a, b| a.relative.cmp(&b.relative));
    walked.unread.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    walked
}

/// Decides what is worth reading.
struct Sieve {
    root: PathBuf,
    include: Option<Gitignore>,
    exclude: Gitignore,
}

impl Sieve {
    fn new(root: &Path, options: &WalkOptions) -> Result<Self> {
        let include = globs(root, "--include", &options.include)?;
        Ok(Self {
            root: root.to_owned(),
            include: (!options.include.is_empty()).then_some(include),
            exclude: globs(root, "--exclude", &options.exclude)?,
        })
    }

    fn look_at(&self, entry: Result<DirEntry, ignore::Error>) -> Option<Found> {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => return self.refused(&error),
        };
        let kind = entry.file_type()?;
        if kind.is_dir() {
            return None;
        }
        let relative = PostPath::new(entry.path().strip_prefix(&self.root).ok()?);
        if self.excludes(entry.path()) {
            return Some(Found::Other);
        }
        let format = Format::of_name(&relative.file_name());
        if kind.is_symlink() {
            return Some(link(entry.path(), relative, format));
        }
        let Some(format) = format else { return Some(Found::Other) };
        Some(match entry.metadata() {
            Err(error) => unreadable(relative, &error),
            Ok(data) if !data.is_file() => not_a_file(relative),
            Ok(data) => Found::Post(source_file(entry.into_path(), relative, format, &data)),
        })
    }

    fn excludes(&self, path: &Path) -> bool {
        let left_out = self.exclude.matched_path_or_any_parents(path, false).is_ignore();
        let wanted = |globs: &Gitignore| globs.matched_path_or_any_parents(path, false).is_ignore();
        left_out || self.include.as_ref().is_some_and(|globs| !wanted(globs))
    }

    /// A folder that cannot be listed, or an entry that vanished.
    fn refused(&self, error: &ignore::Error) -> Option<Found> {
        let path = path_of(error).unwrap_or(&self.root);
        let relative = path.strip_prefix(&self.root).unwrap_or(path);
        Some(unreadable(PostPath::new(relative), error))
    }
}

fn globs(root: &Path, option: &'static str, patterns: &[String]) -> Result<Gitignore> {
    let mut builder = GitignoreBuilder::new(root);
    let no_glob = |value: &str, error: &ignore::Error| Error::Option {
        option,
        value: value.to_owned(),
        reason: error.to_string(),
    };
    for pattern in patterns {
        builder.add_line(None, pattern).map_err(|error| no_glob(pattern, &error))?;
    }
    builder.build().map_err(|error| no_glob(&patterns.join(" "), &error))
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            path_of(err)
        }
        _ => None,
    }
}

fn unreadable(path: PostPath, error: &ignore::Error) -> Found {
    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    // It was there when its folder was listed.
    let is_gone =
        error.io_error().is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound);
    let code = if is_gone { UnreadCode::Vanished } else { UnreadCode::Unreadable };
    Found::Unread(Unread { path, code, reason })
}

fn not_a_file(path: PostPath) -> Found {
    let reason = "a pipe, a device or a socket".to_owned();
    Found::Unread(Unread { path, code: UnreadCode::NotAFile, reason })
}

/// A link counts as seen when its name is a post's or when it leads to a folder of posts.
fn link(path: &Path, relative: PostPath, format: Option<Format>) -> Found {
    if format.is_none() && !path.is_dir() {
        return Found::Other;
    }
    let reason = "a symbolic link, which is not followed".to_owned();
    Found::Unread(Unread { path: relative, code: UnreadCode::Link, reason })
}

fn source_file(path: PathBuf, relative: PostPath, format: Format, data: &Metadata) -> SourceFile {
    let stamp = FileStamp::of(data);
    SourceFile { path, relative, format, stamp, modified: data.modified().ok() }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A folder with these files, each holding its own name.
    fn folder(files: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().expect("a temporary folder");
        for file in files {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().expect("has a parent")).expect("creates folders");
            fs::write(path, file).expect("writes a file");
        }
        root
    }

    fn names(root: &Path, options: &WalkOptions) -> (Vec<String>, u64) {
        let walked = walk(root, options).expect("walks");
        (walked.files.iter().map(|file| file.relative.to_string()).collect(), walked.ignored)
    }

    #[test]
    fn options_choose_the_files() {
        let root = folder(&["a.md", "b/c.html", "b/d.jpg", ".hid/e.md", "out/f.txt", "g.njk"]);
        fs::write(root.path().join(".gitignore"), "out/\n").expect("writes");
        let list = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
        let all = WalkOptions::default();
        let table = [
            (all.clone(), list(&["a.md", "b/c.html", "g.njk"]), 1),
            (
                WalkOptions { no_ignore: true, ..all.clone() },
                list(&["a.md", "b/c.html", "g.njk", "out/f.txt"]),
                1,
            ),
            (
                WalkOptions { hidden: true, ..all.clone() },
                list(&[".hid/e.md", "a.md", "b/c.html", "g.njk"]),
                2,
            ),
            (WalkOptions { include: list(&["b/"]), ..all.clone() }, list(&["b/c.html"]), 3),
            (WalkOptions { include: list(&["*.md"]), ..all.clone() }, list(&["a.md"]), 3),
            (WalkOptions { exclude: list(&["*.md", "b"]), ..all.clone() }, list(&["g.njk"]), 3),
            (
                WalkOptions { leave_out: vec![root.path().join("b")], ..all },
                list(&["a.md", "g.njk"]),
                0,
            ),
        ];
        for (options, files, ignored) in table {
            assert_eq!(names(root.path(), &options), (files, ignored), "{options:?}");
        }
    }

    #[test]
    fn a_bad_glob_is_an_error() {
        let root = folder(&["a.md"]);
        let options = WalkOptions { exclude: vec!["a{b".into()], ..WalkOptions::default() };
        let error = walk(root.path(), &options).expect_err("is refused");
        assert!(error.to_string().starts_with("`a{b` is no value for --exclude"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_named_and_not_followed() {
        use std::os::unix::fs::symlink;
        let root = folder(&["a.md", "sub/b.md"]);
        symlink(root.path().join("a.md"), root.path().join("link.md")).expect("links");
        symlink(root.path(), root.path().join("loop")).expect("links");
        let walked = walk(root.path(), &WalkOptions::default()).expect("walks");
        assert_eq!(walked.files.len(), 2);
        let unread: Vec<_> = walked.unread.iter().map(|u| (u.path.to_string(), u.code)).collect();
        assert_eq!(
            unread,
            [("link.md".into(), UnreadCode::Link), ("loop".into(), UnreadCode::Link)]
        );
    }
}
