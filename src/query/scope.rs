//! Where a word is looked for.

/// A field, or several, as a query names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Anywhere in the post.
    Anywhere,
    /// The title.
    Title,
    /// The description.
    Description,
    /// The article's text, headings included.
    Body,
    /// The headings.
    Headings,
    /// Captions, credits, alternative texts and furniture.
    Captions,
    /// The authors' names.
    Author,
    /// The tags, each as a whole.
    Tag,
    /// The categories, each as a whole.
    Category,
    /// The language code.
    Language,
    /// The path, as a glob.
    Path,
    /// The addresses that it links to, by host and folders.
    Link,
    /// The addresses of its images, by host and folders or by file name.
    Image,
    /// The day of the date.
    Date,
    /// Another front-matter key, by its path.
    Meta(String),
}

impl Scope {
    /// Whether words are looked for in running text here, as against whole values.
    pub fn is_text(&self) -> bool {
        !matches!(
            self,
            Self::Tag
                | Self::Category
                | Self::Language
                | Self::Path
                | Self::Link
                | Self::Image
                | Self::Date
                | Self::Meta(_)
        )
    }

    /// Whether a value may be a path or an address, in which `/` and `?` stand for themselves.
    pub fn is_address(&self) -> bool {
        matches!(self, Self::Path | Self::Link | Self::Image)
    }

    /// The scope of a field's name, in any case, singular or plural.
    pub fn of_name(name: &str) -> Self {
        let name = name.to_lowercase();
        match name.as_str() {
            "title" => Self::Title,
            "description" | "summary" | "excerpt" => Self::Description,
            "body" | "text" | "content" => Self::Body,
            "heading" | "headings" => Self::Headings,
            "caption" | "captions" => Self::Captions,
            "author" | "authors" => Self::Author,
            "tag" | "tags" => Self::Tag,
            "category" | "categories" => Self::Category,
            "lang" | "language" => Self::Language,
            "path" => Self::Path,
            "link" | "links" => Self::Link,
            "image" | "images" => Self::Image,
            "date" => Self::Date,
            _ => Self::Meta(name),
        }
    }
}
