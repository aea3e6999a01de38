//! What stops a run, and what its user can do next.

use std::io;
use std::path::{Path, PathBuf};

use crate::render::json::FORMAT_VERSION;

/// A failure that ends a run. What is wrong with a single post is a
/// [`Problem`](crate::corpus::Problem) instead.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The corpus folder does not exist.
    #[error("there is no corpus folder at `{}`", .0.display())]
    CorpusMissing(PathBuf),
    /// The corpus is a file, not a folder.
    #[error("the corpus `{}` is not a folder", .0.display())]
    CorpusNotFolder(PathBuf),
    /// The folder holds nothing that kwic reads, and no index of it exists yet.
    #[error("no posts in `{}` ({ignored} other files)", corpus.display())]
    NoPosts {
        /// The folder that was walked.
        corpus: PathBuf,
        /// How many files of other kinds it holds.
        ignored: u64,
        /// Whether globs were given that may have left out everything.
        globs: bool,
    },
    /// There is no index in the folder.
    #[error("there is no index in `{}`", .0.display())]
    IndexMissing(PathBuf),
    /// The first build of the index was broken off.
    #[error("the first build of the index `{}` was broken off", .0.display())]
    IndexUnfinished(PathBuf),
    /// The folder belongs to something else, or is a file.
    #[error("`{}` is not a kwic index", .0.display())]
    NotAnIndex(PathBuf),
    /// The index holds another corpus.
    #[error("the index `{}` holds another corpus: `{}`", index.display(), corpus.display())]
    OtherCorpus {
        /// The index folder.
        index: PathBuf,
        /// The corpus that it was built from.
        corpus: PathBuf,
    },
    /// The index was written by another version of kwic.
    #[error("the index `{}` has format {found}; this kwic reads format {expected}", index.display())]
    IndexFormat {
        /// The index folder.
        index: PathBuf,
        /// The format number found there.
        found: u32,
        /// The format number of this program.
        expected: u32,
        /// The corpus that it was built from, if that can still be read.
        corpus: Option<PathBuf>,
    },
    /// Another process writes to the index.
    #[error("another process writes to the index `{}`: {holder}", index.display())]
    IndexBusy {
        /// The index folder.
        index: PathBuf,
        /// What is known of the process.
        holder: String,
    },
    /// The run was told to stop before it had anything to show.
    #[error("stopped; the index is as it was")]
    Interrupted,
    /// The index cannot be read as what it should be.
    #[error("the index `{}` is damaged: {message}", index.display())]
    IndexDamaged {
        /// The index folder.
        index: PathBuf,
        /// What does not fit.
        message: String,
    },
    /// The file is known, but no post was made of it.
    #[error("`{path}` is not in the index: {reason}")]
    PostLeftOut {
        /// The file.
        path: String,
        /// Why it was left out.
        reason: String,
    },
    /// No post goes by that id or path.
    #[error("no post `{0}` in the index")]
    PostMissing(String),
    /// The query holds nothing to search for.
    #[error("the query holds no word to search for")]
    QueryEmpty,
    /// The query only filters, and words were needed.
    #[error("the query holds no word that could stand in a text, only what posts must be")]
    QueryWithoutWords,
    /// The query is beyond what can be searched, or (with `--strict`) cannot be read as written.
    #[error("{0}")]
    Query(String),
    /// The file of relevance judgments cannot be used.
    #[error("the judgments cannot be used: {0}")]
    Judgments(String),
    /// An option's value cannot be used.
    #[error("`{value}` is no value for {option}: {reason}")]
    Option {
        /// The option as it is typed.
        option: &'static str,
        /// The value given.
        value: String,
        /// Why it cannot be used.
        reason: String,
    },
    /// Scripts ask for a version of the wire format that is not spoken.
    #[error("this kwic does not speak version {0} of its JSON format")]
    FormatVersion(u32),
    /// No watched query goes by a name, or there is none at all.
    #[error("{message}")]
    Watchlist {
        /// What is missing.
        message: String,
        /// What to do about it.
        hint: Option<String>,
    },
    /// A configuration file cannot be used.
    #[error("{}{message}", sited(file, *line))]
    Config {
        /// The file.
        file: PathBuf,
        /// The line at which it is wrong, from 1.
        line: Option<usize>,
        /// What is wrong.
        message: String,
        /// What to write instead.
        hint: Option<String>,
    },
    /// The operating system refused something.
    #[error("cannot {action} `{}`: {source}", path.display())]
    Io {
        /// What was tried, as a verb.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The refusal.
        source: io::Error,
    },
    /// The search engine failed.
    #[error("the search engine failed: {0}")]
    Engine(#[from] tantivy::TantivyError),
    /// The standard library or a helper thread failed in a way that has no path.
    #[error("{0}")]
    Internal(String),
}

