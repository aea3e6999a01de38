//! Posts as sources to be cited.

mod bibtex;
mod csl_json;
mod markdown;

use std::io::{self, Write};

use crate::index::StoredPost;

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

/// Cites posts: in Markdown a list item each, in BibTeX an entry each, in CSL JSON one document.
///
/// # Errors
/// If they cannot be written.
pub fn citations(form: CitationForm, posts: &[StoredPost], out: &mut dyn Write) -> io::Result<()> {
    match form {
        CitationForm::Markdown => posts
            .iter()
            .try_for_each(|stored| writeln!(out, "- {}", markdown::citation(&stored.post))),
        CitationForm::Bibtex => {
            posts.iter().try_for_each(|stored| writeln!(out, "{}", bibtex::entry(stored)))
        }
        CitationForm::CslJson => {
            serde_json::to_writer_pretty(&mut *out, &csl_json::items(posts))?;
            writeln!(out)
        }
    }
}
