//! The forms of a citation by their names on the command line.

use clap::ValueEnum;
use kwic::render::CitationForm;

/// How a post is cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Citation {
    /// A list item of Markdown.
    Markdown,
    /// An entry of BibTeX.
    Bibtex,
    /// A JSON document for citation processors.
    CslJson,
}

impl From<Citation> for CitationForm {
    fn from(form: Citation) -> Self {
        match form {
            Citation::Markdown => Self::Markdown,
            Citation::Bibtex => Self::Bibtex,
            Citation::CslJson => Self::CslJson,
        }
    }
}
