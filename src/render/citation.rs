//! Posts as sources to be cited.

mod bibtex;
pub(super) mod csl_json;
mod markdown;

use std::io::{self, Write};

use crate::corpus::Post;
use crate::index::{PostId, StoredPost};
use crate::search::Hit;

/// How a citation is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CitationForm {
    /// A line of Markdown.
    Markdown,
    /// An entry for BibTeX and what reads its files.
    Bibtex,
    /// The data model of citation processors: <https://docs.citationstyles.org/en/stable/specification.html>.
    CslJson,
}

/// What is cited.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    id: &'a PostId,
    post: &'a Post,
}

impl<'a> From<&'a StoredPost> for Source<'a> {
    fn from(StoredPost { id, post }: &'a StoredPost) -> Self {
        Self { id, post }
    }
}

impl<'a> From<&'a Hit> for Source<'a> {
    fn from(Hit { id, post, .. }: &'a Hit) -> Self {
        Self { id, post }
    }
}

/// Cites posts: in Markdown a list item each, in BibTeX an entry each, in CSL JSON one document.
///
/// # Errors
/// If they cannot be written.
pub fn citations<'a>(
    form: CitationForm,
    posts: impl IntoIterator<Item = impl Into<Source<'a>>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut sources = posts.into_iter().map(Into::into);
    match form {
        CitationForm::Markdown => {
            sources.try_for_each(|source| writeln!(out, "- {}", markdown::citation(source.post)))
        }
        CitationForm::Bibtex => {
            sources.try_for_each(|source| writeln!(out, "{}", bibtex::entry(source)))
        }
        CitationForm::CslJson => {
            let items: Vec<_> = sources.map(csl_json::ItemWire::from).collect();
            serde_json::to_writer_pretty(&mut *out, &items)?;
            writeln!(out)
        }
    }
}
