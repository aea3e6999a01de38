//! The language that a post is written in, and how it is known.

mod detect;
mod place;

use serde::{Deserialize, Serialize};

use super::front_matter::language_code;
use super::{Block, PostPath};
use detect::Sample;
use place::Named;

/// Where the language of a post was found, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LanguageSource {
    /// A key of the front matter.
    FrontMatter,
    /// A folder: `ja/`, `zh-CN/`.
    Path,
    /// The end of the file name: `about.fr.md`.
    FileName,
    /// The `lang` attribute of the page or the article.
    LangAttribute,
    /// The text itself, by its letters.
    Detected,
}

impl LanguageSource {
    /// The name of the source in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FrontMatter => "front_matter",
            Self::Path => "path",
            Self::FileName => "file_name",
            Self::LangAttribute => "lang_attribute",
            Self::Detected => "detected",
        }
    }
}

/// What may tell the language of a post.
pub(super) struct Evidence<'a> {
    /// The code in the front matter.
    pub written: Option<String>,
    pub path: &'a PostPath,
    /// The value of a `lang` attribute.
    pub attribute: Option<&'a str>,
    pub title: &'a str,
    pub description: Option<&'a str>,
    pub blocks: &'a [Block],
}

/// The code of a post's language, of two or three letters, and where it was found.
pub(super) fn language_of(evidence: Evidence<'_>) -> Option<(String, LanguageSource)> {
    if let Some(code) = evidence.written {
        return Some((code, LanguageSource::FrontMatter));
    }
    let sample = Sample::of(evidence.title, evidence.description, evidence.blocks);
    let path = evidence.path.to_string();
    let mut named = place::names(&path);
    let believed = named.find_map(|(named, source)| match named {
        Named::Code(code) => Some((code, source)),
        // A name that may be a word is believed if the text looks like it, however little.
        Named::CodeOrWord(code) => {
            (sample.guess() == Some(code.as_str())).then_some((code, source))
        }
    });
    let attribute = || Some((language_code(evidence.attribute?)?, LanguageSource::LangAttribute));
    let detected = || Some((sample.detect()?.to_owned(), LanguageSource::Detected));
    believed.or_else(attribute).or_else(detected)
}
