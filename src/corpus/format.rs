//! How a file's name tells what its body is written in.

/// What a post's body is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// The markup of the body.
    pub markup: Markup,
    /// Whether the name says that a template engine (Blade, Nunjucks, Liquid) reads the file first.
    pub templated: bool,
}

/// The markups kwic reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// Markdown, with HTML in it.
    Markdown,
    /// HTML or XHTML, a whole page or a part of one.
    Html,
    /// Plain text.
    Text,
}

impl Format {
    /// The format of a file by its name, or `None` if it is not a post's ending.
    ///
    /// ```
    /// use kwic::corpus::{Format, Markup};
    /// assert_eq!(Format::of_name("2020-10-19-truce.md").map(|f| f.markup), Some(Markup::Markdown));
    /// assert_eq!(Format::of_name("index.blade.php").map(|f| f.markup), Some(Markup::Html));
    /// assert_eq!(Format::of_name("photo.jpg"), None);
    /// ```
    pub fn of_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let (stem, ending) = name.rsplit_once('.')?;
        if let Some(markup) = Markup::of_ending(ending) {
            return Some(Self { markup, templated: stem.ends_with(".blade") });
        }
        let inner = match ending {
            "njk" | "liquid" => stem,
            "php" => stem.strip_suffix(".blade")?,
            _ => return None,
        };
        let markup = inner.rsplit_once('.').and_then(|(_, ending)| Markup::of_ending(ending));
        Some(Self { markup: markup.unwrap_or(Markup::Html), templated: true })
    }
}

impl Markup {
    fn of_ending(ending: &str) -> Option<Self> {
        Some(match ending {
            "md" | "markdown" | "mdx" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Html,
            "txt" => Self::Text,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_the_format() {
        use Markup::{Html, Markdown, Text};
        let table = [
            ("a.md", Some((Markdown, false))),
            ("a.MARKDOWN", Some((Markdown, false))),
            ("a.b.mdx", Some((Markdown, false))),
            ("a.htm", Some((Html, false))),
            ("a.xhtml", Some((Html, false))),
            ("a.txt", Some((Text, false))),
            ("a.blade.md", Some((Markdown, true))),
            ("a.blade.php", Some((Html, true))),
            ("a.md.njk", Some((Markdown, true))),
            ("a.njk", Some((Html, true))),
            ("a.html.liquid", Some((Html, true))),
            ("a.php", None),
            ("md", None),
            (".md", Some((Markdown, false))),
            ("a.md.bak", None),
        ];
        for (name, expected) in table {
            let found = Format::of_name(name).map(|format| (format.markup, format.templated));
            assert_eq!(found, expected, "{name}");
        }
    }
}