impl Error {
    /// Wraps a refusal of the operating system with what was tried and where.
    pub fn io(action: &'static str, path: impl AsRef<Path>) -> impl FnOnce(io::Error) -> Self {
        let path = path.as_ref().to_owned();
        move |source| Self::Io { action, path, source }
    }

    /// The name of this kind of error in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::CorpusMissing(_) => "corpus_missing",
            Self::CorpusNotFolder(_) => "corpus_not_a_folder",
            Self::NoPosts { .. } => "no_posts",
            Self::IndexMissing(_) => "index_missing",
            Self::IndexUnfinished(_) => "index_unfinished",
            Self::NotAnIndex(_) => "not_an_index",
            Self::OtherCorpus { .. } => "other_corpus",
            Self::IndexFormat { .. } => "index_format",
            Self::IndexBusy { .. } => "index_busy",
            Self::IndexDamaged { .. } => "index_damaged",
            Self::Interrupted => "interrupted",
            Self::PostMissing(_) => "post_missing",
            Self::PostLeftOut { .. } => "post_left_out",
            Self::QueryEmpty => "query_empty",
            Self::QueryWithoutWords => "query_without_words",
            Self::Query(_) => "query",
            Self::Judgments(_) => "judgments",
            Self::Option { .. } => "option",
            Self::FormatVersion(_) => "format_version",
            Self::Config { .. } => "config",
            Self::Watchlist { .. } => "watchlist",
            Self::Io { .. } => "io",
            Self::Engine(_) => "engine",
            Self::Internal(_) => "internal",
        }
    }

    /// What the user can do about it, as one sentence, where something is known to help.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::CorpusMissing(_) | Self::CorpusNotFolder(_) => {
                "name the folder that holds the posts, as in `kwic index FOLDER`".into()
            }
            Self::NoPosts { globs: true, .. } => {
                "`--include` and `--exclude` left out every file; globs are written as in .gitignore"
                    .into()
            }
            Self::NoPosts { .. } => {
                "kwic reads .md, .markdown, .html, .txt and a few more (`kwic index --help`); hidden \
                 and git-ignored files are left out unless `--hidden` or `--no-ignore` is given"
                    .into()
            }
            Self::IndexMissing(path) => {
                format!("build it first: `kwic index CORPUS --index {}`", path.display())
            }
            Self::NotAnIndex(_) => {
                "name the folder of an index with `--index`, or an empty or new one to build it in; \
                 kwic never writes into a folder of something else"
                    .into()
            }
            Self::OtherCorpus { index, .. } => format!(
                "replace it with `kwic index CORPUS --index {} --rebuild`, or use another folder",
                index.display()
            ),
            Self::IndexUnfinished(index) => {
                format!("run it again: `kwic index CORPUS --index {}`", index.display())
            }
            Self::IndexDamaged { index, .. } => format!(
                "build it again: `kwic verify --repair --index {0}`, or `kwic index CORPUS --index \
                 {0} --rebuild`",
                index.display()
            ),
            Self::IndexFormat { index, .. } => format!(
                "build it again: `kwic index CORPUS --index {} --rebuild`",
                index.display()
            ),
            Self::PostLeftOut { .. } => {
                "`kwic stats --json` lists every file that is not in the index".into()
            }
            Self::IndexBusy { .. } => {
                "let `kwic index --wait` wait until it is done, or use another `--index`".into()
            }
            Self::PostMissing(_) => {
                "`kwic search WORDS` prints the path of each hit, and `--json` its id".into()
            }
            Self::FormatVersion(_) => {
                format!("ask for `--format-version {FORMAT_VERSION}`, the only one there is")
            }
            Self::Config { hint, .. } | Self::Watchlist { hint, .. } => return hint.clone(),
            Self::QueryEmpty => "type at least one word, or `*` for every post".into(),
            Self::QueryWithoutWords => {
                "add the word to look for, such as `truce tag:peace`; `kwic search` lists the posts"
                    .into()
            }
            Self::Query(_)
            | Self::Judgments(_)
            | Self::Option { .. }
            | Self::Internal(_)
            | Self::Interrupted => {
                return None;
            }
            Self::Io { source, .. } if is_of_space(source) => {
                "make room there and run it again; what was committed before is whole".into()
            }
            Self::Io { .. } | Self::Engine(_) => return None,
        })
    }
}

/// A place in a file, before what is wrong there.
fn sited(file: &Path, line: Option<usize>) -> String {
    line.map_or_else(
        || format!("{}: ", file.display()),
        |line| format!("{}:{line}: ", file.display()),
    )
}

/// Whether the system refused for want of space.
fn is_of_space(error: &io::Error) -> bool {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    matches!(error.kind(), FileTooLarge | QuotaExceeded | StorageFull)
}

/// A result whose failure stops the run.
pub type Result<T, E = Error> = std::result::Result<T, E>;
