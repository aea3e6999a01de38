//! What an occurrence of a word counts in which field.

/// What an occurrence of a word counts in each field; positive and finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FieldWeights {
    /// In the title.
    pub title: f32,
    /// In the description.
    pub description: f32,
    /// In a heading, beside what it counts as a word of the body.
    pub headings: f32,
    /// In the body.
    pub body: f32,
    /// In tags, categories and the names of authors.
    pub keywords: f32,
    /// In captions, credits and furniture.
    pub captions: f32,
}

impl Default for FieldWeights {
    /// Headings are words of the body too, and captions mostly furniture. The title's weight was
    /// measured: see the table in ARCHITECTURE.md.
    fn default() -> Self {
        Self {
            title: 3.0,
            description: 0.7,
            headings: 0.5,
            body: 1.0,
            keywords: 0.5,
            captions: 0.3,
        }
    }
}

impl FieldWeights {
    /// The weights by the names of their fields.
    pub fn by_name(&self) -> [(&'static str, f32); 6] {
        [
            ("title", self.title),
            ("description", self.description),
            ("headings", self.headings),
            ("body", self.body),
            ("keywords", self.keywords),
            ("captions", self.captions),
        ]
    }
}
