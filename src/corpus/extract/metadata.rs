//! What a page says about itself beside its text: in `<meta>`, in JSON-LD, in microdata, and in the
//! lines around its heading that name the author and the day.

mod byline;
mod byline_label;
mod class_word;
mod dateline;
mod element_text;
mod headline;
mod linked_data;
mod meta_tag;
mod person_name;
mod place;
mod script;
mod survey;

pub(super) use script::STEM as SCRIPT_STEM;

use super::tree::Document;
use super::visit::visit;
use survey::Survey;

/// What a page says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageMetadata {
    /// Dates of publication from JSON-LD, `<meta>` and microdata, as written, the surest first.
    pub dates: Vec<String>,
    /// Dates in a line near the heading and in the data of scripts, as written, the surest first.
    pub shown: Vec<String>,
    /// Dates of the last change from JSON-LD, `<meta>` and microdata, as written, the surest first.
    pub modified: Vec<String>,
    /// Dates of `<time>` elements, as written, those nearest to the heading first.
    pub times: Vec<String>,
    /// Its title: the main heading that says what the page's titles say, or else one of these.
    pub headline: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// What it says about itself in a few sentences.
    pub description: Option<String>,
    /// Its lead image.
    pub image: Option<String>,
    /// Its address.
    pub url: Option<String>,
}

impl PageMetadata {
    /// Looks over a document.
    pub(super) fn of(document: &Document) -> Self {
        let mut survey = Survey::default();
        visit(&mut survey, document.html.tree.root());
        survey.finish()
    }
}

#[cfg(test)]
mod tests;
